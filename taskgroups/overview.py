"""What the taskgroups app hands upward: hits, a person's groups, news, a year's record."""

from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.both_languages import reading_language
from common.keeping import shelf_with
from common.overview import Card, Door, Found, Line, News, Part, YearEntry, own
from common.searching import all_words_in
from common.waiting import Kind, Press, Row, Waits
from meetings.minutes import everybody
from members.access import belongs, circle_of, keeps_the_record
from members.history import kinds
from members.models import Person
from taskgroups import forgetting, sample
from taskgroups.models import GroupMember, TaskGroup

MOST = 20


def search(words, reader) -> list:
    """Return the groups in whose name, remit or report every word occurs, as far as this reader may see them."""
    rows = TaskGroup.objects.visible_to(reader).filter(all_words_in(words, "name", "remit", "final_report"))[:MOST]
    return [
        Found(_("Task and Finish Group"), row.name, row.get_absolute_url(), row.get_state_display(), row.starts_on)
        for row in rows
    ]


def cards(reader) -> list[Card]:
    """Return the groups at work that this reader convenes or is in."""
    if not belongs(reader):
        return []
    key = ("groups of", reader.pk, circle_of(reader), reading_language())
    return shelf_with(reader).keep(key, lambda: _groups_of(reader))


def _groups_of(reader):
    rows = TaskGroup.objects.visible_to(reader).of(reader).open()[:MOST]
    return [
        Card("group", row.name, row.get_absolute_url(), _("you convene it") if row.convenor_id == reader.pk else "")
        for row in rows
    ]


def waits(person) -> list[Kind]:
    """Return the reports of groups that wait for their convenors; for who keeps the record those that are late, and the
    groups that nobody convenes who belongs to the Forum.
    """
    if not belongs(person):
        return []
    groups, about = TaskGroup.objects.visible_to(person).open(), ("name_en", "name_cy")
    late, mine = Q(due_on__lt=timezone.localdate()), groups.filter(convenor=person.pk).exclude(due_on=None)
    if not keeps_the_record(person):
        return [Kind(rows=mine, about=about, day="due_on", say=_report)]
    facts = {"about": about, "for_office": True}
    return [
        Kind(rows=mine.exclude(late), about=about, day="due_on", say=_report),
        Kind(rows=groups.filter(late), day="due_on", say=_late_report, **facts),
        Kind(rows=groups.adrift(), word=Coalesce("convenor__name", Value("")), say=_adrift, **facts),
    ]


def _adrift(row: Row) -> Waits:
    """Return that a group at work waits for another convenor."""
    left = _("Choose another convenor: %(name)s has left the Forum")
    said = left % {"name": row.word} if row.word else _("Choose a convenor: the group has none")
    return Waits(said, reverse("taskgroups:edit_group", args=[row.pk]), row.about)


def _report(row: Row) -> Waits:
    page = reverse("taskgroups:group", args=[row.pk])
    said = _("Hand in the report of your group by %(date)s") % {"date": date_format(row.day, "j F Y")}
    return Waits(said, page, row.about, presses=(Press(_("Open the group"), page),), until=row.day)


def _late_report(row: Row) -> Waits:
    said = _("Ask for the report of a group: it was due on %(date)s") % {"date": date_format(row.day, "j F Y")}
    return Waits(said, reverse("taskgroups:group", args=[row.pk]), row.about, until=row.day)


def about_person(pk, reader) -> list:
    """Return the groups that somebody convenes or is in, as far as this reader may see them, as Parts."""
    rows = TaskGroup.objects.visible_to(reader).of(pk).order_by("-starts_on", "pk")[:MOST]
    lines = [Line(row.name, row.get_absolute_url(), _("convenor") if row.convenor_id == pk else "") for row in rows]
    return [Part(_("Task and Finish Groups"), lines)] if lines else []


def news(since, reader) -> list:
    """Return the groups set up or finished since a moment, for this reader."""
    rows = TaskGroup.objects.visible_to(reader).filter(Q(created_at__gte=since) | Q(finished_at__gte=since))[:MOST]
    return [
        News(
            "group",
            row.name,
            row.get_absolute_url(),
            row.finished_at or row.created_at,
            _("Group finished") if row.is_finished else _("New group"),
            row.shared_with_partners,
        )
        for row in rows
    ]


def year(start, end, circle) -> list[YearEntry]:
    """Return the groups set up and finished between two dates (both included), as far as a circle reads of them."""
    groups = TaskGroup.objects.visible_within(circle)
    begun, ended = groups.filter(starts_on__range=(start, end)), groups.filter(finished_at__date__range=(start, end))
    return [
        *(YearEntry("group_begun", row.name, row.get_absolute_url(), row.starts_on) for row in begun),
        *(
            YearEntry("group_finished", row.name, row.get_absolute_url(), timezone.localdate(row.finished_at))
            for row in ended
        ),
    ]


def own_data(person) -> list:
    """Return the groups that a person convenes, and their places in groups."""
    places = GroupMember.objects.filter(person=person).select_related("group")
    return [
        own("groups_convened", TaskGroup.objects.filter(convenor=person), "name_en", "name_cy", "starts_on", "due_on"),
        own("group_places", places, "group"),
    ]


def _named(reader) -> list:
    return [(group.pk, group.name) for group in TaskGroup.objects.visible_to(reader).order_by("-starts_on", "-pk")]


def _people(group, reader):
    """Return the keys of who is in a group that this reader may see, and of who convenes it."""
    seen = TaskGroup.objects.visible_to(reader).filter(pk=group)
    return Person.objects.filter(Q(groups_convened__in=seen) | Q(task_groups__in=seen)).order_by().values("pk")


everybody.GROUPINGS.append(everybody.Grouping(_named, _people))


def histories(reader) -> list:
    """Return the models of this app whose history this reader may read."""
    return kinds("taskgroups", reader)


DOOR = Door(
    app="taskgroups",
    at="groups/",
    search=search,
    cards=cards,
    waits=waits,
    news=news,
    year=year,
    own_data=own_data,
    histories=histories,
    recorded={"taskgroups:group": "taskgroups.TaskGroup"},
    beside={"members:person": about_person},
    going=forgetting.going,
    forget=forgetting.forget,
    sample=sample.make,
)
