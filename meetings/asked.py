"""What people ask of who keeps the record of meetings: proposals, corrections, items to be discussed after all."""

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from common.doors.overview import News
from meetings.models import AgendaItem, Correction, Meeting, Proposal
from members.access import keeps_the_record

MOST = 20


def asked(since, reader) -> list[News]:
    """Return what others asked since a moment and waits still, for who keeps the record."""
    if not keeps_the_record(reader):
        return []
    return [*_proposals(since, reader), *_corrections(since, reader), *_pulled(since, reader)]


def _proposals(since, reader) -> list[News]:
    rows = Proposal.objects.visible_to(reader).filter(answer=Proposal.Answer.WAITING, created_at__gte=since)
    found, upcoming = [], Meeting.objects.upcoming().filter(state__in=Meeting.TO_COME).first()
    for row in rows.exclude(proposer=reader).select_related("proposer")[:MOST]:
        about = row.meeting_id or (upcoming and upcoming.pk)
        url = reverse("meetings:build_agenda", args=[about]) if about else reverse("meetings:upcoming")
        found.append(News("proposal", row.heading, url, row.created_at, _by(_("A proposal"), row.proposer)))
    return found


def _corrections(since, reader) -> list[News]:
    rows = Correction.objects.visible_to(reader).filter(answer=Correction.Answer.WAITING, offered_at__gte=since)
    found = []
    for row in rows.exclude(proposer=reader).select_related("proposer", "paragraph__item__meeting")[:MOST]:
        meeting, what = row.paragraph.item.meeting, _("A correction to %(number)s") % {"number": row.paragraph.number}
        url = reverse("meetings:corrections", args=[meeting.pk])
        found.append(News("correction", meeting.title, url, row.offered_at, _by(what, row.proposer)))
    return found


def _pulled(since, reader) -> list[News]:
    """Return the items that somebody wants to be discussed after all; the history knows since when."""
    events = AgendaItem.pgh_event_models["update"].objects.filter(pgh_obj=OuterRef("pk"), pulled_by__isnull=False)
    rows = AgendaItem.objects.visible_to(reader).filter(pulled_by__isnull=False, meeting__state=Meeting.State.PUBLISHED)
    rows = rows.filter(
        Exists(events.filter(pgh_created_at__gte=since)), ~Exists(events.filter(pgh_created_at__lt=since))
    )
    return [
        News("pulled", row.title, row.meeting.get_absolute_url(), since, _by(_("Please discuss"), row.pulled_by))
        for row in rows.exclude(pulled_by=reader).select_related("pulled_by", "meeting")[:MOST]
    ]


def _by(what, person) -> str:
    return _("%(what)s, from %(name)s:") % {"what": what, "name": person.name}
