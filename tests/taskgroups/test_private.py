"""Nothing of a group that is private to its people comes out to anybody else: no page, hit, count, feed or file."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from common.keeping import Shelf
from forum_site import doors
from meetings.calendars import calendars
from meetings.minutes import everybody
from taskgroups.models import (
    GroupAction,
    GroupMeeting,
    GroupMember,
    GroupMessage,
    GroupPaper,
    Milestone,
    ProgressLine,
)
from tests.rooms import both
from tests.taskgroups.test_groups import a_group, url

pytestmark = pytest.mark.django_db
WORD = "zqhushzq"
LISTS = ("/", "/groups/", "/meetings/actions/all/", "/meetings/actions/", f"/search/?words={WORD[:6]}", "/my-data/")


@pytest.fixture
def rows(cast):
    """A private group of the convenor's with the Chair's deputy, and one of everything in it."""
    now, texts = timezone.now(), both("name", WORD) | both("remit", WORD) | both("final_report", WORD)
    group = a_group(convenor=cast.convenor, shared_with_partners=False, is_private=True, **texts)
    times = {"starts_at": now, "ends_at": now + datetime.timedelta(hours=1), "place": WORD}
    facts = {"file": ContentFile(WORD.encode(), name="x.txt"), "name": f"{WORD}.txt", "content_type": "text/plain"}
    ProgressLine.objects.create(group=group, month=now.date().replace(day=1), text=WORD)
    GroupMessage.objects.create(group=group, author=cast.convenor, text=WORD)
    milestone = Milestone.objects.create(group=group, due_on=now.date(), **both("title", WORD))
    meeting = GroupMeeting.objects.create(group=group, **times)
    paper = GroupPaper.objects.create(group=group, size=1, **facts, **both("title", WORD))
    action = GroupAction.objects.create(group=group, owner=cast.convenor, **both("text", WORD))
    return group, milestone, meeting, paper, action


def addresses(rows):
    """Return the addresses of everything in the group."""
    group, milestone, meeting, paper, action = rows
    bare = ("group", "work", "talk", "edit_group", "final_report", "bring_report", "write_to_group", "say_progress")
    return [
        *(url(name, group.pk) for name in bare),
        url("edit_milestone", group.pk, milestone.pk),
        url("group_calendar", group.pk, meeting.pk),
        url("group_paper", group.pk, paper.pk),
        url("edit_group_action", group.pk, action.pk),
    ]


@pytest.mark.parametrize("role", ["member", "partner"])
def test_it_is_not_there_for_anybody_else(as_person, cast, rows, role):
    client, person = as_person(role), getattr(cast, role)
    assert {path: client.get(path).status_code for path in addresses(rows)} == dict.fromkeys(addresses(rows), 404)
    assert {path for path in LISTS if WORD in client.get(path).content.decode()} == set()
    assert str(rows[0].pk) not in [str(key) for key, _name in everybody.groups(person)]
    assert everybody.elsewhere(person) == []
    assert WORD.encode() not in calendars.feed(Shelf(""), person)[0]
    assert WORD not in str(doors.news(timezone.now() - datetime.timedelta(days=3), person))
    assert client.post(url("join", rows[0].pk)).status_code == 404


def test_it_is_there_for_its_people_and_who_keeps_the_record(as_person, cast, rows):
    GroupMember.objects.create(group=rows[0], person=cast.partner)
    for role in ("convenor", "partner", "administrator"):
        client = as_person(role)
        assert client.get(url("work", rows[0].pk)).status_code == 200, role
        assert WORD in client.get("/groups/").content.decode(), role
        assert WORD in client.get(f"/search/?words={WORD[:6]}").content.decode(), role
    assert WORD.encode() in calendars.feed(Shelf(""), cast.partner)[0]
