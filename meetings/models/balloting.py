"""What members decide between meetings: proposals, and the answers of those on the roll."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.rich_text import RichTextField
from common.text import LongTextField, WebField
from meetings.models.indexes import BALLOT
from meetings.models.meeting import Meeting
from meetings.models.minutes import WRITE_THE_TEXT
from members.access import NOTHING, ForCircles, within


class BallotQuerySet(ForCircles):
    def visible_within(self, circle):
        """What members decide between meetings is among members."""
        return self.filter(within(circle, shared=NOTHING))

    def open(self):
        """Ballots that can still be answered, the most pressing first."""
        return self.filter(outcome="", closes_on__gte=timezone.localdate()).order_by("closes_on", "pk")

    def unreported(self):
        """Ballots whose outcome no meeting that takes place, or took place, has on its agenda."""
        return self.exclude(outcome="").exclude(reported_at__state__in=Meeting.TAKES_PLACE)

    def due(self):
        """Ballots whose time is over and whose outcome is not recorded."""
        return self.filter(outcome="", closes_on__lt=timezone.localdate())


NOT_ON_ROLL = gettext_noop("Only those vote who decided when this proposal was put to them.")
COUNTED = gettext_noop("This proposal is closed and counted, so its votes stand.")
CLOSED = gettext_noop("The last day for answers to this proposal is past.")
VOTES_OF_ROLL = pgtrigger.Trigger(
    name="votes_of_roll",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    declare=[("its_outcome", "text"), ("its_roll", "bigint[]"), ("its_day", "date")],
    func=f"""
        SELECT b.outcome, b.roll, b.closes_on INTO its_outcome, its_roll, its_day
            FROM meetings_ballot b WHERE b.id = NEW.ballot_id;
        IF its_outcome <> '' THEN
            RAISE EXCEPTION '{COUNTED}';
        END IF;
        IF its_day < (now() AT TIME ZONE 'Europe/London')::date THEN
            RAISE EXCEPTION '{CLOSED}';
        END IF;
        IF NEW.person_id IS NULL OR cardinality(its_roll) > 0 AND NOT NEW.person_id = ANY(its_roll) THEN
            RAISE EXCEPTION '{NOT_ON_ROLL}';
        END IF;
        RETURN NEW;""",  # noqa: S608 (nothing in it comes from outside)
)


FEWEST_OPTIONS, MOST_OPTIONS = 2, 10
HOW_MANY = _("Please give two to ten choices; a proposal for a yes or a no has none.")
ASKED_AS_IT_IS = gettext_noop("What members choose from, and how, cannot be changed once they are asked.")
CHOICES_STAND = pgtrigger.Trigger(
    name="choices_stand",
    operation=pgtrigger.Update,
    when=pgtrigger.Before,
    condition=pgtrigger.AnyChange("kind", "choices", "is_secret"),
    func=f"RAISE EXCEPTION '{ASKED_AS_IT_IS}';",
)


class Ballot(Versioned):
    """A proposal that members answer between meetings, with yes or no or out of several choices (`Option`); its
    outcome joins the register of decisions.
    """

    class Kind(models.TextChoices):
        YES_NO = "yes_no", _("Yes or no")
        ONE = "one", _("One of several choices")
        APPROVE = "approve", _("Any number of choices that one approves")
        RANKED = "ranked", _("Choices put in order")

    class Outcome(models.TextChoices):
        CARRIED = "carried", _("Carried")
        NOT_CARRIED = "not_carried", _("Not carried")
        DISCUSS = "discuss", _("To be discussed at the next meeting")
        NO_QUORUM = "no_quorum", _("Quorum not reached")

    text = BothLanguages(LongTextField(_("proposal"), max_length=5_000))
    kind = models.CharField(
        _("how it is answered"), max_length=10, choices=Kind.choices, default=Kind.YES_NO, db_default=Kind.YES_NO
    )
    choices = models.PositiveSmallIntegerField(_("number of choices"), default=0, db_default=0, editable=False)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    background = BothLanguages(RichTextField(_("background"), max_length=20_000))
    item = models.ForeignKey(
        "AgendaItem",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agenda item it is about"),
    )
    link = WebField(_("link to what it is about"), blank=True)
    closes_on = models.DateField(_("answers until"))
    # the keys of who decided when it was asked; empty for those that were asked before there was a roll
    roll = ArrayField(models.BigIntegerField(), verbose_name=_("roll"), default=list, blank=True, editable=False)
    needed = models.PositiveSmallIntegerField(  # the quorum as it was when it was asked; 0 of those asked before
        _("answers needed"), default=0, db_default=0, editable=False
    )
    is_secret = models.BooleanField(  # by the rules as they were when it was asked
        _("secret"), default=True, db_default=True, editable=False
    )
    outcome = models.CharField(
        _("outcome"), max_length=12, choices=Outcome.choices, blank=True, default="", editable=False
    )
    won = models.ForeignKey(
        "Option", models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("chosen")
    )
    reported_at = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("reported at")
    )

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal between meetings")
        verbose_name_plural = _("proposals between meetings")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            said_in_one("text", WRITE_THE_TEXT),
            models.CheckConstraint(
                condition=Q(kind="yes_no", choices=0)
                | (~Q(kind="yes_no") & Q(choices__range=(FEWEST_OPTIONS, MOST_OPTIONS))),
                name="meetings_ballot_choices_of_its_kind",
                violation_error_message=HOW_MANY,
            ),
            models.CheckConstraint(
                condition=Q(won=None) | (Q(outcome="carried") & ~Q(kind="yes_no")),
                name="meetings_ballot_won_when_carried",
                violation_error_message=_("Only a proposal with choices that is carried has one that is chosen."),
            ),
        ]
        triggers = [newer_language("text", "background"), counts_saves(), CHOICES_STAND, *searched(BALLOT), *stamps()]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return reverse("meetings:ballot", args=[self.pk])

    @property
    def number(self):
        """The number in the register of decisions, "2026-11/B7"."""
        return f"{timezone.localtime(self.asked_at):%Y-%m}/B{self.pk}"

    @property
    def is_open(self):
        """Whether members can still answer."""
        return not self.outcome and self.closes_on >= timezone.localdate()

    @property
    def has_options(self):
        """Whether members choose out of several instead of answering yes or no."""
        return self.kind != self.Kind.YES_NO

    @property
    def outcome_said(self):
        """The outcome in words, with the choice that is chosen."""
        if self.won_id:
            return _("Chosen: %(choice)s") % {"choice": self.won.title}
        if self.has_options and self.outcome == self.Outcome.NOT_CARRIED:
            return _("No choice reached more than half")
        return self.get_outcome_display()


DOES_NOT_FIT = gettext_noop("This answer does not fit how the proposal is to be answered.")


WHOLE_ANSWER = f"""
        SELECT b.kind, v.choice, count(p.id), count(p.rank), coalesce(max(p.rank), 0)
            INTO how, what, given, ranked, last
            FROM meetings_vote v JOIN meetings_ballot b ON b.id = v.ballot_id
            LEFT JOIN meetings_preference p ON p.vote_id = v.id
            WHERE v.id = coalesce(NEW.{{vote}}, OLD.{{vote}}) GROUP BY b.kind, v.choice;
        IF NOT FOUND THEN
            RETURN NULL;
        END IF;
        is_wrong := CASE
            WHEN how = 'yes_no' THEN what = 'chosen' OR given > 0
            WHEN what <> 'chosen' THEN what IN ('yes', 'no') OR given > 0
            WHEN how = 'one' THEN given <> 1 OR last <> 1
            WHEN how = 'approve' THEN given = 0 OR ranked > 0
            ELSE given = 0 OR ranked <> given OR last <> given
        END;
        IF is_wrong THEN
            RAISE EXCEPTION '{DOES_NOT_FIT}';
        END IF;
        RETURN NULL;"""  # noqa: S608 (nothing in it comes from outside)
DECLARED = [
    ("how", "text"),
    ("what", "text"),
    ("given", "int"),
    ("ranked", "int"),
    ("last", "int"),
    ("is_wrong", "boolean"),
]


def fits_its_kind(vote, operation=pgtrigger.Insert | pgtrigger.Update) -> pgtrigger.Trigger:
    """Return the trigger that looks at the whole of an answer at the end of a transaction that wrote in it: `vote` is
    the column of its key.

    To a yes or no nothing is chosen; one choice of several is the first; approved ones have no rank; ranks are 1, 2, 3
    … without a gap; whoever abstains or wants it discussed chooses nothing.
    """
    return pgtrigger.Trigger(
        name="fits_its_kind",
        operation=operation,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        declare=DECLARED,
        func=WHOLE_ANSWER.format(vote=vote),
    )


class Vote(models.Model):
    """One member's answer to a proposal between meetings; what they chose, where there are choices, is in its
    `preferences`. Only where the record was taken over nobody knows whose it is.
    """

    class Choice(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        CHOSEN = "chosen", _("A choice")
        ABSTAIN = "abstain", _("I abstain")
        DISCUSS = "discuss", _("Please discuss it at a meeting")

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="votes", verbose_name=_("proposal"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("member")
    )
    choice = models.CharField(_("answer"), max_length=10, choices=Choice.choices)
    reason = LongTextField(
        _("your reason"), max_length=1_000, blank=True,
        help_text=_("If you like. It is shown without your name once the answers are counted."),
    )  # fmt: skip

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["ballot", "pk"]
        constraints = [models.UniqueConstraint(fields=["ballot", "person"], name="meetings_vote_once")]
        triggers = [VOTES_OF_ROLL, fits_its_kind("id"), *stamps()]

    def __str__(self):
        return f"{self.ballot}: {self.person or '–'}"
