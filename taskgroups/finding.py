"""What of Task and Finish Groups a search finds."""

import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from common.finding.asking import Findable, Found, both_sides, columns, in_words
from common.rich_text import plain
from taskgroups.models import Milestone, TaskGroup, indexes


def findable(reader) -> list[Findable]:
    """Return the groups that this reader may see, and their milestones."""
    facts = {"pk": "pk", "state": "state", "on": "starts_on"}
    return [
        Findable(
            what="group",
            label=_("Task and Finish Groups"),
            index=indexes.GROUP,
            rows=TaskGroup.objects.visible_to(reader),
            day="starts_on",
            person="convenor_id",
            facts={**facts, **columns(name="name", remit="remit", delivers="deliverables", report="final_report")},
            show=_group,
            named=2,
        ),
        Findable(
            what="milestone",
            label=_("Milestones"),
            index=indexes.MILESTONE,
            rows=Milestone.objects.visible_to(reader),
            day="due_on",
            facts={"pk": "group_id", "on": "due_on", **columns(title="title", group="group__name")},
            show=_milestone,
        ),
    ]


def _group(facts) -> Found:
    sides, on = both_sides(facts, "name"), datetime.date.fromisoformat(facts["on"])
    texts = tuple(plain(side) for text in ("remit", "delivers", "report") for side in both_sides(facts, text))
    page, state = reverse("taskgroups:group", args=[facts["pk"]]), TaskGroup.State(facts["state"]).label
    return Found(_("Task and Finish Group"), sides[0], page, (*texts, *sides[1:]), state, on)


def _milestone(facts) -> Found:
    page, sides = f"{reverse('taskgroups:group', args=[facts['pk']])}#milestones", both_sides(facts, "title")
    on = datetime.date.fromisoformat(facts["on"])
    return Found(_("Milestone"), sides[0], page, sides[1:], in_words(facts, "group"), on)
