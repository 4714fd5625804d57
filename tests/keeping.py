"""Keeping, switched on inside the transactions of the tests, where the site itself keeps nothing."""

import itertools
import random
import re

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client

from common import keeping
from members.models import Person

LANGUAGES = ("en", "cy")
MASKED = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*')  # the one thing in a page that is made by chance


def stamp_in_transaction():
    """Return the stamp as this transaction sees it; whatever it changes from now on leaves a new one."""
    if not keeping.may_keep():
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('forum.stamped', '', true)")
        cursor.execute(keeping.READ)
        return cursor.fetchone()[0] or ""


def shelf_in_transaction(request, reader=None):
    """Return the shelf of a request, whose stamp is asked for when it is first needed: the one that a reader brings is
    not reset.
    """
    if not hasattr(request, "shelf"):
        request.shelf = keeping.Shelf(keeping.stamp())
    return request.shelf


@pytest.fixture
def keeps(monkeypatch):
    """Have everything kept that the site would keep, though the test is in a transaction of its own."""
    monkeypatch.setattr(keeping, "may_keep", lambda: settings.KEEPING)
    monkeypatch.setattr(keeping, "stamp", stamp_in_transaction)
    monkeypatch.setattr(keeping, "shelf_of", shelf_in_transaction)
    monkeypatch.setattr(keeping, "shelf_with", lambda _reader: keeping.Shelf(keeping.stamp()))
    monkeypatch.setattr(keeping, "_KEPT", keeping._Kept(keeping.MOST))
    monkeypatch.setattr(keeping, "_MADE", keeping._Kept(keeping.MOST_MADE))
    yield keeping._KEPT


def body(answer):
    """Return the status and the body of an answer, without what is in it by chance."""
    return answer.status_code, MASKED.sub(rb"\1", answer.content)


def about(meeting):
    """Return the addresses of the pages of a meeting that are kept."""
    return [f"/meetings/{meeting.pk}/", f"/meetings/{meeting.pk}/minutes/"]


OF_MEETINGS = ("/meetings/", "/meetings/past/", "/meetings/decisions/")
LISTS = ("/", *OF_MEETINGS, "/library/", "/exchange/", "/groups/", "/people/", "/search/?words=e")


def paths_of(meetings):
    """Return the addresses of all pages that are kept: of these meetings, and the lists."""
    return [*LISTS, *(path for meeting in meetings for path in about(meeting))]


def read(client, path, lang, *, keeping=True):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = lang
    settings.KEEPING = keeping
    cache.clear()  # of tries that are counted: an address that has gone is asked for often here
    try:
        return body(client.get(path))
    finally:
        settings.KEEPING = True


def differing(clients, paths, langs=LANGUAGES):
    """Return the pages that are not as they would be without keeping, after everybody has asked for each of them."""
    asked = [(role, path, random.choice(langs)) for role, path in itertools.product(clients, paths)]
    random.shuffle(asked)
    for role, path, lang in asked:
        read(clients[role], path, lang)
    random.shuffle(asked)
    kept = {one: read(clients[one[0]], *one[1:]) for one in asked}
    return {one for one in asked if kept[one] != read(clients[one[0]], *one[1:], keeping=False)}


def logged_in(client):
    """Return a browser of the same person whose session begins now."""
    fresh = Client()
    if "_auth_user_id" in client.session:
        fresh.force_login(Person.objects.get(pk=client.session["_auth_user_id"]))
    return fresh
