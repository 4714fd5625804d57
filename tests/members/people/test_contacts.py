"""Contacts: notes, next steps that come back on their day, and removal for good."""

import datetime

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from forum_site import doors
from members import overview
from members.data import retention
from members.models import ContactNote, Organisation, Person, Stakeholder
from tests.searching import found

pytestmark = pytest.mark.django_db


def url(name, *args):
    """Return the address of a page of this app."""
    return reverse(f"members:{name}", args=args)


def in_days(number):
    """Return the day so many days from today."""
    return timezone.localdate() + datetime.timedelta(days=number)


@pytest.fixture
def contact(cast):
    """Somebody at a Health Board, to be rung today."""
    body = Organisation.objects.create(name_en="Zanzibar Health Board", name_cy="Bwrdd Iechyd Zanzibar")
    return Stakeholder.objects.create(
        name="Mair Quux", organisation=body, next_step="Ring about the Act", next_step_on=in_days(0)
    )


def test_contacts_are_kept_with_what_was_said(as_person, cast):
    administrator = as_person("administrator")
    administrator.post(
        url("add_stakeholder"), {"name": "Zanzibar", "email": "z@example.org", "next_step": "Ring in May"}
    )
    row = Stakeholder.objects.get()
    facts = {"on": "2026-11-20", "text": "About the Act.", "next_step": "Send the paper", "next_step_on": "2026-12-01"}
    administrator.post(url("stakeholder", row.pk), facts)
    page = administrator.get(url("stakeholder", row.pk)).content.decode()
    assert "About the Act." in page and "Lowri Prysor" in page and "Send the paper" in page
    row.refresh_from_db()
    administrator.post(url("edit_stakeholder", row.pk), {"name": "Zanzibar Jones", "version": row.version})
    row.refresh_from_db()
    assert (row.name, row.next_step) == ("Zanzibar Jones", "")


@pytest.mark.parametrize("name", ["stakeholder", "edit_stakeholder", "remove_stakeholder"])
@pytest.mark.parametrize("role", ["member", "partner", "convenor", "staff", "visitor"])
def test_nobody_else_meets_them(as_person, contact, name, role):
    answer = as_person(role).get(url(name, contact.pk))
    assert answer.status_code in ((302,) if role == "visitor" else (403, 404)) and b"Quux" not in answer.content
    as_person(role).post(url(name, contact.pk), {"name": "x", "answer": "done"})
    assert Stakeholder.objects.get().next_step == "Ring about the Act"


@pytest.mark.parametrize(("days", "is_due"), [(-30, True), (0, True), (1, False), (None, False)])
def test_a_next_step_comes_back_on_its_day_until_it_is_done(cast, contact, days, is_due):
    contact.next_step_on = None if days is None else in_days(days)
    contact.save()
    with override("en"):
        waits = [(one.said, one.about, one.until) for one in doors.waits(cast.chair)]
    said = ("Take the next step with Mair Quux", "Ring about the Act", contact.next_step_on)
    assert (waits, doors.waits(cast.member)) == ([said] if is_due else [], [])


def test_one_press_closes_a_step_and_a_note_says_so(as_person, cast, contact):
    Person.objects.filter(pk=cast.chair.pk).update(language="en")
    chair = as_person("chair")
    assert "Mair Quux" in chair.get("/").content.decode()
    chair.post(url("stakeholder", contact.pk), {"answer": "done"})
    note = ContactNote.objects.get()
    assert (note.by, note.on, note.text) == (cast.chair, in_days(0), "Done: Ring about the Act")
    assert doors.waits(cast.chair) == [] and "Mair Quux" not in chair.get("/").content.decode()
    assert chair.post(url("stakeholder", contact.pk), {"answer": "done"}).status_code == 409


def test_the_page_is_in_welsh_for_its_reader(as_person, cast, contact):
    Person.objects.filter(pk=cast.chair.pk).update(language="cy")
    page = as_person("chair").get(url("stakeholder", contact.pk)).content.decode()
    assert "Gadewch ef yn wag os nad oes dim i ddilyn." in page and "Leave it empty" not in page


def test_the_search_finds_them_for_who_keeps_the_record_alone(cast, contact):
    assert [hit.title for hit in found(overview.DOOR, "quux zanzibar", cast.chair)] == ["Mair Quux"]
    assert found(overview.DOOR, "quux nobody", cast.chair) == []
    for reader in (cast.member, cast.partner, cast.staff):
        assert found(overview.DOOR, "quux", reader) == []


def test_removing_leaves_nothing_but_who_did_it(as_person, cast, contact):
    ContactNote.objects.create(stakeholder=contact, text="Said")
    chair, page = as_person("chair"), url("remove_stakeholder", contact.pk)
    assert "Mair Quux" in chair.get(page).content.decode() and Stakeholder.objects.exists()
    assert chair.post(page).status_code == 302
    assert not Stakeholder.objects.exists() and not ContactNote.objects.exists()
    assert [events.objects.count() for events in Stakeholder.pgh_event_models.values()] == [0, 0, 0]
    assert list(LogEntry.objects.values_list("user", "object_repr")) == [(cast.chair.pk, str(contact.pk))]


def test_who_was_not_heard_of_for_six_years_is_not_kept(contact):
    (rule,) = [rule for rule in retention.RULES if rule.name == "contacts"]
    later = timezone.now() + datetime.timedelta(days=1)
    assert not rule.rows(later)[0].exists(), "a next step is to come"
    Stakeholder.objects.update(next_step="")
    assert (
        rule.rows(later)[0].get() == contact and not rule.rows(timezone.now() - datetime.timedelta(days=1))[0].exists()
    )
    ContactNote.objects.create(stakeholder=contact, text="Said", on=later.date())
    assert not rule.rows(later)[0].exists()
