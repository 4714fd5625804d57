"""Letters about what somebody takes on in a group: it is given to them, and it is due, once."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.minutes import actions
from meetings.telling.notices import DUE_DAYS
from members.access import belongs
from members.letters.composing import compose, link
from members.letters.letters import builds, write, written
from members.letters.preferences import comes_at_once
from taskgroups.at_work import work
from taskgroups.models import GroupAction, TaskGroup

ACTION_DUE = "taskgroups.action_due"


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


@builds(work.GIVEN, _("An action of a group is given to somebody"))
def action_given(letter):
    """To who has been given an action of a group, while they have it; not to who wants no letters about actions."""
    mine = GroupAction.objects.visible_to(letter.person).open().filter(owner=letter.person).select_related("group")
    action = mine.filter(pk=letter.thing.partition(":")[0]).first()
    if action is None or not belongs(letter.person) or not comes_at_once(letter.person, actions.GIVEN):
        return None
    context = {"action": action, "group": action.group, "link": link(action.get_absolute_url())}
    return compose("taskgroups/emails/action_given", context, name=letter.person.name, address=letter.person.email)


@builds(ACTION_DUE, _("An action of a group is due"))
def action_due(letter):
    """To who took an action of a group on, once, some days before it is due, while it is theirs and open."""
    rows = GroupAction.objects.visible_to(letter.person).open().filter(group__state__in=TaskGroup.AT_WORK)
    action = rows.filter(pk=letter.thing, owner=letter.person).exclude(due_on=None).select_related("group").first()
    if action is None or not belongs(letter.person):
        return None
    context = {"action": action, "link": link(action.get_absolute_url())}
    return compose("taskgroups/emails/action_due", context, name=letter.person.name, address=letter.person.email)
