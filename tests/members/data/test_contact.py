"""The contact page tells whoever comes from outside who the Forum is, and no more of anybody than they agreed to."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from members.models import Capacity, Identity, MembershipRules, Organisation, OrganisationStanding, Page
from tests.cast import a_meeting

pytestmark = pytest.mark.django_db
PAGE = "/people/contact/"


def read(language="en"):
    answer = Client(headers={"accept-language": language}).get(PAGE)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_in_both_languages_whom_one_writes_to_and_what_it_costs(cast):
    Identity.objects.create(pk=1, name_en="Elin Forum", email="helo@elin.example")
    MembershipRules.objects.create(pk=1, cost_en="Five pounds a year.", cost_cy="Pum punt y flwyddyn.")
    for language, cost, title in (("en", "Five pounds a year.", "Contact"), ("cy", "Pum punt y", "Manylion cysylltu")):
        page = read(language)
        assert cost in page and f">{title}</h1>" in page and page.count("mailto:helo@elin.example") == 2
    assert "Five pounds" not in read("cy")


def test_what_staff_write_stands_there_instead(cast):
    Page.objects.create(key="contact", title_en="Come in", text_en="<p>Ring the bell.</p>")
    page = read()
    assert "<h1>Come in</h1>" in page and "Ring the bell." in page and "Come and listen" not in page


def test_officers_are_named_who_agreed_and_nobody_else(cast, as_person):
    assert cast.chair.name not in read() and cast.administrator.name not in read()
    form = as_person("chair").get("/people/me/").context["form"]
    said = {field.name: field.value() or "" for field in form if field.name not in ("interests", "office_audience")}
    assert as_person("chair").post("/people/me/", said | {"office_audience": "public"}).status_code == 302
    page = read()
    assert cast.chair.name in page and cast.administrator.name not in page and cast.chair.email not in page
    cast.chair.terms.update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    assert cast.chair.name not in read()


def test_who_holds_no_office_is_not_asked(cast, as_person):
    assert "office_audience" not in as_person("member").get("/people/me/").context["form"].fields


def test_organisations_are_named_while_they_are_members():
    today = timezone.localdate()
    kinds = {"In": {}, "Out": {"ends_on": today - datetime.timedelta(days=1)}, "With": {"capacity": Capacity.PARTNER}}
    for name, facts in kinds.items():
        body = Organisation.objects.create(name_en=f"{name} Care", website="https://care.example")
        began = today - datetime.timedelta(days=9)
        OrganisationStanding.objects.create(**{"organisation": body, "starts_on": began, "capacity": "member"} | facts)
    Organisation.objects.create(name_en="Never Care")
    page = read()
    assert [name for name in (*kinds, "Never") if f"{name} Care" in page] == ["In"]


def test_public_meetings_are_named_and_no_others(cast):
    for number, is_public in enumerate((True, False)):
        a_meeting(days=9 + number, state="published", is_public=is_public, title_en=f"Day {is_public}")
    page = read()
    assert "Day True" in page and "Day False" not in page


@pytest.mark.parametrize("address", ["/people/left/", "/people/apply/thanks/", "/people/apply/", "/"])
def test_ways_lead_there(cast, address):
    page = Client().get(address).content.decode()
    assert page.partition("<footer")[2].count(PAGE) == 1 and (address == "/" or PAGE in page.partition("<footer")[0])


def test_who_lapsed_is_led_there(cast, as_person):
    page = as_person("lapsed").get("/", follow=True).content.decode()
    assert PAGE in page.partition("<footer")[0]
