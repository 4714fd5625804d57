"""What members decide between meetings: proposals, and the answers of those on the roll."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
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
        IF cardinality(its_roll) > 0 AND NOT NEW.person_id = ANY(its_roll) THEN
            RAISE EXCEPTION '{NOT_ON_ROLL}';
        END IF;
        RETURN NEW;""",  # noqa: S608 (nothing in it comes from outside)
)


class Ballot(Versioned):
    """A proposal that members answer between meetings; its outcome joins the register of decisions."""

    class Outcome(models.TextChoices):
        CARRIED = "carried", _("Carried")
        NOT_CARRIED = "not_carried", _("Not carried")
        DISCUSS = "discuss", _("To be discussed at the next meeting")
        NO_QUORUM = "no_quorum", _("Quorum not reached")

    text = BothLanguages(LongTextField(_("proposal"), max_length=5_000))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now, editable=False)
    background = BothLanguages(RichTextField(_("background"), max_length=20_000))
    link = WebField(_("link to what it is about"), blank=True)
    closes_on = models.DateField(_("answers until"))
    # the keys of who decided when it was asked; empty for those that were asked before there was a roll
    roll = ArrayField(models.BigIntegerField(), verbose_name=_("roll"), default=list, blank=True, editable=False)
    needed = models.PositiveSmallIntegerField(  # the quorum as it was when it was asked; 0 of those asked before
        _("answers needed"), default=0, db_default=0, editable=False
    )
    outcome = models.CharField(
        _("outcome"), max_length=12, choices=Outcome.choices, blank=True, default="", editable=False
    )
    reported_at = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("reported at")
    )

    objects = BallotQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal between meetings")
        verbose_name_plural = _("proposals between meetings")
        ordering = ["-asked_at", "-pk"]
        constraints = [said_in_one("text", WRITE_THE_TEXT)]
        triggers = [newer_language("text", "background"), counts_saves(), *searched(BALLOT), *stamps()]

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


class Vote(models.Model):
    """One member's answer to a proposal between meetings."""

    class Choice(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        ABSTAIN = "abstain", _("I abstain")
        DISCUSS = "discuss", _("Please discuss it at a meeting")

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="votes", verbose_name=_("proposal"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("member"))
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
        triggers = [VOTES_OF_ROLL, *stamps()]

    def __str__(self):
        return f"{self.ballot}: {self.person}"
