"""Actions: what somebody took on at a meeting, with a date."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import LANGUAGE_NAMES, BothLanguages, Text, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.text import LongTextField
from meetings.models.indexes import ACTION
from meetings.models.meeting import frozen_once_confirmed, name_on_record
from meetings.models.minutes import OF_PARAGRAPH, WRITE_THE_TEXT, Paragraph, UnderParagraphQuerySet
from members.history import tracked
from members.models import Organisation
from members.models.people import has_left, telling


class ActionQuerySet(UnderParagraphQuerySet):
    def open(self):
        """Actions that are still to be done, the most pressing first."""
        return self.filter(closed_at=None, status__in=Action.CARRIED).order_by("due_on", "pk")

    def closed(self):
        """Actions that are done with."""
        return self.exclude(closed_at=None, status__in=Action.CARRIED)

    def of(self, person):
        """Actions somebody took on, and those of their organisation that no person took on."""
        theirs = Q(owner=None, owner_organisation=person.organisation_id) if person.organisation_id else Q(pk__in=[])
        return self.filter(Q(passed_to=person) | Q(theirs | Q(owner=person), passed_to=None))

    def with_holders(self):
        """With whoever has them read along, and `is_adrift`: nobody who belongs to the Forum today has it."""
        rows = self.alias(holder=Coalesce("passed_to", "owner")).select_related(*Action.HOLDERS)
        body_left = Q(holder=None, owner_organisation__in=Organisation.objects.that_left().values("pk"))
        return rows.annotate(is_adrift=telling(has_left("holder") | body_left))

    def adrift(self):
        """Those that nobody has who belongs to the Forum today."""
        return self.with_holders().filter(is_adrift=True)


@tracked()
class Action(Versioned):
    """Something that somebody took on at a meeting, with a date; numbered by its paragraph, "2026-03/4.2"."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        NOT_DONE = "not_done", _("Not done")
        DROPPED = "dropped", _("Dropped")

    CARRIED = (Status.OPEN, Status.NOT_DONE)  # these come back at the next meeting
    REASONED = (Status.NOT_DONE, Status.DROPPED)
    HOLDERS = ("passed_to", "owner", "owner_organisation")

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="actions", verbose_name=_("paragraph"))
    position = models.PositiveSmallIntegerField(_("number"), editable=False)
    text = BothLanguages(LongTextField(_("action"), max_length=5_000))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("owner")
    )
    owner_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("or an organisation"),
    )
    passed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("passed to")
    )  # whoever has it since: minutes go on to tell who took it on
    due_on = models.DateField(_("due"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.OPEN)
    progress = LongTextField(_("how it stands"), max_length=500, blank=True)
    progress_language = models.CharField(
        _("written in"), max_length=2, choices=list(LANGUAGE_NAMES.items()), blank=True, default=""
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["paragraph", "position"]
        constraints = [
            said_in_one("text", WRITE_THE_TEXT),
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(owner_organisation__isnull=False), name="meetings_action_has_owner"
            ),
        ]
        triggers = [
            newer_language("text"),
            counts_saves("position"),
            frozen_once_confirmed("confirmed_stays", OF_PARAGRAPH, operation=pgtrigger.Insert | pgtrigger.Delete),
            frozen_once_confirmed(
                "confirmed_stands",
                OF_PARAGRAPH,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "paragraph", "position", "text_en", "text_cy", "owner", "owner_organisation"
                ),
            ),
            *searched(ACTION),
            *stamps(),
        ]

    def __str__(self):
        return self.number

    @property
    def holder(self):
        """The Person who has it: whom it was passed to, or who took it on; None while an organisation has it."""
        return self.passed_to or self.owner

    @property
    def owner_name(self):
        """Who has it: the person, or the organisation."""
        return self.holder.name if self.holder else self.owner_organisation.name

    @property
    def recorded_owner_name(self):
        """Who took it on, with the name that the minutes keep of somebody who is erased."""
        return (
            name_on_record(self.owner, self.paragraph.item.meeting) if self.owner_id else self.owner_organisation.name
        )

    @property
    def number(self):
        """The number it comes back under as a matter arising; a second action of one paragraph is its "b"."""
        letter = "" if self.position == 1 else chr(ord("a") + self.position - 1)
        return f"{self.paragraph.item.meeting.reference}/{self.paragraph.number}{letter}"

    def is_of(self, person):
        """Whether somebody took it on, or their organisation did and no person."""
        key = self.passed_to_id or self.owner_id
        return key == person.pk if key else self.owner_organisation_id == person.organisation_id

    @property
    def is_open(self):
        """Whether it is still to be done."""
        return self.closed_at is None and self.status in self.CARRIED

    def was_open_at(self, moment):
        """Whether it was still to be done at a moment, as far as that is known."""
        return self.closed_at >= moment if self.closed_at else self.status in self.CARRIED

    @property
    def progress_line(self):
        """How it stands in its owner's words, knowing their language where that was noted."""
        return Text(self.progress, self.progress_language)

    @property
    def is_overdue(self):
        """Open and past its date."""
        return self.status == self.Status.OPEN and self.due_on is not None and self.due_on < timezone.localdate()
