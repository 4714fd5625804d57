"""Who keeps coming: one's own attendance, and whom to ring."""

import pytest
from django.urls import reverse

from meetings import belonging
from meetings.models import Attendance
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
    found = {row.person: row.last_there for row in belonging.drifted()}
    assert found == {cast.chair: None, cast.member: meetings[0]}


def test_the_list_is_for_who_keeps_the_record(meetings, as_person):
    page = as_person("administrator").get(reverse("meetings:drifted")).content.decode()
    assert "Margaret Ellicott" in page and "Iwan Penllyn" not in page
    for role, status in {"member": 404, "partner": 404, "staff": 404, "visitor": 302}.items():
        assert as_person(role).get(reverse("meetings:drifted")).status_code == status


def test_everybody_sees_their_own_attendance(meetings, as_person):
    page = as_person("member").get(reverse("meetings:my_attendance")).content.decode()
    assert "Meeting 5" in page and "In person" in page and "Apologies" in page
    assert "Meeting 5" not in as_person("administrator").get(reverse("meetings:my_attendance")).content.decode()
