"""What people thought of a meeting: asked once, answered once, nobody named; and minutes that are late."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings import jobs, links
from meetings.day import attendance, feedback
from meetings.models import Attendance, Feedback, FeedbackGiven, Meeting
from meetings.telling import chasers
from members.models import Letter, Person, Standing
from tests.cast import a_meeting, minutes_of
from tests.letters import deliver_to_roles

pytestmark = pytest.mark.django_db
WORDS = {"was_worth_it": "yes", "more": "More talks", "less": "Less paper"}


@pytest.fixture
def meeting(cast):
    """A meeting held two days ago: two members, a partner and a guest were there, one sent apologies."""
    meeting = a_meeting(days=-2, state="held")
    there = {cast.member: "in_person", cast.chair: "online", cast.partner: "in_person", cast.convenor: "apologies"}
    attendance.save_register(meeting=meeting, modes={f"person-{person.pk}": mode for person, mode in there.items()})
    attendance.add_attendance(meeting=meeting, row=Attendance(name="Ann", capacity="guest", mode="online"))
    return meeting


def shift(days):
    Meeting.objects.update(
        starts_at=timezone.now() - datetime.timedelta(days=days, hours=5),
        ends_at=timezone.now() - datetime.timedelta(days=days),
    )


def test_those_who_were_there_get_one_letter_in_their_language(meeting):
    Meeting.objects.update(ends_at=timezone.now() - datetime.timedelta(hours=23))
    jobs.after_meetings(0)
    assert deliver_to_roles() == {}
    shift(1.1)
    jobs.after_meetings(0)
    sent = deliver_to_roles()
    assert set(sent) == {"member", "chair", "partner"}
    assert "Was it worth your time?" in sent["member"].body and "Annwyl" in sent["chair"].body
    jobs.after_meetings(0)
    assert deliver_to_roles() == {}


def test_an_old_meeting_is_not_asked_about(meeting):
    shift(15)
    jobs.after_meetings(0)
    assert Letter.objects.filter(kind=feedback.LETTER).count() == 0


def test_a_letter_is_not_sent_to_who_was_not_there_after_all_or_has_answered(meeting, cast):
    jobs.after_meetings(0)
    attendance.save_register(meeting=meeting, modes={f"person-{cast.member.pk}": "absent"})
    Standing.objects.filter(person=cast.partner).update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    feedback.give(meeting=meeting, person=cast.chair, words=Feedback(was_worth_it=True))
    assert deliver_to_roles() == {}


def test_following_the_link_answers_nothing_and_one_press_does_once(client, meeting, cast):
    path = links.feedback_path(meeting, cast.member)
    assert reverse("meetings:feedback_by_link", args=["x"]).removesuffix("x/") in path
    assert "Was it worth your time?" in client.get(path).content.decode()
    assert "Please press yes or no." in client.post(path, {"more": "Talks"}).content.decode()
    assert Feedback.objects.count() == 0
    assert "Thank you" in client.post(path, WORDS).content.decode()
    assert client.post(path, WORDS).status_code == 409
    assert "Thank you" in client.get(path).content.decode()
    assert (Feedback.objects.get().more, FeedbackGiven.objects.get().person) == ("More talks", cast.member)


def test_nothing_links_the_words_to_the_person(meeting, cast):
    for person in (cast.member, cast.chair, cast.partner):
        feedback.give(meeting=meeting, person=person, words=Feedback(was_worth_it=True, more=person.name))
    assert {field.name for field in Feedback._meta.get_fields()} == {"id", "meeting", "was_worth_it", "more", "less"}
    keys = [set(model.objects.values_list("pk", flat=True)) for model in (Feedback, FeedbackGiven)]
    assert all(key > 1_000 for key in keys[0] | keys[1]) and not keys[0] & keys[1]


@pytest.mark.parametrize("role", ["convenor", "administrator"])
def test_the_link_of_who_was_not_there_is_dead(client, meeting, cast, role):
    assert client.get(links.feedback_path(meeting, getattr(cast, role))).status_code == 404


def test_a_link_of_another_purpose_a_changed_one_and_one_without_right_are_dead(client, meeting, cast):
    answer = links.answer_path(meeting, person=cast.member).split("/")[-2]
    assert client.get(reverse("meetings:feedback_by_link", args=[answer])).status_code == 404
    path = links.feedback_path(meeting, cast.member)
    assert client.get(path.replace("/feedback/", "/feedback/x")).status_code == 404
    Standing.objects.filter(person=cast.member).update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    assert client.post(path, WORDS).status_code == 404
    assert Feedback.objects.count() == 0


def test_after_six_weeks_it_is_closed(client, meeting, cast):
    path = links.feedback_path(meeting, cast.member)
    shift(43)
    assert (client.get(path).status_code, client.post(path, WORDS).status_code, Feedback.objects.count()) == (
        410,
        409,
        0,
    )


def test_words_are_shown_from_the_third_answer_on_and_never_who(as_person, meeting, cast):
    page, administrator = reverse("meetings:feedback_results", args=[meeting.pk]), as_person("administrator")
    for number, person in enumerate((cast.member, cast.chair, cast.partner), 1):
        text = administrator.get(page).content.decode()
        assert "Zanzibar" not in text and f"{number - 1} of 3 who were there have answered." in text
        feedback.give(
            meeting=meeting,
            person=person,
            words=Feedback(was_worth_it=number > 1, more=f"Zanzibar {number}", less="Paper"),
        )
    text = administrator.get(page).content.decode()
    assert "Worth their time: 2 of 3" in text and all(f"Zanzibar {number}" in text for number in (1, 2, 3))
    assert not any(person.name in text for person in (cast.member, cast.partner))
    assert as_person("member").get(page).status_code == 403


def test_the_admin_shows_no_words_before_the_third_answer_either(as_person, meeting, cast):
    staff, page = as_person("staff"), reverse("admin:meetings_feedback_changelist")
    for person, more in ((cast.member, "Zanzibar"), (cast.chair, "Talks")):
        feedback.give(meeting=meeting, person=person, words=Feedback(was_worth_it=True, more=more))
    assert "Zanzibar" not in staff.get(page).content.decode()
    single = reverse("admin:meetings_feedback_change", args=[Feedback.objects.get(more="Zanzibar").pk])
    assert "Zanzibar" not in staff.get(single, follow=True).content.decode()
    feedback.give(meeting=meeting, person=cast.partner, words=Feedback(was_worth_it=True))
    assert "Zanzibar" in staff.get(page).content.decode()


def test_late_minutes_are_one_letter_a_week_to_the_administrators(cast):
    late = [a_meeting(days=-20, state="held", title_en="First"), a_meeting(days=-40, state="held", title_en="Second")]
    minutes_of(late[1], "draft")
    a_meeting(days=-13, state="held", title_en="Fresh")
    minutes_of(a_meeting(days=-30, state="held", title_en="Out"), "circulated")
    a_meeting(days=-30, state="cancelled", title_en="Off")
    a_meeting(days=-800, state="held", title_en="History")
    jobs.after_meetings(0)
    jobs.after_meetings(0)
    sent = deliver_to_roles()
    assert set(sent) == {"administrator"}
    body = sent["administrator"].body
    assert [word for word in ("First", "Second", "Fresh", "Out", "Off", "History") if word in body] == [
        "First",
        "Second",
    ]
    assert (Letter.objects.count(), Letter.objects.get().thing) == (1, chasers.this_week())


def test_the_next_week_has_its_own_letter_and_none_goes_out_once_all_are_circulated(cast, monkeypatch):
    meeting = a_meeting(days=-20, state="held")
    jobs.after_meetings(0)
    monkeypatch.setattr(chasers, "this_week", lambda: "2099-W01")
    jobs.after_meetings(0)
    assert Letter.objects.filter(kind=chasers.LETTER).count() == 2
    minutes_of(meeting, "circulated")
    assert deliver_to_roles() == {}
    monkeypatch.setattr(chasers, "this_week", lambda: "2099-W02")
    jobs.after_meetings(0)
    assert Letter.objects.filter(kind=chasers.LETTER).count() == 2


def test_an_account_that_is_closed_is_not_chased(cast):
    a_meeting(days=-20, state="held")
    Person.objects.filter(pk=cast.administrator.pk).update(is_active=False)
    assert chasers.chase_minutes() == 0
