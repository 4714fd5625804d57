"""People: standing without overlap, offices and the rights they give, the directory and what it shows."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from members import access
from members.models import Office, Organisation, Person, Standing, Term
from members.models.names import called
from members.people.directory import find_people

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def person(name="Gwen Prys", **facts):
    return Person.objects.create_user(f"{name.split()[0].lower()}@forum.example", name=name, **facts)


def date(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "second", "allowed"),
    [
        (("2020-01-01", "2020-12-31"), ("2021-01-01", None), True),
        (("2020-01-01", "2020-12-31"), ("2020-12-31", None), False),
        (("2020-01-01", None), ("2025-01-01", "2025-02-01"), False),
        (("2020-01-01", None), ("2019-01-01", "2019-12-31"), True),
    ],
)
def test_two_standings_never_overlap(first, second, allowed):
    somebody = person()
    Standing.objects.create(
        person=somebody, capacity="member", starts_on=date(first[0]), ends_on=first[1] and date(first[1])
    )
    row = Standing(
        person=somebody, capacity="partner", starts_on=date(second[0]), ends_on=second[1] and date(second[1])
    )
    if allowed:
        row.full_clean()
        row.save()
    else:
        with pytest.raises(ValidationError) as refusal:
            row.full_clean()
        assert "starts_on" in refusal.value.message_dict
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()


def test_a_period_does_not_end_before_it_starts():
    row = Standing(person=person(), capacity="member", starts_on=date("2020-02-01"), ends_on=date("2020-01-01"))
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert list(refusal.value.message_dict) == ["ends_on", "__all__"] or "ends_on" in refusal.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    ("starts", "ends", "rights"),
    [(-1, None, {"member", "voter"}), (0, 0, {"member", "voter"}), (1, None, set()), (-9, -1, set())],
)
def test_standing_counts_on_its_first_and_last_day(starts, ends, rights):
    today = timezone.localdate()
    somebody = person()
    Standing.objects.create(
        person=somebody,
        capacity="member",
        starts_on=today + starts * DAY,
        ends_on=None if ends is None else today + ends * DAY,
    )
    assert somebody.rights == rights


def test_an_office_gives_its_rights_while_its_term_lasts():
    today = timezone.localdate()
    somebody = person()
    chair = Office.objects.create(name_en="Chair", name_cy="Cadeirydd", role="chair")
    term = Term.objects.create(office=chair, person=somebody, starts_on=today)
    assert (access.is_chair(somebody), access.keeps_the_record(somebody)) == (True, True)
    term.starts_on, term.ends_on = today - 9 * DAY, today - DAY
    term.save()
    assert access.belongs(Person.objects.get(pk=somebody.pk)) is False


def test_who_is_who(cast):
    table = {
        role: (access.is_member(p), access.is_partner(p), access.keeps_the_record(p), access.may_enter(p))
        for role, p in vars(cast).items()
    }
    assert table == {
        "administrator": (access.is_member(cast.administrator), False, True, True),
        "chair": (True, False, True, True),
        "member": (True, False, False, True),
        "partner": (False, True, False, True),
        "convenor": (True, False, False, True),
        "lapsed": (False, False, False, False),
        "staff": (False, False, False, True),
    }


def test_an_address_is_one_person_whatever_its_letters():
    person("Gwen Prys")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="GWEN@forum.example", name="Another")


@pytest.mark.parametrize(
    ("words", "area", "kind", "names"),
    [
        ("gwen", "", "", ["Gwen Prys"]),
        ("cynghrair", "", "", ["Gwen Prys"]),
        ("alliance prys", "", "", ["Gwen Prys"]),
        ("cadeirydd", "", "", ["Huw Rees"]),
        ("", "north", "", ["Huw Rees"]),
        ("", "", "regulator", ["Gwen Prys"]),
        ("nobody", "", "", []),
    ],
)
def test_people_are_found_by_name_organisation_office_area_and_kind(cast, words, area, kind, names):
    body = Organisation.objects.create(name_en="Alliance", name_cy="Cynghrair", kind="regulator")
    gwen, huw = person("Gwen Prys", organisation=body, area="mid"), person("Huw Rees", area="north")
    for one in (gwen, huw):
        Standing.objects.create(person=one, capacity="member", starts_on=timezone.localdate())
    vice = Office.objects.create(name_en="Vice", name_cy="Is-gadeirydd a cadeirydd", order=5)
    Term.objects.create(office=vice, person=huw, starts_on=timezone.localdate())
    found = find_people(cast.member, words=words, area=area, kind=kind).filter(pk__in=[gwen.pk, huw.pk])
    assert [one.name for one in found] == names


@pytest.mark.parametrize(
    ("role", "shared", "unshared"),
    [
        ("member", True, False),
        ("partner", True, False),
        ("administrator", True, True),
        ("chair", True, True),
        ("staff", False, False),
        ("lapsed", False, False),
    ],
)
def test_contact_details_are_shown_only_if_shared(cast, role, shared, unshared):
    reader = getattr(cast, role)
    open_, closed = person("Gwen Prys", email_audience="shared", phone_audience="shared"), person("Huw Rees")
    assert [access.may_see(reader, open_, field) for field in ("email", "phone")] == [shared, shared]
    assert [access.may_see(reader, closed, field) for field in ("email", "phone")] == [unshared, unshared]


def test_a_person_page_holds_no_unshared_address(as_person, cast):
    hidden = person("Huw Rees", phone="01970 555 0199")
    Standing.objects.create(person=hidden, capacity="member", starts_on=timezone.localdate())
    page = as_person("member").get(hidden.get_absolute_url()).content.decode()
    assert ("Huw Rees" in page, "huw@forum.example" in page, "01970" in page) == (True, False, False)


def test_a_lapsed_person_is_refused_kindly_at_the_next_request(as_person, cast):
    browser = as_person("member")
    assert browser.get("/people/").status_code == 200
    Standing.objects.filter(person=cast.member).update(ends_on=timezone.localdate() - DAY)
    answer = browser.get("/people/")
    assert (answer.status_code, answer.url) == (302, "/people/ended/")
    assert browser.get("/people/").url.startswith("/accounts/login/")


def test_one_keeps_ones_own_details(as_person, cast):
    data = {
        "name": "Gwen Ŵyn",
        "language": "cy",
        "area": "mid",
        "phone": "",
        "role_there": "",
        "organisation": "",
        "email_audience": "shared",
        "version": cast.member.version,
    }
    assert as_person("member").post("/people/me/", data).status_code == 302
    cast.member.refresh_from_db()
    assert (cast.member.name, cast.member.language, cast.member.email_audience) == ("Gwen Ŵyn", "cy", "shared")


@pytest.mark.parametrize("bad", ["x" * 10_000, "Gwen\x00Prys", "Gwen 🎉"])
def test_bad_input_keeps_what_was_typed(as_person, cast, bad):
    answer = as_person("member").post("/people/me/", {"name": bad, "language": "en"})
    assert answer.status_code == 200
    assert list(answer.context["form"].errors) == ["name"]


def test_staff_without_all_rights_raise_nobody(as_person, cast):
    before = (cast.staff.is_superuser, cast.staff.is_staff)
    url = f"/admin/members/person/{cast.staff.pk}/change/"
    page = as_person("staff").get(url).content.decode()
    assert 'name="is_superuser"' not in page
    assert (cast.staff.is_superuser, cast.staff.is_staff) == before


@pytest.mark.parametrize(("name", "greeted"), [
    ("Nest Price", "Nest"), ("Siân-Elin Parry", "Siân-Elin"), ("Nest", "Nest"),
    ("Dr Nest Price", "Dr Nest Price"), ("Prof. Price", "Prof. Price"), ("Y Parch. Huw Parry", "Y Parch. Huw Parry"),
    ("Yr Athro Price", "Yr Athro Price"), ("Cllr Price", "Cllr Price"), ("Price, Nest", "Price, Nest"),
    ("J. Price", "J. Price"), ("J Price", "J Price"),
])  # fmt: skip
def test_people_are_greeted_by_a_name(name, greeted):
    assert called(name) == greeted
