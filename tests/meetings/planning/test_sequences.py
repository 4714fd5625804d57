"""Meetings that are called off, moved and published again: who is told what, and when nothing is recorded or told."""

import datetime

import pytest
from django.core import mail
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse
from django.utils import timezone

from common.editing import IllegalChange
from common.steps import take
from forum_site.running.refusals import sentence_of
from meetings.minutes import lifecycle as minutes_lifecycle
from meetings.models import Meeting
from meetings.planning import lifecycle, scheduling
from members.letters import letters
from members.models import Letter
from tests.cast import a_meeting, an_item, minutes_of

pytestmark = pytest.mark.django_db
AGAIN = {
    "cancelled": (lifecycle.CANCEL, lifecycle.PLAN_AGAIN),
    "postponed": (lifecycle.POSTPONE, lifecycle.PLAN_AGAIN),
    "withdrawn": (lifecycle.WITHDRAW,),
}


def deliver():
    """Send what waits, and return how many notices went out."""
    mail.outbox.clear()
    for pk in Letter.objects.filter(state=Letter.State.WAITING).values_list("pk", flat=True):
        letters.deliver(pk, is_last=True)
    return len(mail.outbox)


@pytest.fixture
def agenda(cast):
    meeting = a_meeting(days=30, opened_early=False)
    an_item(meeting)
    return meeting


@pytest.mark.parametrize("how", AGAIN)
def test_each_publication_is_told_to_everybody_once(agenda, how):
    take(agenda, lifecycle.PUBLISH)
    first = deliver()
    for step in AGAIN[how]:
        take(agenda, step)
    take(agenda, lifecycle.PUBLISH)
    assert (first, deliver(), deliver()) == (5, 5, 0)


def test_letters_of_a_publication_that_was_taken_back_are_not_sent_beside_those_of_the_next(agenda):
    take(agenda, lifecycle.PUBLISH)
    take(agenda, lifecycle.WITHDRAW)
    take(agenda, lifecycle.PUBLISH)
    assert deliver() == 5
    assert Letter.objects.filter(state=Letter.State.DROPPED).count() == 5


def test_nobody_is_invited_to_what_has_begun_and_it_is_held_without_letters(cast):
    meeting = a_meeting(days=-7)
    an_item(meeting)
    with pytest.raises(IllegalChange, match="has begun"):
        take(meeting, lifecycle.PUBLISH)
    assert take(meeting, lifecycle.HOLD).state == "held"
    assert Letter.objects.count() == 0


def test_nothing_is_recorded_before_the_day_unless_somebody_says_so(agenda, as_person):
    administrator = as_person("administrator")
    register, write = (reverse(f"meetings:{name}", args=[agenda.pk]) for name in ("register", "write_minutes"))
    start = reverse("meetings:step", args=[agenda.pk, "start"])
    assert [administrator.get(page).url for page in (register, write)] == [start, start]
    refused = administrator.post(register, {})
    assert refused.status_code == 409 and "open on that day" in refused.content.decode()
    administrator.post(start)
    assert [administrator.get(page).status_code for page in (register, write)] == [200, 200]


@pytest.mark.parametrize("step", [minutes_lifecycle.CIRCULATE, minutes_lifecycle.CONFIRM])
def test_minutes_go_out_and_stand_only_of_a_meeting_that_was_held(cast, step):
    meeting = a_meeting(days=0, state="published")
    minutes_of(meeting, "circulated" if step is minutes_lifecycle.CONFIRM else "draft")
    Meeting.objects.filter(pk=meeting.pk).update(state="published")
    with pytest.raises(IllegalChange, match="not marked as held"):
        take(meeting.minutes, step)


def test_a_cancelled_meeting_stays_in_the_list_to_come_until_its_day_is_over(agenda, as_person):
    next_year = a_meeting(days=400, title_en="Next year", state="cancelled")
    gone = a_meeting(days=-1, title_en="Gone by", state="cancelled")
    assert set(Meeting.objects.ahead()) == {agenda, next_year}
    assert list(Meeting.objects.past()) == [gone]
    page = as_person("member").get(reverse("meetings:upcoming")).content.decode()
    assert "Next year" in page and "Cancelled" in page and "Gone by" not in page


@pytest.mark.parametrize("form", [True, False])
def test_the_days_that_hang_on_the_date_move_with_it(agenda, as_person, form):
    take(agenda, lifecycle.PUBLISH, notify=False)
    Meeting.objects.filter(pk=agenda.pk).update(interpreter_by=timezone.localdate(agenda.starts_at))
    agenda.refresh_from_db()
    starts = agenda.starts_at - datetime.timedelta(days=14)
    if form:
        page = reverse("meetings:edit_meeting", args=[agenda.pk])
        shown = as_person("administrator").get(page).context["form"]
        sent = {name: shown[name].value() or "" for name in shown.fields if name != "hosts"}
        as_person("administrator").post(page, sent | {"date": f"{timezone.localdate(starts):%Y-%m-%d}"})
    else:
        scheduling.move_meeting(meeting=agenda, starts_at=starts, ends_at=starts + datetime.timedelta(hours=2))
    agenda.refresh_from_db()
    assert timezone.localdate(agenda.starts_at) == agenda.interpreter_by == timezone.localdate(starts)
    assert agenda.discuss_until < agenda.starts_at


def test_what_confirmed_minutes_hold_is_not_offered_to_be_changed_and_refused_with_the_reason(cast, as_person):
    meeting = a_meeting(days=-7, state="held")
    minutes_of(meeting, "confirmed", by=cast.chair)
    page = reverse("meetings:edit_meeting", args=[meeting.pk])
    administrator = as_person("administrator")
    assert page not in administrator.get(meeting.get_absolute_url()).content.decode()
    for answer in (administrator.get(page), administrator.post(page, {"title_en": "Other"})):
        assert answer.status_code == 409 and "confirmed and cannot be changed" in answer.content.decode()


def test_what_postgres_refuses_has_a_sentence(cast):
    meeting = a_meeting(days=-7, state="held")
    minutes_of(meeting, "confirmed", by=cast.chair)
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_meeting SET title_en = 'Other' WHERE id = %s", [meeting.pk])
    assert sentence_of(refused.value) == "These minutes are confirmed and cannot be changed."
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        Meeting.objects.create(title_en="x", starts_at=meeting.ends_at, ends_at=meeting.starts_at)
    assert "ends before it starts" in sentence_of(refused.value)
