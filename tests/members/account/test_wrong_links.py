"""Guessing at links and addresses that open without a login: thirty a minute from one network, and then none opens."""

import time

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from meetings.calendars import calendars

pytestmark = pytest.mark.django_db
HOME, ELSEWHERE = "192.0.2.1", "203.0.113.9"


@pytest.fixture(autouse=True)
def no_limits_from_elsewhere(cast):
    cache.clear()


def opened(path, network=ELSEWHERE):
    return Client().get(path, REMOTE_ADDR=network).status_code


def wrong(number):
    return reverse("meetings:calendar_feed", args=[f"{number:043}"])


def test_thirty_wrong_addresses_a_minute_and_then_none_opens_there(cast, monkeypatch):
    right = reverse("meetings:calendar_feed", args=[calendars.new_address(cast.member)])
    assert [opened(wrong(number)) for number in range(30)] == [404] * 30
    assert (opened(wrong(31)), opened(right), opened(right, HOME), opened("/")) == (429, 429, 200, 200)
    later = time.time() + 61
    monkeypatch.setattr(time, "time", lambda: later)
    assert opened(right) == 200


def test_links_of_letters_count_among_them(cast):
    path = reverse("meetings:answer_by_link", args=["x"])
    assert [opened(path) for _ in range(30)] == [404] * 30
    assert (opened(path), opened(wrong(1))) == (429, 429)


def test_right_ones_are_not_counted(cast):
    right = reverse("meetings:calendar_feed", args=[calendars.new_address(cast.member)])
    assert {opened(right) for _ in range(35)} == {200}
