"""Steps of a state: taken whole under a lock, by who may, from where they begin; else refused with a sentence."""

import ast
import dataclasses

import pytest
from django.urls import reverse

from common.editing import IllegalChange, locked
from common.steps import offered, take, version_in
from library.consulting import lifecycle as consulting_lifecycle
from meetings.minutes import lifecycle as minutes_lifecycle
from meetings.models import Meeting
from meetings.planning import lifecycle
from taskgroups.models import TaskGroup
from taskgroups.steering import lifecycle as group_lifecycle
from tests.cast import a_meeting, an_item
from tests.rooms import a_group
from tests.sources import modules, tree

pytestmark = pytest.mark.django_db

MACHINES = {"meeting": lifecycle.STEPS, "minutes": minutes_lifecycle.STEPS, "group": group_lifecycle.STEPS}
MACHINES["consultation"] = consulting_lifecycle.STEPS


@pytest.fixture
def meeting(cast):
    """A planned meeting with an item on its agenda."""
    return an_item(a_meeting()).meeting


def state_of(meeting):
    return Meeting.objects.get(pk=meeting.pk).state


def test_what_is_gone_is_refused_and_not_broken():
    meeting = a_meeting()
    Meeting.objects.filter(pk=meeting.pk).delete()
    for change in (locked, lambda row: take(row, lifecycle.CANCEL)):
        with pytest.raises(IllegalChange, match="removed in the meantime"):
            change(meeting)


def test_who_may_not_is_refused_also_where_no_page_asked(cast, meeting):
    with pytest.raises(IllegalChange):
        take(meeting, lifecycle.CANCEL, by=cast.member)
    assert state_of(meeting) == "planned"
    take(meeting, lifecycle.CANCEL, by=cast.chair)
    assert state_of(meeting) == "cancelled"


def test_a_convenor_who_is_one_no_more_when_it_is_taken_is_refused(cast):
    group = a_group("zq", cast)
    assert [step.name for step in offered(group_lifecycle.STEPS.values(), cast.convenor, group)] == ["report", "close"]
    TaskGroup.objects.filter(pk=group.pk).update(convenor=cast.member)
    with pytest.raises(IllegalChange):
        take(group, group_lifecycle.REPORT, by=cast.convenor)


def test_what_was_changed_since_it_was_looked_at_is_looked_at_again(as_person, meeting):
    page = reverse("meetings:step", args=[meeting.pk, "publish"])
    keeper = as_person("administrator")
    assert f'name="version" value="{meeting.version}"' in keeper.get(page).content.decode()
    Meeting.objects.filter(pk=meeting.pk).update(title_en="Elsewhere", version=meeting.version + 1)
    answer = keeper.post(page, {"version": meeting.version})
    assert (answer.status_code, state_of(meeting)) == (409, "planned")
    assert "Please look at it again" in answer.content.decode()
    meeting.refresh_from_db()
    assert keeper.post(page, {"version": meeting.version}).status_code == 302
    assert state_of(meeting) == "published"


@pytest.mark.parametrize(("sent", "version"), [("3", 3), ("", None), ("x", None), ("-1", None), ("9" * 30, None)])
def test_a_version_is_read_as_it_was_sent(sent, version):
    assert version_in({"version": sent}) == version


def test_what_follows_a_step_is_part_of_it(meeting):
    def breaks(_row, **_facts):
        raise RuntimeError

    with pytest.raises(RuntimeError):
        take(meeting, dataclasses.replace(lifecycle.PUBLISH, then=breaks))
    assert state_of(meeting) == "planned"


@pytest.mark.parametrize("machine", sorted(MACHINES))
def test_every_step_says_what_it_is_and_why_it_is_refused(machine):
    for name, step in MACHINES[machine].items():
        assert step.name == name and step.to_state not in step.from_states
        assert str(step.closed) and str(step.done), name


def test_one_row_is_locked_in_one_way_everywhere():
    by_hand = [
        (str(path), node.lineno)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "get"
        if "select_for_update" in ast.unparse(node.func)
    ]
    assert by_hand == []
