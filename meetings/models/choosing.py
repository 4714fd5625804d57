"""What a proposal between meetings lets members choose from, and what each of them has chosen."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from common.both_languages import BothLanguages, said_in_one
from common.keeping import stamps
from common.text import LineField
from meetings.models.balloting import CLOSED, COUNTED, DOES_NOT_FIT, MOST_OPTIONS, Ballot, Vote, fits_its_kind
from meetings.models.indexes import BALLOT

STAND = gettext_noop("What members choose from cannot be changed once they are asked.")
ELSEWHERE = gettext_noop("That is no choice of this proposal.")

NO_MORE = pgtrigger.Trigger(
    name="no_more",
    operation=pgtrigger.Insert,
    when=pgtrigger.Before,
    func=f"""
        IF NEW.position > (SELECT b.choices FROM meetings_ballot b WHERE b.id = NEW.ballot_id) THEN
            RAISE EXCEPTION '{STAND}';
        END IF;
        RETURN NEW;""",  # noqa: S608 (nothing in it comes from outside)
)
AS_ASKED = pgtrigger.Trigger(
    name="as_asked",
    operation=pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func=f"RAISE EXCEPTION '{STAND}';",
)


class Option(models.Model):
    """One of what a proposal lets members choose from; it stands as it was asked."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="options", verbose_name=_("proposal"))
    position = models.PositiveSmallIntegerField(_("position"))
    title = BothLanguages(LineField(_("choice"), max_length=200))
    # drawn for all choices when they were asked: of those that were level at every stage the highest goes out
    lot = models.PositiveSmallIntegerField(_("lot"), editable=False)

    class Meta:
        verbose_name = _("choice of a proposal")
        verbose_name_plural = _("choices of proposals")
        ordering = ["ballot", "position"]
        constraints = [
            said_in_one("title", _("Please write the choice in English or in Welsh (best in both).")),
            models.UniqueConstraint(fields=["ballot", "position"], name="meetings_option_position_once"),
            models.UniqueConstraint(fields=["ballot", "lot"], name="meetings_option_lot_once"),
            models.CheckConstraint(
                condition=Q(position__range=(1, MOST_OPTIONS), lot__range=(1, MOST_OPTIONS)),
                name="meetings_option_few",
                violation_error_message=_("A proposal has ten choices at most."),
            ),
        ]
        triggers = [NO_MORE, AS_ASKED, BALLOT.followed("r.id = NEW.ballot_id"), *stamps()]

    def __str__(self):
        return self.title


OF_ITS_BALLOT = pgtrigger.Trigger(
    name="of_its_ballot",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    declare=[("its_ballot", "bigint"), ("its_outcome", "text"), ("its_day", "date")],
    func=f"""
        SELECT b.id, b.outcome, b.closes_on INTO its_ballot, its_outcome, its_day
            FROM meetings_vote v JOIN meetings_ballot b ON b.id = v.ballot_id WHERE v.id = NEW.vote_id;
        IF its_outcome <> '' THEN
            RAISE EXCEPTION '{COUNTED}';
        END IF;
        IF its_day < (now() AT TIME ZONE 'Europe/London')::date THEN
            RAISE EXCEPTION '{CLOSED}';
        END IF;
        IF NOT EXISTS (SELECT FROM meetings_option o WHERE o.id = NEW.option_id AND o.ballot_id = its_ballot) THEN
            RAISE EXCEPTION '{ELSEWHERE}';
        END IF;
        RETURN NEW;""",  # noqa: S608 (nothing in it comes from outside)
)


class Preference(models.Model):
    """That an answer names one of the choices: as which, where the proposal asks for one or for an order; else only
    that it is approved.
    """

    vote = models.ForeignKey(Vote, models.CASCADE, related_name="preferences", verbose_name=_("vote"))
    option = models.ForeignKey(Option, models.CASCADE, related_name="+", verbose_name=_("choice"))
    rank = models.PositiveSmallIntegerField(_("rank"), null=True, blank=True)

    class Meta:
        verbose_name = _("choice in a vote")
        verbose_name_plural = _("choices in votes")
        ordering = ["vote", "rank", "option__position"]
        constraints = [
            models.UniqueConstraint(fields=["vote", "option"], name="meetings_preference_once"),
            models.UniqueConstraint(fields=["vote", "rank"], name="meetings_preference_rank_once"),
            models.CheckConstraint(
                condition=Q(rank=None) | Q(rank__gte=1),
                name="meetings_preference_rank_from_one",
                violation_error_message=_(DOES_NOT_FIT),
            ),
        ]
        triggers = [
            OF_ITS_BALLOT,
            fits_its_kind("vote_id", pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete),
            *stamps(),
        ]

    def __str__(self):
        return f"{self.vote}: {self.option}"
