"""The directory, organisations and one's own details through their pages; standing and offices through the admin."""

import pytest
from django.utils import timezone

from members.models import Organisation, Person, Standing, Term
from tests.seen import see
from tests.typed import errors, typed

pytestmark = pytest.mark.django_db


def somebody(name, *, standing="member", **facts):
    """Return a new person with a standing since 2020."""
    person = Person.objects.create_user(f"{name.replace(' ', '.').lower()}@forum.example", name=name, **facts)
    if standing:
        Standing.objects.create(person=person, capacity=standing, starts_on="2020-01-01")
    return person


def names(response):
    """Return the names on a page of the directory."""
    return [person.name for person in response.context["page"]]


def test_the_directory_lists_members_and_partners_and_nobody_whose_time_has_ended(as_person, cast):
    found = names(as_person("member").get("/people/"))
    inside = [getattr(cast, role).name for role in ("administrator", "chair", "member", "partner", "convenor")]
    assert found == sorted(inside)
    assert cast.lapsed.name in names(as_person("administrator").get("/people/"))


def test_the_directory_is_searched_and_what_was_looked_for_still_stands_there(as_person):
    body = Organisation.objects.create(name_en="Alliance", kind="regulator")
    somebody("Gwen Prys", organisation=body, area="mid"), somebody("Gwen Rees", area="north")
    member = as_person("member")
    response = member.get("/people/", {"words": "gwen", "area": "mid", "kind": "regulator"})
    assert (names(response), [typed(response)[name] for name in ("words", "area", "kind")]) == (
        ["Gwen Prys"],
        ["gwen", "mid", "regulator"],
    )
    assert names(member.get("/people/", {"words": "nobody at all"})) == []


@pytest.mark.parametrize(
    "query", [{"area": "moon"}, {"kind": "band"}, {"words": "x" * 10_000}, {"page": "99999"}, {"page": "two"}]
)
def test_a_senseless_search_breaks_nothing(as_person, query):
    assert as_person("member").get("/people/", query).status_code == 200


def test_the_directory_has_pages(as_person):
    for number in range(60):
        somebody(f"Aled {number:02d}")
    member = as_person("member")
    first = member.get("/people/", {"words": "aled"})
    following = [link for link in see(first.content).links if "page=2" in link]
    assert (len(names(first)), "words=aled" in following[0]) == (50, True)
    assert names(member.get("/people/", {"words": "aled", "page": 2})) == [
        f"Aled {number:02d}" for number in range(50, 60)
    ]


@pytest.mark.parametrize(
    ("role", "email", "phone"), [("member", False, True), ("partner", False, True), ("chair", True, True)]
)
def test_a_person_page_shows_what_is_shared(as_person, role, email, phone):
    person = somebody("Huw Rees", phone="01970 555 019", phone_audience="shared")
    page = as_person(role).get(person.get_absolute_url()).content.decode()
    assert (person.email in page, "01970 555 019" in page) == (email, phone)


def test_one_sees_ones_own_page_whole(as_person, cast):
    Person.objects.filter(pk=cast.member.pk).update(phone="01970 555 018")
    page = as_person("member").get(cast.member.get_absolute_url()).content.decode()
    assert (cast.member.email in page, "01970 555 018" in page, "/people/me/" in page) == (True, True, True)


def test_an_organisation_shows_only_people_of_today(as_person, cast):
    body = Organisation.objects.create(name_en="Alliance", website="https://alliance.example")
    somebody("Gwen Prys", organisation=body), somebody("Non Past", standing="", organisation=body)
    page = as_person("partner").get(body.get_absolute_url()).content.decode()
    assert ("Gwen Prys" in page, "Non Past" in page, "https://alliance.example" in page) == (True, False, True)


def test_organisations_by_kind(as_person):
    for name, kind in (("Alliance", "regulator"), ("Bro", "research")):
        Organisation.objects.create(name_en=name, kind=kind)
    member = as_person("member")
    found = [
        [one.name for one in member.get("/people/organisations/", {"kind": kind}).context["page"]]
        for kind in ("regulator", "nonsense")
    ]
    assert found == [["Alliance"], ["Alliance", "Bro"]]


PROFILE = {
    "name": "Gwen Ŵyn",
    "organisation": "",
    "role_there": "Cadeirydd",
    "area": "mid",
    "language": "cy",
    "phone": "01970 555 017",
}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 10_000}, "name"),
        ({"name": "Gwen 🎉"}, "name"),
        ({"phone": "0" * 41}, "phone"),
        ({"role_there": "a\u202eb"}, "role_there"),
        ({"language": "fr"}, "language"),
        ({"area": "moon"}, "area"),
        ({"organisation": "999999"}, "organisation"),
    ],
)
def test_bad_details_are_refused_beside_the_field_and_nothing_is_lost(as_person, cast, change, field):
    data = PROFILE | change
    response = as_person("member").post("/people/me/", data)
    assert (response.status_code, list(errors(response))) == (200, [field])
    lost = {"language", "area", "organisation"} & set(change)  # no entry of the list can be marked for these
    assert {name: typed(response)[name] for name in data if name not in lost} == {
        n: v for n, v in data.items() if n not in lost
    }
    assert Person.objects.get(pk=cast.member.pk).name == cast.member.name


def test_nobody_raises_themselves_by_their_details(as_person, cast):
    as_person("member").post(
        "/people/me/",
        PROFILE
        | {"is_staff": "on", "is_superuser": "on", "email": "chair@forum.example", "is_active": ""}
        | {"version": cast.member.version},
    )
    person = Person.objects.get(pk=cast.member.pk)
    assert (person.name, person.is_staff, person.is_superuser, person.email) == (
        "Gwen Ŵyn",
        False,
        False,
        cast.member.email,
    )


def test_the_page_for_who_has_ended_is_kind_and_needs_no_login(client):
    response = client.get("/people/ended/")
    assert (response.status_code, see(response.content).count("h1")) == (403, 1)


def inline(prefix, *rows):
    """Return what the admin sends for these rows of an inline table."""
    data = {
        f"{prefix}-TOTAL_FORMS": len(rows),
        f"{prefix}-INITIAL_FORMS": 0,
        f"{prefix}-MIN_NUM_FORMS": 0,
        f"{prefix}-MAX_NUM_FORMS": 1000,
    }
    return data | {f"{prefix}-{number}-{name}": value for number, row in enumerate(rows) for name, value in row.items()}


def admin_form(person, *standings, terms=()):
    """Return what the admin's page of a person sends to add these standings and terms of office."""
    facts = {
        "email": person.email,
        "name": person.name,
        "language": "en",
        "is_active": "on",
        "organisation": "",
        "role_there": "",
        "area": "",
        "version": Person.objects.get(pk=person.pk).version,
    }
    audiences = {f"{field}_audience": "keepers" for field in Person.WITH_AUDIENCE}
    audiences["office_audience"] = person.office_audience
    return facts | audiences | {"phone": ""} | inline("standings", *standings) | inline("terms", *terms)


OVERLAPS = {
    "one that is there": [{"capacity": "partner", "starts_on": "2024-01-01", "ends_on": ""}],
    "each other": [
        {"capacity": "member", "starts_on": "2010-01-01", "ends_on": "2012-12-31"},
        {"capacity": "partner", "starts_on": "2012-06-01", "ends_on": "2013-01-01"},
    ],
}


@pytest.mark.parametrize("which", sorted(OVERLAPS))
def test_standings_that_overlap_are_refused_in_the_admin_with_words(as_person, which):
    person = somebody("Gwen Prys")
    response = as_person("staff").post(
        f"/admin/members/person/{person.pk}/change/", admin_form(person, *OVERLAPS[which])
    )
    page = response.content.decode()
    assert (response.status_code, "These days overlap" in page or "already has a standing" in page) == (200, True)
    assert Standing.objects.filter(person=person).count() == 1


def test_offices_that_overlap_are_refused_in_the_admin_with_words(as_person, cast):
    office = cast.chair.terms.get().office
    twice = [{"office": office.pk, "starts_on": start, "ends_on": ""} for start in ("2024-01-01", "2025-01-01")]
    person = somebody("Gwen Prys")
    response = as_person("administrator").post(
        f"/admin/members/person/{person.pk}/change/", admin_form(person, terms=twice)
    )
    assert (response.status_code, "These days overlap" in response.content.decode()) == (200, True)
    assert Term.objects.filter(person=person).count() == 0


def test_a_standing_is_added_and_ended_in_the_admin(as_person):
    person, today = somebody("Gwen Prys", standing=""), timezone.localdate().isoformat()
    rows = [
        {"capacity": "member", "starts_on": "2020-01-01", "ends_on": "2020-12-31"},
        {"capacity": "partner", "starts_on": today, "ends_on": ""},
    ]
    response = as_person("staff").post(f"/admin/members/person/{person.pk}/change/", admin_form(person, *rows))
    assert response.status_code == 302
    assert Person.objects.get(pk=person.pk).rights == {"partner"}
