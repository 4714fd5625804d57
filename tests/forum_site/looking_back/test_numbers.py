"""The Forum in numbers: each figure is what SQL counts by hand, for a circle; small numbers are hidden."""

import datetime

import pgtrigger
import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from forum_site import doors
from meetings.models import Answer, Attendance, Invitation, Meeting, Minutes, Rules
from members.access import Circle
from members.counted import few_hidden
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of

pytestmark = pytest.mark.django_db
MEETINGS = """JOIN meetings_meeting m ON m.id = {on} JOIN meetings_minutes n ON n.meeting_id = m.id
    WHERE m.state = 'held' AND n.state IN {states} AND {readers} AND extract(year FROM m.starts_at) = {year}"""
OUT, CONFIRMED = "('circulated', 'confirmed')", "('confirmed')"


OF_PEOPLE = {"answers", "welsh", "attendance"}  # the figures that visitors do not see
DAY = datetime.timedelta(days=1)


def answers(meeting):
    """Have guests answer: four a week before the meeting, three asking for Welsh, and three on the day before."""
    for number in range(7):
        guest = Invitation.objects.create(meeting=meeting, name=f"Guest {number}", email=f"{number}@guests.example")
        Answer.objects.create(meeting=meeting, guest=guest, coming="online", wants_welsh=number < 3)
    early = Answer.objects.filter(meeting=meeting, guest__name__lt="Guest 4")
    early.update(answered_at=meeting.starts_at - 7 * DAY)
    Answer.objects.filter(meeting=meeting).exclude(pk__in=early).update(answered_at=meeting.starts_at - DAY)


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
        a_decision(paragraph, review_on=timezone.localdate() - 2 * DAY).reviews.create()
        a_decision(paragraph, review_on=timezone.localdate() - DAY)
        an_action(paragraph, owner=cast.member, due_on=timezone.localdate() - DAY)
        an_action(paragraph, owner=cast.member, status="done", closed_at=timezone.now())
        an_action(paragraph, owner=cast.member, days=-3, status="done", closed_at=timezone.now())
        an_item(meeting, kind="discussion", minutes=5, title_cy="")
        answers(meeting)
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
DECIDED = """FROM meetings_decision d JOIN meetings_paragraph p ON p.id = d.paragraph_id
    JOIN meetings_agendaitem i ON i.id = p.item_id MEETINGS AND NOT d.is_lost"""
TAKEN_ON = """FROM meetings_action a JOIN meetings_paragraph p ON p.id = a.paragraph_id
    JOIN meetings_agendaitem i ON i.id = p.item_id MEETINGS"""
ANSWERED = "FROM meetings_answer i MEETINGS"
REVIEWED = "EXISTS (SELECT 1 FROM meetings_decisionreview r WHERE r.decision_id = d.id)"
IN_TIME = "(i.answered_at AT TIME ZONE 'Europe/London')::date < (m.starts_at AT TIME ZONE 'Europe/London')::date - 5"
QUERIES = {
    ("time", "business"): f"SELECT sum(coalesce(i.actual_minutes, i.minutes)) {ITEMS} "
    "AND i.kind = 'business' AND NOT i.taken_as_read",
    ("planned", "business"): f"SELECT sum(i.minutes) {ITEMS} AND i.kind = 'business' AND NOT i.taken_as_read",
    ("saved", "saved"): f"SELECT sum(i.minutes - i.actual_minutes) {ITEMS} AND i.taken_as_read",
    ("languages", "both"): f"SELECT count(*) {ITEMS} AND i.title_cy <> '' AND (HIDDEN OR NOT i.reserved)",
    ("languages", "one"): f"SELECT count(*) {ITEMS} AND i.title_cy = '' AND (HIDDEN OR NOT i.reserved)",
    ("decisions", "review"): f"SELECT count(*) {DECIDED} AND d.review_on IS NOT NULL",
    ("reviews", "settled"): f"SELECT count(*) {DECIDED} AND d.review_on = current_date - 2 AND {REVIEWED}",
    ("reviews", "late"): f"SELECT count(*) {DECIDED} AND d.review_on < current_date AND NOT {REVIEWED}",
    ("reviews", "to_come"): f"SELECT count(*) {DECIDED} AND d.review_on >= current_date",
    ("actions", "closed"): f"SELECT count(*) {TAKEN_ON} AND a.closed_at::date <= a.due_on",
    ("actions", "closed_late"): f"SELECT count(*) {TAKEN_ON} AND a.closed_at::date > a.due_on",
    ("actions", "late"): f"SELECT count(*) {TAKEN_ON} AND a.closed_at IS NULL AND a.due_on < current_date",
    ("answers", "in_time"): f"SELECT count(*) {ANSWERED} AND {IN_TIME}",
    ("answers", "late"): f"SELECT count(*) {ANSWERED} AND NOT {IN_TIME}",
    ("welsh", "welsh"): f"SELECT count(*) {ANSWERED} AND i.wants_welsh",
}


@pytest.mark.parametrize("circle", [Circle.VISITOR, Circle.PARTNER, Circle.MEMBER])
def test_each_figure_is_what_sql_counts(year, circle):
    told = values(year, circle)
    asked = {key: query for key, query in QUERIES.items() if circle > Circle.VISITOR or key[0] not in OF_PEOPLE}
    counted = {}
    for key, query in asked.items():
        query = query.replace("MEETINGS", MEETINGS.replace("{on}", "i.meeting_id"))
        query = query.replace("HIDDEN", str(circle >= Circle.MEMBER).lower())
        readers = {Circle.VISITOR: "m.is_public", Circle.PARTNER: "m.shared_with_partners"}.get(circle, "true")
        states = CONFIRMED if circle == Circle.VISITOR else OUT
        with connection.cursor() as cursor:
            cursor.execute(query.format(readers=readers, states=states, year=year))
            counted[key] = cursor.fetchone()[0]
    assert {key: told[key[0]][key[1]] for key in asked} == counted
    assert all(counted[key] for key in asked if key[0] not in OF_PEOPLE)
    assert OF_PEOPLE & told.keys() == (OF_PEOPLE if circle > Circle.VISITOR else set())


def values(year, circle):
    """Return {figure: {series: value}} of a year."""
    return {
        figure.key: dict(zip([key for key, _label in figure.series], figure.rows[0][1], strict=True))
        for figure in doors.figures([year], circle)
    }


def test_each_circle_is_told_of_the_meetings_whose_minutes_it_reads(year):
    visitor, partner, member = (values(year, circle) for circle in (Circle.VISITOR, Circle.PARTNER, Circle.MEMBER))
    assert [one["decisions"] for one in (visitor, partner, member)] == [
        {"final": 1, "review": 3}, {"final": 2, "review": 6}, {"final": 3, "review": 9}]  # fmt: skip
    assert [tuple(one["actions"].values()) for one in (visitor, partner, member)] == [
        (1, 1, 0, 1), (2, 2, 0, 2), (3, 3, 0, 3)]  # fmt: skip
    assert (partner["time"]["reserved"], member["time"]["reserved"], member["time"]["case_study"]) == (40, 0, 120)
    assert [one["saved"]["saved"] for one in (visitor, partner, member)] == [11, 22, 33]


def test_attendance_is_told_by_capacity_and_way_and_hides_what_could_be_somebody(year, cast):
    meeting = Meeting.objects.earliest("starts_at")
    with pgtrigger.ignore("meetings.Attendance:confirmed_stands"):
        Attendance.objects.create(meeting=meeting, person=cast.member, capacity="member", mode="in_person")
    figure = next(one for one in doors.figures([year], Circle.PARTNER) if one.key == "attendance")
    assert [key for key, _label in figure.series] == ["guest"]
    figure = next(one for one in doors.figures([year], Circle.MEMBER) if one.key == "attendance")
    assert [key for key, _label in figure.series] == ["member", "guest"]
    assert figure.rows == ((f"{year}, In person", (None, None)), (f"{year}, Online", (0, None)))


def test_a_number_alone_that_the_sum_would_tell_is_not_hidden_alone():
    assert few_hidden({"a": 2, "b": 9, "c": 4, "d": 0}) == {"a": None, "b": 9, "c": None, "d": 0}
    assert few_hidden({"a": 2, "b": 1, "c": 4}) == {"a": None, "b": None, "c": 4}
    assert few_hidden({"a": 3, "b": 0}) == {"a": 3, "b": 0}


def test_the_line_of_the_target_stands_at_its_share_of_the_work(year):
    an_item(Meeting.objects.earliest("starts_at"), kind="break", minutes=60)
    Rules.objects.update_or_create(pk=1, defaults={"business_percent": 25})
    figure = next(one for one in doors.figures([year], Circle.MEMBER) if one.key == "planned")
    minutes = sum(figure.rows[0][1])
    assert (figure.mark, figure.marks) == ("Business at most (25%)", (round((minutes - 60) / 4),))


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
    assert "style=" not in page and (page.count("<table"), page.count("counted__bar")) == (11, 12)
    assert 'fill="url(#kind-business)"' in page and page.count('class="counted__halo"') == 2
    assert "Who may see this: Everybody" in words(page) and "Who may see this: Members and partners" in words(page)
    sheet = as_person("member").get(reverse("numbers_sheet", args=["decisions"]))
    assert f'\r\n"{year}","3","9"' in b"".join(sheet.streaming_content).decode()
    assert as_person("visitor").get(reverse("numbers_sheet", args=["attendance"])).status_code == 404


def words(page):
    return " ".join(page.split())
