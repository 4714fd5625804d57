"""Decisions: what was put to a meeting, numbered through it, and what an earlier one is superseded by."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.text import LongTextField
from meetings.models.indexes import DECISION
from meetings.models.meeting import frozen_once_confirmed, name_on_record
from meetings.models.minutes import OF_PARAGRAPH, OUT, WRITE_THE_TEXT, Paragraph, UnderParagraphQuerySet
from members.history import tracked


class DecisionQuerySet(UnderParagraphQuerySet):
    def carried(self):
        """What the meeting wanted; what was put to it and lost is no decision in force."""
        return self.filter(is_lost=False)

    def moved_by(self, person):
        """Those that somebody proposed or seconded."""
        return self.filter(Q(proposed_by=person) | Q(seconded_by=person)).select_related("paragraph__item__meeting")

    def out(self):
        """Those of minutes that have been circulated."""
        return self.filter(paragraph__item__meeting__minutes__state__in=OUT)

    def before(self, decision):
        """The carried ones that were taken before a Decision, which need not be saved yet; the latest first."""
        meeting = decision.paragraph.item.meeting
        here = Q(paragraph__item__meeting=meeting)
        earlier = Q(paragraph__item__meeting__starts_at__lt=meeting.starts_at)
        same = here if decision.position is None else here & Q(position__lt=decision.position)
        return self.carried().filter(earlier | same).order_by("-paragraph__item__meeting__starts_at", "-position")


EARLIER = gettext_noop("A decision supersedes an earlier one. Please choose one that was taken before it.")
SUPERSEDES_EARLIER = pgtrigger.Trigger(
    name="supersedes_earlier",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    condition=pgtrigger.Q(new__supersedes__isnull=False),
    declare=[("own", "timestamptz"), ("other", "timestamptz"), ("number", "integer")],
    func=f"""
        SELECT m.starts_at INTO own FROM meetings_meeting m JOIN meetings_agendaitem i ON i.meeting_id = m.id
            JOIN meetings_paragraph p ON p.item_id = i.id WHERE p.id = NEW.paragraph_id;
        SELECT m.starts_at, d.position INTO other, number FROM meetings_meeting m
            JOIN meetings_agendaitem i ON i.meeting_id = m.id JOIN meetings_paragraph p ON p.item_id = i.id
            JOIN meetings_decision d ON d.paragraph_id = p.id WHERE d.id = NEW.supersedes_id;
        IF NEW.supersedes_id = NEW.id OR (other, number) >= (own, NEW.position) THEN
            RAISE EXCEPTION '{EARLIER}';
        END IF;
        RETURN NEW;""",  # noqa: S608 (nothing in it comes from outside)
)


@tracked()
class Decision(Versioned):
    """What was put to the meeting and decided; numbered through the meeting, "2026-03/D2".

    The key to what it supersedes lies on the later one, so that minutes that stand are not touched.
    """

    class How(models.TextChoices):
        CONSENSUS = "consensus", _("By consensus")
        VOTE = "vote", _("By vote")
        AS_READ = "as_read", _("Taken as read")
        UNKNOWN = "unknown", _("Not recorded how")

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="decisions", verbose_name=_("paragraph"))
    position = models.PositiveSmallIntegerField(_("number"), editable=False)
    text = BothLanguages(LongTextField(_("decision"), max_length=5_000))
    how = models.CharField(_("how"), max_length=20, choices=How.choices, default=How.CONSENSUS)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), null=True, blank=True)
    review_on = models.DateField(_("to be reviewed"), null=True, blank=True)
    is_lost = models.BooleanField(
        _("not carried"), default=False, help_text=_("It was put to the meeting, and the meeting did not want it.")
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("seconded by"),
    )
    supersedes = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
        help_text=_("An earlier decision that is no longer in force from this one on."),
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["paragraph", "position"]
        constraints = [
            said_in_one("text", WRITE_THE_TEXT),
            models.CheckConstraint(
                condition=Q(is_lost=False) | Q(supersedes=None, review_on=None),
                name="meetings_decision_lost_does_nothing",
                violation_error_message=_(
                    "What was not carried supersedes nothing, and does not come back to be reviewed."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(seconded_by=models.F("proposed_by")),
                name="meetings_decision_seconded_by_another",
                violation_error_message=_("Nobody seconds what they propose themselves. Please choose somebody else."),
            ),
        ]
        triggers = [
            newer_language("text"),
            counts_saves("position"),
            SUPERSEDES_EARLIER,
            frozen_once_confirmed("confirmed_stands", OF_PARAGRAPH),
            *searched(DECISION),
            *stamps(),
        ]

    def __str__(self):
        return self.number

    @property
    def mover_names(self):
        """Who proposed and who seconded it, "" for nobody, with the names that the minutes keep of who is erased."""
        meeting = self.paragraph.item.meeting
        movers = (self.proposed_by, self.seconded_by)
        return tuple(name_on_record(person, meeting) if person else "" for person in movers)

    @property
    def number(self):
        """The number in the register of decisions."""
        return f"{self.paragraph.item.meeting.reference}/D{self.position}"
