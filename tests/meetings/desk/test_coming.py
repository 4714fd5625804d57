"""Who is coming: answered in one press and more said after, written down for who rang, reminded once a day at most."""

import csv
import io

import pytest
from django.urls import reverse

from common.editing import IllegalChange
from common.steps import take
from meetings import jobs, links
from meetings.models import Answer, Invitation, Meeting
from meetings.planning import lifecycle
from meetings.telling import answers, notices
from members.models import Letter
from tests.cast import a_meeting, an_item
from tests.letters import deliver_to_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    one = a_meeting(days=3, online_link="https://meet.example/forum")
    an_item(one)
    return take(one, lifecycle.PUBLISH, notify=False)


def page(meeting, name, *more):
    return reverse(f"meetings:{name}", args=[meeting.pk, *more])


def test_one_press_answers_and_what_would_help_is_asked_after(meeting, as_person, cast):
    member = as_person("member")
    assert 'value="apologies"' in member.get(page(meeting, "meeting")).content.decode()
    answered = member.post(page(meeting, "answer_at_once"), {"coming": "online"})
    assert answered.url == page(meeting, "answer")
    assert "Anything we should know?" in member.get(answered.url).content.decode()
    member.post(answered.url, {"coming": "online", "wants_welsh": "on"})
    member.post(page(meeting, "answer_at_once"), {"coming": "in_person"})
    given = Answer.objects.get()
    assert (given.coming, given.wants_welsh, given.person) == ("in_person", True, cast.member)


def test_by_link_too_one_press_keeps_what_else_was_said(meeting, client):
    guest = Invitation.objects.create(meeting=meeting, name="Ann", email="ann@example.org")
    path = links.answer_path(meeting, guest=guest, coming="online")
    assert "Please press once more" in client.get(path).content.decode()
    asked = client.post(path, {"coming": "online", "at_once": "on"}).content.decode()
    assert "Anything we should know?" in asked
    client.post(path, {"coming": "online", "needs": "A ramp"})
    client.post(path, {"coming": "in_person", "at_once": "on"})
    assert (guest.answer.coming, guest.answer.needs) == ("in_person", "A ramp")


def test_an_answer_is_written_down_for_who_rang_with_the_name_of_who_did(meeting, as_person, cast):
    keeper, path = as_person("administrator"), page(meeting, "answer_for", "person", cast.member.pk)
    assert path in keeper.get(page(meeting, "replies")).content.decode()
    keeper.post(path, {"coming": "apologies", "seen": ""})
    assert f"written down by {cast.administrator.name}" in keeper.get(page(meeting, "replies")).content.decode()
    as_person("member").post(page(meeting, "answer_at_once"), {"coming": "online"})
    assert (Answer.objects.get().coming, Answer.objects.get().taken_by) == ("online", None)


def test_what_they_say_themselves_meanwhile_is_not_written_over(meeting, as_person, cast):
    answers.answer_at_once(meeting=meeting, person=cast.member, coming="online")
    answer = as_person("chair").post(
        page(meeting, "answer_for", "person", cast.member.pk), {"coming": "apologies", "seen": ""}
    )
    assert (answer.status_code, Answer.objects.get().coming) == (409, "online")


def test_nobody_is_written_down_whom_the_meeting_is_not_for(meeting, as_person, cast):
    Meeting.objects.update(shared_with_partners=False)
    keeper = as_person("administrator")
    for kind, who in (("person", cast.partner.pk), ("person", cast.lapsed.pk), ("guest", 1), ("else", cast.member.pk)):
        assert keeper.get(page(meeting, "answer_for", kind, who)).status_code == 404
    assert as_person("member").get(page(meeting, "answer_for", "person", cast.chair.pk)).status_code == 403


def test_the_silent_are_reminded_once_a_day_and_not_once_more_by_the_job(meeting, as_person, cast):
    answers.answer_at_once(meeting=meeting, person=cast.member, coming="online")
    keeper = as_person("administrator")
    shown = keeper.get(page(meeting, "remind"))
    assert cast.convenor in shown.context["people"] and cast.member not in shown.context["people"]
    assert [language for *_rest, language in shown.context["letters"]] == ["en", "cy"]
    for _press in range(2):
        keeper.post(page(meeting, "remind"))
    jobs.remind(0)
    assert set(deliver_to_roles()) == {"administrator", "chair", "convenor", "partner"}
    Letter.objects.update(
        created_at=meeting.agenda_published_at.replace(year=2020), thing=f"{meeting.publication}:2020-01-01"
    )
    assert notices.remind_the_silent(meeting=meeting) == 0
    assert notices.remind_the_silent(meeting=meeting, once_more=True) == 4


def test_who_eats_is_counted_where_there_is_a_break(meeting, as_person, cast):
    Answer.objects.create(meeting=meeting, person=cast.member, coming="in_person")
    Answer.objects.create(meeting=meeting, person=cast.partner, coming="apologies", substitute_name="Ann")
    Answer.objects.create(meeting=meeting, person=cast.chair, coming="online")
    keeper, path = as_person("administrator"), page(meeting, "replies")
    assert "For lunch" not in keeper.get(path).content.decode()
    meeting.items.update(kind="break")
    assert "<dt>For lunch and breaks</dt><dd>2</dd>" in keeper.get(path).content.decode()


def test_the_spreadsheet_has_everybody_and_no_formula(meeting, as_person, cast):
    answers.give_answer(answer=Answer(meeting=meeting, person=cast.member, coming="online", needs="=1+1"))
    sheet = as_person("administrator").get(page(meeting, "replies_sheet"))
    rows = list(csv.reader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert rows[0][0] == "Name" and len(rows) == 6
    [mine] = [row for row in rows if row[0] == cast.member.name]
    assert mine[2] == "I am joining online" and not mine[-1].startswith("=") and mine[-1].endswith("=1+1")
    assert as_person("member").get(page(meeting, "replies_sheet")).status_code == 403


def test_once_it_has_begun_nothing_is_written_down(meeting, cast):
    Meeting.objects.update(state="held")
    with pytest.raises(IllegalChange):
        answers.take_down(answer=Answer(meeting=meeting, person=cast.member, coming="online"), by=cast.chair, seen="")
