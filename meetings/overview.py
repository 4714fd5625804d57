"""What the meetings app hands upward: hits, what waits for a person, news, a year's record."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from common.both_languages import all_words_in
from common.overview import Found, News, ToDo, YearEntry
from meetings import access
from meetings.agenda import items_for, time_bar
from meetings.models import Action, AgendaItem, Decision, Meeting, Minutes, Paragraph
from members.access import keeps_the_record

MOST = 20


def search(words, reader):
    """Return meetings, agenda items and minutes in which every word occurs, as far as this reader may see them."""
    meetings = Meeting.objects.visible_to(reader).filter(all_words_in(words, "title", "place"))[:MOST]
    items = AgendaItem.objects.visible_to(reader).filter(all_words_in(words, "title", "text")).select_related("meeting")[:MOST]
    paragraphs = Paragraph.objects.visible_to(reader).filter(all_words_in(words, "text")).select_related("item__meeting")[:MOST]
    return [
        *(Found(_("Meeting"), m.title, m.get_absolute_url(), m.place, timezone.localdate(m.starts_at)) for m in meetings),
        *(Found(_("Agenda item"), i.title, i.meeting.get_absolute_url(), i.meeting.title) for i in items),
        *(
            Found(_("Minutes"), p.text, f"{reverse('meetings:minutes', args=[p.item.meeting_id])}#p{p.number}", p.item.meeting.title)
            for p in paragraphs
        ),
    ]


def to_do(person):
    """Return the next meeting, the person's own open actions, and for who keeps the record what the cycle asks for."""
    upcoming = list(Meeting.objects.visible_to(person).upcoming()[:6])
    waiting = [_next_meeting(person, upcoming[0])] if upcoming else []
    if person.is_authenticated:
        mine = Action.objects.visible_to(person).open().filter(owner=person).select_related("paragraph__item__meeting")
        waiting += [ToDo("action", a.text, reverse("meetings:action", args=[a.pk]), a.number, a.due_on) for a in mine[:MOST]]
    return waiting + (_cycle(upcoming) if keeps_the_record(person) else [])


def _next_meeting(person, meeting):
    bar = None
    if access.may_read_agenda(person, meeting):
        bar = time_bar(meeting, items_for(person, meeting))
    return ToDo("meeting", meeting.title, meeting.get_absolute_url(), meeting.place, starts_at=meeting.starts_at, bar=bar)


def _cycle(upcoming):
    """Return what the quarter's cycle asks of who keeps the record, the most pressing first."""
    over = Meeting.objects.filter(ends_at__lt=timezone.now()).select_related("minutes")
    unfinished = over.filter(state__in=[Meeting.State.PLANNED, Meeting.State.PUBLISHED]).order_by("starts_at")
    unwritten = over.filter(state=Meeting.State.HELD, minutes=None).order_by("starts_at")
    drafts = Minutes.objects.exclude(state=Minutes.State.CONFIRMED).select_related("meeting").order_by("meeting__starts_at")
    waiting = [ToDo("cycle", m.title, m.get_absolute_url(), _("It is over: record who came and mark it as held.")) for m in unfinished]
    waiting += [ToDo("cycle", m.title, reverse("meetings:write_minutes", args=[m.pk]), _("Its minutes are not begun.")) for m in unwritten]
    for row in drafts:
        detail = _("Its minutes are a draft.") if row.state == Minutes.State.DRAFT else _("Its minutes wait to be confirmed.")
        waiting.append(ToDo("cycle", row.meeting.title, row.get_absolute_url(), detail))
    for m in upcoming:
        if m.state == Meeting.State.PLANNED:
            waiting.append(
                ToDo(
                    "cycle",
                    m.title,
                    reverse("meetings:build_agenda", args=[m.pk]),
                    _("Its agenda is not published."),
                    starts_at=m.starts_at,
                )
            )
    return waiting


def news(since, reader):
    """Return agendas published and minutes circulated or confirmed since a moment, for this reader."""
    meetings = Meeting.objects.visible_to(reader).filter(agenda_published_at__gte=since)
    agendas = [m for m in meetings[:MOST] if access.may_read_agenda(reader, m)]
    minutes = Minutes.objects.visible_to(reader).filter(Q(circulated_at__gte=since) | Q(confirmed_at__gte=since)).select_related("meeting")
    return [
        *(News("agenda", m.title, m.get_absolute_url(), m.agenda_published_at, _("Agenda published")) for m in agendas),
        *(News("minutes", m.meeting.title, m.get_absolute_url(), m.confirmed_at or m.circulated_at, _said_of(m)) for m in minutes[:MOST]),
    ]


def _said_of(minutes):
    return _("Minutes confirmed") if minutes.state == Minutes.State.CONFIRMED else _("Minutes circulated")


def year(start, end):
    """Return the meetings held and decisions taken between two dates (both included), in order; no drafts, nothing reserved."""
    days = {"starts_at__date__gte": start, "starts_at__date__lte": end}
    held = Meeting.objects.filter(state=Meeting.State.HELD, **days).order_by("starts_at")
    decided = Decision.objects.filter(
        paragraph__item__meeting__in=held,
        paragraph__item__meeting__minutes__state=Minutes.State.CONFIRMED,
        paragraph__item__reserved=False,
    ).select_related("paragraph__item__meeting")
    entries = [YearEntry("meeting", m.title, m.get_absolute_url(), timezone.localdate(m.starts_at), m.place) for m in held]
    for decision in decided:
        meeting = decision.paragraph.item.meeting
        url = reverse("meetings:minutes", args=[meeting.pk])
        entries.append(YearEntry("decision", decision.text, url, timezone.localdate(meeting.starts_at), decision.number))
    return sorted(entries, key=lambda entry: entry.on)
