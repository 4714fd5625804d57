"""The directory shows and finds of each person only what is for the reader."""

import pytest
from django.utils import timezone

from meetings.models import AgendaItem
from members.models import Interest, Organisation, Person, Standing
from tests.cast import a_meeting, an_item
from tests.seen import see

pytestmark = pytest.mark.django_db
AUDIENCES = {"keepers": {"administrator", "chair"}, "members": {"administrator", "chair", "member"}}
AUDIENCES["shared"] = AUDIENCES["members"] | {"partner"}
SECRETS = {
    "email": "zanzibar@forum.example",
    "phone": "01632 960333",
    "role_there": "Falconer",
    "area": "north",
    "about": "Quinquereme",
}


@pytest.fixture
def huw(db):
    """A member of whom every field is filled in."""
    person = Person.objects.create_user(
        SECRETS["email"],
        name="Huw Rees",
        phone=SECRETS["phone"],
        role_there=SECRETS["role_there"],
        area="north",
        about_en=SECRETS["about"],
    )
    person.interests.add(Interest.objects.create(name_en="Peregrines"))
    Standing.objects.create(person=person, capacity="member", starts_on=timezone.localdate())
    return person


def hide(person, audience):
    Person.objects.filter(pk=person.pk).update(**{f"{field}_audience": audience for field in Person.WITH_AUDIENCE})


@pytest.mark.parametrize("audience", AUDIENCES)
def test_a_persons_page_shows_what_is_for_its_reader(as_person, huw, audience):
    hide(huw, audience)
    for role in ("administrator", "chair", "member", "partner"):
        page = as_person(role).get(huw.get_absolute_url()).content.decode()
        shown = {
            secret: secret in page for secret in ("zanzibar@", "01632 960333", "Falconer", "Quinquereme", "Peregrines")
        }
        assert set(shown.values()) == {role in AUDIENCES[audience]}, (role, shown)


@pytest.mark.parametrize("audience", AUDIENCES)
@pytest.mark.parametrize("query", ["words=falconer", "words=quinquereme", "area=north", "interest={interest}"])
def test_what_is_hidden_does_not_find_anybody(as_person, huw, audience, query):
    hide(huw, audience)
    url = f"/people/?{query.format(interest=Interest.objects.get().pk)}"
    found = {
        role: "Huw Rees" in as_person(role).get(url).content.decode()
        for role in ("administrator", "chair", "member", "partner")
    }
    assert found == {role: role in AUDIENCES[audience] for role in found}


def test_a_role_that_is_hidden_is_on_no_list(as_person, huw):
    hide(huw, "keepers")
    body = Organisation.objects.create(name_en="Rookery")
    Person.objects.filter(pk=huw.pk).update(organisation=body)
    for url in ("/people/", body.get_absolute_url()):
        assert ["Falconer" in as_person(role).get(url).content.decode() for role in ("chair", "member")] == [
            True,
            False,
        ]


def test_one_sees_all_of_ones_own(as_person, cast):
    Person.objects.filter(pk=cast.member.pk).update(about_en="Quinquereme", phone="01632 960334")
    hide(cast.member, "keepers")
    page = as_person("member").get(cast.member.get_absolute_url()).content.decode()
    assert ("Quinquereme" in page, "01632 960334" in page) == (True, True)


def test_the_directory_is_filtered_by_organisation_standing_and_interest(as_person, huw):
    body = Organisation.objects.create(name_en="Rookery")
    Person.objects.filter(pk=huw.pk).update(organisation=body)
    for query, is_found in ((f"organisation={body.pk}", True), ("capacity=member", True), ("capacity=partner", False)):
        assert ("Huw Rees" in as_person("member").get(f"/people/?{query}").content.decode()) is is_found, query


def test_talks_stand_on_a_persons_page_as_far_as_the_reader_may_see_them(as_person, huw):
    held = a_meeting(days=-9, state="held")
    an_item(held, title_en="Falconry in care", kind="presentation", presenter=huw)
    an_item(held, title_en="A closed talk", kind="presentation", presenter=huw, reserved=True)
    an_item(a_meeting(days=9), title_en="A talk to come", kind="presentation", presenter=huw)
    assert AgendaItem.objects.count() == 3
    pages = {role: as_person(role).get(huw.get_absolute_url()).content.decode() for role in ("member", "partner")}
    for role, page in pages.items():
        assert ("Falconry in care" in page, "A closed talk" in page, "A talk to come" in page) == (
            True,
            role == "member",
            False,
        )


def test_a_profile_says_who_may_see_each_field(as_person, cast):
    Interest.objects.create(name_en="Peregrines", name_cy="Hebogau")
    page = see(as_person("member").get("/people/me/").content.decode())
    assert page.faults("en") == []
    interest = Interest.objects.get()
    data = {
        "name": cast.member.name,
        "language": "en",
        "interests": [interest.pk],
        "about_en": "I sing.",
        "about_audience": "members",
        "version": cast.member.version,
    }
    assert as_person("member").post("/people/me/", data).status_code == 302
    cast.member.refresh_from_db()
    assert (list(cast.member.interests.all()), cast.member.about, cast.member.about_audience) == (
        [interest],
        "I sing.",
        "members",
    )
