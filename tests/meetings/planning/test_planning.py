"""Planning a year, moving and copying meetings: dates, what speaks against them, and nothing made twice."""

import datetime
import threading

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from common.editing import IllegalChange
from meetings.models import ClosedDay, Meeting
from meetings.planning import dates, scheduling
from tests.cast import a_meeting, make_cast
from tests.typed import errors, typed

pytestmark = pytest.mark.django_db
YEAR = 2031
RULE = {
    "year": YEAR,
    "nth": 2,
    "weekday": 1,
    "months": [3, 6, 9, 12],
    "starts": "10:30",
    "minutes": 270,
    "title_en": "Quarterly meeting",
}


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def day(text):
    return datetime.date.fromisoformat(text)


def at(text):
    return timezone.make_aware(datetime.datetime.fromisoformat(text))


def slot(text, minutes=270):
    return dates.moments(day(text), datetime.time(10, 30), minutes)


@pytest.mark.parametrize(
    ("year", "month", "nth", "weekday", "right"),
    [
        (2027, 3, 2, 1, "2027-03-09"),
        (2027, 6, 1, 1, "2027-06-01"),
        (2027, 2, 4, 0, "2027-02-22"),
        (2027, 12, -1, 4, "2027-12-31"),
        (2028, 2, -1, 1, "2028-02-29"),
        (2027, 2, -1, 6, "2027-02-28"),
    ],
)
def test_the_nth_weekday_of_a_month(year, month, nth, weekday, right):
    assert dates.nth_weekday(year, month, nth, weekday) == day(right)


def test_bank_holidays_of_wales_have_names_in_both_languages():
    names = {}
    for language in ("en", "cy"):
        with override(language):
            names[language] = dates.bank_holidays({2026, 2027})
    assert (str(names["en"][day("2027-03-26")]), names["en"][day("2026-12-28")]) == (
        "Good Friday",
        "Boxing Day (substitute day)",
    )
    assert day("2027-07-12") not in names["en"]  # Northern Ireland's
    assert {name.lang for name in names["cy"].values()} == {"cy"}
    with override("cy"):
        assert dates.bank_holidays({2023})[day("2023-05-08")].lang == "en"  # a coronation, which we have no Welsh for


def kinds(text):
    return {remark.kind: str(remark.name) for remark in dates.remarks_on([slot(text)])[slot(text)]}


def test_what_speaks_against_a_day():
    ClosedDay.objects.create(day=day("2031-03-11"), reason_en="Conference", reason_cy="Cynhadledd")
    a_meeting(starts_at=at("2031-06-10 14:00"), ends_at=at("2031-06-10 16:00"), title_en="Workshop")
    a_meeting(starts_at=at("2031-09-09 18:00"), ends_at=at("2031-09-09 19:00"), title_en="Evening")
    a_meeting(starts_at=at("2031-12-09 10:30"), ends_at=at("2031-12-09 12:00"), title_en="There")
    a_meeting(starts_at=at("2031-12-16 10:30"), ends_at=at("2031-12-16 12:00"), state="cancelled")
    asked = [
        "2031-03-11",
        "2031-04-14",
        "2031-06-10",
        "2031-09-09",
        "2031-12-09",
        "2031-12-16",
        "2031-03-30",
        "2031-10-26",
        "2011-03-08",
    ]
    assert [kinds(text) for text in asked] == [
        {"closed": "Conference"},
        {"holiday": "Easter Monday"},
        {"overlap": "Workshop"},
        {"same_day": "Evening"},
        {"planned": "There"},
        {},
        {"clock": ""},
        {"clock": ""},
        {"past": ""},
    ]


def test_a_year_is_planned_by_one_press_with_what_the_last_year_had(as_person, cast):
    for date in ("2025-03-11", "2025-06-10", "2025-09-09", "2025-12-09"):
        facts = {
            "title_en": "Forum",
            "title_cy": "Fforwm",
            "place_en": "Barry",
            "place_cy": "Y Barri",
            "is_public": True,
        }
        a_meeting(starts_at=at(f"{date} 13:00"), ends_at=at(f"{date} 16:00"), state="held", **facts)
    browser = as_person("administrator")
    page = browser.get(url("plan_year"))
    rows = typed(page)
    year = int(rows["day_0"][:4])
    assert year >= timezone.localdate().year
    browser.post(f"{url('plan_year')}?{page.context['query']}", rows)
    made = Meeting.objects.filter(state="planned").order_by("starts_at")
    starts = [timezone.localtime(one.starts_at) for one in made]
    coming = [month for month in (3, 6, 9, 12) if dates.nth_weekday(year, month, 2, 1) >= timezone.localdate()]
    assert [(start.month, (start.day - 1) // 7 + 1, start.weekday(), f"{start:%H:%M}") for start in starts] == [
        (month, 2, 1, "13:00") for month in coming
    ]
    assert {(one.title_cy, one.place_en, one.length, one.is_public, one.kind, one.chair) for one in made} == {
        ("Fforwm", "Barry", 180, True, "quarterly", cast.chair)
    }
    assert all(one.items.exists() and one.interpreter_by for one in made)


def test_a_title_or_place_that_was_there_once_is_not_the_usual_one():
    for month, title in ((3, "On care"), (6, "On homes")):
        start = at(f"2025-0{month}-25 10:00")
        a_meeting(
            starts_at=start,
            ends_at=start + datetime.timedelta(hours=2),
            title_en=title,
            place_en=title,
            title_cy="",
            place_cy="",
        )
    rule = dates.usual_rule()
    assert (rule.title_en, rule.title_cy, rule.place_en, rule.months, rule.minutes) == (
        "Quarterly meeting", "Cyfarfod chwarterol", "", (3, 6, 9, 12), 120,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("months", "asked"),
    [((12,), (3, 6, 9, 12)), ((2,), (2,)), ((3, 10), (3, 10)), ((3, 9, 3, 9), (3, 9)), ((3, 6, 9, 12), (3, 6, 9, 12))],
)
def test_a_forum_that_began_late_in_a_year_plans_the_whole_of_the_next_one(months, asked):
    for place, month in enumerate(months):
        start = at(f"{2022 + place // 2}-{month:02}-11 10:00")
        a_meeting(starts_at=start, ends_at=start + datetime.timedelta(hours=2), state="held")
    assert dates.usual_rule().months == asked


def plan(browser, change=None, rule=None):
    """Send the page of a year's dates, changed, and return the answer."""
    page = browser.get(url("plan_year"), RULE | (rule or {}))
    return browser.post(f"{url('plan_year')}?{page.context['query']}", typed(page) | (change or {}))


def planned():
    return [f"{timezone.localtime(one.starts_at):%m-%d}" for one in Meeting.objects.order_by("starts_at")]


def test_a_second_press_makes_nothing_twice(as_person):
    browser = as_person("chair")
    page = browser.get(url("plan_year"), RULE)
    for _press in range(2):
        assert browser.post(f"{url('plan_year')}?{page.context['query']}", typed(page)).status_code == 302
    assert planned() == ["03-11", "06-10", "09-09", "12-09"]
    again = typed(browser.get(url("plan_year"), RULE))
    assert {name: value for name, value in again.items() if name.startswith("out_")} == {
        f"out_{number}": "on" for number in range(4)
    }


def test_dates_are_changed_and_left_out(as_person):
    plan(as_person("administrator"), {"day_0": "2031-03-18", "out_1": "on", "day_2": "rubbish", "out_2": "on"})
    assert planned() == ["03-18", "12-09"]


def test_a_changed_date_that_something_speaks_against_is_shown_first(as_person):
    browser = as_person("administrator")
    answer = plan(browser, {"day_0": "2031-04-14"})
    assert answer.status_code == 200 and "Easter Monday" in answer.content.decode()
    assert planned() == []
    browser.post(f"{url('plan_year')}?{answer.context['query']}", typed(answer))
    assert planned() == ["04-14", "06-10", "09-09", "12-09"]


def test_checking_again_makes_nothing(as_person):
    answer = plan(as_person("administrator"), {"check": "", "day_0": "2031-03-19"})
    assert (answer.status_code, typed(answer)["day_0"], planned()) == (200, "2031-03-19", [])


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"day_0": "2031-06-10"}, "day_1"),
        ({"day_0": "never"}, "day_0"),
        ({"day_0": ""}, "day_0"),
        ({"day_0": "2031-05-06"}, "day_0"),
    ],
)
def test_a_date_that_cannot_be_is_refused_beside_it_and_nothing_is_made(as_person, change, field):
    a_meeting(starts_at=at("2031-05-06 09:00"), ends_at=at("2031-05-06 11:00"))
    answer = plan(as_person("administrator"), change)
    assert (answer.status_code, list(errors(answer)), planned()) == (200, [field], ["05-06"])


def test_an_hour_that_the_clocks_leave_out_is_refused(as_person):
    answer = plan(
        as_person("administrator"), rule={"months": [3], "nth": -1, "weekday": 6, "starts": "01:30", "minutes": 60}
    )
    assert (list(errors(answer)), planned()) == (["day_0"], [])


def test_with_every_date_left_out_there_is_nothing_to_plan(as_person):
    answer = plan(as_person("administrator"), {f"out_{number}": "on" for number in range(4)})
    assert "nothing to plan" in answer.content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("year", "99999"),
        ("minutes", "0"),
        ("minutes", "1000"),
        ("months", "13"),
        ("nth", "5"),
        ("starts", "25:00"),
        ("title_en", ""),
    ],
)
def test_a_rule_that_cannot_be_is_refused_beside_its_field(as_person, field, value):
    page = as_person("administrator").get(url("plan_year"), RULE | {field: value})
    assert (page.status_code, field in page.context["form"].errors, page.context["dates"]) == (200, True, None)


def test_another_meeting_at_the_same_time_stops_the_whole_year():
    a_meeting(starts_at=at("2031-12-09 12:00"), ends_at=at("2031-12-09 13:00"))
    rule = dates.Rule(year=YEAR)
    with pytest.raises(IllegalChange):
        scheduling.plan_year(rule=rule, days=rule.days())
    assert planned() == ["12-09"]


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_make_one_year():
    make_cast()
    rule, made = dates.Rule(year=YEAR), []

    def press():
        made.append(len(scheduling.plan_year(rule=rule, days=rule.days())))
        connection.close()

    hands = [threading.Thread(target=press) for _hand in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert (sorted(made), len(planned())) == ([0, 0, 0, 4], 4)


def test_days_kept_free_are_added_and_removed(as_person):
    browser = as_person("administrator")
    soon = timezone.localdate() + datetime.timedelta(days=9)
    browser.post(url("closed_days"), {"day": soon, "reason_en": "Eisteddfod"})
    row = ClosedDay.objects.get()
    assert "Eisteddfod" in browser.get(url("closed_days")).content.decode()
    assert errors(browser.post(url("closed_days"), {"day": soon, "reason_en": "Twice"})).keys() == {"day"}
    assert as_person("member").post(url("remove_closed_day", row.pk)).status_code == 403
    browser.post(url("remove_closed_day", row.pk))
    assert not ClosedDay.objects.exists()
    assert browser.post(url("remove_closed_day", row.pk)).status_code == 404
