"""The address of one's calendar: known to nobody else, ended with its person, told in no log."""

import datetime
import logging
import re

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils import timezone

from meetings.calendars import calendars
from members.models import Person, Standing


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def at(text):
    return timezone.make_aware(datetime.datetime.fromisoformat(text))


def feed_of(person):
    """Return the answer of a person's feed, at an address made new."""
    return Client().get(url("calendar_feed", calendars.new_address(person)))


def a_feed(cast):
    return url("calendar_feed", calendars.new_address(cast.member))


def test_the_token_is_kept_nowhere_and_ends_with_the_next_one(cast, as_person):
    browser, old = as_person("member"), a_feed(cast)
    page = browser.post(url("calendar"), {"make": ""})
    address = page.context["address"]
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert (len(token), page.headers["Cache-Control"]) == (43, "private, no-store")
    assert address in page.content.decode() and page.context["webcal"] == address.replace("http", "webcal", 1)
    assert token not in browser.get(url("calendar")).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(p::text, ' ') FROM members_person p")
        assert token not in cursor.fetchone()[0]
    new = address.removeprefix(settings.SITE_ORIGIN)
    assert [Client().get(path).status_code for path in (old, new)] == [404, 200]
    browser.post(url("calendar"), {"end": ""})
    assert Client().get(new).status_code == 404


def test_over_https_the_link_for_calendars_is_safe_too(as_person, settings):
    settings.HTTPS, settings.SITE_ORIGIN = True, "https://forum.example"
    page = as_person("member").post(url("calendar"), {"make": ""})
    assert page.context["webcal"].startswith("webcals://forum.example/meetings/calendar/")


def ended(person):
    Standing.objects.filter(person=person).update(ends_on=timezone.localdate() - datetime.timedelta(days=1))


def closed(person):
    Person.objects.filter(pk=person.pk).update(is_active=False)


@pytest.mark.parametrize("end", [ended, closed])
def test_a_feed_ends_with_its_person_and_answers_as_one_that_never_was(cast, end):
    path, unknown = a_feed(cast), url("calendar_feed", "x" * 43)
    assert Client().get(path).status_code == 200
    end(cast.member)
    answers, queries = [], []
    for one in (path, unknown):
        with CaptureQueriesContext(connection) as seen:
            answers.append(Client().get(one))
        queries.append(len(seen))
    texts = [
        re.sub(r'(csrfmiddlewaretoken" value=")\w+', "", one.content.decode()).replace(one.wsgi_request.path, "")
        for one in answers
    ]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert (texts[0] == texts[1], queries[0] == queries[1]) == (True, True)


def test_the_feed_takes_no_other_method_and_no_cache_gives_it_unasked(cast):
    path = a_feed(cast)
    answer = Client().get(path)
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
        "text/calendar; charset=utf-8",
        "private, no-cache",
    )
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert (Client().head(path).status_code, Client().post(path).status_code) == (200, 405)


def test_the_token_stands_in_no_log(cast, caplog):
    path = a_feed(cast)
    with caplog.at_level(logging.DEBUG), override_settings(DEBUG=False):
        for logger in ("forum_site", "forum_site.request", "django.request", "django.server"):
            caplog.set_level(logging.DEBUG, logger)
        Client().get(path)
        Client().get(path.replace(".ics", "x.ics"))
    said = [record.getMessage() for record in caplog.records if record.name == "forum_site.request"]
    assert len(said) == 2 and all("route=meetings:calendar_feed" in line for line in said)
    assert path.rpartition("/")[2][:20] not in " ".join(said)
