"""Networks and initiatives: who keeps up with each notes contact and takes the next step; what is silent is told."""

import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from forum_site import doors
from members import year
from members.access import Circle
from members.data import erasure
from members.models import Network, NetworkContact, Organisation

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"members:{name}", args=args)


def days_ago(number):
    return timezone.localdate() - datetime.timedelta(days=number)


def a_network(name="Zqnet", added=400, **facts):
    body = Organisation.objects.create(name_en=name, kind="network")
    return Network.objects.create(organisation=body, added_on=days_ago(added), **facts)


def told(person, row):
    return [one.said for one in doors.waits(person) if one.url == row.get_absolute_url()]


def test_who_keeps_up_with_it_notes_contact_and_others_read_it(as_person, cast):
    keeper = as_person("administrator")
    body = Organisation.objects.create(name_en="Zqnet", kind="network")
    page = keeper.post(url("add_network"), {"organisation": body.pk, "keeper": cast.partner.pk}).url
    row = Network.objects.get()
    assert page == url("network", row.pk)
    step = {"next_step": "Thank them", "next_step_on": days_ago(2).isoformat()}
    sent = {"on": days_ago(9).isoformat(), "text": "A stall at their fair"} | step
    assert as_person("member").post(page, sent).status_code == 403
    assert as_person("partner").post(page, sent).status_code == 302
    assert "A stall at their fair" in as_person("convenor").get(page).text
    assert "Thank them" in as_person("member").get(url("networks")).text
    assert [status(as_person(role), page) for role in ("visitor", "staff")] == [302, 404]
    assert as_person("partner").get(url("edit_network", row.pk)).status_code == 403
    assert keeper.get(url("edit_network", row.pk)).status_code == 200
    assert "Thank them" in str([one.about for one in doors.waits(cast.partner)])
    assert as_person("partner").post(page, {"answer": "done"}).status_code == 302
    assert as_person("partner").post(page, {"answer": "done"}).status_code == 409
    assert NetworkContact.objects.count() == 2 and told(cast.partner, row) == []


def test_contacts_are_taken_along_as_a_spreadsheet(as_person, cast):
    spoken, silent = a_network(keeper=cast.partner, next_step="=Thank them"), a_network("Zqquiet", is_kept_up=False)
    for ago, text in ((9, "A stall at their fair"), (3, "+Wrote to them")):
        NetworkContact.objects.create(network=spoken, by=cast.member, on=days_ago(ago), text=text)
    rows = list(csv.reader(io.StringIO(as_person("partner").get(url("networks_sheet")).content.decode("utf-8-sig"))))
    who, step = [str(spoken), cast.partner.name, "yes"], ["'=Thank them", ""]
    assert rows[1:] == [
        [*who, days_ago(3).isoformat(), cast.member.name, "'+Wrote to them", *step],
        [*who, days_ago(9).isoformat(), cast.member.name, "A stall at their fair", *step],
        [str(silent), "", "no", "", "", "", "", ""],
    ]


def status(client, page):
    return client.get(page).status_code


def test_one_that_nobody_heard_of_for_a_year_waits_for_the_administrator(cast):
    silent, new, heard, left = a_network("A"), a_network("B", added=9), a_network("C"), a_network("D", is_kept_up=False)
    NetworkContact.objects.create(network=silent, on=days_ago(366), text="Long ago")
    NetworkContact.objects.create(network=heard, on=days_ago(364), text="Within a year")
    assert [len(told(cast.administrator, row)) for row in (silent, new, heard, left)] == [1, 0, 0, 0]
    assert told(cast.member, silent) == []


def test_the_year_tells_whoever_belongs_of_the_contact_there_was(cast):
    row = a_network()
    for on in ("2016-03-01", "2016-12-31", "2017-01-01"):
        NetworkContact.objects.create(network=row, on=on, text="Spoke")
    days = datetime.date(2016, 1, 1), datetime.date(2016, 12, 31)
    found = {circle: [one for one in year.year(*days, circle) if one.kind == "network"] for circle in Circle}
    assert {circle: len(rows) for circle, rows in found.items()} == {
        Circle.VISITOR: 0, Circle.PARTNER: 1, Circle.MEMBER: 1, Circle.KEEPER: 1}  # fmt: skip
    assert (found[Circle.MEMBER][0].title, found[Circle.MEMBER][0].on) == ("Zqnet", datetime.date(2016, 12, 31))


def test_an_organisation_leads_to_it_and_is_kept_up_with_once(as_person, cast):
    row = a_network()
    assert row.get_absolute_url() in as_person("member").get(row.organisation.get_absolute_url()).text
    answer = as_person("administrator").post(url("add_network"), {"organisation": row.organisation_id})
    assert "keeps up with this organisation already" in answer.text


def test_whoever_is_erased_keeps_up_with_nothing(cast):
    row = a_network(keeper=cast.member)
    erasure.erase(person=cast.member, by=cast.administrator, keeps_name=False)
    row.refresh_from_db()
    assert row.keeper is None
