"""Telling a convenor that the group's report is due, and whoever took something on that it is: once for each date."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.telling.notices import DUE_DAYS
from members.access import belongs
from members.letters.composing import compose, link
from members.letters.letters import builds, write, written
from taskgroups.models import GroupAction, TaskGroup

REPORT_DUE, ACTION_DUE = "taskgroups.report_due", "taskgroups.action_due"
DAYS = 14  # before the report is due its convenor is told


def send_due() -> None:
    """Write to the convenors of groups whose report is due within DAYS."""
    today = timezone.localdate()
    rows = TaskGroup.objects.open().filter(due_on__range=(today, today + datetime.timedelta(days=DAYS)))
    for group in rows.exclude(convenor=None).select_related("convenor"):
        write(REPORT_DUE, f"{group.pk}:{group.due_on}", people=[group.convenor])


def remind_owners() -> None:
    """Write the one reminder for each open action of a group that is due within the days that actions of meetings are
    told before (`notices.DUE_DAYS`), or overdue, to who took it on.
    """
    until = timezone.localdate() + datetime.timedelta(days=DUE_DAYS)
    rows = GroupAction.objects.open().filter(due_on__lte=until, group__state__in=TaskGroup.AT_WORK)
    due = list(rows.select_related("owner"))
    known = written(ACTION_DUE, [action.pk for action in due])
    for action in due:
        if (str(action.pk), action.owner_id) not in known:
            write(ACTION_DUE, action.pk, people=[action.owner])


@builds(REPORT_DUE, _("A group’s report is due"))
def report_due(letter):
    """To who convenes a group that has not reported, while that is its date."""
    pk, _colon, due_on = letter.thing.partition(":")
    group = TaskGroup.objects.visible_to(letter.person).open().filter(pk=pk, convenor=letter.person).first()
    if group is None or str(group.due_on) != due_on or not belongs(letter.person):
        return None
    context = {"group": group, "link": link(group.get_absolute_url())}
    return compose("taskgroups/emails/report_due", context, name=letter.person.name, address=letter.person.email)


@builds(ACTION_DUE, _("An action of a group is due"))
def action_due(letter):
    """To who took an action of a group on, once, some days before it is due, while it is theirs and open."""
    rows = GroupAction.objects.visible_to(letter.person).open().filter(group__state__in=TaskGroup.AT_WORK)
    action = rows.filter(pk=letter.thing, owner=letter.person).exclude(due_on=None).select_related("group").first()
    if action is None or not belongs(letter.person):
        return None
    context = {"action": action, "link": link(action.get_absolute_url())}
    return compose("taskgroups/emails/action_due", context, name=letter.person.name, address=letter.person.email)
