"""Choosing a person or an organisation by name: a list while there are few,
a field to type into where it would be endless.
"""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.day.forms import RowForm
from meetings.models import Action, Attendance, Meeting
from members import choices
from members.models import Office, Organisation, Person, Standing
from tests.cast import a_meeting, a_paragraph, an_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(cast):
    """A hundred people and a hundred organisations more, all from different ones,
    two people and two organisations of one name.
    """
    bodies = [
        Organisation(name_en=f"Body {number:03}", name_cy=f"Corff {number:03}", kind="regulator")
        for number in range(101)
    ]
    bodies += [Organisation(name_en="Gwalia", kind="research"), Organisation(name_en="Gwalia", kind="other")]
    Organisation.objects.bulk_create(bodies)
    people = [
        Person(email=f"p{number}@forum.example", name=f"Person {number:03}", organisation=bodies[number])
        for number in range(101)
    ]
    people += [
        Person(email=f"s{number}@forum.example", name="Siân Jones", organisation=bodies[number]) for number in range(2)
    ]
    Person.objects.bulk_create(people)
    Standing.objects.bulk_create(
        Standing(person=person, capacity="member", starts_on="2020-01-01") for person in people
    )
    return people


@pytest.fixture
def paragraph(cast):
    return a_paragraph(an_item(a_meeting(days=-3, state="held")))


def longest(page):
    """Return how many the longest list of a page offers."""
    return max((found.count("<option") for found in re.findall(r"<select.*?</select>", page, re.DOTALL)), default=0)


def test_few_are_a_list_with_those_of_one_name_told_apart(as_person, cast, paragraph):
    for body in (Organisation.objects.create(name_en=name) for name in ("Here", "There")):
        person = Person.objects.create_user(f"{body.name_en}@forum.example", name="Ann Rees", organisation=body)
        Standing.objects.create(person=person, capacity="member", starts_on="2020-01-01")
    page = as_person("administrator").get(reverse("meetings:add_action", args=[paragraph.pk])).content.decode()
    assert (
        '<select name="owner"' in page and ">Ann Rees (Here)</option>" in page and ">Ann Rees (There)</option>" in page
    )
    assert f">{cast.member.name}</option>" in page


def test_no_page_offers_many_in_a_list(as_person, cast, many, paragraph):
    meeting, body, office = paragraph.item.meeting, Organisation.objects.first(), Office.objects.first()
    pages = {
        "meetings:schedule": [],
        "meetings:add_item": [meeting.pk],
        "meetings:add_action": [paragraph.pk],
        "meetings:register": [meeting.pk],
        "meetings:add_attendance": [meeting.pk],
        "members:directory": [],
        "members:profile": [],
        "members:add_stakeholder": [],
        "members:appoint": [office.pk],
        "members:body": [body.pk],
        "taskgroups:set_up_group": [],
    }
    administrator = as_person("administrator")
    found = {
        name: longest(administrator.get(reverse(name, args=keys)).content.decode()) for name, keys in pages.items()
    }
    assert {name: number for name, number in found.items() if number > 20} == {}


def test_many_cost_no_more_queries_than_few(as_person, paragraph, request, django_assert_num_queries):
    administrator, address = as_person("administrator"), reverse("meetings:add_action", args=[paragraph.pk])
    with CaptureQueriesContext(connection) as few:
        administrator.get(address)
    request.getfixturevalue("many")
    with django_assert_num_queries(len(few)):
        administrator.get(address)


@pytest.mark.parametrize("typed", ["Person 007", " person  007 ", "Pérson 007"])
def test_a_name_that_is_typed_is_found_whatever_its_case_and_accents(as_person, many, paragraph, typed):
    words = {"text_en": "Ring.", "text_cy": "", "due_on": ""}
    address = reverse("meetings:add_action", args=[paragraph.pk])
    for name in ("body 003", "Corff 003"):  # as it is called in one language or the other
        as_person("administrator").post(address, words | {"owner": typed, "owner_organisation": name})
    kept = [(action.owner, action.owner_organisation.name_en) for action in Action.objects.all()]
    assert kept == [(many[7], "Body 003")] * 2


def test_a_name_of_several_or_of_nobody_is_asked_back_and_nothing_is_lost(as_person, many, paragraph):
    words = {"text_en": "Ring.", "text_cy": "", "owner_organisation": "Gwalia"}
    address = reverse("meetings:add_action", args=[paragraph.pk])
    page = as_person("administrator").post(address, words | {"owner": "sian jones"}).content.decode()
    assert (
        "Did you mean one of these? Siân Jones (Body 000); Siân Jones (Body 001)" in page
        and 'value="sian jones"' in page
    )
    assert "Did you mean one of these? Gwalia (Research); Gwalia (Other)" in page
    page = as_person("administrator").post(address, words | {"owner": "Nobody"}).content.decode()
    assert "Please choose one of the people of the Forum." in page and "Nobody" in page
    as_person("administrator").post(address, words | {"owner": "Sian Jones (body 001)", "owner_organisation": ""})
    assert Action.objects.get().owner == many[-1]


def test_several_organisations_are_typed_each_into_a_field(as_person, many, cast):
    meeting = a_meeting(kind="joint")
    meeting.hosts.set(Organisation.objects.filter(name_en="Body 004"))
    administrator, address = as_person("administrator"), reverse("meetings:edit_meeting", args=[meeting.pk])
    form = administrator.get(address).context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, [])} | {"is_public": ""}
    page = administrator.post(address, sent | {"hosts": ["Body 004", "Body 05", ""]}).content.decode()
    assert (
        "There is no organisation called “Body 05”. Did you mean one of these? Body 005; Body 050;" in page
        and 'value="Body 05"' in page
    )
    assert administrator.post(address, sent | {"hosts": ["Body 004", "body 005", ""]}).status_code == 302
    assert [host.name_en for host in Meeting.objects.get().hosts.all()] == ["Body 004", "Body 005"]


def test_what_stays_as_it_was_is_no_change(many, paragraph):
    row = Attendance.objects.create(
        meeting=paragraph.item.meeting, name="Ann", capacity="substitute", mode="in_person", substitute_for=many[3]
    )
    shown = {
        "name": "Ann",
        "organisation": "",
        "capacity": "substitute",
        "mode": "in_person",
        "initial-substitute_for": many[3].pk,
    }
    shown |= {f"initial-{name}": value for name, value in shown.items() if "-" not in name}
    for typed, changed in (("Person 003", []), ("Person 004", ["substitute_for"])):
        assert RowForm(shown | {"substitute_for": typed}, instance=row).changed_data == changed


def test_labels_are_never_the_same():
    rows = [(1, "Siân", "Here"), (2, "Siân", "There"), (3, "Siân", "There"), (4, "Siân", ""), (5, "Huw", "Here")]
    assert [label for _key, label in choices.named(rows)] == [
        "Siân (Here)",
        "Siân (There) [2]",
        "Siân (There) [3]",
        "Siân",
        "Huw",
    ]
