"""A group goes to a meeting, as an item of the next agenda that is not out with its text as a paper: proposed, with its
terms of reference; at work, with its report.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.both_languages import LANGUAGES
from common.editing import IllegalChange, locked
from common.printing.rich_tree import tree
from meetings.bringing import bringing
from meetings.models import AgendaItem, Meeting
from taskgroups import access
from taskgroups.models import TaskGroup


def way_of(group, reader) -> bringing.Way:
    """Return where a group, or its report, goes: where it stands already, else the next meeting whose agenda is not
    out.
    """
    item = bringing.item_to_come(group.report_item_id)
    meeting = _meetings(item).visible_to(reader).order_by("starts_at", "pk").first()
    return bringing.Way(item, meeting, _against(group, item, meeting))


def _meetings(item):
    if item is not None:
        return Meeting.objects.filter(pk=item.meeting_id)
    planned = Meeting.objects.filter(state=Meeting.State.PLANNED, kind=Meeting.Kind.QUARTERLY)
    return planned.filter(agenda_published_at=None, starts_at__gt=timezone.now())


def _against(group, item, meeting) -> str:
    if not (group.is_at_work or group.is_proposed):
        return _("This group is not at work, so there is no report to bring.")
    if group.is_at_work and not group.final_report:
        return _("This group has no final report yet. Write it first.")
    if meeting is None:
        return _("No meeting is planned whose agenda is not out yet. Ask the administrator.")
    if meeting.agenda_published_at is None:
        return ""
    out = _("The agenda with the report is out already. The administrator can still add a newer paper to it.")
    return _("It is on an agenda that is out already.") if group.is_proposed else out


@transaction.atomic
def bring(*, group, by, version=None) -> AgendaItem:
    """Put a proposed group, or the report of one at work, on the next agenda with its text as a paper, and return the
    item, whose key the group keeps; where it stands on one already, the newest text takes the place of the older,
    and what others put beside it stays.

    Raises IllegalChange where something stands against it, or the group is not as it was seen (`version`).
    """
    row = locked(group, "convenor")
    is_theirs = access.may_keep(by, row) and not access.against_bringing(by, row)
    if not is_theirs or version not in (None, row.version):
        raise IllegalChange(_("This group has changed in the meantime. Please look at it again."))
    item = bringing.bring(way_of=lambda: way_of(row, by), brought=lambda: _brought(row), by=by)
    if item.pk != row.report_item_id:
        TaskGroup.objects.filter(pk=row.pk).update(report_item=item)
    return item


def _brought(group) -> bringing.Brought:
    """Return the report, or of a proposed group its terms of reference, as it is brought to a meeting."""
    text = "remit" if group.is_proposed else "final_report"
    return bringing.Brought(
        called=lambda: _called(group),
        asked=lambda: _asked(group),
        presenter=group.convenor,
        is_shared=group.shared_with_partners,
        languages=tuple(language for language in LANGUAGES if getattr(group, f"{text}_{language}")),
        page=lambda language: page_of(group, language),
    )


def _called(group) -> str:
    called = _("To set up a group: %(name)s") if group.is_proposed else _("Final report: %(name)s")
    return called % {"name": group.name}


def _asked(group) -> str:
    if group.is_proposed:
        return _("The meeting decides whether to set this group up.")
    return _("The group asks the meeting to adopt its report.")


def page_of(group, language) -> dict:
    """Return the report with the terms of reference as plain data, in the language that is active; of a proposed group
    these, with what it is to deliver.
    """
    people = [place.person.name for place in group.places.select_related("person")]
    convenor = group.convenor.name if group.convenor else ""
    heading, first = _("Final report"), getattr(group, f"final_report_{language}")
    below, second = _("Terms of reference"), group.remit
    if group.is_proposed:
        heading, first = _("Terms of reference"), getattr(group, f"remit_{language}")
        below, second = _("What it is to deliver"), group.deliverables
    facts = [(_("Convenor"), convenor, "", ""), (_("Who is in it"), ", ".join(people), "", "")]
    return {
        "name": {"text": str(group.name), "lang": group.name.lang},
        "facts": [fact for fact in facts if fact[1]],
        "first": {"heading": heading, "text": tree(first), "lang": language},
        "second": {"heading": below, "text": tree(second), "lang": second.lang} if second else None,
    }
