"""The facts of what was taken at a meeting or between two, in one line each, as every page of the record says them."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from meetings.models import Decision, Vote

Choice = Vote.Choice


def how_decided(decision, *, review_on=None) -> str:
    """Return whether something was carried and how, with the figures of a vote, who moved it, and when it comes back:
    on the day it names itself unless told.
    """
    parts = [decision.get_how_display()]
    if decision.how == Decision.How.VOTE and decision.votes_for is not None:
        votes = {"for": decision.votes_for, "against": decision.votes_against or 0, "none": decision.abstentions or 0}
        parts = [f"{parts[0]} ({_('%(for)s for, %(against)s against, %(none)s abstained') % votes})"]
    parts = [_("Not carried"), *parts] if decision.is_lost else parts
    if moved := _who_moved(*decision.mover_names):
        parts.append(moved)
    if review_on := review_on or decision.review_on:
        parts.append(_("To be reviewed by %(date)s") % {"date": date_format(review_on, "j F Y")})
    return " · ".join(parts)


def in_figures(counted) -> str:
    """Return counted answers {choice: number} in words, in the reader's language: "9 for, 2 against, 1 abstained", or
    "9 chose, 1 abstained" where there were choices.
    """
    named = {"for": Choice.YES, "against": Choice.NO, "none": Choice.ABSTAIN, "discuss": Choice.DISCUSS}
    votes = {name: counted.get(choice, 0) for name, choice in named.items()}
    if chose := counted.get(Choice.CHOSEN, 0):
        said = _("%(chose)s chose, %(none)s abstained") % {"chose": chose, **votes}
    else:
        said = _("%(for)s for, %(against)s against, %(none)s abstained") % votes
    return _("%(figures)s, %(discuss)s to discuss it") % {"figures": said, **votes} if votes["discuss"] else said


def _who_moved(proposer, seconder) -> str:
    names = {"proposer": proposer, "seconder": seconder}
    if proposer and seconder:
        return _("Proposed by %(proposer)s, seconded by %(seconder)s") % names
    if proposer:
        return _("Proposed by %(proposer)s") % names
    return _("Seconded by %(seconder)s") % names if seconder else ""


def in_succession(succession) -> list[str]:
    """Return what a decision supersedes and what has superseded it, as lines for paper."""
    lines = [_("Supersedes %(number)s") % {"number": tie.label} for tie in succession.supersedes]
    return lines + [_("Superseded by %(number)s") % {"number": tie.label} for tie in succession.superseded_by]


def who_by_when(action) -> str:
    """Return whose an action is, as the record has their name, and until when."""
    name = action.recorded_owner_name
    if action.due_on is None:
        return str(name)
    return _("%(name)s, by %(date)s") % {"name": name, "date": date_format(action.due_on, "j F Y")}
