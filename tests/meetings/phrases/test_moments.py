"""Dates and times as written in both languages; days that are not their weekday, times of no half of the day."""

import datetime

import pytest

from meetings.phrases.moments import clocks_in, days_in, next_after


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("April 14, 2021", "2021-04-14"),
        ("2021-04-14", "2021-04-14"),
        ("02/03/15", "2015-03-02"),
        ("28.07.14", "2014-07-28"),
        ("Thursday the 4th of October 2018", "2018-10-04"),
        ("December 6th2016", "2016-12-06"),
        ("3 Sept 2019", "2019-09-03"),
        ("2il Mai 2020", "2020-05-02"),
        ("5ed o Fai 2019", "2019-05-05"),
        ("6ed Hydref 2018", "2018-10-06"),
        ("8fed o Fawrth 2017", "2017-03-08"),
        ("9fed o Fedi 2016", "2016-09-09"),
        ("16 o Orffennaf 2015", "2015-07-16"),
        ("12 o fis Gorffennaf 2021", "2021-07-12"),
        ("12 Fawrth 2020", "2020-03-12"),
        ("12 Gorff 2020", "2020-07-12"),
        ("3 Tach 2019", "2019-11-03"),
        ("3 Rhag 2019", "2019-12-03"),
        ("nos Fawrth 19 Ionawr 2021", "2021-01-19"),
        ("ddydd Mawrth Tachwedd 17, 2020", "2020-11-17"),
    ],
)
def test_dates(text, date):
    assert [str(day.date) for day in days_in(text)] == [date]


@pytest.mark.parametrize("text", ["6/15/606/1", "we may 12 people", "E/39554", "31 February 2020", "£3.02.15 a day"])
def test_what_is_no_date(text):
    assert days_in(text) == ()


def test_a_day_that_is_not_its_weekday_is_known_as_such():
    days = [*days_in("Monday 13th May 2015"), *days_in("nos Fercher, 13 Mai 2015"), *days_in("Wed 13 May 2015")]
    assert [day.is_its_weekday for day in days] == [False, True, True]


def test_a_date_without_a_year_is_the_next_after_the_meeting():
    meeting = datetime.date(2023, 11, 20)
    days = [day for text in ("by 31 May", "erbyn 1 Rhagfyr") for day in days_in(text, year=2000)]
    assert [str(next_after(day, meeting)) for day in days] == ["2024-05-31", "2023-12-01"]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("5:00-6:00pm", ["17:00", "18:00"]),
        ("11.30 to 1.00pm", ["11:30", "13:00"]),
        ("9:30 - 12:30", ["09:30", "12:30"]),
        ("10am – 12:00pm", ["10:00", "12:00"]),
        ("14.00 - 15.45", ["14:00", "15:45"]),
        ("closed at 8.35pm", ["20:35"]),
        ("6.30 yr hwyr", ["18:30"]),
        ("7 o'r gloch yr hwyr", ["19:00"]),
        ("10.30yb", ["10:30"]),
        ("13:00pm", ["13:00"]),
        ("2 o'r gloch", [""]),
        ("at 7.30", [""]),
        ("£4.50 and 3.25%", []),
        ("held on 29/09/2014", []),
    ],
)
def test_times(text, times):
    assert [clock.time for clock in clocks_in(text)] == times
