"""What cannot all be so on a register is marked beside its rows, and refused to nobody."""

import pytest
from django.urls import reverse

from meetings.day import attendance, contradictions
from meetings.models import Attendance
from tests.cast import a_meeting, an_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    """A meeting that was held, with an item."""
    meeting = a_meeting(days=-1, state="held")
    an_item(meeting, presenter_name="Ewan Ross")
    return meeting


def doubts(meeting):
    """Return {name: doubt} of the rows of a register that have one."""
    rows = contradictions.marked(meeting, attendance.register_of(meeting))
    return {row.name: row.doubt for row in rows if row.doubt}


def came(meeting, name="", **facts):
    """Return a row of the register of somebody who was in the room."""
    defaults = {"name": name, "capacity": "guest", "mode": "in_person"}
    return Attendance.objects.create(meeting=meeting, **defaults | facts)


def test_nothing_is_marked_on_a_register_without_contradictions(meeting, cast):
    came(meeting, person=cast.member, capacity="member")
    came(meeting, "Nerys Hughes", capacity="substitute", substitute_for=cast.convenor)
    came(meeting, "Ewan  ross", capacity="speaker")
    came(meeting, "Mair Guest")
    assert doubts(meeting) == {}


def test_somebody_who_is_there_and_substituted_is_marked_on_both_rows(meeting, cast):
    came(meeting, person=cast.member, capacity="member")
    row = came(meeting, "Nerys Hughes", capacity="substitute", substitute_for=cast.member)
    found = doubts(meeting)
    assert set(found) == {cast.member.name, "Nerys Hughes"} and "Nerys Hughes" in found[cast.member.name]
    row.mode = "apologies"
    row.save()
    assert doubts(meeting) == {}


def test_two_substitutes_for_one_are_marked(meeting, cast):
    for name in ("Nerys Hughes", "Elin Rees"):
        came(meeting, name, capacity="substitute", substitute_for=cast.member)
    assert set(doubts(meeting)) == {"Nerys Hughes", "Elin Rees"}


def test_a_guest_with_the_name_of_a_member_or_of_another_guest_is_marked(meeting, cast):
    came(meeting, cast.member.name.upper())
    assert list(doubts(meeting)) == [cast.member.name.upper()]
    came(meeting, "Mair Guest")
    came(meeting, "Mair guest")
    assert {"Mair Guest", "Mair guest"} < set(doubts(meeting))


def test_a_speaker_without_an_item_is_marked(meeting, cast):
    came(meeting, "Somebody Else", capacity="speaker")
    assert list(doubts(meeting)) == ["Somebody Else"]


def test_the_page_marks_them_and_saves_all_the_same(meeting, cast, as_person):
    type(cast.administrator).objects.update(language="en")
    came(meeting, "Somebody Else", capacity="speaker")
    client, page = as_person("administrator"), reverse("meetings:register", args=[meeting.pk])
    text = client.get(page).content.decode()
    assert text.count("presents no item of the agenda") == 2
    saved = client.post(page, {f"mode-person-{cast.member.pk}": "online"}, follow=True)
    assert "The register is saved." in saved.content.decode()
    assert Attendance.objects.get(person=cast.member).mode == "online"
