"""What of meetings waits for a person themselves: to say whether they come, to vote, to read, to do an action."""

import datetime

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.both_languages import other, reading_language
from common.doors.waiting import Kind, Press, Row, Waits
from meetings.models import Action, Answer, Attendance, Ballot, Meeting, Minutes, Paper, PaperSide, Rules, Vote
from meetings.models.minutes import visible_minutes
from meetings.models.papers import WORDS_A_MINUTE
from meetings.planning import polls
from members.access import Circle, belongs, circle_of, decides, within

TITLE = ("title_en", "title_cy")
READ_AHEAD = datetime.timedelta(days=14)  # before a meeting its papers are asked to be read
PERSON, ORGANISATION = "person", "organisation"


def kinds(person) -> list[Kind]:
    """Return the kinds of thing in meetings that wait for a person for their own sake."""
    if not belongs(person):
        return []
    circle = circle_of(person)
    asked = [_ballots(person)] if decides(person) else []
    for_them = [_answers(person, circle), *asked, _polls(person)] if circle > Circle.VISITOR else asked
    return [*for_them, _actions(person), _papers(circle), _minutes(person, circle)]


def in_words(day) -> str:
    """Return a day as sentences have it."""
    return date_format(day, "j F Y")


def rule(name):
    """Return one of the Forum's rules for meetings, a number of days, as an expression."""
    return Coalesce(Subquery(Rules.objects.values(name)[:1]), getattr(Rules(), name))


def moved(moment, days):
    """Return the moment so many days after one (a column), all as expressions."""
    span = ExpressionWrapper(Value(datetime.timedelta(days=1)) * days, DurationField())
    return ExpressionWrapper(F(moment) + span, DateTimeField())


def _answers(person, circle) -> Kind:
    """Meetings whose agenda is out, for which they have not said whether they come."""
    given = Answer.objects.filter(meeting=OuterRef("pk"), person=person.pk)
    rows = Meeting.objects.filter(within(circle), ~Exists(given), state=Meeting.State.PUBLISHED)
    return Kind(
        rows=rows.filter(starts_at__gt=timezone.now()),
        about=TITLE,
        day=TruncDate("starts_at"),
        number=Case(When(online_link="", then=0), default=1),
        say=_are_you_coming,
    )


def _are_you_coming(row: Row) -> Waits:
    ways = [("in_person", _("In person")), ("online", _("Online")), ("apologies", _("Apologies"))]
    at_once = reverse("meetings:answer_at_once", args=[row.pk])
    presses = [Press(label, at_once, {"coming": way}) for way, label in ways if row.number or way != "online"]
    return Waits(
        _("Are you coming?"),
        reverse("meetings:answer", args=[row.pk]),
        row.about,
        capfirst(date_format(row.day, "l j F Y")),
        tuple(presses),
        row.day,
    )


def _ballots(person) -> Kind:
    """Proposals between meetings that they have not answered."""
    voted = Vote.objects.filter(ballot=OuterRef("pk"), person=person.pk)
    rows = Ballot.objects.visible_to(person).open().filter(~Exists(voted))
    return Kind(rows=rows, about=("text_en", "text_cy"), day="closes_on", say=_vote)


def _vote(row: Row) -> Waits:
    page = reverse("meetings:ballot", args=[row.pk])
    said = _("Vote by %(date)s") % {"date": in_words(row.day)}
    return Waits(said, page, row.about, presses=(Press(_("Vote"), page),), until=row.day)


def _polls(person) -> Kind:
    """Polls for a date that they have not answered."""
    rows = polls.undecided(person).filter(closes_on__gte=timezone.localdate(), is_answered=False)
    about = ("meeting__title_en", "meeting__title_cy")
    return Kind(rows=rows, key="meeting_id", about=about, day="closes_on", say=_which_dates)


def _which_dates(row: Row) -> Waits:
    page = reverse("meetings:poll", args=[row.pk])
    beside = _("Answers until %(date)s") % {"date": in_words(row.day)}
    return Waits(_("Which dates suit you?"), page, row.about, beside, (Press(_("Choose dates"), page),), row.day)


def _actions(person) -> Kind:
    """What they took on, or their organisation did and no person."""
    return Kind(
        rows=Action.objects.visible_to(person).open().of(person),
        about=("text_en", "text_cy"),
        day="due_on",
        number="version",
        word=Case(
            When(owner=None, passed_to=None, then=Value(ORGANISATION)), default=Value(PERSON), output_field=CharField()
        ),
        say=_your_action,
    )


def _your_action(row: Row) -> Waits:
    named = {
        (PERSON, True): _("Your action, due by %(date)s"),
        (PERSON, False): _("Your action"),
        (ORGANISATION, True): _("Your organisation’s action, due by %(date)s"),
        (ORGANISATION, False): _("Your organisation’s action"),
    }
    said = named[row.word, row.day is not None] % {"date": in_words(row.day) if row.day else ""}
    page = reverse("meetings:action", args=[row.pk])
    finish = reverse("meetings:finish_action", args=[row.pk])
    presses = (Press(_("Done"), finish, {"version": str(row.number)}), Press(_("How it stands"), page))
    return Waits(said, page, row.about, presses=presses, until=row.day)


def _papers(circle) -> Kind:
    """The papers of the meetings of the next days, each in the reader's language or else in the other."""
    mine, soon = reading_language(), timezone.now() + READ_AHEAD
    sides = PaperSide.objects.filter(paper=OuterRef("paper"), language=mine)
    ahead = {"paper__item__meeting__state": Meeting.State.PUBLISHED, "paper__item__meeting__starts_at__lte": soon}
    rows = PaperSide.objects.filter(
        Q(language=mine) | (Q(language=other(mine)) & ~Exists(sides)),
        paper__in=Paper.objects.visible_within(circle),
        paper__item__meeting__starts_at__gt=timezone.now(),
        **ahead,
    )
    meeting = "paper__item__meeting"
    return Kind(
        rows=rows,
        key=f"{meeting}_id",
        about=(f"{meeting}__title_en", f"{meeting}__title_cy"),
        day=TruncDate(f"{meeting}__starts_at"),
        number="words",
        together=True,
        say=_read_the_papers,
    )


def _read_the_papers(rows: list[Row]) -> Waits:
    first = rows[0]
    words = [row.number for row in rows if row.pk == first.pk]
    minutes = sum(max(1, round(number / WORDS_A_MINUTE)) for number in words if number)
    said = _("Read the papers")
    if minutes:
        said = ngettext("Read the papers: %(number)s minute", "Read the papers: %(number)s minutes", minutes) % {
            "number": minutes
        }
    page = reverse("meetings:meeting", args=[first.pk])
    return Waits(said, page, first.about, in_words(first.day), (Press(_("Read"), page),), first.day)


def _minutes(person, circle) -> Kind:
    """The minutes of meetings at which they were, while corrections are taken."""
    until = moved("meeting__minutes__circulated_at", rule("correction_days"))
    rows = Attendance.objects.present().filter(visible_minutes(circle, "meeting__"), person=person.pk)
    return Kind(
        rows=rows.annotate(until=until).filter(
            meeting__minutes__state=Minutes.State.CIRCULATED, until__gt=timezone.now()
        ),
        key="meeting_id",
        about=("meeting__title_en", "meeting__title_cy"),
        day=TruncDate("until"),
        say=_check_the_minutes,
    )


def _check_the_minutes(row: Row) -> Waits:
    page = reverse("meetings:minutes", args=[row.pk])
    said = _("Check the minutes by %(date)s") % {"date": in_words(row.day)}
    return Waits(said, page, row.about, presses=(Press(_("Read"), page),), until=row.day)
