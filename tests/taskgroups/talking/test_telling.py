"""Letters of a group: a message to its people, seen beforehand, and the monthly question, answered by link."""

import datetime

import pytest
from django.utils import timezone

from meetings.letter_budget import budget
from taskgroups.models import GroupMember, GroupMessage, ProgressLine, TaskGroup
from taskgroups.talking import progress
from tests.letters import deliver_to_roles
from tests.taskgroups.test_groups import a_group, url

pytestmark = pytest.mark.django_db
WORDS = {"language": "en", "text": "We meet at four."}


@pytest.fixture
def group(cast):
    """A group of the convenor's that began long ago, with the member in it."""
    group = a_group(convenor=cast.convenor, starts_on="2020-01-02")
    GroupMember.objects.create(group=group, person=cast.member)
    return group


def test_a_message_is_seen_and_then_goes_to_everybody_in_the_group(as_person, cast, group):
    convenor = as_person("convenor")
    page = convenor.post(url("write_to_group", group.pk), WORDS | {"see": "yes"}).content.decode()
    assert "We meet at four." in page and cast.member.name in page
    assert (GroupMessage.objects.count(), deliver_to_roles()) == (0, {})
    convenor.post(url("write_to_group", group.pk), WORDS | {"send": "yes"})
    sent = deliver_to_roles()
    assert set(sent) == {"member"} and "We meet at four." in sent["member"].body
    assert budget.counted().count() == 1
    assert as_person("member").get(url("write_to_group", group.pk)).status_code == 403


def test_who_left_the_group_in_the_meantime_gets_none(as_person, cast, group):
    as_person("convenor").post(url("write_to_group", group.pk), WORDS | {"send": "yes"})
    group.places.all().delete()
    assert deliver_to_roles() == {}


def test_the_convenor_is_asked_once_a_month_and_answers_by_link(client, cast, group):
    progress.ask_for_progress()
    progress.ask_for_progress()
    sent = deliver_to_roles()
    assert set(sent) == {"convenor"}
    month = progress.month_of(timezone.localdate())
    path = progress.progress_path(group, cast.convenor, month)
    assert path in sent["convenor"].body
    assert (client.get(path).status_code, ProgressLine.objects.count()) == (200, 0)
    client.post(path, {"text": "Half of the talks are done.", "language": "en"})
    client.post(path, {"text": "Most of the talks are done.", "language": "en"})
    line = ProgressLine.objects.get()
    assert (line.month, line.text, line.said_by) == (month, "Most of the talks are done.", cast.convenor)


def test_a_link_opens_nothing_else_and_nothing_later(client, cast, group):
    """Of the page `progress_by_link`."""
    month = progress.month_of(timezone.localdate())
    path = progress.progress_path(group, cast.convenor, month)
    old = progress.progress_path(group, cast.convenor, month - datetime.timedelta(days=90))
    other = progress.progress_path(group, cast.member, month)
    dead = [old, other, path[:-3] + "x/"]
    assert {client.get(one).status_code for one in dead} == {404}
    TaskGroup.objects.filter(pk=group.pk).update(state="closed", closing_reason="Over", finished_at=timezone.now())
    assert client.post(path, {"text": "Late", "language": "en"}).status_code == 404


def test_nobody_is_asked_where_the_line_is_there_or_the_group_has_just_begun(cast, group):
    TaskGroup.objects.update(starts_on=timezone.localdate())
    progress.ask_for_progress()
    TaskGroup.objects.update(starts_on="2020-01-02")
    facts = {"month": progress.month_of(timezone.localdate()), "text": "Well", "said_by": cast.convenor}
    ProgressLine.objects.create(group=group, **facts)
    progress.ask_for_progress()
    assert deliver_to_roles() == {}


def test_the_line_is_said_on_the_site_too(as_person, cast, group):
    as_person("convenor").post(url("say_progress", group.pk), {"text": "It goes well.", "language": "en"})
    assert "It goes well." in as_person("partner").get(url("work", group.pk)).content.decode()
