"""What people have chosen about letters, the letters that only they get who chose them,
and second factors that were lost.
"""

import datetime

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.rich_text import RichTextField
from common.text import LineField
from members import access
from members.history import tracked
from members.models.joining import ForKeepers
from members.models.people import Language, Person


class Consent(models.Model):
    """That somebody chose letters of a kind: when, to which words, in which language, and when they took it back."""

    class Kind(models.TextChoices):
        DIGEST = "digest", _("The digest")
        MAILING = "mailing", _("Promotional letters")

    person = models.ForeignKey(Person, models.CASCADE, related_name="consents", verbose_name=_("person"))
    kind = models.CharField(_("letters"), max_length=10, choices=Kind.choices)
    wording = models.CharField(_("wording"), max_length=20)  # which version of the words; `preferences.py` has them
    language = models.CharField(_("language"), max_length=2, choices=Language.choices)
    given_at = models.DateTimeField(_("chosen"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        verbose_name = _("choice of letters")
        verbose_name_plural = _("choices of letters")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], condition=Q(withdrawn_at=None), name="members_consent_once"
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_kind_display()}"


@tracked()
class Mailing(Versioned):
    """A promotional letter: written by the administrator, sent once to those who chose such letters, and then fixed."""

    subject = BothLanguages(LineField(_("subject"), max_length=150))
    text = BothLanguages(RichTextField(_("text")))
    made_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, editable=False)
    sent_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("sent by")
    )

    objects = ForKeepers.as_manager()

    class Meta:
        verbose_name = _("promotional letter")
        verbose_name_plural = _("promotional letters")
        ordering = ["-made_at", "-pk"]
        constraints = [
            said_in_one("subject", _("Please write the subject in English or in Welsh.")),
            said_in_one("text", _("Please write the text in English or in Welsh.")),
        ]
        triggers = [
            newer_language("subject", "text"),
            counts_saves(),
            pgtrigger.Protect(
                name="sent_stands",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__sent_at__isnull=False)
                & (
                    pgtrigger.Q(old__sent_at__df=pgtrigger.F("new__sent_at"))
                    | pgtrigger.Q(old__subject_en__df=pgtrigger.F("new__subject_en"))
                    | pgtrigger.Q(old__subject_cy__df=pgtrigger.F("new__subject_cy"))
                    | pgtrigger.Q(old__text_en__df=pgtrigger.F("new__text_en"))
                    | pgtrigger.Q(old__text_cy__df=pgtrigger.F("new__text_cy"))
                ),
            ),
        ]

    def __str__(self):
        return self.subject


class LostFactorQuerySet(models.QuerySet):
    def visible_to(self, person):
        """For those who may help: two of them together remove a factor."""
        return self if access.may_help_with_factors(person) else self.none()

    def open(self):
        """Requests that wait for a second person, the oldest first."""
        return self.filter(
            confirmed_at=None, withdrawn_at=None, opened_at__gt=timezone.now() - LostFactor.OPEN
        ).order_by("opened_at", "pk")


@tracked()
class LostFactor(models.Model):
    """That somebody's second factor is to be removed: one person asks for it with a reason, a second one does it."""

    OPEN = datetime.timedelta(days=7)  # for so long a request can be confirmed

    person = models.ForeignKey(Person, models.CASCADE, related_name="lost_factors", verbose_name=_("who lost it"))
    reason = LineField(_("reason"), max_length=300)
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("asked by"))
    opened_at = models.DateTimeField(_("asked"), default=timezone.now)
    confirmed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("removed"), null=True)
    withdrawn_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("withdrawn by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True)
    on_server = models.BooleanField(_("on the server"), default=False)  # by the command, when nobody else is left

    objects = LostFactorQuerySet.as_manager()

    class Meta:
        verbose_name = _("lost second factor")
        verbose_name_plural = _("lost second factors")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(confirmed_at=None, withdrawn_at=None), name="members_lost_factor_once"
            ),
            models.CheckConstraint(
                condition=Q(on_server=True) | (Q(opened_by__isnull=False) & ~Q(opened_by=F("person"))),
                name="members_lost_factor_not_oneself",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None)
                | Q(on_server=True)
                | (Q(confirmed_by__isnull=False) & ~Q(confirmed_by=F("opened_by")) & ~Q(confirmed_by=F("person"))),
                name="members_lost_factor_by_two",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {date_format(timezone.localtime(self.opened_at), 'j F Y')}"

    @property
    def is_open(self):
        """Whether a second person can still confirm it."""
        return self.confirmed_at is None and self.withdrawn_at is None and self.opened_at > timezone.now() - self.OPEN
