"""Organisations as members: representatives with their rights, one of whom votes and counts; nobody counts twice."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from common.editing import IllegalChange
from meetings.balloting import ballots
from meetings.day import attendance, quorum
from meetings.models import Attendance, Ballot
from meetings.telling import answers
from members import access
from members.models import (
    Application,
    Ending,
    MembershipRules,
    Organisation,
    OrganisationStanding,
    Person,
    Representative,
)
from members.standing import bodies, joining
from tests.cast import a_meeting, let_in

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.date(2020, 1, 1)


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"members:{name}", args=args)


def somebody(name):
    """Return a person without a standing of their own."""
    return Person.objects.create_user(f"{name}@body.example", name=name.title())


@pytest.fixture
def body(db):
    """A member organisation with a representative who votes (`voter`) and one who does not (`other`)."""
    body = Organisation.objects.create(name_en="Cwm Carers", name_cy="Gofalwyr y Cwm")
    OrganisationStanding.objects.create(organisation=body, capacity="member", starts_on=LONG_AGO)
    for name, is_voting in (("voter", True), ("other", False)):
        Representative.objects.create(organisation=body, person=somebody(name), is_voting=is_voting, starts_on=LONG_AGO)
    return body


def who(name):
    """Return a person of the organisation as the next request reads them, with and without their rights read along."""
    one, two = (rows.get(email=f"{name}@body.example") for rows in (Person.objects, Person.objects.with_rights()))
    assert one.rights == two.rights == Person.objects.who_is(one.pk).rights
    return one


def test_representatives_have_the_organisations_rights_and_one_votes(body):
    assert [(who(name).rights, access.decides(who(name))) for name in ("voter", "other")] == [
        ({"member", "voter"}, True), ({"member"}, False),
    ]  # fmt: skip
    assert {person.name for person in Person.objects.standing_now()} == {"Voter", "Other"} == {
        person.name for person in Person.objects.of_capacity("member")
    }  # fmt: skip
    assert (
        [person.name for person in Person.objects.voters()] == [person.name for person in ballots.voters()] == ["Voter"]
    )


@pytest.mark.parametrize("name", ["voter", "other"])
def test_rights_are_one_query_and_none_with_rights_read_along(body, django_assert_num_queries, name):
    person = Person.objects.get(email=f"{name}@body.example")
    with django_assert_num_queries(1):
        assert person.rights == person.rights
    for again in (Person.objects.with_rights().get(pk=person.pk), Person.objects.who_is(person.pk)):
        with django_assert_num_queries(0):
            assert "member" in again.rights


def test_who_somebody_is_follows_the_calendar(cast, monkeypatch):
    """Though the SQL that reads it is kept for the day."""
    assert Person.objects.who_is(cast.member.pk).rights == {"member", "voter"}
    cast.member.standings.update(ends_on=timezone.localdate())
    assert Person.objects.who_is(cast.member.pk).rights == {"member", "voter"}
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "localdate", lambda *_: tomorrow)
    assert Person.objects.who_is(cast.member.pk).rights == set()


def test_the_register_counts_the_vote_once_and_lists_the_other_in_attendance(body, cast):
    meeting = a_meeting(days=-1, state="held", shared_with_partners=False)
    needed = quorum.count(attendance.register_of(meeting)).needed
    bodies.represent(organisation=Organisation.objects.create(name_en="Second"), person=who("voter"), is_voting=True)
    Representative.objects.create(
        organisation=Organisation.objects.create(name_en="Third"), person=cast.member, starts_on=LONG_AGO
    )
    expected = {person.name: capacity for person, capacity in attendance.expected_at(meeting).items()}
    assert (expected["Voter"], expected["Other"]) == (Attendance.Capacity.MEMBER, Attendance.Capacity.REPRESENTATIVE)
    modes = {
        row.key: "in_person"
        for row in attendance.register_of(meeting)
        if row.name in ("Voter", "Other", cast.member.name)
    }
    count = quorum.count(attendance.save_register(meeting=meeting, modes=modes))
    assert (count.in_person, count.present, count.needed) == (3, 2, needed)
    assert {"Voter", "Other"} <= {person.name for person in answers.invited_to(meeting)}


def test_a_ballot_is_answered_by_who_votes(body, client, as_person, cast):
    ballot = Ballot(text_en="Yes?", closes_on=timezone.localdate() + datetime.timedelta(days=5))
    ballots.ask(ballot=ballot, by=cast.chair)
    for name, status in (("voter", 302), ("other", 403)):
        let_in(client, who(name))
        assert client.post(ballot.get_absolute_url(), {"choice": "yes"}).status_code == status
    assert [vote.person.name for vote in ballot.votes.all()] == ["Voter"]


def test_an_end_of_the_organisations_standing_ends_its_peoples_rights(body, client, as_person):
    let_in(client, who("other"))
    assert client.get("/people/").status_code == 200
    assert as_person("administrator").post(url("end_body_standing", body.pk), {"because": "left"}).url == url(
        "body", body.pk
    )
    assert (client.get("/people/").status_code, who("voter").rights) == (302, frozenset())
    bodies.give(organisation=body, capacity="partner")
    assert (who("voter").rights, access.decides(who("voter"))) == ({"partner"}, False)
    assert body.standings.count() == 2


def test_the_vote_goes_from_one_to_the_other_and_the_record_keeps_both(body, as_person):
    other = Representative.objects.get(person=who("other"))
    assert as_person("administrator").post(url("give_vote", other.pk)).url == url("body", body.pk)
    assert ([access.decides(who(name)) for name in ("voter", "other")], body.representatives.count()) == (
        [False, True],
        4,
    )


def test_a_representative_who_stops_has_no_part_from_the_next_request_on(body, client, as_person):
    let_in(client, who("other"))
    row = Representative.objects.get(person=who("other"))
    as_person("administrator").post(url("stop_representing", row.pk), {"ends_on": ""})
    assert (client.get("/people/").status_code, Representative.objects.get(pk=row.pk).is_over) == (302, True)
    with pytest.raises(IllegalChange):
        bodies.stop(representative=row)


@pytest.mark.parametrize("facts", [
    {"person": "other", "is_voting": True}, {"person": "other", "is_voting": False},
    {"person": "third", "is_voting": True},
])  # fmt: skip
def test_the_database_keeps_one_vote_and_one_row_a_person(body, facts):
    third = somebody("third")
    person = {"other": who("other"), "third": third}[facts["person"]]
    with pytest.raises(IntegrityError), transaction.atomic():
        Representative.objects.create(
            organisation=body, person=person, is_voting=facts["is_voting"], starts_on=LONG_AGO
        )


def test_the_database_keeps_one_standing_an_organisation(body):
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationStanding.objects.create(organisation=body, capacity="partner", starts_on=timezone.localdate())
    with pytest.raises(IllegalChange):
        bodies.give(organisation=body, capacity="partner")


@pytest.mark.parametrize(("role", "status"), [("visitor", 302), ("member", 404), ("partner", 404), ("staff", 404)])
def test_the_pages_are_for_who_keeps_the_record(body, as_person, role, status):
    row, browser = Representative.objects.get(person=who("other")), as_person(role)
    for name, pk in (
        ("body", body.pk),
        ("end_body_standing", body.pk),
        ("give_vote", row.pk),
        ("stop_representing", row.pk),
    ):
        assert browser.post(url(name, pk), {"because": "left"}).status_code == status
    assert (body.representatives.count(), body.standings.get().ends_on) == (2, None)


def test_the_administrator_adds_somebody_new_or_known(body, as_person, cast):
    administrator = as_person("administrator")
    answer = administrator.post(url("body", body.pk), {"name": "Nest"})
    assert list(answer.context["form"].errors) == ["email"]
    administrator.post(url("body", body.pk), {"name": "Nest", "email": "nest@body.example"})
    administrator.post(url("body", body.pk), {"person": cast.lapsed.pk, "is_voting": "on"})
    voting = body.representatives.not_over().filter(is_voting=True).values_list("person__name", flat=True)
    assert (list(voting), who("nest").rights) == ([cast.lapsed.name], {"member"})


def apply_for(name, **facts):
    """Return an application for an organisation."""
    return Application.objects.create(
        kind="organisation",
        name=name,
        email=f"{name}@body.example",
        organisation="Cwm Carers",
        language="cy",
        why="Together",
        **facts,
    )


def test_an_organisation_that_is_accepted_is_the_member_and_who_applied_votes_for_it(cast):
    joining.accept(application=apply_for("voter"), by=cast.chair)
    joining.accept(application=apply_for("other"), by=cast.chair)
    assert [(who(name).rights, who(name).standings.count()) for name in ("voter", "other")] == [
        ({"member", "voter"}, 0),
        ({"member"}, 0),
    ]
    assert OrganisationStanding.objects.get().organisation.name_en == "Cwm Carers"
    assert bodies.end(standing=OrganisationStanding.objects.get(), because=Ending.LEFT) is None


def test_a_decision_is_asked_for_where_the_constitution_does(as_person, cast):
    MembershipRules.objects.create(pk=1, asks_decision=True)
    application, administrator = apply_for("voter"), as_person("administrator")
    answer = administrator.post(url("application", application.pk), {"answer": "accept"})
    assert list(answer.context["form"].errors) == ["decision_path"]
    with pytest.raises(IllegalChange):
        joining.accept(application=application, by=cast.chair)
    administrator.post(
        url("application", application.pk), {"answer": "accept", "decision_path": "/meetings/7/minutes/#p3.2"}
    )
    assert Application.objects.get().decision_path == "/meetings/7/minutes/#p3.2"
