"""The Forum in numbers: each figure is what SQL counts by hand, for a circle; small numbers are hidden."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from forum_site import doors
from meetings.models import Attendance, Minutes
from members.access import Circle
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of

pytestmark = pytest.mark.django_db
MEETINGS = """JOIN meetings_meeting m ON m.id = {on} JOIN meetings_minutes n ON n.meeting_id = m.id
    WHERE m.state = 'held' AND n.state IN {states} AND {readers} AND extract(year FROM m.starts_at) = {year}"""
OUT, CONFIRMED = "('circulated', 'confirmed')", "('confirmed')"


@pytest.fixture
def year(cast):
    """A public, a shared and a members' meeting of one year, with all that is counted; one of them a draft."""
    ago = 3 if timezone.localdate().timetuple().tm_yday > 9 else 33  # in January all of them a month earlier
    for place, facts in enumerate(({"is_public": True}, {}, {"shared_with_partners": False})):
        meeting = a_meeting(days=-ago - place, state="held", **facts)
        item = an_item(meeting, kind="business", minutes=20 + place, actual_minutes=30 if place else None)
        an_item(meeting, kind="case_study", minutes=40, reserved=place == 1)
        an_item(meeting, kind="business", minutes=15, taken_as_read=True, actual_minutes=4)
        paragraph = a_paragraph(item)
        a_decision(paragraph)
        a_decision(paragraph, review_on=timezone.localdate())
        an_action(paragraph, owner=cast.member, due_on=timezone.localdate() - datetime.timedelta(days=1))
        an_action(paragraph, owner=cast.member, status="done", closed_at=timezone.now())
        names = [f"Guest {number}" for number in range(3 + place)]
        for name in names:
            Attendance.objects.create(meeting=meeting, name=name, capacity="guest", mode="in_person")
        minutes_of(meeting, "circulated" if place else "confirmed", by=cast.chair)
    Attendance.objects.create(meeting=meeting, name="Alone", capacity="guest", mode="online")
    draft = a_meeting(days=1 - ago, state="held", is_public=True)
    a_decision(a_paragraph(an_item(draft, kind="business", minutes=90)))
    minutes_of(draft, "draft", by=cast.chair)
    return timezone.localdate(meeting.starts_at).year


ITEMS = "FROM meetings_agendaitem i MEETINGS AND i.removed_at IS NULL"
QUERIES = {
    ("time", "business"): f"SELECT sum(coalesce(i.actual_minutes, i.minutes)) {ITEMS} "
    "AND i.kind = 'business' AND NOT i.taken_as_read",
    ("saved", "saved"): f"SELECT sum(i.minutes - i.actual_minutes) {ITEMS} AND i.taken_as_read",
}


@pytest.mark.parametrize("circle", [Circle.VISITOR, Circle.PARTNER, Circle.MEMBER])
def test_minutes_are_what_sql_counts(year, circle):
    told = values(year, circle)
    for (figure, series), query in QUERIES.items():
        query = query.replace("MEETINGS", MEETINGS.replace("{on}", "i.meeting_id"))
        readers = {Circle.VISITOR: "m.is_public", Circle.PARTNER: "m.shared_with_partners"}.get(circle, "true")
        states = CONFIRMED if circle == Circle.VISITOR else OUT
        with connection.cursor() as cursor:
            cursor.execute(query.format(readers=readers, states=states, year=year))
            assert told[figure][series] == cursor.fetchone()[0], (figure, series)


def values(year, circle):
    """Return {figure: {series: value}} of a year."""
    return {
        figure.key: dict(zip([key for key, _label in figure.series], figure.rows[0][1], strict=True))
        for figure in doors.figures([year], circle)
    }


def test_each_circle_is_told_of_the_meetings_whose_minutes_it_reads(year):
    visitor, partner, member = (values(year, circle) for circle in (Circle.VISITOR, Circle.PARTNER, Circle.MEMBER))
    assert [one["decisions"] for one in (visitor, partner, member)] == [
        {"final": 1, "review": 1}, {"final": 2, "review": 2}, {"final": 3, "review": 3}]  # fmt: skip
    assert [tuple(one["actions"].values()) for one in (visitor, partner, member)] == [(1, 0, 1), (2, 0, 2), (3, 0, 3)]
    assert (partner["time"]["reserved"], member["time"]["reserved"], member["time"]["case_study"]) == (40, 0, 120)
    assert [one["saved"]["saved"] for one in (visitor, partner, member)] == [11, 22, 33]


def test_attendance_hides_what_could_be_somebody_and_visitors_see_none(year):
    assert "attendance" not in values(year, Circle.VISITOR)
    assert values(year, Circle.MEMBER)["attendance"] == {"in_person": 12, "online": None}


def test_days_are_those_from_the_meeting_to_its_minutes(year):
    for place, minutes in enumerate(Minutes.objects.filter(state="circulated").select_related("meeting")):
        later = minutes.meeting.ends_at + datetime.timedelta(days=6 + 4 * place)
        Minutes.objects.filter(pk=minutes.pk).update(circulated_at=later)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT round(avg(extract(epoch FROM n.circulated_at - m.ends_at)) / 86400) FROM meetings_minutes n "
            "JOIN meetings_meeting m ON m.id = n.meeting_id WHERE n.state IN ('circulated', 'confirmed')"
        )
        assert values(year, Circle.MEMBER)["days"]["days"] == int(cursor.fetchone()[0])


def test_the_page_has_pictures_with_tables_and_sheets(year, as_person):
    page = as_person("member").get(reverse("numbers")).content.decode()
    assert "style=" not in page and page.count("<table") == 6 and 'fill="url(#kind-business)"' in page
    sheet = as_person("member").get(reverse("numbers_sheet", args=["decisions"]))
    assert f'\r\n"{year}","3","3"' in b"".join(sheet.streaming_content).decode()
    assert as_person("visitor").get(reverse("numbers_sheet", args=["attendance"])).status_code == 404
