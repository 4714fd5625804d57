"""What waits for an office: the task first, only what that office may do, with a figure in the menu that agrees."""

import datetime
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from forum_site import doors
from meetings.agenda import building
from meetings.minutes import corrections
from meetings.models import AgendaItem, Answer, AttendanceClaim, Meeting
from meetings.proposing import proposals
from meetings.telling import notices
from members.models import Application, Complaint, Letter, Stakeholder
from tests.cast import a_meeting, a_paragraph, an_action, an_item, minutes_of

pytestmark = pytest.mark.django_db


def office(person):
    """Return the sentences of what waits for somebody's office now, in English."""
    with override("en"):
        return [one.said for one in doors.waits(person) if one.for_office and not one.is_later]


def day_in_words(days):
    day = timezone.localdate() + datetime.timedelta(days=days)
    return f"{day.day} {day:%B %Y}"


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (18, f"Publish the agenda by {day_in_words(4)}: 4 days"),
        (15, f"Publish the agenda by {day_in_words(1)}: 1 day"),
        (14, "Publish the agenda today"),
        (10, f"Publish the agenda: it was due on {day_in_words(-4)}"),
    ],
)
def test_the_agenda_is_to_be_published_by_the_days_of_notice(cast, days, said):
    a_meeting(days=days)
    assert (office(cast.administrator), office(cast.chair), office(cast.member)) == ([said], [said], [])


def test_what_is_further_away_than_six_weeks_is_folded_and_not_counted(cast, as_person):
    a_meeting(days=100)
    page = as_person("administrator").get("/").content.decode()
    assert (office(cast.administrator), doors.number_for_office(cast.administrator)) == ([], 0)
    assert page.index("Nothing waits for your office") < page.index("<details>") < page.index("Publish the agenda by")


def a_busy_forum(cast):
    """Add one or two of everything that waits for who keeps the record."""
    coming, held = a_meeting(days=20, state="published"), a_meeting(days=-9, state="held")
    item = an_item(coming, taken_as_read=True)
    Meeting.objects.filter(pk=coming.pk).update(discuss_until=coming.starts_at)
    building.pull_item(item=AgendaItem.objects.get(pk=item.pk), by=cast.member)
    an_item(coming, title_cy="")
    for number in range(2):
        proposals.propose(proposer=cast.member, title=f"Time banks {number}", language="en")
    paragraph = a_paragraph(an_item(held))
    minutes_of(held, "circulated")
    corrections.offer(paragraph=paragraph, by=cast.member, language="en", text="<p>Yes.</p>")
    an_action(paragraph, cast.member, days=-3)
    AttendanceClaim.objects.create(meeting=held, person=cast.member)
    a_meeting(days=-2, state="published")
    a_meeting(days=-1, state="held")
    a_paragraph(an_item(a_meeting(days=-30, state="held")))
    Application.objects.create(name="Ann", email="ann@forum.example", why="x")
    Complaint.objects.create(name="Huw", email="huw@forum.example", text="x")
    Letter.objects.create(kind="x", thing="1", address="a@forum.example", state="failed")
    Stakeholder.objects.create(name="Mair", next_step="Ring", next_step_on=timezone.localdate())


def test_everything_is_said_by_what_there_is_to_do(cast, as_person):
    a_busy_forum(cast)
    found = " | ".join(office(cast.administrator))
    for said in (
        "asks to discuss it",
        "Answer 2 proposals",
        "Answer 1 correction",
        "1 action is overdue: remind",
        "Answer “I was there”: ",
        "Record who came, and mark the meeting as held",
        "Write the minutes: they are due on ",
        "Finish and circulate the minutes: they were due on ",
        "Answer an application to join",
        "Answer a complaint by ",
        "1 letter could not be sent: see why",
        "Take the next step with Mair",
        "Write 1 item in the other language too",
    ):
        assert said in found
    assert "Confirm the minutes" not in found and "Confirm the minutes" in office(cast.chair)
    client = as_person("administrator")
    with override("en"):
        waits = [one for one in doors.waits(cast.administrator) if one.for_office]
    assert {one.said: client.get(one.url).status_code for one in waits if client.get(one.url).status_code != 200} == {}


@pytest.mark.parametrize("role", ["administrator", "chair", "member"])
def test_the_figure_in_the_menu_agrees_with_the_list_and_costs_members_nothing(cast, as_person, role):
    a_busy_forum(cast)
    person, client = getattr(cast, role), as_person(role)
    with override("en"):
        waits = [one for one in doors.waits(person) if one.for_office and not one.is_later]
    number = sum(not one.told for one in waits)  # what is only told is nobody's to do here
    assert doors.number_for_office(person) == number
    pages = [client.get(path).content.decode() for path in ("/", "/meetings/")]
    assert ['<span class="figure"' in page for page in pages] == [number > 0] * 2
    assert number == 0 or all(f">{number}</span>" in page for page in pages)
    with CaptureQueriesContext(connection) as queries:
        doors.number_for_office(person)
    assert len(queries) == (0 if role == "member" else 1)


def test_an_item_asked_for_is_seen_to_once_somebody_has_touched_it(cast):
    meeting = a_meeting(days=20, state="published")
    Meeting.objects.filter(pk=meeting.pk).update(discuss_until=meeting.starts_at)
    item = building.pull_item(item=an_item(meeting, taken_as_read=True), by=cast.member)
    assert len(office(cast.administrator)) == 1
    AgendaItem.objects.filter(pk=item.pk).update(minutes=25)
    assert office(cast.administrator) == []


def test_those_who_have_not_answered_are_reminded_by_one_press_that_asks_first(cast, as_person):
    meeting = a_meeting(days=8, state="published", publications=1)
    notices.publish_notice(meeting=meeting)
    people = Letter.objects.count()
    Answer.objects.create(meeting=meeting, person=cast.member, coming="online")
    assert office(cast.administrator) == [f"{people - 1} have not answered: remind them"]
    with override("en"):
        (press,) = next(one for one in doors.waits(cast.administrator) if one.for_office).presses
    client = as_person("administrator")
    page = client.get(press.url).content.decode()
    assert cast.partner.name in page and cast.member.name not in page
    assert client.post(press.url).url == reverse("meetings:replies", args=[meeting.pk])
    assert Letter.objects.filter(kind="meetings.reminder").count() == people - 1
    client.post(press.url)
    assert Letter.objects.filter(kind="meetings.reminder").count() == people - 1
    assert office(cast.administrator) == []


def test_nobody_is_reminded_of_what_is_not_published_or_has_begun(cast, as_person):
    for meeting in (a_meeting(days=8), a_meeting(days=-1, state="published")):
        answered = as_person("administrator").post(reverse("meetings:remind", args=[meeting.pk]))
        assert (answered.status_code, Letter.objects.count()) == (409, 0)


def test_the_figure_is_about_the_moment_it_is_asked_at_however_old_its_query_is(cast):
    a_meeting(days=56)  # to be published in six weeks
    a_meeting(days=57)
    query = doors.waiting.counting([kind for door in doors.DOORS for kind in door.waits(cast.chair) if kind.for_office])
    span = datetime.timedelta(days=3)
    moved = [value - span if isinstance(value, datetime.date) else value for value in query.values]
    assert query.number() == replace(query, today=query.today - span, now=query.now - span, values=moved).number() == 1
