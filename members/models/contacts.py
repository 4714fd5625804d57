"""Stakeholders: people at other bodies, without accounts, whom the Forum keeps in touch with, and what was said."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.languages.ordering import InOrder
from common.searching import holds
from common.text import LineField, LongTextField, NameField
from members import access
from members.history import tracked
from members.models.indexes import STAKEHOLDER
from members.models.people import Organisation


class StakeholderQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Who keeps the record keeps the contacts; others have no need of people's addresses."""
        return self if access.keeps_the_record(person) else self.none()

    def due(self):
        """Those whose next step was to be taken by today."""
        return self.exclude(next_step="").filter(next_step_on__lte=timezone.localdate())

    def found_by(self, words):
        """Those in whose name, role, address, organisation or next step every word occurs."""
        rows = self
        for word in words.split():
            rows = rows.filter(
                holds(
                    word, "name", "role_there", "email", "next_step", "organisation__name_en", "organisation__name_cy"
                )
            )
        return rows


@tracked()
class Stakeholder(Versioned):
    """Somebody at a Health Board, the WLGA, a university …: a name, an organisation, how to reach them."""

    name = NameField(_("name"), max_length=150)
    organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="stakeholders",
        verbose_name=_("organisation"),
    )
    role_there = NameField(_("role there"), max_length=150, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = LineField(_("telephone"), max_length=40, blank=True)
    next_step = LineField(_("next step"), max_length=300, blank=True)
    next_step_on = models.DateField(_("by when"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = StakeholderQuerySet.as_manager()

    class Meta:
        verbose_name = _("stakeholder")
        verbose_name_plural = _("stakeholders")
        ordering = [InOrder("name"), "pk"]
        indexes = [
            models.Index(InOrder("name", language="en"), name="members_stakeholder_order_en"),
            models.Index(InOrder("name", language="cy"), name="members_stakeholder_order_cy"),
        ]
        triggers = [counts_saves("is_sample"), *searched(STAKEHOLDER), *stamps()]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("members:stakeholder", args=[self.pk])


class Contact(models.Model):
    """That somebody was in touch with a body outside the Forum: when, who, about what."""

    on = models.DateField(_("when"), default=timezone.localdate)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("who")
    )
    text = LongTextField(_("about what"), max_length=3_000)

    class Meta:
        abstract = True
        ordering = ["-on", "-pk"]

    @property
    def said_when(self) -> str:
        """The day, in words of the reader's language."""
        return date_format(self.on, "j F Y")


class ContactNote(Contact):
    """That somebody spoke or wrote with a stakeholder."""

    stakeholder = models.ForeignKey(Stakeholder, models.CASCADE, related_name="notes", verbose_name=_("stakeholder"))

    class Meta(Contact.Meta):
        verbose_name = _("note of contact")
        verbose_name_plural = _("notes of contact")

    def __str__(self):
        return f"{self.stakeholder}: {self.said_when}"
