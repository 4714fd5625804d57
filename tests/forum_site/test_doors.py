"""The doors: every app has one, it says nothing that nobody takes, and the roof asks nobody but through them."""

import dataclasses

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import get_resolver, resolve

from common.doors.overview import Door, Line, Part
from forum_site import doors
from forum_site.pages.navigation import OWN_LINKS, Roof
from tests.cast import a_decision, a_meeting, a_paragraph, an_item
from tests.sources import ORDER, imports, modules


def test_each_app_below_the_roof_has_its_door_in_the_order_of_the_apps():
    assert ORDER[1:-1] == doors.APPS


def test_what_a_door_does_not_know_fails_when_the_app_is_imported():
    with pytest.raises(TypeError, match="serach"):
        Door(app="leaflets", at="leaflets/", serach=lambda words, reader: [])


def test_a_door_that_names_nothing_gives_nothing():
    empty = Door(app="leaflets", at="leaflets/")
    given = {one.name: getattr(empty, one.name) for one in dataclasses.fields(Door) if one.name not in ("app", "at")}
    assert {name: value("a", "b") if callable(value) else value for name, value in given.items()} == {
        name: {} if name in ("recorded", "beside", "links", "called") else "" if name == "referred" else []
        for name in given
    }


def test_the_roof_asks_no_app_past_its_door():
    wrong = [
        (str(path), name)
        for path in modules()
        if path.parts[0] == "forum_site" and str(path) != "forum_site/doors.py"
        for name in imports(path)
        if ".overview" in name and not name.startswith("common.")
    ]
    assert wrong == []


def test_pages_that_a_door_names_are_pages_of_its_own_or_of_an_app_to_its_left():
    names = {f"{space}:{name}" for space, (_at, inside) in get_resolver().namespace_dict.items()
             for name in inside.reverse_dict if isinstance(name, str)}  # fmt: skip
    for place, door in enumerate(doors.DOORS):
        assert set(door.recorded) | set(door.beside) | set(door.links) <= names
        assert {page.partition(":")[0] for page in door.recorded} <= {door.app}
        assert {page.partition(":")[0] for page in {*door.beside, *door.links}} <= set(doors.APPS[:place])
    assert set(OWN_LINKS) <= names


def a_roof(path, reader):
    """Return the Roof over a page."""
    request = RequestFactory().get(path)
    request.user, request.resolver_match = reader, resolve(path)
    return Roof(request)


def test_the_roof_asks_nothing_of_the_database_until_a_template_asks_it(cast, django_assert_num_queries):
    meeting = a_meeting(days=-9, state="held")
    an_item(meeting, presenter=cast.member, kind="case_study")
    with django_assert_num_queries(0):
        roof = a_roof(f"/people/{cast.member.pk}/", cast.administrator)
    assert [part.lines[0].url for part in roof.parts] == [f"/meetings/{meeting.pk}/#item-1"]
    assert [link.url for link in roof.links] == [f"/erase/{cast.member.pk}/"]
    with django_assert_num_queries(0):
        assert (len(roof.parts), len(roof.links)) == (1, 1)


def test_what_a_page_is_told_is_of_one_kind_whichever_page_it_is(cast):
    a_decision(a_paragraph(an_item(a_meeting(days=-9, state="held"))))
    told = {}
    for path in (f"/people/{cast.member.pk}/", "/people/applications/1/", "/people/keeping/", "/people/me/", "/"):
        roof = a_roof(path, cast.administrator)
        assert {type(part) for part in roof.parts} <= {Part} and {type(link) for link in roof.links} <= {Line}
        told[roof.page] = (len(roof.parts), len(roof.links))
    assert told == {
        "members:person": (0, 1),
        "members:application": (1, 0),
        "members:keeping": (0, 6),
        "members:profile": (0, 1),
        "home": (0, 0),
    }


def test_whoever_does_not_belong_is_told_nothing_of_others(cast):
    for reader in (AnonymousUser(), cast.lapsed):
        roof = a_roof(f"/people/{cast.member.pk}/", reader)
        assert (roof.parts, roof.links, roof.history_url) == ([], [], "")
