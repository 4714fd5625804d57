"""Declarations of interest at an item of a meeting: part of its record, and frozen with its minutes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.keeping import stamps
from common.text import LongTextField, NameField
from meetings.models.agenda import AgendaItem
from meetings.models.meeting import frozen_once_confirmed, name_on_record
from meetings.models.minutes import OF_ITEM, visible_under
from members.access import ForCircles
from members.history import tracked

SAY_WHAT = _("Please say in English or in Welsh what the interest is.")


class DeclarationQuerySet(ForCircles):
    def visible_within(self, circle):
        """Declarations in minutes that this circle may read."""
        return self.filter(visible_under(circle, "item__"))

    def of(self, person):
        """What somebody declared."""
        return self.filter(person=person).select_related("item__meeting")


@tracked()
class Declaration(Versioned):
    """That somebody declared an interest at an item, and what they did then."""

    class Then(models.TextChoices):
        STAYED = "stayed", _("Stayed in the room")
        SILENT = "silent", _("Stayed, and took no part")
        LEFT = "left", _("Left the room")

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="declarations", verbose_name=_("agenda item"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    name = NameField(_("or a name"), max_length=150, blank=True, help_text=_("Of a guest, or of a speaker."))
    text = BothLanguages(LongTextField(_("nature of the interest"), max_length=1_000))
    then = models.CharField(_("what they did then"), max_length=10, choices=Then.choices, default=Then.STAYED)

    objects = DeclarationQuerySet.as_manager()

    class Meta:
        verbose_name = _("declaration of interest")
        verbose_name_plural = _("declarations of interest")
        ordering = ["item", "pk"]
        constraints = [
            said_in_one("text", SAY_WHAT),
            models.CheckConstraint(
                condition=Q(person__isnull=False) ^ ~Q(name=""),
                name="meetings_declaration_of_one",
                violation_error_message=_("Please say who declared it: a person of the Forum, or the name of a guest."),
            ),
        ]
        triggers = [
            newer_language("text"),
            counts_saves(),
            frozen_once_confirmed("confirmed_stands", OF_ITEM),
            *stamps(),
        ]

    def __str__(self):
        return f"{self.item}: {self.who}"

    @property
    def who(self):
        """The name as the record has it."""
        return name_on_record(self.person, self.item.meeting) if self.person_id else self.name
