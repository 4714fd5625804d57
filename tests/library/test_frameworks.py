"""The page that the Forum and a partner organisation keep together: by both,
for members and partners, with nothing lost.
"""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from library import frameworks, overview, together
from library.models import Framework, Part
from members.models import Organisation, Person
from tests.cast import a_meeting
from tests.rooms import both
from tests.searching import found
from tests.typed import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def framework(cast):
    """The page with the organisation of the cast's partner."""
    cast.partner.organisation = Organisation.objects.create(name_en="Care to Cooperate", name_cy="Gofal i Gydweithredu")
    cast.partner.save()
    return frameworks.add_framework(framework=Framework(organisation=cast.partner.organisation), by=cast.chair)


def a_part(framework, text="Visits", **facts):
    return frameworks.add_part(part=Part(framework=framework, text_en=text, **facts), by=None)


def typed(**more):
    return {
        "whose": "partner",
        "text_en": "Advises groups in the north.",
        "text_cy": "Cynghori grwpiau’r gogledd.",
        **more,
    }


def page_of(client, framework):
    return client.get(framework.get_absolute_url()).content.decode()


@pytest.mark.parametrize("role", ["administrator", "chair", "partner"])
def test_both_sides_write_and_each_sees_who_did(as_person, cast, framework, role):
    answer = as_person(role).post(f"/library/partners/{framework.pk}/parts/new/", typed(contact=cast.partner.pk))
    part = Part.objects.get()
    assert (answer.url, part.whose, part.changed_by, part.contact) == (
        framework.get_absolute_url(),
        "partner",
        getattr(cast, role),
        cast.partner,
    )
    page = page_of(as_person("member"), framework)
    assert f"last changed by {getattr(cast, role).name}" in page
    assert "/parts/" not in page  # a member reads, and is shown no way to write


def test_partners_of_another_organisation_read_and_do_not_write(as_person, cast, framework):
    other = Framework.objects.create(organisation=Organisation.objects.create(name_en="Allies in England"))
    part, partner = a_part(other, "Their matter"), as_person("partner")
    assert "Their matter" in page_of(partner, other)
    for path in (
        f"{other.pk}/edit",
        f"{other.pk}/parts/new",
        f"parts/{part.pk}",
        f"parts/{part.pk}/remove",
        f"parts/{part.pk}/move",
    ):
        assert partner.post(f"/library/partners/{path}/", typed(version=1)).status_code == 403
    part.refresh_from_db()
    assert (part.text_en, part.removed_at) == ("Their matter", None)


def test_two_who_change_one_line_get_both_texts(as_person, cast, framework):
    part = a_part(framework)
    path = f"/library/partners/parts/{part.pk}/"
    assert as_person("partner").post(path, typed(text_en="Theirs", version=1)).status_code == 302
    answer = as_person("chair").post(path, typed(text_en="Ours", version=1))
    assert (answer.status_code, "text_en" in errors(answer)) == (409, True)
    assert "Ours" in answer.content.decode() and "Theirs" in answer.content.decode()
    part.refresh_from_db()
    assert (part.text_en, part.changed_by) == ("Theirs", cast.partner)


def test_what_is_shared_is_written_by_both_and_keeps_the_other_text(as_person, cast, framework):
    path = f"/library/partners/{framework.pk}/edit/"
    assert as_person("partner").post(path, {"shared_en": "<p>Notes of visits</p>", "version": 1}).status_code == 302
    assert as_person("administrator").post(path, {"shared_en": "<p>Rules to copy</p>", "version": 1}).status_code == 409
    framework.refresh_from_db()
    assert (framework.shared_en, framework.changed_by) == ("<p>Notes of visits</p>", cast.partner)


def test_a_removed_line_waits_for_both_sides_to_put_it_back(as_person, framework):
    part = a_part(framework, "Visits to Machynlleth")
    as_person("partner").post(f"/library/partners/parts/{part.pk}/remove/")
    assert "Machynlleth" not in page_of(as_person("member"), framework)
    assert as_person("member").get(f"/library/partners/parts/{part.pk}/").status_code == 404
    assert f"parts/{part.pk}/put-back/" in page_of(as_person("chair"), framework)
    as_person("chair").post(f"/library/partners/parts/{part.pk}/put-back/")
    assert "Machynlleth" in page_of(as_person("member"), framework)


def test_lines_move_within_their_side(as_person, framework):
    first, second, other = (
        a_part(framework, "First"),
        a_part(framework, "Second"),
        a_part(framework, "Other", whose="forum"),
    )
    chair = as_person("chair")
    chair.post(f"/library/partners/parts/{second.pk}/move/", {"to": "up"})
    chair.post(f"/library/partners/parts/{second.pk}/move/", {"to": "up"})  # at the top already
    chair.post(f"/library/partners/parts/{other.pk}/move/", {"to": "down"})
    assert list(Part.objects.filter(whose="both").order_by("order")) == [second, first]


def test_the_history_knows_both(framework, cast):
    part = a_part(framework)
    frameworks.remove_part(part=part, by=cast.partner)
    events = part.events.order_by("pgh_id")
    assert [(event.pgh_label, event.changed_by) for event in events] == [("insert", None), ("update", cast.partner)]


@pytest.mark.parametrize("reader", ["member", "partner", "administrator"])
def test_contacts_stand_by_area_with_what_the_reader_may_see(cast, framework, reader):
    north = Person.objects.create_user(
        "gogledd@forum.example", name="Gethin", area="north", organisation=framework.organisation, phone="01"
    )
    north.standings.create(capacity="partner", starts_on=timezone.localdate())
    left = Person.objects.create_user(
        "gadawodd@forum.example", name="Left", area="north", organisation=framework.organisation
    )
    left.standings.create(capacity="partner", starts_on="2016-01-01", ends_on="2016-12-31")
    areas = dict(together.contacts_by_area(framework, getattr(cast, reader)))
    assert [contact.person for contact in areas["North Wales"]] == [north]
    keeps = reader == "administrator"
    assert (areas["North Wales"][0].email, areas["North Wales"][0].phone) == (
        ("gogledd@forum.example", "01") if keeps else ("", "")
    )
    assert [contact.person for contact in areas["Mid Wales"]] == [cast.chair]
    assert [(contact.person, contact.is_partner) for contact in areas["South-east Wales"]] == [
        (cast.administrator, False),
        (cast.partner, True),
    ]


def test_who_has_left_is_not_named_as_the_one_to_ask(as_person, cast, framework):
    a_part(framework, "Visits", contact=cast.lapsed)
    assert cast.lapsed.name not in page_of(as_person("member"), framework)
    assert "has left" in page_of(as_person("partner"), framework)


def test_meetings_kept_from_partners_are_not_told_as_shared(as_person, framework):
    (
        a_meeting(**both("title", "Shared meeting")),
        a_meeting(**both("title", "Members meeting"), shared_with_partners=False, days=30),
    )
    for role in ("partner", "chair"):
        page = page_of(as_person(role), framework)
        assert ("Shared meeting" in page, "Members meeting" in page) == (True, False)


def test_one_page_an_organisation_begun_by_the_record_keepers(as_person, cast, framework):
    bare = Organisation.objects.create(name_en="No partner among its people")
    chair = as_person("chair")
    for refused in (framework.organisation, bare):
        assert "organisation" in errors(chair.post("/library/partners/new/", {"organisation": refused.pk}))
    cast.partner.organisation = bare
    cast.partner.save()
    answer = chair.post("/library/partners/new/", {"organisation": bare.pk})
    assert answer.url == Framework.objects.get(organisation=bare).get_absolute_url()


def test_it_is_found_from_home_the_organisation_the_library_and_by_search(as_person, cast, framework):
    part = a_part(framework, "Visits to Machynlleth")
    address = framework.get_absolute_url()
    for role in ("partner", "member"):
        assert ("/library/partners/" in as_person(role).get("/").content.decode()) == (role == "partner")
    for path in (framework.organisation.get_absolute_url(), "/library/partners/"):
        assert address in as_person("member").get(path).content.decode()
    assert [hit.url for hit in found(overview.DOOR, "machynlleth", cast.partner)] == [part.get_absolute_url()]
    assert (
        found(overview.DOOR, "machynlleth", AnonymousUser()),
        overview.about_organisation(framework.organisation_id, AnonymousUser()),
    ) == (
        [],
        [],
    )


def test_a_partner_makes_no_other_organisations_page_theirs(framework, cast, as_person):
    """Where a partner comes from says what they may keep, so they do not say it themselves."""
    other = Organisation.objects.create(name_en="Cwmpas")
    theirs = frameworks.add_framework(framework=Framework(organisation=other), by=cast.chair)
    client = as_person("partner")
    sent = {"name": "Nia", "language": "cy", "organisation": other.pk, "version": cast.partner.version}
    assert client.post("/people/me/", sent).status_code == 302
    cast.partner.refresh_from_db()
    assert (cast.partner.name, cast.partner.organisation) == ("Nia", framework.organisation)
    assert client.post(f"/library/partners/{theirs.pk}/parts/new/", typed()).status_code == 403
