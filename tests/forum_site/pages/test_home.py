"""What waits for somebody stands first on their front page: in ten states of it, with presses that do it at once."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from forum_site import doors
from meetings.balloting import ballots
from meetings.day import attendance
from meetings.models import Action, Answer, Attendance, Ballot, DatePoll, Paper, PollDate
from meetings.papers import papers
from members.models import MembershipRules, Person, Renewal, Standing
from taskgroups.models import TaskGroup
from tests.cast import a_meeting, a_paragraph, an_action, an_item, let_in, minutes_of, wall_clock

pytestmark = pytest.mark.django_db
NOTHING = "Nothing waits for you. Thank you for all you have done."


def day(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def said(person, *, for_office=False):
    """Return the sentences of what waits for somebody, in English, without their dates."""
    with override("en"):
        return [one.said.partition(" by ")[0] for one in doors.waits(person) if one.for_office == for_office]


def a_ballot(cast, days=5):
    return ballots.ask(ballot=Ballot(text_en="To write to the Minister.", closes_on=day(days)), by=cast.chair)


def a_poll(days=6):
    poll = DatePoll.objects.create(meeting=a_meeting(days=30), closes_on=day(days))
    PollDate.objects.create(poll=poll, starts_at=wall_clock(31), ends_at=wall_clock(31, "12:00"))
    return poll


def a_read_meeting(cast, **facts):
    """Return a published meeting of next week with a paper of 600 words, in three minutes read."""
    meeting = a_meeting(days=7, state="published", **facts)
    paper = Paper(item=an_item(meeting), title_en="A report")
    papers.add_paper(
        paper=paper,
        uploads=[papers.Upload("en", SimpleUploadedFile("a.txt", b"word " * 600, "text/plain"), "text/plain")],
        by=cast.administrator,
    )
    paper.sides.update(words=600)
    return meeting


def circulated(cast, *present):
    """Return a meeting of last week at which these people were, its minutes circulated, with an action of each."""
    meeting = a_meeting(days=-7, state="held")
    for person in present:
        row = Attendance(person=person, capacity="member", mode="in_person")
        attendance.add_attendance(meeting=meeting, row=row)
        an_action(a_paragraph(meeting.items.first() or an_item(meeting)), person)
    minutes_of(meeting, "circulated")
    return meeting


def everything(cast, *present):
    a_ballot(cast)
    a_poll()
    a_read_meeting(cast)
    return circulated(cast, *present)


def test_nothing_waits_is_one_friendly_line(cast, as_person):
    page = as_person("member").get("/").content.decode()
    assert (said(cast.member), NOTHING in page, "For your office" in page) == ([], True, False)


def test_somebody_new_is_asked_whether_they_come(cast, client):
    a_meeting(state="published")
    new = Person.objects.create_user("new@forum.example", name="Nia Newydd", language="en")
    Standing.objects.create(person=new, capacity="member", starts_on=timezone.localdate())
    let_in(client, new)
    page = client.get("/").content.decode()
    assert (said(new), NOTHING in page, "Are you coming?" in page) == (["Are you coming?"], False, True)


@pytest.mark.parametrize("has_renewals", [True, False])
def test_whose_standing_lapses_soon_is_asked_to_stay(cast, as_person, has_renewals):
    MembershipRules.objects.update_or_create(pk=1, defaults={"has_renewals": has_renewals})
    standing = Standing.objects.get(person=cast.member)
    renewal = Renewal.objects.create(standing=standing, person=cast.member, due_on=day(10))
    asked = ["Say whether you stay in the Forum,"] if has_renewals else []
    assert (said(cast.member), said(cast.partner)) == (asked, [])
    if has_renewals:
        member = as_person("member")
        assert member.get(doors.waits(cast.member)[0].url).status_code == 200
        member.post(doors.waits(cast.member)[0].url)
        renewal.refresh_from_db()
        assert (renewal.renewed_at is not None, said(cast.member)) == (True, [])


def test_everything_waits_in_the_order_of_its_days(cast, as_person):
    everything(cast, cast.member)
    own = ["Vote", "Which dates suit you?", "Are you coming?", "Read the papers: 3 minutes"]
    assert said(cast.member) == [*own, "Check the minutes", "Your action, due"]
    page = as_person("member").get("/").content.decode()
    assert [page.index(one) for one in said(cast.member)] == sorted(page.index(one) for one in said(cast.member))


def test_a_partner_is_asked_for_what_is_shared_and_never_to_vote(cast):
    everything(cast, cast.member)
    a_meeting(days=9, state="published", shared_with_partners=False, is_public=True)
    assert said(cast.partner) == ["Which dates suit you?", "Are you coming?", "Read the papers: 3 minutes"]


def test_a_convenor_is_asked_for_the_report_and_once_it_is_late_the_office(cast):
    group = TaskGroup.objects.create(name_en="Strategy", convenor=cast.convenor, due_on=day(20))
    assert said(cast.convenor) == ["Hand in the report of your group"]
    assert (said(cast.member), said(cast.administrator, for_office=True)) == ([], [])
    TaskGroup.objects.filter(pk=group.pk).update(starts_on=day(-30), due_on=day(-1))
    late = [one for one in said(cast.administrator, for_office=True) if "report of a group" in one]
    assert (said(cast.convenor), len(late)) == (["Hand in the report of your group"], 1)


@pytest.mark.parametrize(("link", "ways"), [("", ["In person", "Apologies"]), ("https://meet.example/1", None)])
def test_who_lives_far_away_can_say_online_where_there_is_a_link(cast, link, ways):
    a_meeting(state="published", online_link=link)
    with override("en"):
        (asked,) = doors.waits(cast.partner)
    assert [press.label for press in asked.presses] == (ways or ["In person", "Online", "Apologies"])


def test_the_chair_confirms_and_nobody_else_is_told_to(cast):
    everything(cast)
    assert "Confirm the minutes" in said(cast.chair, for_office=True)
    assert "Confirm the minutes" not in said(cast.administrator, for_office=True)


def test_a_reader_of_welsh_is_asked_in_welsh(cast, as_person):
    everything(cast, cast.member)
    Person.objects.filter(pk=cast.member.pk).update(language="cy")
    client = as_person("member")
    client.cookies["language"] = "cy"
    page = client.get("/").content.decode()
    for words in ("Yn aros amdanoch", "A ydych yn dod?", "Wyneb yn wyneb", "Pleidleis", "Darllen y papurau"):
        assert words in page
    for words in ("Are you coming", "Vote by", "Read the papers", "Check the minutes", "Done<"):
        assert words not in page


def test_the_time_bar_is_for_all_and_the_target_for_who_keeps_the_record(cast, as_person):
    an_item(a_meeting(state="published"))
    for role, told in (("member", False), ("partner", False), ("administrator", True)):
        page = as_person(role).get("/").content.decode()
        assert (role, "time-bar__picture" in page, "time-bar__target" in page) == (role, True, told)


def test_one_press_answers_and_leads_back_home_with_what_was_said_before(cast, as_person):
    meeting = a_meeting(state="published", online_link="https://meet.example/1")
    Person.objects.filter(pk=cast.member.pk).update(access_needs="A ramp")
    member, url = as_person("member"), reverse("meetings:answer_at_once", args=[meeting.pk])
    answered = member.post(url, {"coming": "online", "next": "/"})
    given = Answer.objects.get()
    asked = reverse("meetings:answer", args=[meeting.pk])  # what would help
    assert (answered.url, given.coming, given.needs, given.person.access_needs) == (asked, "online", "A ramp", "A ramp")
    Answer.objects.update(substitute_name="Ann", wants_welsh=True)
    assert member.post(url, {"coming": "apologies", "next": "//evil.example/"}).url == asked
    given.refresh_from_db()
    assert (given.coming, given.substitute_name, given.wants_welsh) == ("apologies", "Ann", True)
    page = member.get("/").content.decode()
    assert ("Are you coming?" in page, "I send my apologies" in page, "Change my answer" in page) == (False, True, True)


@pytest.mark.parametrize("coming", ["", "perhaps", "online"])
def test_an_answer_that_is_not_offered_is_refused_with_the_reason(cast, as_person, coming):
    meeting = a_meeting(state="published")
    answered = as_person("member").post(reverse("meetings:answer_at_once", args=[meeting.pk]), {"coming": coming})
    assert (answered.status_code, Answer.objects.count()) == (409, 0)
    assert "does not offer that answer" in answered.content.decode()


def test_one_press_says_that_an_action_is_done_unless_somebody_said_otherwise_since(cast, as_person):
    circulated(cast, cast.member)
    action, member = Action.objects.get(), as_person("member")
    url = reverse("meetings:finish_action", args=[action.pk])
    Action.objects.update(progress="Half of it")
    assert member.post(url, {"version": action.version, "next": "/"}).status_code == 409
    action.refresh_from_db()
    assert (action.status, member.post(url, {"version": action.version, "next": "/"}).url) == ("open", "/")
    action.refresh_from_db()
    assert (action.status, action.closed_at is not None, action.progress) == ("done", True, "Half of it")
    assert member.post(url, {"version": action.version}).status_code == 409
    assert "Your action" not in " ".join(said(cast.member))


def test_done_is_taken_back_by_one_press_and_the_action_stands_as_it_stood(cast, as_person):
    circulated(cast, cast.member)
    action, member = Action.objects.get(), as_person("member")
    undo = reverse("meetings:reopen_action", args=[action.pk])
    assert member.post(undo).status_code == 409  # of one that is open
    Action.objects.update(status="not_done", progress="The printer was ill")
    action.refresh_from_db()
    done = reverse("meetings:finish_action", args=[action.pk])
    assert undo in member.post(done, {"version": action.version, "next": "/"}, follow=True).content.decode()
    assert as_person("partner").post(undo).status_code == 403
    assert member.post(undo).status_code == 302
    action.refresh_from_db()
    assert (action.status, action.closed_at, action.progress) == ("not_done", None, "The printer was ill")


def test_what_is_not_due_for_six_weeks_waits_under_later(cast, as_person):
    an_action(a_paragraph(an_item(circulated(cast))), cast.member, days=60)
    page = as_person("member").get("/").content.decode()
    assert (NOTHING in page, "<details>" in page) == (True, True)
    assert page.index(NOTHING) < page.index("<details>") < page.index("Your action, due by")


def test_minutes_are_to_be_checked_as_long_as_corrections_are_taken(cast):
    minutes, ten_days = circulated(cast, cast.member).minutes, datetime.timedelta(days=10)
    for late, asked in ((datetime.timedelta(minutes=-5), True), (datetime.timedelta(minutes=5), False)):
        type(minutes).objects.filter(pk=minutes.pk).update(circulated_at=timezone.now() - ten_days - late)
        assert ("Check the minutes" in said(cast.member)) is asked
