"""Days of the week in Welsh: small inside a sentence, with a capital where a line, a card or a choice begins."""

import datetime

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.dates import WEEKDAYS

from meetings.models import ClosedDay, Meeting
from meetings.papers.contents import facts_of
from meetings.planning.forms import DAYS
from tests.cast import a_meeting
from tests.seen import see

pytestmark = pytest.mark.django_db


def faults(client, address):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    page = client.get(address)
    assert page.status_code == 200
    return [fault for fault in see(page.content.decode()).faults("cy") if fault.startswith("a small letter begins")]


@pytest.fixture
def meeting():
    ClosedDay.objects.create(day=datetime.date(2027, 3, 16), reason_en="Away")
    return a_meeting(state=Meeting.State.PUBLISHED)


@pytest.mark.parametrize("page", ["{m}", "{m}agenda/", "/meetings/", "/", "/meetings/closed-days/", "{m}register/"])
def test_a_day_that_begins_has_a_capital(as_person, meeting, page):
    assert faults(as_person("administrator"), page.format(m=meeting.get_absolute_url())) == []


def test_a_day_in_a_sentence_is_small():
    with translation.override("cy"):
        assert str(WEEKDAYS[1]) == "dydd Mawrth"


def test_choices_and_papers_begin_with_a_capital(meeting):
    with translation.override("cy"):
        assert [str(name) for _number, name in DAYS][:2] == ["Dydd Llun", "Dydd Mawrth"]
        assert facts_of(meeting)[0][1].startswith("Dydd ")
    with translation.override("en"):
        assert str(DAYS[0][1]) == "Monday"
