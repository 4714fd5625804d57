"""Whoever is given an action between meetings hears of it at once; minutes that are circulated tell of their own."""

import pytest
from django.urls import reverse

from meetings.minutes import writing
from meetings.models import Action
from members.letters import preferences
from members.models import Letter
from tests.cast import a_meeting, a_paragraph, an_action, an_item, minutes_of
from tests.letters import deliver_to_roles

pytestmark = pytest.mark.django_db
KIND = "meetings.given"


def actions_of(cast, state, number=1):
    """Return the member's actions under a paragraph of minutes in a state."""
    past = a_meeting(days=-30, state="held")
    paragraph = a_paragraph(an_item(past))
    rows = [an_action(paragraph, cast.member, text_en=f"Ring {place}", text_cy="") for place in range(number)]
    minutes_of(past, state)
    return rows


def give(client, action, person):
    """Give an action to somebody on its page."""
    action.refresh_from_db()
    sent = {"passed_to": person.pk, "version": action.version}
    assert client.post(reverse("meetings:give_action", args=[action.pk]), sent).status_code == 302


def test_who_is_given_an_action_is_told_each_time_it_comes_to_them(cast, as_person):
    (action,) = actions_of(cast, "confirmed")
    keeper = as_person("administrator")
    give(keeper, action, cast.convenor)
    assert "Ring 0" in deliver_to_roles()["convenor"].body
    for person in (cast.partner, cast.convenor):
        give(keeper, action, person)
    assert set(deliver_to_roles()) == {"convenor"}  # the partner has it no more
    assert Letter.objects.filter(kind=KIND, person=cast.convenor, state="sent").count() == 2


def test_what_one_press_gives_comes_in_one_letter_and_not_to_who_pressed(cast, as_person):
    rows = actions_of(cast, "circulated", number=3)
    keys, page = [row.pk for row in rows], reverse("meetings:change_actions")
    keeper = as_person("administrator")
    for person in (cast.convenor, cast.administrator):
        asked = {"pick": keys, "do": "give", "passed_to": person.pk}
        mark = keeper.get(page, {"pick": keys, "do": "give"}).context["mark"]
        assert keeper.post(page, asked | {"mark": mark}).status_code == 302
    assert [letter.person for letter in Letter.objects.filter(kind=KIND)] == [cast.convenor]
    Action.objects.update(passed_to=cast.convenor)
    letter = deliver_to_roles()["convenor"]
    assert [f"Ring {place}" in letter.body for place in range(3)] == [True] * 3


def test_draft_minutes_tell_nobody_and_what_is_added_to_those_that_are_out_does(cast):
    (draft,), (out,) = actions_of(cast, "draft"), actions_of(cast, "circulated")
    for row in (draft, out):
        writing.add_action(paragraph=row.paragraph, action=Action(owner=cast.partner, text_en="Write to them"))
    assert [letter.person for letter in Letter.objects.filter(kind=KIND)] == [cast.partner]


def test_who_wants_no_such_letters_gets_none(cast, as_person):
    (action,) = actions_of(cast, "confirmed")
    preferences.choose_when(person=cast.convenor, choices={KIND: "never"})
    give(as_person("administrator"), action, cast.convenor)
    assert deliver_to_roles() == {}
