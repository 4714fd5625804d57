"""What machines ask of every site tells them of public pages, and of nothing else."""

import datetime
import json
import re
import xml.etree.ElementTree as xml
from urllib.robotparser import RobotFileParser

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.cast import a_meeting, an_item, minutes_of

pytestmark = pytest.mark.django_db
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
ATOM = "{http://www.w3.org/2005/Atom}"
LINK = "{http://www.w3.org/1999/xhtml}link"
ALTERNATE = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')


def mapped():
    """Return the paths of the map; each stands there in each language, with the addresses of the others."""
    found = Client().get("/sitemap.xml")
    assert found["Content-Type"] == "application/xml"
    rows = list(xml.fromstring(found.content).iter(f"{MAP}url"))
    addresses = [row.find(f"{MAP}loc").text for row in rows]
    assert [one for one in addresses if not one.startswith(f"{settings.SITE_ORIGIN}/")] == []
    others = [{link.get("hreflang"): link.get("href") for link in row.iter(LINK)} for row in rows]
    assert all(
        list(other) == ["en", "cy", "x-default"] and address in other.values()
        for address, other in zip(addresses, others, strict=True)
    )
    assert len(addresses) == len(set(addresses)) == 3 * len({other["x-default"] for other in others})
    return list(dict.fromkeys(other["x-default"].removeprefix(settings.SITE_ORIGIN) for other in others))


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


def test_the_map_leaves_nothing_out(cast):
    for day in range(45):
        minutes_of(a_meeting(days=-20 - day, state="held", is_public=True), "confirmed", by=cast.chair)
    assert len([path for path in mapped() if path.endswith("/minutes/")]) == 45


def test_each_public_page_names_itself_in_each_language_and_is_described(cast):
    meeting = a_meeting(days=9, state="published", is_public=True)
    said = {}
    for path in (*mapped(), meeting.get_absolute_url()):
        page = Client().get(path).content.decode()
        others = dict(ALTERNATE.findall(page))
        assert others == {code: f"{settings.SITE_ORIGIN}{path}{more}" for code, more in ASKED.items()}
        for code in ("en", "cy"):
            browser = Client(headers={"accept-language": "cy" if code == "en" else "en"})
            answer = browser.get(others[code].removeprefix(settings.SITE_ORIGIN))
            assert (answer.status_code, answer["Content-Language"]) == (200, code)
            assert f'<html lang="{code}">' in answer.content.decode()
            assert browser.get(path)["Content-Language"] == code  # it stays so on the pages that follow
        said[path] = re.search(r"<title>(.+?)</title>", page, re.S)[1]
    assert len(set(said.values())) == len(said)
    assert '<meta name="description" content="' in page and meeting.place in page.partition("<body")[0]


ASKED = {"en": "?lang=en", "cy": "?lang=cy", "x-default": ""}


def test_the_switch_leads_away_from_a_language_that_an_address_asks_for(cast):
    browser = Client()
    page = browser.get("/meetings/past/?lang=cy&page=1").content.decode()
    assert 'name="next" value="/meetings/past/?page=1"' in page
    answer = browser.post("/i18n/setlang/", {"language": "en", "next": "/meetings/past/?page=1"}, follow=True)
    assert answer["Content-Language"] == "en"


def test_hosts_that_stand_for_languages_are_named(settings):
    settings.LANGUAGE_HOSTS = {"forum.example": "en", "fforwm.example": "cy"}
    settings.ALLOWED_HOSTS = ["*"]
    found = dict(ALTERNATE.findall(Client().get("/meetings/").content.decode()))
    assert found["cy"].endswith("://fforwm.example/meetings/") and found["en"].endswith("://forum.example/meetings/")


def test_who_is_logged_in_and_closed_pages_need_no_such_links(as_person):
    assert ALTERNATE.findall(as_person("member").get("/").content.decode()) == []
    assert ALTERNATE.findall(Client().get("/accounts/login/").content.decode()) == []
    assert ALTERNATE.findall(Client().get("/search/?q=x").content.decode()) == []


def test_a_public_meeting_is_an_event_for_search_engines_and_no_other_is(cast, as_person):
    facts = {"title_en": "</script><b>&amp;", "place_en": "Neuadd \u2028 1", "online_link": "https://video.example/s"}
    meeting = a_meeting(days=9, state="published", is_public=True, **facts)
    page = Client(headers={"accept-language": "en"}).get(meeting.get_absolute_url())
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.content.decode(), re.S)
    (event,) = [json.loads(one) for one in found]
    assert (event["@type"], event["name"]) == ("Event", facts["title_en"])
    assert datetime.datetime.fromisoformat(event["startDate"]) == meeting.starts_at
    assert event["eventStatus"].endswith("EventScheduled") and "video.example" not in page.content.decode()
    assert "unsafe" not in page["Content-Security-Policy"]
    hidden = a_meeting(days=10, state="published", is_public=False)
    for browser, row in ((as_person("member"), hidden), (as_person("member"), meeting)):
        assert "ld+json" not in browser.get(row.get_absolute_url()).content.decode()


def test_a_meeting_called_off_is_said_to_be(cast):
    meeting = a_meeting(days=9, state="cancelled", is_public=True)
    assert "schema.org/EventCancelled" in Client().get(meeting.get_absolute_url()).content.decode()


def fed(language="en", **headers):
    return Client(headers=headers).get(f"/feed.atom?lang={language}")


def test_the_feed_has_what_became_public_and_nothing_else(cast):
    for is_public in (True, False):
        meeting = a_meeting(days=-20 - is_public, state="held", is_public=is_public, title_en=f"Day {is_public}")
        minutes_of(meeting, "confirmed", by=cast.chair)
    answer = fed()
    feed = xml.fromstring(answer.content)
    assert answer["Content-Type"].startswith("application/atom+xml") and feed.tag == f"{ATOM}feed"
    assert [entry.find(f"{ATOM}title").text for entry in feed.iter(f"{ATOM}entry")] == ["Day True"]
    for row in (feed, *feed.iter(f"{ATOM}entry")):  # what RFC 4287 asks of each
        assert all(row.find(f"{ATOM}{name}").text for name in ("id", "title", "updated"))
        assert datetime.datetime.fromisoformat(row.find(f"{ATOM}updated").text)
    assert feed.find(f"{ATOM}author/{ATOM}name").text == "The Forum"
    (own,) = [link.get("href") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == f"{settings.SITE_ORIGIN}/feed.atom?lang=en"
    (entry,) = [link.get("href") for link in feed.findall(f"{ATOM}entry/{ATOM}link")]
    assert Client().get(entry.removeprefix(settings.SITE_ORIGIN)).status_code == 200
    assert b"cofnodion" in fed("cy").content.lower()
    assert fed(if_none_match=answer["ETag"]).status_code == 304
    assert 'type="application/atom+xml"' in Client().get("/").content.decode()


def test_an_empty_feed_stays_what_it_is():
    first = fed()
    assert first.status_code == 200 and fed(if_none_match=first["ETag"]).status_code == 304


def test_home_screens_are_told_what_the_site_is_called():
    answer = Client().get("/manifest.webmanifest")
    facts = json.loads(answer.content)
    assert (answer["Content-Type"], facts["name"], facts["start_url"]) == (
        "application/manifest+json",
        "The Forum",
        "/",
    )
    assert facts["icons"][0]["src"].startswith("/static/") and 'rel="manifest"' in Client().get("/").content.decode()


def test_robots_are_kept_out_of_what_is_nothing_for_them():
    said = Client().get("/robots.txt").content.decode()
    rules = RobotFileParser()
    rules.parse(said.splitlines())
    open_to_all = {"/people/enquire/", "/people/contact/", "/library/case-studies/", "/numbers/"}
    assert open_to_all <= set(mapped())
    assert [path for path in mapped() if not rules.can_fetch("any", settings.SITE_ORIGIN + path)] == []
    assert not rules.can_fetch("any", f"{settings.SITE_ORIGIN}/people/1/")
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
