"""What of Task and Finish Groups a search finds: the groups, their milestones, and what their people do together."""

import datetime

from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _

from common.both_languages import Text
from common.finding.asking import Findable, Found, both_sides, columns, in_words
from common.rich_text import plain
from meetings.papers.finding import in_files, words_read
from taskgroups.models import (
    GroupAction,
    GroupMeeting,
    GroupMessage,
    GroupPaper,
    Milestone,
    ProgressLine,
    TaskGroup,
    indexes,
)

GROUP = columns(group="group__name")


def findable(reader) -> list[Findable]:
    """Return the groups that this reader may see, their milestones, and what of their work is theirs to see."""
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
        *_work(reader),
        *_papers(GroupPaper.objects.visible_to(reader).filter(removed_at=None)),
        *_said(reader),
    ]


def _work(reader):
    """Actions and meetings of groups."""
    action = {"pk": "pk", "of": "group_id", "on": "due_on", **GROUP, **columns(text="text")}
    met = {"pk": "pk", "of": "group_id", "on": TruncDate("starts_at"), "place": "place", **GROUP}
    return [
        Findable(
            what="group_action", label=_("Actions of groups"), index=indexes.GROUP_ACTION, show=_action, day="due_on",
            rows=GroupAction.objects.visible_to(reader), person="owner_id", facts=action, is_first=True,
        ),
        Findable(
            what="group_meeting", label=_("Meetings of groups"), index=indexes.GROUP_MEETING, show=_meeting,
            rows=GroupMeeting.objects.visible_to(reader), day=TruncDate("starts_at"),
            facts={**met, **columns(notes="notes")},
        ),
    ]  # fmt: skip


def _papers(papers):
    """Papers of groups by their titles, and by the words of their files."""
    facts = {"pk": "pk", "of": "group_id", "on": TruncDate("added_at"), **GROUP, **columns(title="title")}
    shared = {"what": "group_paper", "label": _("Papers of groups"), "facts": facts, "show": _paper}
    day = TruncDate("added_at")
    return [
        Findable(index=indexes.GROUP_PAPER, rows=papers, day=day, **shared),
        in_files(papers, day=day, **shared),
    ]


def _said(reader):
    """What people of a group say to each other, and each month of how it gets on."""
    messages = GroupMessage.objects.visible_to(reader).filter(removed_at=None)
    said = {"pk": "pk", "of": "group_id", "text": "text", "language": "language", "on": TruncDate("said_at"), **GROUP}
    return [
        Findable(
            what="group_message", label=_("Talk in groups"), index=indexes.GROUP_MESSAGE, rows=messages,
            day=TruncDate("said_at"), person="author_id", facts={**said, "author": "author__name"}, show=_message,
        ),
        Findable(
            what="progress", label=_("How groups get on"), index=indexes.PROGRESS, day="month", show=_progress,
            rows=ProgressLine.objects.visible_to(reader), facts={**said, "on": "month"},
        ),
    ]  # fmt: skip


def _date(told):
    return datetime.date.fromisoformat(told) if told else None


def _group(facts) -> Found:
    sides, on = both_sides(facts, "name"), datetime.date.fromisoformat(facts["on"])
    texts = tuple(plain(side) for text in ("remit", "delivers", "report") for side in both_sides(facts, text))
    page, state = reverse("taskgroups:group", args=[facts["pk"]]), TaskGroup.State(facts["state"]).label
    return Found(_("Task and Finish Group"), sides[0], page, (*texts, *sides[1:]), state, on)


def _milestone(facts) -> Found:
    page, sides = f"{reverse('taskgroups:group', args=[facts['pk']])}#milestones", both_sides(facts, "title")
    on = datetime.date.fromisoformat(facts["on"])
    return Found(_("Milestone"), sides[0], page, sides[1:], in_words(facts, "group"), on)


def _at(facts, page, part="") -> str:
    """Return the address of a page of a group, at the place of one thing on it."""
    return reverse(f"taskgroups:{page}", args=[facts["of"]]) + (f"#{part}-{facts['pk']}" if part else "")


def _action(facts) -> Found:
    sides, page = both_sides(facts, "text"), _at(facts, "work", "action")
    return Found(_("Action of a group"), sides[0], page, sides[1:], in_words(facts, "group"), _date(facts["on"]))


def _meeting(facts) -> Found:
    texts = tuple(plain(side) for side in both_sides(facts, "notes"))
    name, page = in_words(facts, "group"), _at(facts, "work", "meeting")
    return Found(_("Meeting of a group"), name, page, texts, facts["place"], _date(facts["on"]))


def _paper(facts) -> Found:
    sides, group = both_sides(facts, "title"), in_words(facts, "group")
    page = reverse("taskgroups:group_paper", args=[facts["of"], facts["pk"]])
    return Found(_("Paper of a group"), sides[0], page, (*words_read(facts), *sides[1:]), group, _date(facts["on"]))


def _words(facts):
    return (Text(facts["text"], facts["language"]),)


def _message(facts) -> Found:
    name, page = in_words(facts, "group"), _at(facts, "talk", "message")
    return Found(_("Talk in a group"), name, page, _words(facts), facts["author"], _date(facts["on"]))


def _progress(facts) -> Found:
    name, page = in_words(facts, "group"), _at(facts, "work")
    return Found(_("How the group gets on"), name, page, _words(facts), "", _date(facts["on"]))
