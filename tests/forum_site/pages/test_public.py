"""What machines ask of every site tells them of public pages, and of nothing else."""

import datetime
import xml.etree.ElementTree as xml

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.cast import a_meeting, an_item, minutes_of

pytestmark = pytest.mark.django_db
LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"


def mapped():
    found = Client().get("/sitemap.xml")
    assert found["Content-Type"] == "application/xml"
    addresses = [row.text for row in xml.fromstring(found.content).iter(LOC)]
    assert [one for one in addresses if not one.startswith(f"{settings.SITE_ORIGIN}/")] == []
    return [one.removeprefix(settings.SITE_ORIGIN) for one in addresses]


def test_the_map_has_what_everybody_may_read_and_nothing_else(cast):
    meetings = {}
    for is_public in (True, False):
        meetings[is_public] = a_meeting(days=-20 - is_public, state="held", is_public=is_public)
        an_item(meetings[is_public])
        minutes_of(meetings[is_public], "confirmed", by=cast.chair)
    paths = mapped()
    there = {is_public: meeting.get_absolute_url() in paths for is_public, meeting in meetings.items()}
    assert there == {True: True, False: False} and len(paths) == len(set(paths))
    assert [path for path in paths if Client().get(path).status_code != 200] == []


def test_robots_are_kept_out_of_what_is_nothing_for_them():
    said = Client().get("/robots.txt").content.decode()
    assert "Disallow: /people/" in said and f"Sitemap: {settings.SITE_ORIGIN}/sitemap.xml" in said
    assert "Disallow: /\n" not in said and "Disallow: /meetings/" not in said


def test_who_finds_a_fault_is_told_where_to_report_it():
    said = dict(line.split(": ", 1) for line in Client().get("/.well-known/security.txt").content.decode().splitlines())
    assert Client().get(said["Contact"].removeprefix(settings.SITE_ORIGIN)).status_code == 200
    until = datetime.datetime.fromisoformat(said["Expires"])
    assert timezone.now() < until < timezone.now() + datetime.timedelta(days=365)


def test_password_managers_and_old_browsers_find_their_way():
    assert Client().get("/.well-known/change-password")["Location"] == "/accounts/password/change/"
    assert Client().get("/favicon.ico")["Location"].endswith("mark.svg")
