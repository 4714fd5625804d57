"""The sample Forum: what it holds, in both languages, that its people can log in, and that it is made once."""

import datetime
import re
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone
from django.utils.translation import override

from common.both_languages import texts_of, waiting_for
from exchange.models import Comment, Post
from library.models import Consultation, Document, DocumentVersion, Resource
from meetings.day.feedback import results_of
from meetings.models import (
    Action,
    AgendaItem,
    Attendance,
    Ballot,
    Correction,
    DatePoll,
    Decision,
    ItemKind,
    Meeting,
    Minutes,
    Paper,
    Paragraph,
    PollAnswer,
)
from meetings.sample import DATA, next_day, read
from members.access import is_administrator, is_chair, is_member, is_partner
from members.letters import preferences
from members.models import Application, Mailing, Organisation, Person, Stakeholder
from taskgroups.models import TaskGroup
from tests.cast import PASSWORD, ROLES
from tests.sources import ORDER, app_of

PLACEHOLDERS = re.compile(r"lorem|ipsum|todo|tbc|xxx|[{}]|\.\.\.|\bfoo\b|\bbar\b|example text", re.I)
ONE_LANGUAGE = {
    "Banc o oriau i'r pentref cyfan",
    "Nododd un bwrdd",
    "The Chair thanked the hall's volunteers",
    "Gofynnodd Nerys Talwrn",
    "Measuring social value: what the tables of December asked",
}


@pytest.fixture(scope="module")
def sample(django_db_setup, django_db_blocker):
    """The sample, made once for all tests of this file, each of which leaves it as it was."""
    with django_db_blocker.unblock(), override_settings(EMBEDDED=True, SAMPLE_PASSWORD=PASSWORD), transaction.atomic():
        cache.clear()
        said = StringIO()
        call_command("sample_forum", stdout=said)
        yield said
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


def ours():
    return [model for model in apps.get_models() if app_of(model.__module__) in ORDER]


def everything():
    """Return all rows of all our models, to compare before and after."""
    return {model: list(model._base_manager.order_by("pk").values()) for model in ours()}


def texts():
    """Yield (model, column, text) of every text that a page shows."""
    for model in ours():
        names = {field.name for field in model._meta.fields}
        columns = [f"{name}_{language}" for name in texts_of(model) for language in ("en", "cy")]
        for column in [*columns, *(names & {"text", "title", "progress", "summary"})]:
            for text in model._base_manager.exclude(**{column: ""}).values_list(column, flat=True):
                yield model, column, text


@pytest.mark.parametrize(
    "model, number",
    [
        (Person, 42),
        (Organisation, 37),
        (Meeting, 10),
        (TaskGroup, 5),
        (Document, 13),
        (Consultation, 5),
        (Post, 12),
        (Comment, 19),
    ],
)
def test_there_is_enough_of_everything(model, number):
    assert model.objects.count() == number
    assert not hasattr(model, "is_sample") or model.objects.filter(is_sample=True).count() == number


def test_a_second_run_changes_nothing_whatever_people_did_meanwhile(capsys):
    Person.objects.filter(email="member@forum.example").update(name="Margaret Ellicott-Rees")
    Meeting.objects.filter(state="planned").update(title_en="Another subject", starts_at=timezone.now())
    Comment.objects.first().delete()
    before = everything()
    call_command("sample_forum")
    assert "already" in capsys.readouterr().out
    assert everything() == before


def test_it_is_not_made_beside_real_people(settings):
    settings.EMBEDDED = False
    with pytest.raises(CommandError, match="--force"):
        call_command("sample_forum")
    call_command("sample_forum", force=True)
    settings.SAMPLE_PASSWORD = ""
    with pytest.raises(CommandError, match="SAMPLE_PASSWORD"):
        call_command("sample_forum", force=True)


def test_it_says_what_it_makes(sample):
    lines = sample.getvalue().splitlines()
    assert len(lines) == len(ORDER) - 2  # all rooms but the ground floor and the roof
    assert lines[0] == "The sample Forum: 37 organisations, 42 people"


@pytest.mark.parametrize("role", [role for role in ROLES if role != "lapsed"])
def test_the_cast_logs_in(client, role):
    answer = client.post("/accounts/login/", {"login": f"{role}@forum.example", "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, "/admin/" if role == "staff" else "/")
    assert client.session[SESSION_KEY] == str(Person.objects.get(email=f"{role}@forum.example").pk)


def test_the_lapsed_member_and_the_others_do_not(client):
    others = Person.objects.exclude(email__in=[f"{role}@forum.example" for role in ROLES])
    assert not any(person.has_usable_password() for person in others)
    client.post("/accounts/login/", {"login": "lapsed@forum.example", "password": PASSWORD})
    assert SESSION_KEY not in client.session


def test_the_cast_are_what_they_are_called():
    cast = {role: Person.objects.get(email=f"{role}@forum.example") for role in ROLES}
    assert is_administrator(cast["administrator"]) and is_chair(cast["chair"]) and is_partner(cast["partner"])
    assert [is_member(cast[role]) for role in ("chair", "member", "convenor", "lapsed", "staff")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert cast["staff"].has_perm("library.change_document") and cast["administrator"].has_perm("exchange.view_post")
    assert cast["convenor"].groups_convened.exists()
    for role in ("member", "convenor", "chair", "partner", "administrator"):
        assert cast[role].actions.filter(status=Action.Status.OPEN).exists(), role


def test_how_far_the_meetings_have_come():
    states = [(row.state, row.minutes_or_none and row.minutes.state) for row in Meeting.objects.order_by("starts_at")]
    assert states == [("held", "confirmed")] * 6 + [
        ("held", "circulated"),
        ("published", None),
        ("planned", None),
        ("planned", None),
    ]
    assert Meeting.objects.in_year(2016).count() == 5
    coming = Meeting.objects.get(state="published")
    assert 13 <= (coming.starts_at - timezone.now()).days <= 20
    assert coming.items.count() == len(read(DATA, "next")["item"])
    assert {item.kind for item in coming.items.all()} == set(ItemKind.values)
    assert [paper.is_late for paper in Paper.objects.filter(item__meeting=coming).order_by("pk")] == [
        False,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize("day", range(7))
def test_the_next_meeting_is_on_a_tuesday_two_to_three_weeks_away(day):
    today = datetime.date(2026, 12, 28) + datetime.timedelta(days=day)
    assert next_day(today).weekday() == 1
    assert 14 <= (next_day(today) - today).days <= 20


def test_moments_stand_in_their_order():
    for row in Minutes.objects.select_related("meeting", "confirmed_at_meeting"):
        assert row.meeting.agenda_published_at < row.meeting.starts_at < row.circulated_at < timezone.now()
        assert row.confirmed_at is None or row.circulated_at < row.confirmed_at < timezone.now()
    for meeting in Meeting.objects.exclude(agenda_published_at=None):
        assert meeting.agenda_published_at < timezone.now()
        assert sum(item.minutes for item in meeting.items.all()) <= meeting.length
    assert not DocumentVersion.objects.filter(adopted_at__gt=timezone.now()).exists()
    assert not Decision.objects.filter(paragraph__item__meeting__state="planned").exists()


def test_all_kinds_of_people_come_to_meetings():
    for meeting in Meeting.objects.filter(state="held"):
        assert meeting.attendance.present().filter(capacity="member").count() >= 9, meeting
        assert meeting.attendance.filter(mode="apologies").count() >= 3, meeting
    assert {row.capacity for row in Attendance.objects.all()} == set(Attendance.Capacity.values) - {
        "associate"
    }  # off unless switched on


def test_people_are_asked_and_answer_between_meetings():
    assert Meeting.objects.get(kind="joint").hosts.count() == 1
    assert DatePoll.objects.get().is_open and PollAnswer.objects.count() == 8 * 3
    assert sorted(Ballot.objects.values_list("outcome", flat=True)) == ["", "", "carried", "carried"]
    assert Ballot.objects.get(kind="ranked").outcome_said == "Chosen: The farm near Aberystwyth"
    assert sorted(Correction.objects.values_list("answer", flat=True)) == ["accepted", "accepted", "waiting"]
    assert results_of(Meeting.objects.get(feedback__was_worth_it=False)).is_shown


def test_welsh_and_english_are_equal():
    missing = set()
    for model in ours():
        for language in ("en", "cy"):
            rows = model._base_manager.filter(waiting_for(model, language)) if texts_of(model) else []
            with override(language):
                missing |= {str(row.title if model in (AgendaItem, Resource) else row.text) for row in rows}
    assert len(missing) == len(ONE_LANGUAGE)
    assert all(
        any(text.startswith(f"<p>{start}" if "<" in text else start) for start in ONE_LANGUAGE) for text in missing
    )


def test_nothing_is_a_placeholder():
    found = list(texts())
    assert len({model for model, _, _ in found}) >= 12
    assert [row for row in found if PLACEHOLDERS.search(row[2])] == []


@pytest.mark.parametrize(
    "model", [Meeting, AgendaItem, Paragraph, Action, TaskGroup, Document, Consultation, Post, Person, Organisation]
)
def test_people_could_have_typed_it(model):
    for row in model.objects.all():
        row.full_clean()


def test_the_administrator_finds_applications_contacts_and_letters_by_choice():
    states = {application.name: application.words.count() for application in Application.objects.waiting()}
    assert sorted(states.values()) == [0, 2]
    assert Stakeholder.objects.filter(next_step_on__gt=timezone.localdate()).exists()
    assert Mailing.objects.get().sent_at is None
    assert {kind: preferences.wanting(kind).count() for kind in preferences.WORDS} == {"digest": 3, "mailing": 3}
