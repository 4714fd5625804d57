"""An answer from somebody's calendar becomes theirs: their own address and meeting only, none older than what is."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone

from common.steps import take
from forum_site import doors
from forum_site.jobs import read_mailbox
from meetings.models import Answer, Invitation, Meeting
from meetings.planning import lifecycle
from meetings.telling import answers
from members.inbox import reading, sorting
from members.models import Incoming
from tests.cast import a_meeting, an_item, wall_clock
from tests.members.inbox.answers import PROGRAMS, Facts, google, outlook

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    one = a_meeting(online_link="https://meet.example/forum")
    an_item(one)
    take(one, lifecycle.PUBLISH)
    return Meeting.objects.get(pk=one.pk)


def told(meeting, who, program=google, **facts):
    """Have a calendar's answer taken as the job has it; return what became of it."""
    facts = {"starts_at": timezone.localtime(meeting.starts_at), "sent_at": timezone.now()} | facts
    message = program(Facts(meeting.calendar_uid, getattr(who, "email", who), **facts))
    outcome, _person = reading._dealt_with(sorting.sort(message), doors.calendar_reply)
    return outcome


def stands(meeting, person):
    return Answer.objects.filter(meeting=meeting, person=person).values_list("coming", flat=True).first()


@pytest.mark.parametrize("program", PROGRAMS)
def test_accepted_and_declined_are_taken_from_every_program(meeting, cast, program):
    before = timezone.now() - datetime.timedelta(minutes=5)
    assert told(meeting, cast.member, PROGRAMS[program], sent_at=before) == "taken"
    assert stands(meeting, cast.member) == "in_person"
    assert told(meeting, cast.member, PROGRAMS[program], answer="DECLINED") == "taken"
    assert stands(meeting, cast.member) == "apologies"


def test_the_whole_way_from_the_mailbox_to_the_page(meeting, cast, mailbox, as_person):
    facts = {"starts_at": timezone.localtime(meeting.starts_at)}
    mailbox.put(outlook(Facts(meeting.calendar_uid, cast.member.email, answer="DECLINED", **facts)))
    read_mailbox(0)
    assert Incoming.objects.get().person == cast.member
    assert (stands(meeting, cast.member), mailbox.unread()) == ("apologies", [])
    page = as_person("administrator").get(reverse("meetings:replies", args=[meeting.pk])).content.decode()
    assert cast.member.name in page


@pytest.mark.parametrize(
    ("link", "place", "before", "way"),
    [
        ("https://meet.example", "The Old Library", None, "in_person"),
        ("https://meet.example", "", None, "online"),
        ("", "", None, "in_person"),
        ("https://meet.example", "The Old Library", "online", "online"),
        ("", "The Old Library", "online", "in_person"),
        ("https://meet.example", "The Old Library", "apologies", "in_person"),
    ],
)
def test_how_they_come_is_what_they_said_before_or_what_the_meeting_offers(meeting, cast, link, place, before, way):
    Meeting.objects.filter(pk=meeting.pk).update(online_link=link, place_en=place, place_cy=place)
    if before:
        answers.give_answer(answer=Answer(meeting=meeting, person=cast.member, coming=before))
    told(meeting, cast.member)
    assert stands(meeting, cast.member) == way


def test_what_was_said_besides_stays(meeting, cast):
    cast.member.access_needs = "A loop"
    cast.member.save()
    given = Answer(meeting=meeting, person=cast.member, coming="apologies", needs="A ramp", substitute_name="Ann")
    answers.give_answer(answer=given, remember=True)
    told(meeting, cast.member)
    now = Answer.objects.get()
    assert (now.coming, now.needs, now.substitute_name) == ("in_person", "A ramp", "")
    cast.member.refresh_from_db()
    assert cast.member.access_needs == "A ramp"


def test_words_with_an_answer_wait_for_a_person(meeting, cast):
    assert told(meeting, cast.member, outlook, comment="I shall be ten minutes late.") == "words"
    assert stands(meeting, cast.member) == "in_person"


def test_a_guest_answers_from_their_calendar_too(meeting):
    guest = Invitation.objects.create(meeting=meeting, name="Ann Other", email="Ann@guest.example", language="cy")
    assert told(meeting, "ann@guest.example", answer="DECLINED") == "taken"
    assert Answer.objects.get(guest=guest).coming == "apologies"


@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ({"answer": "TENTATIVE"}, "perhaps"),
        ({"method": "COUNTER"}, "counter"),
        ({"answer": "DELEGATED"}, "delegated"),
        ({"extra": ';DELEGATED-TO="mailto:other@council.example"'}, "delegated"),
        ({"extra": ';SENT-BY="mailto:secretary@council.example"'}, "delegated"),
        ({"answer": "NEEDS-ACTION"}, "other"),
        ({"method": "REFRESH"}, "other"),
        ({"headers": "Authentication-Results: mx.forum.example; dmarc=fail\n"}, "not_theirs"),
        ({"sender": "stranger@elsewhere.example"}, "not_theirs"),
        ({"sender": "chair@forum.example"}, "not_theirs"),
    ],
)
def test_what_says_no_plain_yes_or_no_or_is_forged_is_left_to_a_person(meeting, cast, facts, outcome):
    assert told(meeting, cast.member, **facts) == outcome
    assert not Answer.objects.exists()
    assert outcome not in Incoming.FOR_NOBODY


def test_another_attendee_than_the_sender_is_refused(meeting, cast):
    assert told(meeting, cast.chair, sender=cast.member.email) == "not_theirs"
    assert not Answer.objects.exists()


def test_several_senders_are_none(meeting, cast):
    both = f"{cast.member.email}>, Chair <{cast.chair.email}"
    assert told(meeting, cast.member, sender=both) == "not_theirs"
    assert not Answer.objects.exists()


def test_only_an_address_that_was_shown_to_be_theirs_counts(meeting, cast):
    second = EmailAddress.objects.create(user=cast.member, email="second@home.example", verified=False)
    assert told(meeting, second) == "not_invited"
    EmailAddress.objects.filter(pk=second.pk).update(verified=True)
    assert told(meeting, second) == "taken"
    assert stands(meeting, cast.member) == "in_person"


def test_who_is_not_invited_or_has_left_answers_nothing(meeting, cast):
    assert told(meeting, cast.lapsed) == "not_invited"
    assert told(meeting, "stranger@elsewhere.example") == "not_invited"
    Meeting.objects.filter(pk=meeting.pk).update(shared_with_partners=False)
    assert told(meeting, cast.partner) == "not_invited"
    cast.member.is_active = False
    cast.member.save()
    assert told(meeting, cast.member) == "not_invited"
    assert not Answer.objects.exists()


def test_a_meeting_that_is_not_there_is_answered_by_nobody(meeting, cast):
    meeting.calendar_uid = "another\0"
    assert told(meeting, cast.member) == "not_invited"
    assert not Answer.objects.exists()


def test_an_older_answer_changes_nothing_whichever_comes_first(meeting, cast):
    now = timezone.now().replace(microsecond=0)
    ago = [now - datetime.timedelta(minutes=minutes) for minutes in range(5)]
    assert told(meeting, cast.member, sent_at=ago[2], sequence=3) == "taken"
    assert told(meeting, cast.member, answer="DECLINED", sent_at=ago[4], sequence=3) == "old"
    assert told(meeting, cast.member, answer="DECLINED", sent_at=ago[2], sequence=3) == "old"
    assert told(meeting, cast.member, answer="DECLINED", sent_at=ago[1], sequence=2) == "old"
    assert stands(meeting, cast.member) == "in_person"
    assert told(meeting, cast.member, answer="DECLINED", sent_at=ago[1], sequence=4) == "taken"
    assert stands(meeting, cast.member) == "apologies"


def test_what_was_said_on_the_site_since_stands(meeting, cast):
    before = timezone.now() - datetime.timedelta(minutes=5)
    assert told(meeting, cast.member, sent_at=before, sequence=3) == "taken"
    given = answers.answer_of(meeting, person=cast.member)
    given.coming = "online"
    answers.give_answer(answer=given)
    assert told(meeting, cast.member, answer="DECLINED", sent_at=before, sequence=3) == "old"
    assert stands(meeting, cast.member) == "online"
    later = timezone.now() + datetime.timedelta(minutes=1)
    assert told(meeting, cast.member, answer="DECLINED", sent_at=later, sequence=1) == "taken"


def test_a_clock_that_is_years_ahead_shuts_no_later_answer_out(meeting, cast):
    assert told(meeting, cast.member, sent_at=timezone.now() + datetime.timedelta(days=9_000)) == "taken"
    assert Answer.objects.get().reply_sent_at <= timezone.now()


def test_an_answer_to_a_time_that_is_no_longer_the_meetings_is_left_to_a_person(meeting, cast):
    starts_at = timezone.localtime(meeting.starts_at)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=wall_clock(30), ends_at=wall_clock(30, "15:00"))
    assert told(meeting, cast.member, starts_at=starts_at) == "moved"
    assert not Answer.objects.exists()


@pytest.mark.parametrize("state", [Meeting.State.CANCELLED, Meeting.State.POSTPONED, Meeting.State.HELD])
def test_a_meeting_that_takes_no_answers_takes_none_from_a_calendar(meeting, cast, state):
    Meeting.objects.filter(pk=meeting.pk).update(state=state)
    assert told(meeting, cast.member) == "late"
    assert not Answer.objects.exists()


@pytest.mark.parametrize("program", PROGRAMS)
def test_no_time_and_no_sequence_break_nothing(meeting, cast, program):
    message = PROGRAMS[program](Facts(meeting.calendar_uid, cast.member.email))
    for lost in (b"DTSTAMP", b"SEQUENCE", b"ATTENDEE", b"UID:", b"METHOD"):
        sorting.sort(message.replace(lost, b"X-LOST"))
