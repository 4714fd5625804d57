"""The register: who is expected, what is saved, the roll for the minutes."""

import pytest

from common.editing import IllegalChange
from meetings.day import attendance, quorum
from meetings.models import Attendance
from tests.cast import a_meeting, minutes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    return a_meeting(days=-1, state="published", chair=cast.chair)


def key(person):
    return f"person-{person.pk}"


def guest(meeting, name, **facts):
    row = Attendance(name=name, **{"capacity": "guest", "mode": "in_person"} | facts)
    return attendance.add_attendance(meeting=meeting, row=row)


def test_members_partners_and_officers_are_expected_but_nobody_whose_time_has_ended(meeting, cast):
    expected = {person: str(capacity) for person, capacity in attendance.expected_at(meeting).items()}
    assert expected == {
        cast.administrator: expected[cast.administrator],
        cast.chair: "member",
        cast.member: "member",
        cast.partner: "partner",
        cast.convenor: "member",
    }
    assert expected[cast.administrator] in ("officer", "member")


def test_partners_are_not_expected_where_the_meeting_is_not_shared(meeting, cast):
    meeting.shared_with_partners = False
    assert cast.partner not in attendance.expected_at(meeting)


def test_saving_records_changes_and_clears(meeting, cast):
    attendance.save_register(meeting=meeting, modes={key(cast.member): "online", key(cast.chair): "in_person"})
    attendance.save_register(meeting=meeting, modes={key(cast.member): "apologies", key(cast.chair): ""})
    assert list(meeting.attendance.values_list("person", "mode", "capacity")) == [
        (cast.member.pk, "apologies", "member")
    ]


def test_a_stranger_in_an_old_form_is_passed_over(meeting, cast):
    attendance.save_register(
        meeting=meeting, modes={key(cast.lapsed): "in_person", "guest-999": "online", "nonsense": "absent"}
    )
    assert meeting.attendance.count() == 0


def test_the_register_holds_everybody_once(meeting, cast):
    attendance.save_register(meeting=meeting, modes={key(cast.member): "in_person"})
    guest(meeting, "Ewan Ross", organisation="Co-operatives UK")
    rows = {row.name: row.mode for row in attendance.register_of(meeting)}
    assert rows == {
        cast.administrator.name: "",
        cast.chair.name: "",
        cast.member.name: "in_person",
        cast.partner.name: "",
        cast.convenor.name: "",
        "Ewan Ross": "in_person",
    }


def test_count_is_of_what_was_ticked(meeting, cast):
    attendance.save_register(meeting=meeting, modes={key(cast.member): "in_person", key(cast.partner): "apologies"})
    counted = quorum.count(attendance.register_of(meeting))
    assert (counted.in_person, counted.online, counted.apologies, counted.waiting) == (1, 0, 1, 3)


def test_the_roll_has_the_chair_first_and_partners_in_attendance(meeting, cast):
    modes = {key(person): "in_person" for person in (cast.member, cast.chair, cast.partner)}
    attendance.save_register(meeting=meeting, modes=modes | {key(cast.convenor): "apologies"})
    guest(meeting, "Zoe Adams", capacity="substitute", substitute_for=cast.convenor, mode="online")
    roll = attendance.roll_of(meeting)
    assert [row.shown_name for row in roll.present] == [cast.chair.name, cast.member.name, "Zoe Adams"]
    assert [row.shown_name for row in roll.in_attendance] == [cast.partner.name]
    assert [row.shown_name for row in roll.apologies] == [cast.convenor.name]


def test_the_register_of_a_confirmed_record_stands(meeting, cast):
    row = guest(meeting, "Ewan Ross")
    minutes_of(meeting, "confirmed", by=cast.chair)
    for change in (
        lambda: attendance.save_register(meeting=meeting, modes={key(cast.member): "online"}),
        lambda: guest(meeting, "Another"),
        lambda: attendance.remove_attendance(row=row),
    ):
        with pytest.raises(IllegalChange):
            change()
    assert [row.name for row in meeting.attendance.all()] == ["Ewan Ross"]


def test_the_register_needs_the_same_queries_for_one_and_three_guests(meeting, django_assert_num_queries):
    for rows in (1, 3):
        for n in range(rows):
            guest(meeting, f"Guest {rows}{n}")
        with django_assert_num_queries(5):
            attendance.register_of(meeting)
