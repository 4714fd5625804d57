"""Lists that grow without end come a page at a time, with the way to the next; nothing is left out on the way."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Attendance, MinutesImport, Proposal, Rules
from members.models import ContactNote, ImportRun, Person, Stakeholder, Standing
from taskgroups.models import TaskGroup
from tests.cast import a_meeting

pytestmark = pytest.mark.django_db

NUMBER = 130


def groups(cast):
    """Add groups that have finished."""
    TaskGroup.objects.bulk_create(TaskGroup(name_en=f"Row {number:03}", state="finished") for number in range(NUMBER))
    return reverse("taskgroups:groups")


def notes(cast):
    """Add notes of one contact."""
    contact = Stakeholder.objects.create(name="Somebody")
    ContactNote.objects.bulk_create(
        ContactNote(stakeholder=contact, by=cast.chair, text=f"Row {number:03}") for number in range(NUMBER)
    )
    return contact.get_absolute_url()


def proposals(cast):
    """Add what one person asked for."""
    Proposal.objects.bulk_create(
        Proposal(proposer=cast.administrator, title=f"Row {number:03}") for number in range(NUMBER)
    )
    return reverse("meetings:proposals_mine")


def drifted(cast):
    """Add members who were not at the last meeting."""
    Rules.objects.create(pk=1, drifted_meetings=1)
    meeting = a_meeting(days=-3, state="held")
    people = [cast.chair, cast.member, cast.convenor]
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person=person, capacity="member", mode="online") for person in people
    )
    away = Person.objects.bulk_create(
        Person(email=f"p{number}@forum.example", name=f"Row {number:03}") for number in range(NUMBER)
    )
    Standing.objects.bulk_create(Standing(person=person, capacity="member", starts_on="2020-01-01") for person in away)
    return reverse("meetings:drifted")


@pytest.mark.parametrize("fill", [groups, notes, proposals, drifted])
def test_a_long_list_comes_a_page_at_a_time(as_person, cast, fill):
    address, administrator, found, pages = fill(cast), as_person("administrator"), [], 0
    while address and pages < NUMBER:
        answer = administrator.get(address)
        page, pages = answer.context["page"], pages + 1
        text = answer.content.decode()
        shown = [number for number in range(NUMBER) if f"Row {number:03}" in text]
        assert len(shown) <= 50
        found += shown
        address = f"{address.partition('?')[0]}?page={page.next_page_number()}" if page.has_next() else None
        assert not address or f'rel="next" href="?page={page.number + 1}"' in text
    assert (sorted(found), pages > 1) == (list(range(NUMBER)), True)


@pytest.mark.parametrize(("name", "column"), [("members:imports", "rows"), ("meetings:import_minutes", "text")])
def test_a_list_of_imports_does_not_read_what_was_imported(as_person, cast, name, column):
    for _each in range(2):
        ImportRun.objects.create(kind="people", file_name="June 2016", rows=[{"what": "same"}] * 1_000)
        MinutesImport.objects.create(source="Minutes", text="# Minutes", facts={"title_en": "June 2016"})
    with CaptureQueriesContext(connection) as asked:
        page = as_person("administrator").get(reverse(name)).content.decode()
    read = [query["sql"] for query in asked if "importrun" in query["sql"] or "minutesimport" in query["sql"]]
    assert read and not any(f'"{column}"' in sql for sql in read)
    assert page.count(">June 2016<") == 2
