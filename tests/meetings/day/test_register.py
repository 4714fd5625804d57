"""The register from the answers to the sheet to sign: quorum, two hands at once, late and early, "I was there"."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.day import attendance, quorum
from meetings.models import Answer, Attendance, AttendanceClaim, Invitation, Rules
from members.models import Organisation, Person, Standing
from tests.cast import a_meeting, an_item, minutes_of
from tests.test_counts import FIGURE, MOST
from tests.typed import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    return a_meeting(days=-1, state="held", chair=cast.chair)


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


def url(meeting, page="register", *more):
    return reverse(f"meetings:{page}", args=[meeting.pk, *more])


def tick(client, meeting, key, mode):
    return client.post(url(meeting, "register_row"), {"key": key, "mode": mode})


def key(person):
    return f"person-{person.pk}"


def recorded(meeting):
    return {row.shown_name: (row.mode, row.capacity) for row in meeting.attendance.select_related("person")}


def events(meeting):
    model = Attendance.pgh_event_models["update"]
    return list(
        model.objects.filter(meeting_id=meeting.pk)
        .order_by("pgh_id")
        .values_list("mode", "pgh_context__metadata__user")
    )


@pytest.fixture
def answered(meeting, cast):
    """The answers: a member comes, another sends apologies and a substitute, a guest joins online."""
    guest = Invitation.objects.create(
        meeting=meeting, name="Ewan Ross", email="ewan@example.org", organisation="Co-operatives UK"
    )
    Answer.objects.create(meeting=meeting, person=cast.member, coming="in_person")
    absent = Answer.objects.create(
        meeting=meeting, person=cast.convenor, coming="apologies", substitute_name="Nerys Hughes"
    )
    joins = Answer.objects.create(meeting=meeting, guest=guest, coming="online")
    return {"member": key(cast.member), "substitute": f"substitute-{absent.pk}", "guest": f"invited-{joins.pk}"}


def test_the_register_starts_from_the_answers_and_says_so_until_it_is_saved(administrator, meeting, cast, answered):
    page = administrator.get(url(meeting))
    form = typed(page)
    shown = {name: form[f"mode-{name}"] for name in (*answered.values(), key(cast.chair))}
    assert list(shown.values()) == ["in_person", "", "online", ""]
    assert page.content.decode().count("from their answer") == 3
    administrator.post(url(meeting), form)
    assert recorded(meeting) == {
        cast.member.name: ("in_person", "member"),
        cast.convenor.name: ("apologies", "member"),
        "Ewan Ross": ("online", "guest"),
    }
    saved = administrator.get(url(meeting)).content.decode()
    assert "from their answer" not in saved
    assert saved.count("data-saved>saved<") == 3  # each row says so, without scripts too


def test_a_form_that_stands_as_answered_does_not_undo_what_was_ticked_meanwhile(
    administrator, as_person, meeting, cast, answered
):
    form = typed(administrator.get(url(meeting)))
    tick(as_person("chair"), meeting, answered["member"], "absent")
    tick(as_person("chair"), meeting, answered["guest"], "in_person")
    administrator.post(url(meeting), form)
    assert (recorded(meeting)[cast.member.name][0], recorded(meeting)["Ewan Ross"][0]) == ("absent", "in_person")


def test_a_substitute_named_in_an_answer_is_offered_and_recorded_once(administrator, meeting, cast, answered):
    for mode in ("in_person", "online"):
        assert tick(administrator, meeting, answered["substitute"], mode).json()["mode"] == mode
    row = Attendance.objects.get()
    assert (row.name, row.capacity, row.substitute_for, row.mode) == (
        "Nerys Hughes",
        "substitute",
        cast.convenor,
        "online",
    )
    assert f"mode-{answered['substitute']}" not in typed(administrator.get(url(meeting)))
    assert tick(administrator, meeting, answered["substitute"], "").json()["saved"] is True
    assert recorded(meeting) == {}


def test_one_tick_is_saved_at_once_and_tells_how_the_register_stands(administrator, meeting, cast):
    said = tick(administrator, meeting, key(cast.member), "online").json()
    assert (said["saved"], said["mode"], said["by"]) == (True, "online", cast.administrator.name)
    assert said["counts"]["line"].startswith("0 in person, 1 online, 0 apologies")
    assert timezone.now() - datetime.datetime.fromisoformat(said["at"]) < datetime.timedelta(minutes=1)
    assert tick(administrator, meeting, "person-999999", "online").json()["saved"] is False
    assert tick(administrator, meeting, key(cast.member), "asleep").status_code == 403
    assert recorded(meeting) == {cast.member.name: ("online", "member")}
    both = {"key": [key(cast.member), key(cast.chair)], "mode": ["absent", "in_person"]}
    assert administrator.post(url(meeting, "register_row"), both).json()["saved"] is True
    assert recorded(meeting) == {cast.member.name: ("absent", "member"), cast.chair.name: ("in_person", "member")}


def test_two_hands_at_once_different_rows_merge_and_of_one_row_both_are_kept(administrator, as_person, meeting, cast):
    chair = as_person("chair")
    tick(administrator, meeting, key(cast.member), "in_person")
    assert tick(chair, meeting, key(cast.convenor), "online").json()["modes"][key(cast.member)] == "in_person"
    tick(chair, meeting, key(cast.member), "apologies")
    assert recorded(meeting) == {cast.member.name: ("apologies", "member"), cast.convenor.name: ("online", "member")}
    keeper, other = cast.administrator.pk, cast.chair.pk
    assert events(meeting) == [("in_person", keeper), ("online", other), ("apologies", other)]


def test_a_tick_without_login_is_sent_to_log_in_and_changes_nothing(client, meeting, cast):
    answer = tick(client, meeting, key(cast.member), "online")
    assert (answer.status_code, answer.url.partition("?")[0], recorded(meeting)) == (302, "/accounts/login/", {})


def test_a_tick_after_confirmation_is_refused(administrator, meeting, cast):
    minutes_of(meeting, "confirmed", by=cast.chair)
    assert (tick(administrator, meeting, key(cast.member), "online").status_code, recorded(meeting)) == (409, {})


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE meetings_attendance SET mode = 'absent'",
        "DELETE FROM meetings_attendance",
        "UPDATE meetings_attendance SET name = 'x'",
    ],
)
def test_the_database_itself_refuses_to_change_the_register_of_confirmed_minutes(administrator, meeting, cast, change):
    tick(administrator, meeting, key(cast.member), "online")
    minutes_of(meeting, "confirmed", by=cast.chair)
    with pytest.raises(DatabaseError, match="confirmed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)
    assert recorded(meeting) == {cast.member.name: ("online", "member")}


@pytest.mark.parametrize(
    ("number", "percent", "needed"), [(9, 33, 9), (None, 33, 1), (None, 34, 2), (None, 100, 3), (None, 0, 0)]
)
def test_the_quorum_is_a_number_or_a_share_of_the_members_rounded_up(meeting, cast, number, percent, needed):
    Rules.objects.create(pk=1, quorum_number=number, quorum_percent=percent)
    assert quorum.count(attendance.register_of(meeting)).needed == needed


def test_to_the_quorum_count_members_and_their_substitutes_each_membership_once(administrator, meeting, cast):
    for person in (cast.member, cast.partner, cast.administrator):
        tick(administrator, meeting, key(person), "in_person")
    for name, facts in {
        "Ann": {"capacity": "guest"},
        "Bea": {"capacity": "substitute", "substitute_for": cast.member},
        "Cai": {"capacity": "substitute", "substitute_for": cast.convenor},
        "Dai": {"capacity": "substitute", "substitute_for": cast.partner},
        "Eve": {"capacity": "speaker"},
        "Fay": {"capacity": "member"},
    }.items():
        attendance.add_attendance(meeting=meeting, row=Attendance(name=name, mode="online", **facts))
    tick(administrator, meeting, key(cast.chair), "apologies")
    assert quorum.count(attendance.register_of(meeting)).quorum == "Quorum: 2 present, 1 needed"
    assert "Quorum: 2 present, 1 needed" in administrator.get(url(meeting)).content.decode()


def test_members_of_another_day_do_not_count(meeting, cast):
    Standing.objects.filter(person=cast.member).update(ends_on=timezone.localdate() - datetime.timedelta(days=2))
    attendance.add_attendance(meeting=meeting, row=Attendance(person=cast.member, capacity="member", mode="in_person"))
    assert quorum.count(attendance.register_of(meeting)).present == 0


def test_late_and_early_stand_in_the_row_and_in_the_minutes(administrator, meeting, cast):
    first, second = an_item(meeting), an_item(meeting)
    other = an_item(a_meeting(days=-9))
    tick(administrator, meeting, key(cast.member), "in_person")
    page = url(meeting, "edit_attendance", meeting.attendance.get().pk)
    form = typed(administrator.get(page))
    wrong = administrator.post(page, form | {"arrived_at_item": second.pk, "left_at_item": first.pk})
    assert "They left before they came." in wrong.content.decode()
    assert "Select a valid choice" in administrator.post(page, form | {"left_at_item": other.pk}).content.decode()
    administrator.post(page, form | {"arrived_at_item": first.pk, "left_at_item": second.pk})
    assert "from item 1 · until item 2" in administrator.get(url(meeting)).content.decode()
    minutes_of(meeting, "circulated")
    minutes = administrator.get(url(meeting, "minutes")).content.decode()
    assert "(from item 1)" in minutes and "(until item 2)" in minutes


def test_two_pages_of_one_row_keep_both_their_changes(administrator, as_person, meeting, cast):
    item = an_item(meeting)
    tick(administrator, meeting, key(cast.member), "in_person")
    page = url(meeting, "edit_attendance", meeting.attendance.get().pk)
    old, other = typed(administrator.get(page)), as_person("chair")
    other.post(page, typed(other.get(page)) | {"mode": "online"})
    administrator.post(page, old | {"left_at_item": item.pk})
    row = meeting.attendance.get()
    assert (row.mode, row.left_at_item) == ("online", item)


def test_the_sheet_to_sign_has_names_and_lines_but_nobody_who_sent_apologies(administrator, meeting, cast, answered):
    page = administrator.get(url(meeting, "sign_in_sheet")).content.decode()
    assert cast.member.name in page and "Nerys Hughes" in page and "Ewan Ross" in page
    assert cast.convenor.name not in page
    assert page.count("sheet__blank") == 8


def test_names_and_organisations_of_before_are_offered_while_typing(administrator, meeting):
    Organisation.objects.create(name_en="Body", name_cy="Corff", kind="regulator")
    earlier = a_meeting(days=-90, state="held")
    attendance.add_attendance(
        meeting=earlier, row=Attendance(name="Ann", organisation="Care UK", capacity="guest", mode="online")
    )
    page = administrator.get(url(meeting)).content.decode()
    assert '<option value="Ann" data-organisation="Care UK">' in page
    assert '<option value="Body">' in page and '<option value="Corff">' in page


def test_the_page_needs_no_more_queries_for_thirty_rows(administrator, meeting, cast):
    def queries():
        with CaptureQueriesContext(connection) as counted:
            assert administrator.get(url(meeting)).status_code == 200
        return len(counted)

    once = queries()
    for n in range(30):
        person = Person.objects.create_user(
            f"m{n}@forum.example", name=f"Member {n}", organisation=Organisation.objects.create(name_en=f"O{n}")
        )
        Standing.objects.create(person=person, capacity="member", starts_on="2020-01-01")
        Answer.objects.create(meeting=meeting, person=person, coming="online", substitute_name=f"Sub {n}")
        AttendanceClaim.objects.create(meeting=meeting, person=person)
    assert (queries(), once <= MOST + FIGURE) == (once, True)
