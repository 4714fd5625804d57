"""Several who press at one moment, each on a page of their own: the others get what a second press means, no fault."""

import datetime

import pytest
from django.utils import timezone

from meetings.agenda import building
from meetings.models import AgendaItem, Meeting
from meetings.planning import scheduling
from members.models import Application, Invite, Letter
from taskgroups.models import GroupRequest, TaskGroup
from tests.cast import a_meeting, an_item, wall_clock
from tests.forms import form_on
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 4


def pressed(client, pages):
    """Send the forms of several pages ((address, what is typed)) at one moment; return how often each answer came."""
    sent = [(path, form_on(client, path).fields | typed) for path, typed in pages]
    answers = [answer.status_code for answer in at_once(lambda: client.post(*sent.pop()), len(sent))]
    return sorted(answers)


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


def test_an_item_is_removed(administrator):
    items = [an_item(a_meeting()) for _ in range(3)]
    answers = pressed(administrator, [(f"/meetings/items/{items[0].pk}/remove/", {})] * TIMES)
    assert set(answers) <= {302, 404}  # not there, for one who comes when it is off already
    assert AgendaItem.removed.count() == 1


def test_an_item_that_is_gone_is_not_moved(administrator):
    meeting = a_meeting()
    items = [an_item(meeting) for _ in range(3)]
    path = f"/meetings/{meeting.pk}/agenda/"
    building.remove_item(item=items[0])
    answer = administrator.post(f"/meetings/items/{items[1].pk}/move/", {"to": "up"})
    assert (answer.status_code, answer.url) == (302, path)
    assert administrator.post(f"/meetings/items/{items[0].pk}/move/", {"to": "down"}).status_code == 404


def test_somebody_is_asked_into_a_group(administrator, cast):
    group = TaskGroup.objects.create(name_en="Transport", remit_en="Lifts", convenor=cast.convenor)
    pages = [(f"/groups/{group.pk}/members/add/", {"person": cast.member.pk})] * TIMES
    assert pressed(administrator, pages) == [302] * TIMES
    assert (GroupRequest.objects.get().person, Letter.objects.count()) == (cast.member, 1)


def test_somebody_is_invited(administrator):
    typed = {"lines": "Mair Newydd, mair@forum.example", "capacity": "member", "language": "cy"}
    assert pressed(administrator, [("/people/invites/", typed)] * TIMES) == [200] * (TIMES - 1) + [302]
    assert Invite.objects.get().email == "mair@forum.example"


def test_somebody_applies(as_person):
    typed = {"name": "Mair", "email": "Mair@forum.example", "kind": "person", "why": "To help", "agree": "on"}
    assert pressed(as_person("visitor"), [("/people/apply/", typed)] * TIMES) == [302] * TIMES
    assert Application.objects.get().email == "Mair@forum.example"


def test_the_minutes_of_two_meetings_of_a_month_are_begun(administrator):
    day = timezone.localdate().replace(day=1) - datetime.timedelta(days=20)
    back = (day - timezone.localdate()).days
    meetings = [a_meeting(days=back + number, state="held") for number in range(TIMES)]
    items = [an_item(meeting) for meeting in meetings]
    pages = [
        (f"/meetings/{item.meeting_id}/minutes/write/", {f"item-{item.pk}-text_en": "Begun.", "item": item.pk})
        for item in items
    ]
    assert pressed(administrator, pages) == [302] * TIMES
    references = Meeting.objects.order_by("kept_reference").values_list("kept_reference", flat=True)
    assert list(references) == [f"{day:%Y-%m}{letter}" for letter in ("", "b", "c", "d")]


def test_meetings_are_planned_at_one_time(administrator):
    day = (timezone.localdate() + datetime.timedelta(days=60)).isoformat()
    typed = {"title_en": "Spring meeting", "date": day, "starts": "10:30", "ends": "15:00"}
    assert pressed(administrator, [("/meetings/new/", typed)] * TIMES) == [200] * (TIMES - 1) + [302]
    assert Meeting.objects.get().title_en == "Spring meeting"


def test_meetings_are_moved_to_one_time(administrator):
    meetings = [a_meeting(days=30 + number) for number in range(TIMES)]
    day = (timezone.localdate() + datetime.timedelta(days=60)).isoformat()
    pages = [(f"/meetings/{meeting.pk}/edit/", {"date": day}) for meeting in meetings]
    assert pressed(administrator, pages) == [200] * (TIMES - 1) + [302]
    assert Meeting.objects.filter(starts_at__date=day).count() == 1


def test_a_meeting_is_not_planned_again_where_another_stands(administrator, cast):
    cancelled = a_meeting(state="cancelled")
    other = a_meeting()
    answer = administrator.post(f"/meetings/{cancelled.pk}/step/plan/")
    assert (answer.status_code, str(other) in answer.content.decode()) == (409, True)
    scheduling.move_meeting(meeting=other, starts_at=wall_clock(50), ends_at=wall_clock(50, "15:00"))
    assert administrator.post(f"/meetings/{cancelled.pk}/step/plan/").status_code == 302
