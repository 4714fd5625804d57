"""The day itself on two screens: the Chair moves the meeting on, and the wall follows by itself."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser import axe
from tests.cast import a_meeting, an_item

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_the_wall_follows_where_the_chair_moves_the_meeting(open_page, cast):
    now, hour = timezone.now(), datetime.timedelta(hours=1)
    meeting = a_meeting(state="published", chair=cast.chair, starts_at=now - hour, ends_at=now + hour)
    for title in ("Welcome", "Budget"):
        an_item(meeting, title_en=title, title_cy="", minutes=10)
    chair, wall = open_page("administrator"), open_page("member")
    wall.goto(f"/meetings/{meeting.pk}/today/")
    expect(wall.locator("#today-again")).to_be_hidden()
    chair.goto(f"/meetings/{meeting.pk}/today/")
    chair.get_by_role("button", name=re.compile("Begin ?: Welcome")).click()
    expect(chair.locator("#today-left")).to_have_text("Minutes left: 10")
    assert axe(chair) == []
    wall.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(wall.locator("#now")).to_contain_text("1. Welcome")
    expect(wall.locator("#today-said")).to_contain_text("Welcome")
    assert axe(wall) == []
