"""Standing given, ended, left and given again: what the record keeps,
and that an end counts from the next request on.
"""

import datetime

import pytest
from django.contrib.auth import SESSION_KEY
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from common.editing import IllegalChange
from members.letters import letters
from members.models import Ending, Letter, Office, Person, Standing, Term
from members.models.standing import rights_of
from members.standing import standing
from tests.cast import PASSWORD

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"members:{name}", args=args)


def logged_in(role):
    """Return a browser that has logged in as one does."""
    browser = Client()
    browser.post("/accounts/login/", {"login": f"{role}@forum.example", "password": PASSWORD})
    return browser


def fresh(person):
    """Return a person as the next request reads them."""
    return Person.objects.get(pk=person.pk)


@pytest.mark.parametrize(("words", "rights"), [
    (["member"], {"member", "voter"}), (["partner", "chair"], {"partner", "chair"}), (["for:member"], {"member"}),
    (["votes for:member"], {"member", "voter"}), (["votes for:partner"], {"partner"}),
    (["", "associate"], {"", "associate"}),
])  # fmt: skip
def test_rights_are_read_from_what_somebody_is_for_themselves_and_for_others(words, rights):
    assert rights_of(words) == rights


def test_a_standing_that_is_ended_ends_at_the_next_request_and_stays_in_the_record(as_person, cast):
    member, administrator = logged_in("member"), as_person("administrator")
    waiting = Letter.objects.create(kind="members.renewal", thing="1", person=cast.member)
    assert member.get("/people/").status_code == 200
    answer = administrator.post(url("end_standing", cast.member.pk), {"because": "removed", "ends_on": ""})
    assert answer.url == cast.member.get_absolute_url()
    assert (SESSION_KEY in member.session, member.get("/people/").status_code) == (False, 302)
    row = Standing.objects.get(person=cast.member)
    assert (row.ended_because, row.ends_on) == (Ending.REMOVED, TODAY() - datetime.timedelta(days=1))
    letters.deliver(waiting.pk, is_last=True)
    assert Letter.objects.get(pk=waiting.pk).state == Letter.State.DROPPED


def test_coming_back_is_a_new_period_and_the_old_cookie_stays_dead(as_person, cast):
    member, administrator = logged_in("member"), as_person("administrator")
    assert member.get("/people/").status_code == 200
    administrator.post(url("end_standing", cast.member.pk), {"because": "left"})
    administrator.post(url("give_standing", cast.member.pk), {"capacity": "partner", "starts_on": ""})
    periods = (
        Standing.objects.filter(person=cast.member)
        .order_by("starts_on")
        .values_list("capacity", "ended_because", "ends_on")
    )
    assert list(periods) == [("member", "left", TODAY() - datetime.timedelta(days=1)), ("partner", "", None)]
    assert member.get("/people/").status_code == 302
    page = administrator.get(cast.member.get_absolute_url()).content.decode()
    assert ("Member" in page, "left" in page, "End the standing" in page) == (True, True, True)


def test_a_last_day_in_the_future_is_kept_and_may_come_earlier(cast):
    row, last = cast.member.standings.get(), TODAY() + datetime.timedelta(days=30)
    standing.end(standing=row, because=Ending.LEFT, on=last)
    assert (fresh(cast.member).rights, Standing.objects.get(pk=row.pk).ends_on) == ({"member", "voter"}, last)
    standing.end(standing=row, because=Ending.LEFT)
    assert fresh(cast.member).rights == frozenset()
    with pytest.raises(IllegalChange):
        standing.end(standing=row, because=Ending.LEFT)


def test_what_began_today_and_ends_today_never_was(cast):
    row = standing.give(person=cast.lapsed, capacity="member")
    standing.end(standing=row, because=Ending.REMOVED)
    assert (Standing.objects.filter(pk=row.pk).count(), Standing.objects.filter(person=cast.lapsed).count()) == (0, 1)


@pytest.mark.parametrize(("because", "goes"), [(Ending.LEFT, True), (Ending.REMOVED, True), (Ending.LAPSED, False)])
def test_who_goes_gives_up_their_office_and_who_only_has_not_renewed_keeps_it(cast, because, goes):
    office = Office.objects.create(name_en="Treasurer")
    Term.objects.create(office=office, person=cast.member, starts_on="2020-01-01")
    standing.end(standing=cast.member.standings.get(), because=because)
    assert Term.objects.current().filter(person=cast.member).exists() is not goes


def test_a_member_leaves_by_a_step_that_asks_first(as_person, cast):
    member = logged_in("member")
    page = member.get(url("leave"))
    assert (page.status_code, Standing.objects.current().filter(person=cast.member).exists()) == (200, True)
    assert member.post(url("leave")).url == url("left")
    assert Standing.objects.get(person=cast.member).ended_because == Ending.LEFT
    assert (member.get(url("left")).status_code, member.get("/people/").status_code) == (200, 302)


def test_the_last_who_keeps_the_record_cannot_go(cast, as_person):
    Term.objects.filter(person=cast.administrator).update(ends_on=TODAY() - datetime.timedelta(days=1))
    assert as_person("chair").post(url("leave")).status_code == 409
    assert fresh(cast.chair).rights == {"member", "voter", "chair"}


def test_the_record_of_a_person_is_for_themselves_and_who_keeps_it(as_person, cast):
    Standing.objects.create(
        person=cast.partner, capacity="member", starts_on="2001-02-03", ends_on="2001-04-05", ended_because="lapsed"
    )
    seen = {
        role: b"2001" in as_person(role).get(cast.partner.get_absolute_url()).content
        for role in ("chair", "partner", "member")
    }
    assert seen == {"chair": True, "partner": True, "member": False}


def test_end_before_the_beginning_is_told_beside_its_field(as_person, cast):
    answer = as_person("administrator").post(
        url("end_standing", cast.member.pk), {"because": "left", "ends_on": "1999-01-01"}
    )
    assert list(answer.context["form"].errors) == ["ends_on"]
