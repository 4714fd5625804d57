"""What of groups waits for a person: to answer who asks, to do a milestone, to hand in a report; and for who keeps the
record, what is proposed, late, or without a convenor.
"""

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.doors.waiting import Kind, Press, Row, Waits
from meetings.models import AgendaItem
from members.access import belongs, keeps_the_record
from taskgroups.joining import joining
from taskgroups.models import GroupAction, Milestone, TaskGroup

NAME, OF_GROUP = ("name_en", "name_cy"), ("group__name_en", "group__name_cy")


def kinds(person) -> list[Kind]:
    """Return the kinds of thing in groups that wait for a person."""
    if not belongs(person):
        return []
    mine = TaskGroup.objects.kept_by(person).open()
    own = [
        Kind(rows=joining.waiting_for(person), key="group_id", about=OF_GROUP, say=_asked),
        Kind(rows=joining.waiting_in(mine), about=OF_GROUP, number="group_id", word=F("person__name"), say=_asks),
        Kind(
            rows=Milestone.objects.to_come().filter(group__in=mine),
            key="group_id",
            about=("title_en", "title_cy"),
            day="due_on",
            say=_milestone,
        ),
        *_reports(person),
        Kind(rows=_actions_of(person), about=("text_en", "text_cy"), day="due_on", number="group_id", say=_action),
    ]
    return own + (_of_office() if keeps_the_record(person) else [])


def _reports(person) -> list[Kind]:
    """The reports of groups that somebody convenes; for who keeps the record, those of all groups that are late."""
    late = Q(due_on__lt=timezone.localdate())
    mine = TaskGroup.objects.open().filter(convenor=person.pk).exclude(due_on=None)
    if not keeps_the_record(person):
        return [Kind(rows=mine, about=NAME, day="due_on", say=_report)]
    return [Kind(rows=mine.exclude(late), about=NAME, day="due_on", say=_report)]


def _of_office() -> list[Kind]:
    groups, facts = TaskGroup.objects.all(), {"about": NAME, "for_office": True}
    late = groups.open().filter(due_on__lt=timezone.localdate())
    return [
        Kind(rows=late, day="due_on", say=_late_report, **facts),
        Kind(rows=groups.open().adrift(), word=Coalesce("convenor__name", Value("")), say=_adrift, **facts),
        Kind(rows=groups.proposed().exclude(report_item__in=AgendaItem.objects.to_come()), say=_proposed, **facts),
    ]


def _actions_of(person):
    """Return what somebody took on in groups that they see and that are at work."""
    mine = TaskGroup.objects.visible_to(person).open()
    return GroupAction.objects.filter(owner=person.pk, closed_at=None, group__in=mine)


def _action(row: Row) -> Waits:
    said = _("Do what you took on in a group, by %(date)s") if row.day else _("Do what you took on in a group")
    said = said % {"date": date_format(row.day, "j F Y")} if row.day else said
    press = Press(_("Done"), reverse("taskgroups:finish_group_action", args=[row.number, row.pk]), {"done": "yes"})
    page = f"{reverse('taskgroups:work', args=[row.number])}#action-{row.pk}"
    return Waits(said, page, row.about, presses=(press,), until=row.day)


def _page(pk) -> str:
    return reverse("taskgroups:group", args=[pk])


def _asked(row: Row) -> Waits:
    to = reverse("taskgroups:answer_asked", args=[row.pk])
    presses = (Press(_("Yes, I join"), to, {"answer": "yes"}), Press(_("No, I cannot"), to, {"answer": "no"}))
    return Waits(_("Say whether you join a group: you are asked"), _page(row.pk), row.about, presses=presses)


def _asks(row: Row) -> Waits:
    to = reverse("taskgroups:answer_request", args=[row.number, row.pk])
    presses = (Press(_("Let in"), to, {"answer": "yes"}), Press(_("Decline"), to, {"answer": "no"}))
    said = _("Answer who asks to join your group: %(name)s") % {"name": row.word}
    return Waits(said, f"{_page(row.number)}#people", row.about, presses=presses)


def _milestone(row: Row) -> Waits:
    said = _("Reach a milestone of your group by %(date)s") % {"date": date_format(row.day, "j F Y")}
    page = f"{_page(row.pk)}#milestones"
    return Waits(said, page, row.about, presses=(Press(_("Open the group"), page),), until=row.day)


def _report(row: Row) -> Waits:
    said = _("Hand in the report of your group by %(date)s") % {"date": date_format(row.day, "j F Y")}
    page = _page(row.pk)
    return Waits(said, page, row.about, presses=(Press(_("Open the group"), page),), until=row.day)


def _late_report(row: Row) -> Waits:
    said = _("Ask for the report of a group: it was due on %(date)s") % {"date": date_format(row.day, "j F Y")}
    return Waits(said, _page(row.pk), row.about, until=row.day)


def _adrift(row: Row) -> Waits:
    """Return that a group at work waits for another convenor."""
    left = _("Choose another convenor: %(name)s has left the Forum")
    said = left % {"name": row.word} if row.word else _("Choose a convenor: the group has none")
    return Waits(said, reverse("taskgroups:edit_group", args=[row.pk]), row.about)


def _proposed(row: Row) -> Waits:
    return Waits(_("Bring a proposed group to a meeting or a ballot"), _page(row.pk), row.about)
