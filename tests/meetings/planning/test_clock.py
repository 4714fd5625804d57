"""Times that clocks in Wales leave out in March, and show twice in October: what is asked, and what is kept."""

import datetime

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError

from meetings.models import Meeting
from meetings.planning import clock
from meetings.planning.dates import Rule
from meetings.planning.forms import RuleForm
from tests.cast import a_meeting
from tests.forms import form_on

TWICE, LEFT_OUT = datetime.date(2032, 10, 31), datetime.date(2032, 3, 28)
MEETING = {"title_en": "Night", "kind": "quarterly", "date": "2032-10-31", "starts": "00:30", "ends": "03:00"}
WHICH = "This time comes twice on that day, because the clocks go back. Please say which one you mean."


def utc(moment):
    return f"{moment.astimezone(datetime.UTC):%H:%M}"


@pytest.mark.parametrize(
    ("day", "time", "which", "want"),
    [
        (TWICE, "00:59", "first", "23:59"), (TWICE, "01:00", "first", "00:00"), (TWICE, "01:00", "second", "01:00"),
        (TWICE, "01:59", "second", "01:59"), (TWICE, "02:00", "second", "02:00"), (TWICE, "02:00", "first", "02:00"),
        (LEFT_OUT, "00:59", "first", "00:59"), (LEFT_OUT, "02:00", "first", "01:00"),
    ],
)  # fmt: skip
def test_a_time_on_the_wall_is_a_moment(day, time, which, want):
    assert utc(clock.on_the_clock(day, datetime.time.fromisoformat(time), which)) == want


@pytest.mark.parametrize("time", ["01:00", "01:30", "01:59"])
def test_a_time_that_is_left_out_is_none(time):
    with pytest.raises(ValidationError):
        clock.on_the_clock(LEFT_OUT, datetime.time.fromisoformat(time))
    assert not clock.comes_twice(LEFT_OUT, datetime.time.fromisoformat(time))


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


@pytest.mark.django_db
def test_a_meeting_in_the_hour_that_comes_twice_is_asked_which(administrator):
    typed = MEETING | {"starts": "01:30"}
    page = administrator.post("/meetings/new/", typed)
    assert (page.status_code, page.context["form"].errors) == (200, {"starts_which": [WHICH]})
    assert "The second time, an hour later, by winter time" in page.content.decode()
    for which, want in (("first", "00:30"), ("second", "01:30")):
        assert administrator.post("/meetings/new/", typed | {"starts_which": which}).status_code == 302
        meeting = Meeting.objects.get()
        assert (utc(meeting.starts_at), utc(meeting.ends_at)) == (want, "03:00")
        meeting.delete()


@pytest.mark.django_db
def test_a_meeting_may_end_earlier_on_the_wall_than_it_began(administrator):
    typed = MEETING | {"starts": "01:40", "ends": "01:10"}
    both = {"starts_which": "first", "ends_which": "second"}
    assert administrator.post("/meetings/new/", typed | both | {"starts_which": "second"}).status_code == 200
    assert administrator.post("/meetings/new/", typed | both).status_code == 302
    assert Meeting.objects.get().length == 30


@pytest.mark.django_db
def test_who_saves_such_a_meeting_moves_nothing(administrator):
    for hour in (0, 1):
        start = datetime.datetime(2032, 10, 31, hour, 30, tzinfo=datetime.UTC)
        meeting = a_meeting(starts_at=start, ends_at=start + datetime.timedelta(minutes=20))
        path = f"/meetings/{meeting.pk}/edit/"
        fields = form_on(administrator, path).fields
        assert (fields["starts_which"], fields["ends_which"]) == (("first", "second")[hour],) * 2
        assert administrator.post(path, fields | {"title_en": "Another title"}).status_code == 302
        now = Meeting.objects.get(pk=meeting.pk)
        assert (now.title_en, now.starts_at, now.ends_at) == ("Another title", meeting.starts_at, meeting.ends_at)
    other = "first" if hour else "second"
    fields = form_on(administrator, path).fields
    assert administrator.post(path, fields | {"starts_which": other}).status_code == 200  # there stands the other one
    Meeting.objects.exclude(pk=meeting.pk).delete()
    assert administrator.post(path, fields | {"starts_which": other}).status_code == 302
    assert utc(Meeting.objects.get().starts_at) == "00:30"


@pytest.mark.django_db
def test_nothing_is_asked_where_there_is_nothing_to_ask(administrator):
    page = administrator.post("/meetings/new/", MEETING | {"title_en": ""})
    assert "starts_which" not in page.context["form"].fields
    page = administrator.post("/meetings/new/", MEETING | {"date": "2032-03-28", "starts": "01:30"})
    assert page.context["form"].errors == {"starts": [str(clock.NO_SUCH_TIME)]}


@pytest.mark.django_db
def test_a_copy_is_asked_too(administrator):
    meeting = a_meeting()
    path, typed = f"/meetings/{meeting.pk}/copy/", {"date": "2032-10-31", "starts": "00:30", "ends": "01:30"}
    assert administrator.post(path, typed).context["form"].errors == {"ends_which": [WHICH]}
    assert administrator.post(path, typed | {"ends_which": "second"}).status_code == 302
    assert Meeting.objects.latest("pk").length == 120


@pytest.mark.django_db
def test_so_is_a_poll(administrator):
    meeting = a_meeting()
    path = f"/meetings/{meeting.pk}/poll/ask/"
    typed = {"closes_on": "2032-01-10", "minutes": "60", "at_1": "2032-10-31T01:30", "at_2": "2032-03-28T01:30"}
    page = administrator.post(path, typed)
    assert page.context["form"].errors == {"at_1_which": [WHICH], "at_2": [str(clock.NO_SUCH_TIME)]}
    # the same time on the wall twice, an hour apart
    typed |= {"at_1_which": "second", "at_2": "2032-10-31T01:30", "at_2_which": "first"}
    assert administrator.post(path, typed).status_code == 302
    assert [utc(date.starts_at) for date in meeting.poll.dates.order_by("starts_at")] == ["00:30", "01:30"]


@pytest.mark.django_db
def test_the_dates_of_a_year_say_what_is_the_matter(administrator):
    for months, said in (((10,), "comes twice on that day"), ((3,), str(clock.NO_SUCH_TIME))):
        rule = Rule(year=2032, months=months, nth=-1, weekday=6, starts=datetime.time(1, 30), minutes=60)
        path = f"/meetings/plan/?{RuleForm.query_of(rule).urlencode()}"
        page = administrator.post(path, form_on(administrator, path).fields | {"plan": ""})
        (fault,) = page.context["dates"].errors["day_0"]
        assert (page.status_code, said in fault) == (200, True)


@pytest.mark.django_db
def test_in_welsh_too(administrator):
    administrator.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    page = administrator.post("/meetings/new/", MEETING | {"starts": "01:30"}).content.decode()
    assert "Yr ail dro, awr yn ddiweddarach, yn ôl amser y gaeaf" in page
