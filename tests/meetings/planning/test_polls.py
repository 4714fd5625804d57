"""Polls for a date: who is asked, what is counted, and how a meeting moves to the date that is chosen."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from common.editing import IllegalChange
from common.steps import take
from forum_site import doors
from meetings.models import DatePoll, Meeting, PollAnswer
from meetings.planning import lifecycle, polls
from members.models import Person, Standing
from tests.cast import a_meeting, an_item, wall_clock
from tests.typed import errors, typed

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def a_poll(meeting=None, *, days=(30, 31, 32), closes=10):
    """Return an open poll with dates so many days from today, closing so many days from today."""
    slots = [(wall_clock(day), wall_clock(day) + HOUR) for day in days]
    return polls.ask(
        meeting=meeting or a_meeting(), closes_on=timezone.localdate() + datetime.timedelta(days=closes), slots=slots
    )


def close(poll):
    DatePoll.objects.filter(pk=poll.pk).update(closes_on=timezone.localdate() - datetime.timedelta(days=1))


def said(poll, *values):
    """Return what a form of the poll sends for these values, date by date."""
    return {f"date_{date.pk}": value for date, value in zip(poll.dates.all(), values, strict=False)}


def asked(days=(30, 31), closes=10, **more):
    dates = {
        f"at_{number}": f"{timezone.localtime(wall_clock(day)):%Y-%m-%dT%H:%M}"
        for number, day in enumerate(days, start=1)
    }
    return {"closes_on": timezone.localdate() + datetime.timedelta(days=closes), "minutes": 90} | dates | more


def test_the_administrator_asks_and_everybody_it_is_for_finds_it(as_person, cast):
    meeting = a_meeting(shared_with_partners=False, is_public=True)
    assert as_person("administrator").post(url("ask_poll", meeting.pk), asked()).url == url("poll", meeting.pk)
    date = meeting.poll.dates.first()
    assert (date.starts_at, date.ends_at - date.starts_at) == (wall_clock(30), datetime.timedelta(minutes=90))
    for role, there in (
        ("member", True),
        ("convenor", True),
        ("chair", True),
        ("partner", False),
        ("staff", False),
        ("visitor", False),
    ):
        browser = as_person(role)
        pages = [browser.get(page).content.decode() for page in ("/", meeting.get_absolute_url())]
        assert (role, [url("poll", meeting.pk) in page for page in pages]) == (role, [there, there])
        assert browser.get(url("poll", meeting.pk)).status_code == (200 if there else 302 if role == "visitor" else 404)
    assert [one.said for one in doors.waits(cast.member)] == ["Which dates suit you?"]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (asked(days=(30,)), "at_1"),
        (asked(days=(30, 30)), "at_2"),
        (asked(days=(-1, 30)), "at_1"),
        (asked(closes=-1), "closes_on"),
        (asked(closes=30), "closes_on"),
        (asked(minutes=0), "minutes"),
        (asked(minutes=1000), "minutes"),
        (asked(at_3="soon"), "at_3"),
    ],
)
def test_a_poll_that_cannot_be_is_refused_beside_its_field(as_person, data, field):
    answer = as_person("administrator").post(url("ask_poll", a_meeting().pk), data)
    assert (answer.status_code, list(errors(answer)), DatePoll.objects.count()) == (200, [field], 0)
    assert typed(answer)["at_1"] == data["at_1"]


def test_dates_are_added_up_to_eight_while_it_is_open(as_person, cast):
    poll = a_poll()
    polls.answer(poll=poll, person=cast.member, suits={poll.dates.first().pk: "yes"})
    browser = as_person("chair")
    page = browser.get(url("ask_poll", poll.meeting.pk))
    assert [name for name in typed(page) if name.startswith("at_")] == [f"at_{number}" for number in range(4, 9)]
    browser.post(
        url("ask_poll", poll.meeting.pk), {"closes_on": poll.closes_on, "minutes": 60, "at_4": "2031-03-11T10:30"}
    )
    assert (poll.dates.count(), PollAnswer.objects.count()) == (4, 1)
    with pytest.raises(IllegalChange):
        a_poll(poll.meeting, days=range(50, 56))
    assert poll.dates.count() == 4


def test_everybody_answers_and_changes_it_and_sees_who_said_what(as_person, cast):
    poll = a_poll()
    page = url("poll", poll.meeting.pk)
    as_person("member").post(page, said(poll, "yes", "no", "no"))
    as_person("member").post(page, said(poll, "yes", "yes", "no"))
    as_person("partner").post(page, said(poll, "no", "if_need_be", "no"))
    rows = [
        ([one.name for one in row.yes], [one.name for one in row.if_need_be], row.is_best)
        for row in polls.results(poll, cast.member)
    ]
    member, partner = cast.member.name, cast.partner.name
    assert rows == [([member], [], False), ([member], [partner], True), ([], [], False)]
    seen = as_person("partner").get(page)
    assert cast.member.name in seen.content.decode()
    assert {name: value for name, value in typed(seen).items() if name.startswith("date_")} == said(
        poll, "no", "if_need_be", "no"
    )
    assert doors.waits(cast.partner) == []


def test_no_date_is_best_while_all_suit_alike_and_the_meeting_does_not_stand_in_its_own_way(cast):
    meeting = a_meeting(days=30)
    poll = a_poll(meeting)
    assert [
        (row.is_best, [remark for remark in row.remarks if remark.kind != "holiday"])
        for row in polls.results(poll, cast.member)
        if row.date.starts_at == meeting.starts_at
    ] == [(False, [])]
    for person in (cast.member, cast.partner):
        polls.answer(poll=poll, person=person, suits={date.pk: "yes" for date in poll.dates.all()})
    assert [row.is_best for row in polls.results(poll, cast.member)] == [False, False, False]


def test_a_poll_tells_nobody_of_meetings_they_may_not_see(as_person):
    poll = a_poll()
    a_meeting(days=31, title_en="Zanzibar", title_cy="Zanzibar", shared_with_partners=False)
    found = {
        role: "Zanzibar" in as_person(role).get(url("poll", poll.meeting.pk)).content.decode()
        for role in ("partner", "member")
    }
    assert found == {"partner": False, "member": True}


def test_every_date_needs_an_answer_and_only_one_of_the_three(as_person):
    poll = a_poll()
    first, second, third = said(poll, "", "", "")
    answer = as_person("member").post(url("poll", poll.meeting.pk), {first: "yes", second: "perhaps"})
    assert (set(answer.context["form"].errors), PollAnswer.objects.count()) == ({second, third}, 0)


def test_whoever_has_left_is_not_counted(cast):
    poll = a_poll()
    for person in (cast.member, cast.partner):
        polls.answer(poll=poll, person=person, suits={poll.dates.first().pk: "yes"})
    Standing.objects.filter(person=cast.member).update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    Person.objects.filter(pk=cast.partner.pk).update(is_active=False)
    assert [row.yes for row in polls.results(poll, cast.member)] == [[], [], []]


def test_a_closed_poll_takes_no_answer_and_waits_for_the_administrator(as_person, cast):
    poll = a_poll()
    close(poll)
    page = url("poll", poll.meeting.pk)
    assert as_person("member").get(page).context["form"] is None
    assert as_person("member").post(page, said(poll, "yes", "yes", "yes")).status_code == 409
    with pytest.raises(IllegalChange):
        polls.answer(poll=poll, person=cast.member, suits={poll.dates.first().pk: "yes"})
    assert PollAnswer.objects.count() == 0
    assert [one.for_office for one in doors.waits(cast.chair) if one.url == page] == [True]
    assert [one for one in doors.waits(cast.member) if one.url == page] == []


def test_the_date_that_is_chosen_moves_the_meeting_and_ends_the_poll(as_person, cast):
    meeting = a_meeting(interpreter_by=timezone.localdate() + datetime.timedelta(days=7))
    poll = a_poll(meeting)
    date = poll.dates.last()
    assert as_person("member").post(url("pick_date", meeting.pk), {"date": date.pk}).status_code == 403
    assert (
        as_person("administrator").post(url("pick_date", meeting.pk), {"date": date.pk}).url
        == meeting.get_absolute_url()
    )
    meeting.refresh_from_db()
    assert (meeting.starts_at, meeting.ends_at, meeting.revision, meeting.version) == (
        date.starts_at,
        date.ends_at,
        1,
        2,
    )
    assert meeting.interpreter_by == timezone.localdate() + datetime.timedelta(days=18)
    poll.refresh_from_db()
    assert (poll.chosen, poll.is_open) == (date, False)
    assert (
        as_person("administrator").post(url("pick_date", meeting.pk), {"date": poll.dates.first().pk}).status_code
        == 409
    )
    assert (
        str(timezone.localtime(date.starts_at).year)
        in as_person("member").get(url("poll", meeting.pk)).content.decode()
    )


@pytest.mark.parametrize("wrong", ["", "0", "x", "²", "9" * 30])
def test_a_date_of_no_poll_cannot_be_chosen(as_person, wrong):
    meeting, other = a_poll().meeting, a_poll(a_meeting(days=90))
    for value in (wrong, other.dates.first().pk):
        assert as_person("administrator").post(url("pick_date", meeting.pk), {"date": value}).status_code == 404


@pytest.mark.parametrize("state", ["published", "postponed"])
def test_those_who_had_a_letter_can_be_told_and_a_postponed_meeting_is_planned_again(as_person, state):
    meeting = a_meeting()
    an_item(meeting)
    take(meeting, lifecycle.PUBLISH, notify=False)
    if state == "postponed":
        take(meeting, lifecycle.POSTPONE)
    poll = a_poll(meeting)
    date = poll.dates.first()
    answer = as_person("chair").post(url("pick_date", meeting.pk), {"date": date.pk})
    assert answer.url == url("tell_change", meeting.pk)
    meeting.refresh_from_db()
    assert (meeting.state, meeting.starts_at) == ("published" if state == "published" else "planned", date.starts_at)
    assert meeting.discuss_until == date.starts_at - datetime.timedelta(days=2)


def test_a_date_that_is_taken_or_past_moves_nothing(as_person):
    poll = a_poll()
    taken, past = poll.dates.all()[:2]
    a_meeting(starts_at=taken.starts_at - HOUR, ends_at=taken.starts_at + HOUR / 2)
    poll.dates.filter(pk=past.pk).update(starts_at=timezone.now() - HOUR)
    before = list(Meeting.objects.order_by("pk").values())
    for date in (taken, past):
        assert as_person("administrator").post(url("pick_date", poll.meeting.pk), {"date": date.pk}).status_code == 409
    assert list(Meeting.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_no_date_is_asked_for_where_none_is_needed(as_person, state):
    meeting = a_meeting(state=state)
    assert as_person("administrator").get(url("ask_poll", meeting.pk)).status_code == 409
    with pytest.raises(IllegalChange):
        a_poll(meeting)


def test_the_question_can_be_asked_anew_once_a_date_was_chosen(cast):
    poll = a_poll()
    polls.answer(poll=poll, person=cast.member, suits={poll.dates.first().pk: "yes"})
    polls.pick(poll=poll, date=poll.dates.first())
    new = a_poll(poll.meeting, days=(60, 61))
    assert (new.is_open, new.dates.count(), PollAnswer.objects.count()) == (True, 2, 0)
