"""Telling people: one letter each in their own language, checked when it is sent;
changes only when asked; one reminder.
"""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from common.steps import take
from meetings import jobs
from meetings.models import Answer, Invitation, Meeting, Notice
from meetings.planning import lifecycle
from meetings.telling import answers, emails, notices
from members.letters import letters
from members.models import Letter, Standing
from members.standing import joining
from tests.cast import a_meeting, a_paragraph, an_action, an_item, minutes_of
from tests.letters import deliver_to_roles

WELSH, ENGLISH = {"chair", "convenor"}, {"administrator", "member", "partner"}


@pytest.fixture
def meeting(cast):
    """A planned meeting with an item, shared with partners."""
    meeting = a_meeting()
    an_item(meeting, title_en="Care at home", title_cy="Gofal gartref")
    return meeting


def test_publishing_writes_once_to_everybody_in_their_own_language(as_person, meeting):
    as_person("administrator").post(reverse("meetings:step", args=[meeting.pk, "publish"]))
    sent = deliver_to_roles()
    assert set(sent) == WELSH | ENGLISH
    assert all("Gofal gartref" in sent[role].body and "Annwyl" in sent[role].body for role in WELSH)
    assert all("Care at home" in sent[role].body and "Dear" in sent[role].body for role in ENGLISH)
    assert reverse("meetings:pack", args=[meeting.pk]) in sent["member"].body
    name, _event, kind = sent["member"].attachments[0]
    assert (name, kind.split(";")[0]) == (f"meeting-{meeting.reference}.ics", "text/calendar")
    take(meeting, lifecycle.WITHDRAW)
    take(meeting, lifecycle.PUBLISH)
    assert set(deliver_to_roles()) == WELSH | ENGLISH  # each publication is told, and once


def test_each_letter_has_its_readers_own_link(meeting, client, cast):
    take(meeting, lifecycle.PUBLISH)
    for role, letter in deliver_to_roles().items():
        path = next(line for line in letter.body.splitlines() if "/answer/" in line).partition("/meetings/")[2]
        client.post(f"/meetings/{path}", {"coming": "in_person"})
        assert Answer.objects.get(person=getattr(cast, role)).coming == "in_person"


def test_who_may_no_longer_know_gets_no_letter(meeting, cast):
    take(meeting, lifecycle.PUBLISH)
    Standing.objects.filter(person=cast.member).update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    Meeting.objects.update(shared_with_partners=False)
    assert set(deliver_to_roles()) == (WELSH | ENGLISH) - {"member", "partner"}


def test_a_withdrawn_agenda_is_not_sent(meeting):
    take(meeting, lifecycle.PUBLISH)
    take(meeting, lifecycle.WITHDRAW)
    assert deliver_to_roles() == {}


def test_partners_letters_hold_no_word_of_a_reserved_item(meeting):
    an_item(meeting, title_en="Zanzibar", title_cy="Zanzibar", reserved=True)
    take(meeting, lifecycle.PUBLISH)
    sent = deliver_to_roles()
    assert "Zanzibar" in sent["member"].body
    assert "Zanzibar" not in str(sent["partner"].message())
    assert "Reserved item" in sent["partner"].body


def test_the_preview_shows_who_gets_what_and_how_short_the_notice_is(as_person, meeting):
    Meeting.objects.update(starts_at=timezone.now() + datetime.timedelta(days=5))
    answer = as_person("administrator").get(reverse("meetings:step", args=[meeting.pk, "publish"]))
    page, letters = (
        answer.content.decode(),
        {language: body for *_line, body, language in answer.context["preview"].letters},
    )
    assert "Days of notice: 5. The Constitution asks for 14." in page
    assert "The letter to 3 readers (English)" in page and "The letter to 2 readers (Welsh)" in page
    assert "Gofal gartref" in letters["cy"] and "Care at home" in letters["en"] and "/answer/" not in page
    assert Letter.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "subject"), [(None, "Changed"), (lifecycle.POSTPONE, "Postponed"), (lifecycle.CANCEL, "Cancelled")]
)
def test_a_change_is_told_when_the_administrator_asks(as_person, meeting, change, subject):
    take(meeting, lifecycle.PUBLISH, notify=False)
    if change:
        take(meeting, change)
    assert deliver_to_roles() == {}
    words = {"note_en": "The room is flooded.", "note_cy": "Mae dŵr yn yr ystafell."}
    as_person("administrator").post(reverse("meetings:tell_change", args=[meeting.pk]), words)
    sent = deliver_to_roles()
    assert sent["member"].subject.startswith(subject) and "The room is flooded." in sent["member"].body
    assert "Mae dŵr yn yr ystafell." in sent["chair"].body
    assert ("method=CANCEL" if change else "method=REQUEST") in str(sent["member"].attachments[0])
    assert Notice.objects.get().note_en in as_person("administrator").get(meeting.get_absolute_url()).content.decode()


def test_the_silent_are_reminded_once(meeting, cast):
    take(meeting, lifecycle.PUBLISH, notify=False)
    jobs.remind(0)
    assert deliver_to_roles() == {}
    Meeting.objects.update(
        starts_at=timezone.now() + datetime.timedelta(days=4), ends_at=timezone.now() + datetime.timedelta(days=5)
    )
    meeting.refresh_from_db()
    answers.give_answer(answer=Answer(meeting=meeting, person=cast.member, coming="online"))
    Invitation.objects.create(meeting=meeting, name="Ann", email="ann@example.org")
    jobs.remind(0)
    answers.give_answer(
        answer=Answer(meeting=meeting, person=cast.partner, coming="online")
    )  # between writing and sending
    assert set(deliver_to_roles()) == {"administrator", "chair", "convenor", "ann"}
    jobs.remind(0)
    assert deliver_to_roles() == {}


def test_who_joins_after_an_agenda_went_out_gets_it_once_unless_the_reminder_is_due(meeting):
    take(meeting, lifecycle.PUBLISH)
    deliver_to_roles()
    joining.welcome(email="new@forum.example", capacity="member", name="Nest", language="cy", organisation=None)
    Invitation.objects.create(meeting=meeting, name="Ann", email="ann@example.org")  # whom a press invites
    deliver_to_roles()
    jobs.remind(0)
    sent = deliver_to_roles()
    assert (set(sent), "Gofal gartref" in sent["new"].body) == ({"new"}, True)
    jobs.remind(0)
    assert deliver_to_roles() == {}
    joining.welcome(email="late@forum.example", capacity="member", name="Elin", language="en", organisation=None)
    deliver_to_roles()
    Meeting.objects.update(
        starts_at=timezone.now() + datetime.timedelta(days=4), ends_at=timezone.now() + datetime.timedelta(days=5)
    )
    jobs.remind(0)
    assert deliver_to_roles()["late"].subject.startswith("Are you coming")


def test_whoever_joins_hears_of_no_agenda_that_went_out_without_letters(meeting):
    take(meeting, lifecycle.PUBLISH, notify=False)
    ann = Invitation.objects.create(meeting=meeting, name="Ann", email="ann@example.org")
    letters.write(emails.NOTICE, meeting.publication, addresses=[ann])
    joining.welcome(email="new@forum.example", capacity="member", name="Nest", language="cy", organisation=None)
    deliver_to_roles()
    jobs.remind(0)
    assert deliver_to_roles() == {}


def test_partners_with_whom_a_meeting_is_shared_later_are_told_by_a_press(meeting):
    meeting.shared_with_partners = False
    meeting.save()
    take(meeting, lifecycle.PUBLISH)
    assert "partner" not in deliver_to_roles()
    Meeting.objects.update(shared_with_partners=True)
    jobs.remind(0)
    assert deliver_to_roles() == {}


def test_owners_of_open_actions_are_asked_once_a_fortnight_before(cast):
    before = a_meeting(days=-30, state="held")
    item = an_item(before)
    an_action(a_paragraph(item), cast.convenor, text_cy="Ffonio’r cyngor.")
    an_action(a_paragraph(item), cast.member, status="done", closed_at=timezone.now())
    minutes_of(before, "circulated")
    a_meeting(days=10)
    jobs.remind(0)
    sent = deliver_to_roles()
    assert set(sent) == {"convenor"}
    assert "Ffonio’r cyngor." in sent["convenor"].body and "/actions/link/" in sent["convenor"].body
    jobs.remind(0)
    assert deliver_to_roles() == {}


def test_every_letter_has_its_builder():
    assert set(jobs.LETTERS) <= set(letters.BUILDERS)
    assert emails.NOTICE in letters.BUILDERS and notices.Preview


def test_the_owner_of_an_action_is_reminded_once_before_it_is_due(cast):
    before = a_meeting(days=-30, state="held")
    item = an_item(before)
    an_action(a_paragraph(item), cast.member, days=2)
    an_action(a_paragraph(item), cast.convenor, days=9)
    jobs.remind(0)
    assert deliver_to_roles() == {}  # the minutes are a draft
    minutes_of(before, "circulated")
    jobs.remind(0)
    jobs.remind(0)
    sent = deliver_to_roles()
    assert set(sent) == {"member"} and "/actions/due/" in sent["member"].body
