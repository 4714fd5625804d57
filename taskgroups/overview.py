"""What the taskgroups app hands upward: hits, a person's groups, news, a year's record."""

from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from common.both_languages import reading_language
from common.doors.overview import Card, Door, Line, News, Part, YearEntry, own
from common.keeping import shelf_with
from common.languages.telling import told
from meetings.agenda import building
from meetings.digest import parts
from meetings.minutes import everybody
from meetings.papers import reading
from members.access import belongs, circle_of
from members.history import kinds
from members.models import Person
from taskgroups import finding, forgetting, sample, waiting
from taskgroups.models import (
    GroupAction,
    GroupMember,
    GroupMessage,
    GroupPaper,
    GroupPresence,
    GroupRequest,
    Milestone,
    ProgressLine,
    TaskGroup,
)
from taskgroups.texts import texts

MOST = 20
MOST_ACTIONS = 200
building.LED_TO.append(lambda: TaskGroup.objects.filter(report_item__isnull=False).order_by().values("report_item"))
reading.FILES.append(lambda: GroupPaper.objects.values_list("file", flat=True))


def cards(reader) -> list[Card]:
    """Return the groups at work that this reader convenes or is in."""
    if not belongs(reader):
        return []
    key = ("groups of", reader.pk, circle_of(reader), reading_language())
    return shelf_with(reader).keep(key, lambda: _groups_of(reader))


def _groups_of(reader):
    rows = TaskGroup.objects.visible_to(reader).of(reader).open()[:MOST]
    return [Card("group", row.name, row.get_absolute_url(), _does(row, reader.pk)) for row in rows]


def _does(group, person) -> str:
    """Return what somebody does in a group, "" for one of its members."""
    return {group.deputy_id: _("you are the deputy"), group.convenor_id: _("you convene it")}.get(person, "")


def about_person(pk, reader) -> list:
    """Return the groups that somebody convenes or is in, as far as this reader may see them, as Parts."""
    rows = TaskGroup.objects.visible_to(reader).of(pk).order_by("-starts_on", "pk")[:MOST]
    lines = [Line(row.name, row.get_absolute_url(), _("convenor") if row.convenor_id == pk else "") for row in rows]
    return [Part(_("Task and Finish Groups"), lines)] if lines else []


def of_ballot(pk, reader) -> list:
    """Return, for the page of a ballot, the group that it set up, as far as this reader may see it, as Parts."""
    rows = TaskGroup.objects.visible_to(reader).filter(ballot=pk).order_by("pk")
    lines = [Line(row.name, row.get_absolute_url()) for row in rows]
    return [Part(_("Group set up by it"), lines)] if lines else []


def reports_at(pk, reader) -> list[Line]:
    """Return, for the page of a meeting, the ways from the items that bring groups or their reports back to the groups,
    as far as this reader may see these.
    """
    rows = TaskGroup.objects.visible_to(reader).filter(report_item__meeting=pk)
    said = {True: _("Report of the group"), False: _("The group that is proposed")}
    return [
        Line(row.name, row.get_absolute_url(), said[bool(row.final_report)], about=row.report_item_id) for row in rows
    ]


def news(since, reader) -> list:
    """Return the groups set up or finished since a moment, for this reader."""
    rows = TaskGroup.objects.visible_to(reader).filter(Q(created_at__gte=since) | Q(finished_at__gte=since))[:MOST]
    return [
        News(
            "group",
            row.name,
            row.get_absolute_url(),
            row.finished_at or row.created_at,
            _news_of(row),
            row.shared_with_partners,
        )
        for row in rows
    ]


def _news_of(group) -> str:
    said = {TaskGroup.State.FINISHED: _("Group finished"), TaskGroup.State.CLOSED: _("Group closed early")}
    said[TaskGroup.State.PROPOSED] = _("Group proposed")
    return said.get(group.state, _("New group"))


def year(start, end, circle) -> list[YearEntry]:
    """Return the groups set up, finished and closed early between two dates (both included), as far as a circle reads
    of them.
    """
    groups = TaskGroup.objects.visible_within(circle).decided()
    begun = groups.filter(starts_on__range=(start, end))
    ended = groups.filter(state__in=TaskGroup.OVER, finished_at__date__range=(start, end))
    return [
        *(YearEntry("group_begun", row.name, row.get_absolute_url(), row.starts_on) for row in begun),
        *(
            YearEntry(f"group_{row.state}", row.name, row.get_absolute_url(), timezone.localdate(row.finished_at))
            for row in ended
        ),
    ]


def ahead(day, circle) -> list[YearEntry]:
    """Return the groups that were at work on a day, as far as a circle reads of them, with when their report is due."""
    begun = TaskGroup.objects.visible_within(circle).decided().filter(starts_on__lte=day)
    rows = begun.filter(Q(finished_at=None) | Q(finished_at__date__gt=day)).order_by("starts_on", "pk")
    return [YearEntry("group_at_work", row.name, row.get_absolute_url(), row.due_on or day) for row in rows]


def duties(day, reader) -> list[YearEntry]:
    """Return the reports and milestones of groups at work that are due until a day, as a reader sees them."""
    groups = TaskGroup.objects.visible_to(reader).filter(state__in=TaskGroup.AT_WORK, due_on__lte=day)
    steps = Milestone.objects.visible_to(reader).to_come().filter(due_on__lte=day).select_related("group")
    report = _("Report of a group due")
    return [
        *(YearEntry("report", row.name, row.get_absolute_url(), row.due_on, report) for row in groups),
        *(
            YearEntry("milestone", row.title, row.get_absolute_url(), row.due_on, _("Milestone"), told(row.group.name))
            for row in steps
        ),
    ]


def own_data(person) -> list:
    """Return the groups that a person convenes, and their places in groups."""
    places = GroupMember.objects.filter(person=person).select_related("group")
    asked = GroupRequest.objects.filter(person=person).select_related("group")
    done = Milestone.objects.filter(done_by=person)
    return [
        own("groups_convened", TaskGroup.objects.filter(convenor=person), "name_en", "name_cy", "starts_on", "due_on"),
        own("groups_deputised", TaskGroup.objects.filter(deputy=person), "name_en", "name_cy"),
        own("group_places", places, "group"),
        own("group_requests", asked, "group", "kind", "answer", "made_at"),
        own("milestones_done", done, "title_en", "title_cy", "done_on"),
        *_done_in_groups(person),
    ]


def _done_in_groups(person) -> list:
    """Return what a person did in groups: messages, actions, papers, meetings they came to, lines on progress."""
    said = GroupMessage.objects.filter(author=person).select_related("group")
    sent = GroupPaper.objects.filter(uploaded_by=person, removed_at=None)
    lines = ProgressLine.objects.filter(said_by=person).select_related("group")
    return [
        own("group_messages", said, "group", "text", "language", "said_at", "removed_at"),
        own("group_actions", GroupAction.objects.filter(owner=person), "text_en", "text_cy", "due_on", "progress"),
        own("group_papers", sent, "title_en", "title_cy", "name", file_of=lambda row: (row.name, row.file)),
        own("group_meetings", GroupPresence.objects.filter(person=person).select_related("meeting__group"), "meeting"),
        own("group_progress", lines, "group", "month", "text"),
    ]


def _named(reader) -> list:
    return [(group.pk, group.name) for group in TaskGroup.objects.visible_to(reader).order_by("-starts_on", "-pk")]


def _people(group, reader):
    """Return the keys of who is in a group that this reader may see, and of who convenes it."""
    seen = TaskGroup.objects.visible_to(reader).filter(pk=group)
    return (
        Person.objects.filter(Q(groups_convened__in=seen) | Q(groups_deputised__in=seen) | Q(task_groups__in=seen))
        .order_by()
        .values("pk")
    )


def _actions(reader, show, person, group) -> list[everybody.Elsewhere]:
    """Return the actions of groups that this reader sees, as everybody's actions are asked for."""
    rows = GroupAction.objects.visible_to(reader).select_related("owner", "group")
    rows = rows.filter(owner=person) if person else rows
    rows = rows.filter(group=group) if group else rows
    if show == everybody.DONE:
        began = Coalesce(Subquery(everybody.last_began(reader)), everybody.BEFORE_ALL)
        rows = rows.filter(closed_at__gte=began).order_by("-closed_at", "-pk")
    else:
        late = Q(due_on__lt=timezone.localdate()) if show == everybody.OVERDUE else Q()
        rows = rows.open().filter(late, group__state__in=TaskGroup.AT_WORK)
    return [_elsewhere(row) for row in rows[:MOST_ACTIONS]]


def _elsewhere(row) -> everybody.Elsewhere:
    facts = {"due_on": row.due_on, "is_overdue": row.is_overdue, "progress": row.progress}
    facts["is_done"] = row.closed_at is not None
    return everybody.Elsewhere(row.text, row.get_absolute_url(), row.owner.name, row.group.name, **facts)


parts.TELLS.append(news)
everybody.SOURCES.append(_actions)
everybody.GROUPINGS.append(everybody.Grouping(_named, _people))


def histories(reader) -> list:
    """Return the models of this app whose history this reader may read."""
    return kinds("taskgroups", reader)


DOOR = Door(
    app="taskgroups",
    at="groups/",
    findable=finding.findable,
    cards=cards,
    waits=waiting.kinds,
    news=news,
    year=year,
    ahead=ahead,
    duties=duties,
    own_data=own_data,
    histories=histories,
    texts=texts,
    recorded={"taskgroups:group": "taskgroups.TaskGroup"},
    beside={"members:person": about_person, "meetings:ballot": of_ballot},
    links={"meetings:meeting": reports_at},
    going=forgetting.going,
    staying=forgetting.staying,
    forget=forgetting.forget,
    sample=sample.make,
)
