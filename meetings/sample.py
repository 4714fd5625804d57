"""The meetings of the sample Forum: the year 2016 as the Forum's own summary tells it, and a year around today."""

import datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from common.doors.overview import Sampled
from common.steps import take
from meetings import sample_following
from meetings.agenda import building
from meetings.day import attendance
from meetings.minutes import lifecycle as minutes_lifecycle
from meetings.minutes import writing
from meetings.models import (
    Action,
    AgendaItem,
    Answer,
    Attendance,
    Decision,
    Declaration,
    Invitation,
    Meeting,
    Paper,
    Paragraph,
    StandingItem,
)
from meetings.papers import papers
from meetings.planning import lifecycle
from meetings.proposing import proposals
from meetings.telling import answers
from members.models import Organisation
from members.sample import people, read

DATA = Path(__file__).parent / "sample_data"
YEAR = ("2016-01", "2016-03", "2016-06", "2016-09", "2016-12")
NAMES = (*YEAR, "earlier", "last", "next", "after", "joint")  # files, in the order of their days
TUESDAY = 1
NOTICE = datetime.timedelta(
    days=16
)  # the agenda goes out a little before the fourteen days that the Constitution asks for
WRITING = datetime.timedelta(days=9)  # and the minutes follow within a fortnight


def make(today, _rows) -> Sampled:
    """Add the standing items and all meetings; hand on the meetings by the name of their data file."""
    for row in read(DATA, "standing")["item"]:
        StandingItem.objects.create(**row)
    plans = {name: read(DATA, name) for name in NAMES}
    days = {
        name: plan.pop("date", None) or next_day(today) + datetime.timedelta(weeks=plan.pop("weeks"))
        for name, plan in plans.items()
    }
    spoken = {language: _spoken(days, language) for language in ("en", "cy")}
    cast = people()
    meetings = {}
    for name, plan in plans.items():
        meetings[name] = _meeting(days[name], _filled(plan, spoken), cast)
    for name, plan in plans.items():
        if plan.get("confirmed_at"):
            _confirm(meetings[name], plan["confirmed_at"], meetings, cast["chair"])
    _following(meetings, plans, cast)
    return Sampled(f"{len(meetings)} meetings", meetings)


def _following(meetings, plans, cast):
    """Add what people did after the last meeting and between meetings, and what they are asked now."""
    sample_following.correct(meetings["last"], plans["last"]["correction"], cast)
    sample_following.give_feedback(meetings["last"], plans["last"]["feedback"])
    sample_following.poll(meetings["joint"], plans["joint"]["poll"], cast)
    sample_following.decide_between(read(DATA, "ballots")["ballot"], cast, meetings["last"])


def next_day(today):
    """Return the day of the next meeting: the first Tuesday that is at least a fortnight away."""
    first = today + datetime.timedelta(days=14)
    return first + datetime.timedelta(days=(TUESDAY - first.weekday()) % 7)


def _spoken(days, language):
    """Return the days as words, for the places in the texts that name a meeting: "{last}"."""
    with override(language):
        return {name: date_format(day, "j F Y") for name, day in days.items()}


def _filled(value, spoken, language="en"):
    """Return the data with the days written out, each text in the language that its key ends in."""
    if isinstance(value, dict):
        return {key: _filled(one, spoken, key[-2:] if key[-2:] in spoken else language) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, spoken, language) for one in value]
    return value.format_map(spoken[language]) if isinstance(value, str) else value


def _meeting(day, plan, cast):
    """Add one meeting and bring it as far as its data goes: agenda, register, minutes that are circulated."""
    at = {key: _moment(day, plan.pop(key)) for key in ("starts", "ends")}
    facts = {
        key: value
        for key, value in plan.items()
        if key.startswith(("title", "place", "is_", "shared", "kind", "online_link"))
    }
    meeting = Meeting.objects.create(starts_at=at["starts"], ends_at=at["ends"], chair=cast["chair"], **facts)
    meeting.hosts.set(Organisation.objects.filter(name_en__in=plan.get("hosts", ())))
    rows = [(_item(meeting, row, cast), row) for row in plan.get("item", ())]
    _people_around(meeting, plan, cast)
    _papers(rows, cast["administrator"], late=False)
    if plan["state"] == Meeting.State.PLANNED:
        return meeting
    take(meeting, lifecycle.PUBLISH, notify=False)
    published = min(_moment(day, "09:15") - NOTICE, timezone.now() - datetime.timedelta(hours=20))
    Meeting.objects.filter(pk=meeting.pk).update(agenda_published_at=published)
    _papers(rows, cast["administrator"], late=True)
    if plan["state"] == Meeting.State.HELD:
        take(meeting, lifecycle.HOLD)
        _register(meeting, plan, cast)
        for item, row in rows:
            _minuted(item, row, day, cast)
        take(writing.begin(meeting=meeting), minutes_lifecycle.CIRCULATE, at=_moment(day, "16:40") + WRITING)
    meeting.refresh_from_db()
    return meeting


def _moment(day, clock):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.fromisoformat(clock)))


def _item(meeting, row, cast):
    facts = {key: value for key, value in row.items() if key not in ("paragraph", "paper", "declaration")}
    if "presenter" in facts:
        facts["presenter"] = cast[facts["presenter"]]
    return building.add_item(meeting=meeting, item=AgendaItem(**facts))


def _people_around(meeting, plan, cast):
    """Add who is invited, who answered whether they come, and what was proposed for the agenda."""
    guests = {row["name"]: Invitation.objects.create(meeting=meeting, **row) for row in plan.get("invitation", ())}
    for row in plan.get("answer", ()):
        who = {"person": cast.get(row.pop("person", "")), "guest": guests.get(row.pop("guest", ""))}
        answers.give_answer(answer=Answer(meeting=meeting, **who, **row))
    for row in plan.get("proposal", ()):
        proposals.propose(meeting=meeting, **row | {"proposer": cast[row["proposer"]]})


def _papers(rows, by, *, late):
    """Add the papers of the items, those marked as late apart from the others;
    each is a plain text in both languages.
    """
    for item, row in rows:
        for one in row.get("paper", ()):
            if one.get("is_late", False) is late:
                uploads = [
                    papers.Upload(
                        language,
                        ContentFile(one[language].encode(), name=one[f"file_{language}"]),
                        "text/plain; charset=utf-8",
                    )
                    for language in ("en", "cy")
                ]
                facts = {key: one[key] for key in ("title_en", "title_cy", "read_first") if key in one}
                papers.add_paper(paper=Paper(item=item, **facts), uploads=uploads, by=by)


def _register(meeting, plan, cast):
    """Record who came: everybody expected in person, but for those whom the data names under another mode."""
    modes = {f"person-{person.pk}": Attendance.Mode.IN_PERSON for person in attendance.expected_at(meeting)}
    for mode in (Attendance.Mode.ONLINE, Attendance.Mode.APOLOGIES, Attendance.Mode.ABSENT):
        modes |= {f"person-{cast[key].pk}": mode for key in plan.get(mode, ())}
    attendance.save_register(meeting=meeting, modes=modes)
    speakers = set(meeting.items.values_list("presenter_name", flat=True))
    for row in plan.get("guest", ()):
        replaced = cast.get(row.pop("substitute_for", ""))
        capacity = Attendance.Capacity.SPEAKER if row["name"] in speakers else Attendance.Capacity.GUEST
        capacity = Attendance.Capacity.SUBSTITUTE if replaced else capacity
        guest = Attendance(
            mode=row.pop("mode", Attendance.Mode.IN_PERSON), capacity=capacity, substitute_for=replaced, **row
        )
        attendance.add_attendance(meeting=meeting, row=guest)


def _minuted(item, row, day, cast):
    """Write what was minuted of one item, with the interests that were declared at it."""
    for one in row.get("declaration", ()):
        Declaration.objects.create(item=item, person=cast[one["person"]], then=one["then"], **_sides(one))
    for paragraph in row.get("paragraph", ()):
        _paragraph(item, paragraph, day, cast)


def _paragraph(item, row, day, cast):
    """Write one paragraph of the minutes, with its decisions and actions; an action's `days` count from the meeting."""
    paragraph = writing.add_paragraph(item=item, paragraph=Paragraph(**_sides(row)))
    for decision in row.get("decisions", ()):
        facts = {key: decision[key] for key in ("how", "votes_for", "votes_against", "abstentions") if key in decision}
        facts |= {key: cast[decision[key]] for key in ("proposed_by", "seconded_by") if key in decision}
        facts |= {"is_lost": decision.get("is_lost", False), "supersedes": _decision(decision.get("supersedes"))}
        if "review_days" in decision:
            facts["review_on"] = day + datetime.timedelta(days=decision["review_days"])
        writing.add_decision(paragraph=paragraph, decision=Decision(**facts, **_sides(decision)))
    for action in row.get("actions", ()):
        facts = {key: action[key] for key in ("status", "progress") if key in action}
        facts |= {"progress_language": cast[action["owner"]].language} if "progress" in facts else {}
        due_on = day + datetime.timedelta(days=action["days"])
        if "status" in facts:
            facts["closed_at"] = min(_moment(due_on, "12:00"), timezone.now() - datetime.timedelta(days=2))
        writing.add_action(
            paragraph=paragraph, action=Action(owner=cast[action["owner"]], due_on=due_on, **facts, **_sides(action))
        )


def _decision(number):
    """Return the Decision of a number such as "2016-06/D1", or None."""
    if not number:
        return None
    reference, position = number.split("/D")
    return Decision.objects.get(paragraph__item__meeting__kept_reference=reference, position=position)


def _sides(row):
    return {f"text_{language}": row.get(language, "") for language in ("en", "cy")}


def _confirm(meeting, where, meetings, chair):
    """Confirm a meeting's minutes at the meeting named, or on a day (a meeting that the sample does not have)."""
    later = meetings.get(where)
    moment = later.starts_at if later else _moment(datetime.date.fromisoformat(where), "10:30")
    said = {"at_meeting": later, "at": moment + datetime.timedelta(minutes=12)}
    take(meeting.minutes, minutes_lifecycle.CONFIRM, by=chair, **said)
