"""Complaints: received from everybody, acknowledged at once, brought back to mind once, answered by letter."""

import datetime

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from common.editing import IllegalChange
from members import jobs
from members.data import complaints
from members.models import Complaint, Letter
from tests.letters import deliver

WORDS = {"name": "Nest Gwilym", "email": "nest@example.org", "language": "cy", "text": "Zanzibar was never answered."}


@pytest.fixture(autouse=True)
def fresh(db):
    """An empty cache, so that one test's complaints do not use up another's limit."""
    cache.clear()


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"members:{name}", args=args)


def a_complaint(*, days=0, **facts):
    """Return a complaint that came so many days ago."""
    return Complaint.objects.create(**WORDS | {"received_at": timezone.now() - datetime.timedelta(days=days)} | facts)


def test_a_complaint_is_stamped_acknowledged_and_told(client, cast):
    assert client.post(url("complain"), WORDS).url == url("complained")
    row = Complaint.objects.get()
    assert (row.text, row.days_left) == (WORDS["text"], 30)
    sent = deliver()
    assert set(sent) == {"nest@example.org", "administrator@forum.example", "chair@forum.example"}
    assert "Zanzibar" in sent["nest@example.org"].body and "Zanzibar" not in sent["chair@forum.example"].body


@pytest.mark.parametrize(("bad", "field"), [
    ({"email": "nobody"}, "email"), ({"text": ""}, "text"), ({"name": "x" * 500}, "name"),
    ({"text": "hidden\u202etext"}, "text"),
    ({"text": "x" * 5_001}, "text"), ({"language": "fr"}, "language"),
])  # fmt: skip
def test_what_is_wrong_is_told_beside_its_field(client, bad, field):
    assert set(client.post(url("complain"), WORDS | bad).context["form"].errors) == {field}
    assert not Complaint.objects.exists()


def test_machines_and_floods_are_kept_out(client):
    client.post(url("complain"), WORDS | {"website": "https://spam.example"})
    assert not Complaint.objects.exists()
    answers = [client.post(url("complain"), WORDS).status_code for _time in range(7)]
    assert answers[-1] == 429 and Complaint.objects.count() == 4


@pytest.mark.parametrize("role", ["member", "partner", "convenor", "staff"])
def test_nobody_else_reads_complaints(as_person, role):
    row = a_complaint()
    for address in (url("complaints"), url("complaint", row.pk)):
        answer = as_person(role).get(address)
        assert answer.status_code == 404 and b"Zanzibar" not in answer.content


def test_who_keeps_the_record_answers_once(as_person, cast):
    row, chair = a_complaint(days=3), as_person("chair")
    assert b"Nest Gwilym" in chair.get(url("complaints")).content
    assert b"Zanzibar" in chair.get(url("complaint", row.pk)).content
    assert chair.post(url("complaint", row.pk), {"reply": ""}).context["form"].errors
    assert chair.post(url("complaint", row.pk), {"reply": "It is put right."}).url == url("complaints")
    assert "It is put right." in deliver()["nest@example.org"].body
    assert chair.post(url("complaint", row.pk), {"reply": "Again."}).status_code == 409
    with pytest.raises(IllegalChange):
        complaints.close(complaint=row, by=cast.chair, reply="Again.")


def test_on_day_25_the_record_keepers_are_reminded_once(cast):
    early, due = a_complaint(days=24), a_complaint(days=25)
    a_complaint(days=40, closed_at=timezone.now())
    for _time in range(2):
        jobs.remind_of_complaints(0)
    assert set(Letter.objects.values_list("kind", "thing")) == {(complaints.REMINDER, str(due.pk))}
    assert Letter.objects.count() == 2 and early.reminded_at is None
    complaints.close(complaint=due, by=cast.chair, reply="Done.")
    assert set(deliver()) == {"nest@example.org"}, "a reminder that is queued is dropped once the complaint is answered"


def test_the_days_are_counted_and_a_late_one_is_marked(as_person):
    row = a_complaint(days=31)
    assert row.days_left == -1
    assert b"mark--overdue" in as_person("administrator").get(url("complaints")).content
