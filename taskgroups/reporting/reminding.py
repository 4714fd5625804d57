"""Telling a convenor that the report of the group is due: once for each date."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.access import belongs
from members.letters.composing import compose, link
from members.letters.letters import builds, write
from taskgroups.models import TaskGroup

REPORT_DUE = "taskgroups.report_due"
DAYS = 14  # before the report is due its convenor is told


def send_due() -> None:
    """Write to the convenors of groups whose report is due within DAYS."""
    today = timezone.localdate()
    rows = TaskGroup.objects.open().filter(due_on__range=(today, today + datetime.timedelta(days=DAYS)))
    for group in rows.exclude(convenor=None).select_related("convenor"):
        write(REPORT_DUE, f"{group.pk}:{group.due_on}", people=[group.convenor])


@builds(REPORT_DUE, _("A group’s report is due"))
def report_due(letter):
    """To who convenes a group that has not reported, while that is its date."""
    pk, _colon, due_on = letter.thing.partition(":")
    group = TaskGroup.objects.visible_to(letter.person).open().filter(pk=pk, convenor=letter.person).first()
    if group is None or str(group.due_on) != due_on or not belongs(letter.person):
        return None
    context = {"group": group, "link": link(group.get_absolute_url())}
    return compose("taskgroups/emails/report_due", context, name=letter.person.name, address=letter.person.email)
