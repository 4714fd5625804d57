"""Actions until they are done: whom they reach, the reason that is asked for,
the language of the line, and how they come back.
"""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings import jobs, links
from meetings.agenda import standing_items
from meetings.models import Action, Writes
from meetings.telling import notices
from members.access import circle_of
from members.models import Letter, Organisation, Person
from tests.cast import a_meeting, a_paragraph, an_action, an_item, minutes_of
from tests.seen import see

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


@pytest.fixture
def past(cast):
    """A held meeting whose minutes are circulated once the test has written into them."""
    return a_meeting(days=-30, state="held")


@pytest.fixture
def action(past, cast):
    """The member's action, of circulated minutes."""
    action = an_action(a_paragraph(an_item(past)), cast.member)
    minutes_of(past, "circulated")
    return action


@pytest.fixture
def body(cast):
    """An organisation with three people: a member, a partner, and somebody without standing."""
    body = Organisation.objects.create(name_en="Zanzibar Trust", kind="regulator")
    Person.objects.filter(pk__in=[cast.member.pk, cast.partner.pk, cast.lapsed.pk]).update(organisation=body)
    return body


def send(client, action, **words):
    action.refresh_from_db()
    return client.post(
        url("action", action.pk),
        {"status": "open", "progress": "", "progress_language": "en", "version": action.version} | words,
    )


@pytest.mark.parametrize("status", ["not_done", "dropped"])
def test_a_reason_is_asked_for_and_the_old_line_is_none(as_person, action, status):
    member = as_person("member")
    assert send(member, action, status=status).context["form"].errors.keys() == {"progress"}
    assert send(member, action, progress="We are on it.").status_code == 302
    answer = send(member, action, status=status, progress="We are on it.")
    assert answer.context["form"].errors.keys() == {"progress"} and "We are on it." in answer.content.decode()
    assert send(member, action, status=status, progress="The room is sold.").status_code == 302
    action.refresh_from_db()
    assert (action.status, action.progress, action.closed_at is None) == (
        status,
        "The room is sold.",
        status == "not_done",
    )


@pytest.mark.parametrize(
    ("status", "comes_back"), [("open", True), ("not_done", True), ("dropped", False), ("done", False)]
)
def test_it_comes_back_until_it_is_done_or_dropped(as_person, action, cast, status, comes_back):
    following = a_meeting(days=20, state="published")
    an_item(following, writes_itself=Writes.MATTERS_ARISING)
    send(as_person("member"), action, status=status, progress="Because.")
    assert list(standing_items.matters_arising(following, circle_of(cast.member))) == ([action] if comes_back else [])
    assert (action.number in as_person("member").get(following.get_absolute_url()).content.decode()) == comes_back
    assert list(Action.objects.open()) == ([action] if comes_back else [])


def test_the_line_knows_the_language_it_was_written_in(as_person, action, cast):
    following = a_meeting(days=20, state="published")
    an_item(following, writes_itself=Writes.MATTERS_ARISING)
    send(as_person("member"), action, progress="Wedi gofyn.", progress_language="cy")
    for page in (following.get_absolute_url(), url("my_actions")):
        assert "Wedi gofyn." in see(as_person("member").get(page).content).in_language("cy")
    send(as_person("member"), action)
    action.refresh_from_db()
    assert (action.progress, action.progress_language) == ("", "")


def test_an_action_of_an_organisation_reaches_those_of_its_people_who_belong_once_each(past, body, cast):
    an_action(a_paragraph(an_item(past)), None, owner_organisation=body, days=1)
    minutes_of(past, "circulated")
    a_meeting(days=10)
    jobs.remind(0)
    jobs.remind(0)
    for kind in ("meetings.due", "meetings.actions"):
        assert sorted(Letter.objects.filter(kind=kind).values_list("person__name")) == sorted(
            [(cast.member.name,), (cast.partner.name,)]
        )


def test_its_people_say_how_it_stands_and_others_do_not(past, body, cast, as_person, client):
    action = an_action(a_paragraph(an_item(past)), None, owner_organisation=body)
    minutes_of(past, "circulated")
    assert "Zanzibar Trust" in as_person("partner").get(url("my_actions")).content.decode()
    assert send(as_person("convenor"), action, status="done").status_code == 403
    assert client.get(links.action_path(action, cast.convenor)).status_code == 404
    assert send(as_person("partner"), action, status="done").status_code == 302
    action.owner, action.status = cast.member, "open"
    action.save()
    assert send(as_person("partner"), action, status="done").status_code == 403


def test_two_people_of_one_organisation_overwrite_nothing(past, body, cast, client):
    action = an_action(a_paragraph(an_item(past)), None, owner_organisation=body)
    minutes_of(past, "circulated")
    words = {"status": "open", "progress": "We asked.", "progress_language": "en", "version": 1}
    assert client.post(links.action_path(action, cast.member), words).status_code == 200
    answer = client.post(links.action_path(action, cast.partner), words | {"progress": "They asked."})
    assert answer.status_code == 409 and "It now reads: We asked." in answer.content.decode()
    several = links.actions_path(a_meeting(days=10), cast.partner)
    stale = {f"action-{action.pk}-{name}": value for name, value in (words | {"progress": "They asked."}).items()}
    assert client.post(several, stale).status_code == 409
    action.refresh_from_db()
    assert action.progress == "We asked."


def test_what_is_overdue_says_so_and_one_reminder_is_all(as_person, past, cast):
    an_action(a_paragraph(an_item(past)), cast.member, days=-3)
    minutes_of(past, "circulated")
    assert "Overdue" in as_person("member").get(url("my_actions")).content.decode()
    notices.remind_owners()
    Action.objects.update(due_on=timezone.localdate() + datetime.timedelta(days=1))
    notices.remind_owners()
    assert Letter.objects.filter(kind="meetings.due").count() == 1


def test_actions_that_were_asked_about_cost_the_reminders_nothing_more(past, body, cast):
    def queries():
        notices.remind_owners()
        with CaptureQueriesContext(connection) as asked:
            notices.remind_owners()
        return len(asked)

    item = an_item(past)
    an_action(a_paragraph(item), cast.member, days=-3)
    minutes_of(past, "circulated")
    once = queries()
    past.minutes.delete()
    for _number in range(3):
        an_action(a_paragraph(item), cast.member, days=-3)
        an_action(a_paragraph(item), cast.convenor, days=-3)
    minutes_of(past, "circulated")
    assert (queries(), Letter.objects.filter(kind="meetings.due").count()) == (once, 7)
