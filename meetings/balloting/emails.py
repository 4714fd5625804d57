"""The letters about what members decide between meetings: asked, soon closed, decided."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.doors.overview import News
from meetings import access
from meetings.agenda.ties import tie_by_key
from meetings.balloting import ballots
from meetings.balloting.results import Result
from meetings.digest import parts
from meetings.letter_budget import budget
from meetings.models import Ballot
from members.access import circle_of
from members.letters import letters, preferences
from members.letters.composing import compose, link

budget.COUNTED += [ballots.LETTER, ballots.CLOSING]
preferences.offer(ballots.CLOSING, _("Reminders of proposals between meetings"), goes_with_digest=False)
preferences.offer(ballots.RESULT, _("What was decided between meetings"))


def told_in_digest(since, person) -> list[News]:
    """Return what was decided between meetings since a moment, if a person chose to read of it in the digest."""
    if not preferences.comes_with_digest(person, ballots.RESULT):
        return []
    rows = (
        Ballot.objects.visible_to(person)
        .exclude(outcome="")
        .select_related("won")
        .filter(closes_on__gte=timezone.localdate(since))
    )
    ends = [(row, datetime.datetime.combine(row.closes_on, datetime.time.max)) for row in rows]
    return [
        News("ballot", row.number, row.get_absolute_url(), timezone.make_aware(end), row.outcome_said)
        for row, end in ends
    ]


parts.TELLS.append(told_in_digest)


@letters.builds(ballots.LETTER, _("A proposal between meetings"))
def ballot_asked(letter):
    """To every member, when something is to be decided between meetings."""
    ballot = _ballot(letter)
    return _about(ballot, letter) if ballot and access.may_vote(letter.person, ballot) else None


@letters.builds(ballots.CLOSING, _("A proposal that closes soon"))
def ballot_closes(letter):
    """Once, to members who have not answered by then."""
    ballot = _ballot(letter)
    may_answer = ballot and access.may_vote(letter.person, ballot)
    if not may_answer or ballot.votes.filter(person=letter.person).exists() or not budget.has_room(letter):
        return None
    return _about(ballot, letter, closes=True)


@letters.builds(ballots.RESULT, _("What was decided between meetings"))
def ballot_result(letter):
    """To who answered: the outcome, once it stands."""
    ballot = _ballot(letter)
    if not ballot or not ballot.outcome or not ballot.votes.filter(person=letter.person).exists():
        return None
    result = Result(ballot)
    facts = {"ballot": ballot, "figures": result.figures, "given": result.given}
    return _letter("ballot_result", facts, letter)


def _ballot(letter) -> Ballot | None:
    return Ballot.objects.visible_to(letter.person).filter(pk=letter.thing).first()


def _about(ballot, letter, *, closes=False):
    return _letter("ballot", {"ballot": ballot, "options": ballot.options.all(), "closes": closes}, letter)


def _letter(template, facts, letter):
    """Return a letter about a ballot, with the ways to the proposal and to what it is about."""
    ballot = facts["ballot"]
    about = tie_by_key(ballot.item_id, circle_of(letter.person))
    context = facts | {"link": link(ballot.get_absolute_url()), "about": about, "about_at": about and link(about.url)}
    return compose(f"meetings/emails/{template}", context, name=letter.person.name, address=letter.person.email)
