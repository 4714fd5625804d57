"""Offices: holders, vacancies, who held them when; a term that ends takes its rights along."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Office, Person, Term

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"members:{name}", args=args)


@pytest.fixture
def treasurer(db):
    """An office that nobody holds."""
    return Office.objects.create(name_en="Treasurer", name_cy="Trysorydd")


def test_each_office_shows_its_holder_or_that_it_is_vacant_and_who_held_it_when(as_person, cast, treasurer):
    Term.objects.create(office=treasurer, person=cast.lapsed, starts_on="2013-01-01", ends_on="2014-12-31")
    page = as_person("partner").get(url("offices_all")).content.decode()
    assert ("Vacant" in page, "from 1 January 2013 to 31 December 2014" in page, cast.chair.name in page) == (
        True,
        True,
        True,
    )
    assert "Appoint" not in page


def test_the_page_needs_the_same_queries_for_one_office_and_three(as_person, cast, django_assert_max_num_queries):
    chair = as_person("chair")
    for number in range(3):
        office = Office.objects.create(name_en=f"Office {number}")
        Term.objects.create(office=office, person=cast.member, starts_on="2020-01-01")
        with django_assert_max_num_queries(8):
            chair.get(url("offices_all"))


def test_appointing_ends_the_term_of_who_held_it_if_so_said(as_person, cast):
    office, today = cast.chair.terms.get().office, timezone.localdate()
    said = {"person": cast.member.pk, "starts_on": today.isoformat(), "ends_on": ""}
    administrator = as_person("administrator")
    asked = administrator.post(url("appoint", office.pk), said)
    assert (list(asked.context["form"].errors), Term.objects.filter(person=cast.member).count()) == (["others"], 0)
    assert administrator.post(url("appoint", office.pk), said | {"others": "end"}).url == url("offices_all")
    assert Term.objects.get(person=cast.chair).ends_on == today - DAY
    assert Person.objects.get(pk=cast.member.pk).rights == {"member", "voter", "chair"}
    assert Person.objects.get(pk=cast.chair.pk).rights == {"member", "voter"}


def test_two_may_hold_one_office_and_that_is_said(as_person, cast):
    office, administrator = cast.chair.terms.get().office, as_person("administrator")
    said = {"person": cast.member.pk, "starts_on": timezone.localdate().isoformat(), "others": "keep"}
    administrator.post(url("appoint", office.pk), said)
    assert Term.objects.current().filter(office=office).count() == 2
    assert b"More than one person holds this office" in administrator.get(url("offices_all")).content


def test_a_term_that_ends_takes_its_rights_along_at_the_next_request(as_person, cast):
    chair, term = as_person("chair"), cast.chair.terms.get()
    assert chair.get(url("applications")).status_code == 200
    as_person("administrator").post(url("end_term", term.pk), {"ends_on": ""})
    assert (chair.get(url("applications")).status_code, chair.get("/people/").status_code) == (404, 200)
    assert as_person("administrator").post(url("end_term", term.pk), {"ends_on": ""}).status_code == 409


@pytest.mark.parametrize(("role", "status"), [("visitor", 302), ("member", 404), ("partner", 404), ("staff", 404)])
def test_terms_are_ended_by_who_keeps_the_record(as_person, cast, role, status):
    term = cast.chair.terms.get()
    assert [getattr(as_person(role), way)(url("end_term", term.pk)).status_code for way in ("get", "post")] == [
        status,
        status,
    ]
    assert Term.objects.get(pk=term.pk).ends_on is None


def test_the_last_who_keeps_the_record_stays(as_person, cast):
    Term.objects.filter(person=cast.chair).update(ends_on=timezone.localdate() - DAY)
    assert (
        as_person("administrator").post(url("end_term", cast.administrator.terms.get().pk), {"ends_on": ""}).status_code
        == 409
    )
