"""Whoever took something on in a group hears once that it is due, while it is theirs to do."""

import datetime

import pytest
from django.utils import timezone

from taskgroups.at_work import emails
from taskgroups.models import GroupAction, TaskGroup
from tests.letters import deliver_to_roles
from tests.taskgroups.test_groups import a_group

pytestmark = pytest.mark.django_db


def an_action(group, owner, **facts):
    due = timezone.localdate() + datetime.timedelta(days=facts.pop("days", 3))
    return GroupAction.objects.create(group=group, owner=owner, text_en="Ring Zennor", due_on=due, **facts)


def test_who_took_something_on_in_a_group_is_told_once_that_it_is_due(cast):
    group = a_group()
    an_action(group, cast.member)
    an_action(group, cast.partner, days=90)
    an_action(group, cast.chair, closed_at=timezone.now())
    an_action(group, cast.lapsed, days=-2)
    emails.remind_owners()
    emails.remind_owners()
    sent = deliver_to_roles()
    assert set(sent) == {"member"} and "Ring Zennor" in sent["member"].body and "#action-" in sent["member"].body
    emails.remind_owners()
    assert deliver_to_roles() == {}


@pytest.mark.parametrize("change", ["done", "given away", "group finished", "no day"])
def test_an_action_is_not_told_where_it_is_not_theirs_to_do_any_more(cast, change):
    group = a_group()
    action = an_action(group, cast.member)
    emails.remind_owners()
    facts = {"done": {"closed_at": timezone.now()}, "given away": {"owner": cast.chair}, "no day": {"due_on": None}}
    GroupAction.objects.filter(pk=action.pk).update(**facts.get(change, {"progress": "on its way"}))
    if change == "group finished":
        finished = {"state": "finished", "finished_at": timezone.now(), "final_report_en": "<p>Done</p>"}
        TaskGroup.objects.update(**finished)
    assert "member" not in deliver_to_roles()
