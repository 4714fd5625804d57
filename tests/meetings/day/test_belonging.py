"""Who keeps coming: one's own attendance, and whom to ring."""

import datetime

import pytest
from django.urls import reverse

from meetings.day import who_keeps_coming
from meetings.models import Attendance, Rules
from members.models import Organisation, OrganisationStanding, Representative, Standing
from tests.cast import a_meeting


@pytest.fixture
def meetings(cast):
    """Five meetings held; the member was at the first alone, the convenor at the last, online."""
    rows = [a_meeting(days=-10 * number, state="held", title_en=f"Meeting {number}") for number in (5, 4, 3, 2, 1)]
    Attendance.objects.create(meeting=rows[0], person=cast.member, capacity="member", mode="in_person")
    Attendance.objects.create(meeting=rows[4], person=cast.convenor, capacity="member", mode="online")
    for meeting in rows[1:]:
        Attendance.objects.create(meeting=meeting, person=cast.member, capacity="member", mode="apologies")
    return rows


def test_who_has_drifted_is_found_with_when_they_were_last_there(meetings, cast):
    found = {row.person: row.last_there for row in who_keeps_coming.drifted(4)}
    assert found == {cast.chair: None, cast.member: meetings[0]}
    assert {row.person: row.apologies for row in who_keeps_coming.drifted(4)} == {cast.chair: 0, cast.member: 4}


def away():
    """Return who has drifted, by the rules as they are."""
    return {row.person for row in who_keeps_coming.drifted(Rules.now().drifted_meetings)}


def test_the_rules_say_after_how_many_meetings(meetings, cast):
    assert cast.member in away()
    Rules.objects.create(pk=1, drifted_meetings=5)
    assert away() == {cast.chair}
    Rules.objects.update(drifted_meetings=6)
    assert away() == set(), "so many have not been held"


def test_a_meeting_without_a_register_counts_for_nothing(meetings, cast):
    Attendance.objects.filter(meeting=meetings[4]).delete()
    a_meeting(days=-1, state="held")
    assert who_keeps_coming.last_meetings(9) == meetings[3::-1]


@pytest.fixture
def registers(meetings, cast):
    """The meetings, each with somebody in its register."""
    for meeting in meetings:
        Attendance.objects.create(meeting=meeting, name="A Guest", capacity="guest", mode="in_person")
    return meetings


def test_who_joined_came_back_or_became_a_member_since_is_not_called(registers, cast):
    second, day = registers[2].starts_at.date(), datetime.timedelta(days=1)
    cast.chair.standings.update(starts_on=second)
    assert cast.chair not in away()
    cast.chair.standings.update(starts_on=second - 100 * day, ends_on=second - day)
    Standing.objects.create(person=cast.chair, capacity="member", starts_on=second + day)
    assert cast.chair not in away(), "was away from the Forum in between"
    cast.chair.standings.all().delete()
    Standing.objects.create(person=cast.chair, capacity="member", starts_on=second - 100 * day)
    assert cast.chair in away()


@pytest.mark.parametrize("capacity", ["partner", "associate"])
def test_partners_associates_and_who_has_left_are_never_called(registers, cast, capacity):
    cast.chair.standings.update(capacity=capacity)
    assert away() == {cast.member}
    cast.member.standings.update(ends_on=registers[4].starts_at.date())
    assert away() == set()


def test_a_substitute_counts_as_coming(registers, cast):
    Attendance.objects.create(
        meeting=registers[3], name="Mair", capacity="substitute", substitute_for=cast.chair, mode="online"
    )
    assert away() == {cast.member}


def test_an_organisation_is_called_once_and_not_if_anybody_of_it_came(registers, cast):
    long_ago = registers[0].starts_at.date() - datetime.timedelta(days=100)
    body = Organisation.objects.create(name_en="Old Mill")
    OrganisationStanding.objects.create(organisation=body, capacity="member", starts_on=long_ago)
    for person, is_voting in ((cast.lapsed, True), (cast.partner, False)):
        person.standings.all().delete()
        Representative.objects.create(organisation=body, person=person, is_voting=is_voting, starts_on=long_ago)
    assert away() == {cast.chair, cast.member, cast.lapsed}, "who votes for it, alone"
    Attendance.objects.create(meeting=registers[2], person=cast.partner, capacity="represents", mode="in_person")
    assert away() == {cast.chair, cast.member}


def test_the_list_is_for_who_keeps_the_record(meetings, as_person):
    page = as_person("administrator").get(reverse("meetings:drifted")).content.decode()
    assert "Margaret Ellicott" in page and "Iwan Penllyn" not in page
    for role, status in {"member": 404, "partner": 404, "staff": 404, "visitor": 302}.items():
        assert as_person(role).get(reverse("meetings:drifted")).status_code == status


def test_everybody_sees_their_own_attendance(meetings, as_person):
    page = as_person("member").get(reverse("meetings:my_attendance")).content.decode()
    assert "Meeting 5" in page and "In person" in page and "Apologies" in page
    assert "Meeting 5" not in as_person("administrator").get(reverse("meetings:my_attendance")).content.decode()


def test_before_enough_meetings_are_held_nothing_is_said_of_everybody(as_person, cast):
    opened_early = a_meeting(days=5, state="published")
    Attendance.objects.create(meeting=opened_early, person=cast.member, capacity="member", mode="in_person")
    page = as_person("administrator").get(reverse("meetings:drifted")).content.decode()
    assert ("Too few meetings" in page, "Everybody has been" in page) == (True, False)
