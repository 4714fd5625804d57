"""Renewals: nothing is seen of them until the Forum switches them on; one letter, one press,
and a lapse after the grace.
"""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from members.letters import letters
from members.models import (
    Ending,
    Letter,
    MembershipRules,
    Organisation,
    OrganisationStanding,
    Renewal,
    Representative,
    Standing,
)
from members.standing import renewals
from tests.cast import EVERYBODY

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"members:{name}", args=args)


@pytest.fixture
def rules(cast):
    """Renewals, due on the 28th of last month or so: the letters are out, the grace runs."""
    due = (timezone.localdate() - 20 * DAY).replace(day=1)
    return MembershipRules.objects.create(
        pk=1, has_renewals=True, renewal_month=due.month, renewal_day=1, letter_days=10, grace_days=90
    )


def sent():
    """Send what waits; return the letters."""
    mail.outbox.clear()
    for pk in Letter.objects.filter(kind="members.renewal", state=Letter.State.WAITING).values_list("pk", flat=True):
        letters.deliver(pk, is_last=True)
    return mail.outbox


def link_in(letter):
    """Return the path of the signed link in a letter."""
    return "/people/" + next(line for line in letter.body.splitlines() if "/link/" in line).partition("/people/")[2]


def test_nothing_is_seen_of_them_until_they_are_switched_on(cast, as_person):
    assert (renewals.ask(), Renewal.objects.count()) == (0, 0)
    row = Renewal.objects.create(standing=cast.member.standings.get(), person=cast.member, due_on="2020-04-01")
    renewals.lapse_due()
    assert Standing.objects.current().filter(person=cast.member).exists()
    administrator = as_person("administrator")
    assert [
        administrator.get(url("renewals_open")).status_code,
        administrator.post(url("renew_for", row.pk)).status_code,
    ] == [404, 404]
    assert b"Who has not renewed" not in administrator.get(url("membership_rules")).content


def test_each_member_gets_one_letter_and_stays_with_one_press(rules, cast, client):
    asked = renewals.ask()
    assert (asked, renewals.ask()) == (3, 0)  # the chair, the member and the convenor
    letter = next(one for one in sent() if "member@" in one.to[0])
    page = client.get(link_in(letter))
    assert (page.status_code, Renewal.objects.exclude(renewed_at=None).count()) == (
        200,
        0,
    )  # mail scanners follow links
    assert b"We are glad that you stay" in client.post(link_in(letter)).content
    first = Renewal.objects.get(person=cast.member).renewed_at
    client.post(link_in(letter))
    assert (Renewal.objects.get(person=cast.member).renewed_at, first is not None) == (first, True)
    assert client.get(link_in(letter)[:-5] + "xxxx/").status_code == 404
    assert {one.extra_headers["Content-Language"] for one in sent() or [letter]} == {"en"}


def test_who_has_not_renewed_by_the_end_of_the_grace_lapses_and_the_record_keeps_why(rules, cast):
    renewals.ask()
    renewals.renew(renewal=Renewal.objects.get(person=cast.chair))
    renewals.lapse_due()
    assert Standing.objects.current().filter(capacity="member").count() == 3  # the grace still runs
    Renewal.objects.update(asked_on=timezone.localdate() - 91 * DAY)
    MembershipRules.objects.update(grace_days=5)
    Renewal.objects.update(asked_on=timezone.localdate() - 6 * DAY)
    renewals.lapse_due()
    renewals.lapse_due()
    gone = Standing.objects.filter(ended_because=Ending.LAPSED).values_list("person__name", "ends_on")
    yesterday = timezone.localdate() - DAY
    assert sorted(gone) == sorted([(cast.member.name, yesterday), (cast.convenor.name, yesterday)])
    assert Standing.objects.get(person=cast.chair).ends_on is None


def test_a_letter_that_waits_is_dropped_once_its_reader_has_gone_or_renewed(rules, cast):
    renewals.ask()
    Standing.objects.filter(person=cast.member).update(ends_on=timezone.localdate() - DAY)
    renewals.renew(renewal=Renewal.objects.get(person=cast.convenor))
    assert [letter.to[0] for letter in sent()] == [f"{cast.chair.name} <chair@forum.example>"]


def test_an_organisation_is_renewed_by_who_votes_for_it(rules, cast):
    body = Organisation.objects.create(name_en="Cwm Carers")
    row = OrganisationStanding.objects.create(organisation=body, capacity="member", starts_on="2020-01-01")
    Representative.objects.create(organisation=body, person=cast.lapsed, is_voting=True, starts_on="2020-01-01")
    assert renewals.ask() == 4
    assert Renewal.objects.get(person=cast.lapsed).period == row
    Renewal.objects.update(asked_on=timezone.localdate() - 91 * DAY, due_on=timezone.localdate() - 91 * DAY)
    renewals.lapse_due()
    assert OrganisationStanding.objects.get().ended_because == Ending.LAPSED


def test_switched_on_late_they_ask_only_from_the_next_year_on(rules):
    MembershipRules.objects.update(grace_days=1)
    assert (renewals.ask(), Renewal.objects.count()) == (0, 0)


@pytest.mark.parametrize(("day", "due"), [
    ("2026-02-28", "2025-04-01"), ("2026-03-02", "2026-04-01"), ("2026-04-01", "2026-04-01"),
    ("2027-01-01", "2026-04-01"),
])  # fmt: skip
def test_the_day_that_is_due_is_the_last_whose_letters_are_out(day, due):
    rules = MembershipRules(renewal_month=4, renewal_day=1, letter_days=30)
    assert renewals.day_due(rules, datetime.date.fromisoformat(day)).isoformat() == due


def test_the_list_is_for_who_keeps_the_record_who_may_answer_for_somebody(rules, cast, as_person):
    renewals.ask()
    row = Renewal.objects.get(person=cast.member)
    want = {"administrator": 200, "chair": 200, "visitor": 302, "lapsed": 302}
    for role in EVERYBODY:
        browser = as_person(role)
        assert browser.get(url("renewals_open")).status_code == want.get(role, 404)
        if want.get(role) != 200:
            assert browser.post(url("renew_for", row.pk)).status_code == want.get(role, 404)
    administrator = as_person("administrator")
    assert cast.member.name.encode() in administrator.get(url("renewals_open")).content
    assert administrator.post(url("renew_for", row.pk)).url == url("renewals_open")
    assert cast.member.email.encode() not in administrator.get(url("renewals_open")).content


def test_the_link_is_dead_once_renewals_are_off(rules, cast, client):
    renewals.ask()
    path = link_in(sent()[0])
    MembershipRules.objects.update(has_renewals=False)
    assert path.startswith(url("renewal_by_link", "x")[:-2])
    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)
