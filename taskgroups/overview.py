"""What the taskgroups app hands upward: hits, a person's groups, news, a year's record."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.overview import Door, Found, Line, News, Part, ToDo, YearEntry, own
from common.searching import all_words_in
from members.access import belongs, keeps_the_record
from members.history import kinds
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


def to_do(person) -> list:
    """Return the groups at work that this person convenes or is in; for who keeps the record also those without a
    convenor who belongs to the Forum, each to be given to somebody else.
    """
    if not belongs(person):
        return []
    rows = TaskGroup.objects.visible_to(person).open()
    is_keeper = keeps_the_record(person)
    rows = (rows.adrift(or_of=person) if is_keeper else rows.of(person))[: 2 * MOST]
    adrift = [row for row in rows if is_keeper and (row.convenor is None or row.convenor_has_left)]
    return [_mine(row, person) for row in rows if row not in adrift] + [_adrift(row) for row in adrift]


def _mine(group, person) -> ToDo:
    said = _("you convene it") if group.convenor_id == person.pk else ""
    return ToDo("group", group.name, group.get_absolute_url(), said, group.due_on)


def _adrift(group) -> ToDo:
    """Return that a group at work waits for another convenor."""
    left = _("Its convenor, %(name)s, has left the Forum: choose another.")
    said = left % {"name": group.convenor.name} if group.convenor else _("Nobody convenes it: choose somebody.")
    return ToDo("cycle", group.name, reverse("taskgroups:edit_group", args=[group.pk]), said)


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


def histories(reader) -> list:
    """Return the models of this app whose history this reader may read."""
    return kinds("taskgroups", reader)


DOOR = Door(
    app="taskgroups",
    at="groups/",
    search=search,
    to_do=to_do,
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
