"""What a group does: its meetings, papers, actions and talk; who reads them, who adds to them, where they come out."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from meetings.minutes import everybody
from taskgroups.at_work import calendars
from taskgroups.models import GroupAction, GroupMeeting, GroupMember, GroupMessage, GroupPaper
from tests.letters import deliver_to_roles
from tests.taskgroups.test_groups import a_group, said_to, url

pytestmark = pytest.mark.django_db
WHEN = {"starts_at": "2026-12-03T10:30", "ends_at": "2026-12-03T11:30", "place": "Neuadd Tregaron"}


@pytest.fixture
def group(cast):
    """A group of the convenor's with the member in it."""
    group = a_group(convenor=cast.convenor)
    GroupMember.objects.create(group=group, person=cast.member)
    return group


def test_its_people_write_down_a_meeting_and_who_came(as_person, cast, group):
    member = as_person("member")
    assert as_person("partner").post(url("add_group_meeting", group.pk), WHEN).status_code == 403
    member.post(url("add_group_meeting", group.pk), WHEN | {"within_group": "on"})
    meeting = GroupMeeting.objects.get()
    edit = url("edit_group_meeting", group.pk, meeting.pk)
    backwards = WHEN | {"ends_at": "2026-12-03T09:00", "version": meeting.version}
    assert member.post(edit, backwards).context["form"].errors.keys() == {"ends_at"}
    came = {"came": [cast.member.pk], "notes_en": "<p>Zither.</p>", "within_group": "on", "version": meeting.version}
    assert member.post(edit, WHEN | came).status_code == 302
    assert [row.person for row in meeting.came.all()] == [cast.member]
    pages = {role: as_person(role).get(url("work", group.pk)).content for role in ("member", "chair", "partner")}
    assert {role: b"Zither" in page for role, page in pages.items()} == {
        "member": True,
        "chair": True,
        "partner": False,
    }
    assert as_person("partner").get(url("group_calendar", group.pk, meeting.pk)).status_code == 404
    assert member.post(url("remove_group_meeting", group.pk, meeting.pk)).status_code == 302
    assert GroupMeeting.objects.count() == 0


def test_its_meetings_stand_in_the_calendars_of_its_people_alone(as_person, cast, group):
    now = timezone.now()
    facts = {"starts_at": now, "ends_at": now + datetime.timedelta(hours=1), "place": "Tregaron"}
    meeting = GroupMeeting.objects.create(group=group, **facts)
    file = as_person("member").get(url("group_calendar", group.pk, meeting.pk)).content
    assert b"Communication Strategy" in file and b"Tregaron" in file and b"DTSTART;TZID=Europe/London" in file
    assert [len(calendars.events_of(person)) for person in (cast.member, cast.convenor, cast.partner)] == [1, 1, 0]


def test_a_paper_is_checked_kept_and_read_by_whom_it_is_for(as_person, cast, group):
    member, partner = as_person("member"), as_person("partner")
    facts = {"title_en": "Notes", "title_cy": "", "language": "en", "within_group": "on"}
    wrong = SimpleUploadedFile("notes.exe", b"MZ", "application/octet-stream")
    assert member.post(url("add_group_paper", group.pk), facts | {"upload": wrong}).context["form"].errors
    member.post(url("add_group_paper", group.pk), facts | {"upload": SimpleUploadedFile("notes.txt", b"Hush")})
    paper = GroupPaper.objects.get()
    file = url("group_paper", group.pk, paper.pk)
    assert b"".join(member.get(file).streaming_content) == b"Hush"
    assert partner.get(file).status_code == 404
    edit = {"title_en": "Notes for all", "title_cy": "", "language": "en", "version": paper.version}
    assert member.post(url("edit_group_paper", group.pk, paper.pk), edit).status_code == 302
    assert b"".join(partner.get(file).streaming_content) == b"Hush"
    member.post(url("move_group_paper", group.pk, paper.pk))
    assert member.get(file).status_code == 404
    member.post(url("move_group_paper", group.pk, paper.pk))
    assert b"".join(member.get(file).streaming_content) == b"Hush"


def test_what_somebody_takes_on_waits_for_them_and_stands_in_the_list_of_all_actions(as_person, cast, group):
    member = as_person("member")
    facts = {"text_en": "Ring the councils", "text_cy": "", "owner": cast.convenor.pk, "due_on": "2020-02-03"}
    member.post(url("add_group_action", group.pk), facts)
    action = GroupAction.objects.get()
    assert said_to(cast.convenor) == ["_action"]
    listed = as_person("chair").get("/meetings/actions/all/").content.decode()
    assert "Ring the councils" in listed
    assert [one.owner_name for one in everybody.elsewhere(cast.partner, show="overdue")] == [cast.convenor.name]
    assert everybody.elsewhere(cast.partner, person=cast.member.pk) == []
    edit = facts | {"progress": "Two of five", "version": action.version}
    member.post(url("edit_group_action", group.pk, action.pk), edit)
    action.refresh_from_db()
    stale = as_person("convenor").post(url("finish_group_action", group.pk, action.pk), {"version": 1})
    assert stale.status_code == 409
    as_person("convenor").post(url("finish_group_action", group.pk, action.pk), {"version": action.version})
    assert (said_to(cast.convenor), everybody.elsewhere(cast.chair)) == ([], [])
    assert len(everybody.elsewhere(cast.chair, show="done")) == 1
    reopen = url("reopen_group_action", group.pk, action.pk)
    assert [member.post(reopen).status_code for _ in range(2)] == [302, 409]
    assert len(everybody.elsewhere(cast.chair)) == 1
    member.post(url("remove_group_action", group.pk, action.pk))
    assert GroupAction.objects.count() == 0


def test_the_talk_is_among_the_people_of_the_group(as_person, cast, group):
    member = as_person("member")
    member.post(url("talk", group.pk), {"language": "en", "text": "Kazoo tomorrow?"})
    message = GroupMessage.objects.get()
    seen = {role: as_person(role).get(url("talk", group.pk)).status_code for role in ("convenor", "chair", "partner")}
    assert seen == {"convenor": 200, "chair": 200, "partner": 404}
    assert GroupMessage.objects.visible_to(cast.partner).count() == 0
    assert as_person("convenor").post(url("take_back_message", group.pk, message.pk)).status_code == 409
    member.post(url("take_back_message", group.pk, message.pk))
    assert b"Kazoo" not in as_person("convenor").get(url("talk", group.pk)).content
    member.post(url("take_back_message", group.pk, message.pk))
    assert b"Kazoo" in as_person("convenor").get(url("talk", group.pk)).content


def test_who_is_given_an_action_of_the_group_is_told_once(as_person, cast, group):
    sent = {"text_en": "Ring Tregaron", "owner": cast.convenor.pk}
    member = as_person("member")
    assert member.post(url("add_group_action", group.pk), sent).status_code == 302
    letter = deliver_to_roles()["convenor"]
    assert "Ring Tregaron" in letter.body and "Strategaeth Gyfathrebu" in letter.body
    action = GroupAction.objects.get()
    edit = url("edit_group_action", group.pk, action.pk)
    assert member.post(edit, sent | {"text_en": "Ring twice", "version": action.version}).status_code == 302
    assert deliver_to_roles() == {}
    action.refresh_from_db()
    assert member.post(edit, sent | {"owner": cast.member.pk, "version": action.version}).status_code == 302
    assert deliver_to_roles() == {}  # who takes it on knows it
