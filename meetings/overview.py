"""What the meetings app hands upward: hits, the next meeting, what waits for a person, news, a year's record."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from common.doors.overview import Card, Door, Line, News, Part, SetUp, own
from common.doors.waiting import Kind
from common.keeping import shelf_with
from meetings import access, citing, closing, figures, finding, forgetting, kept, sample, waiting, waiting_office, year
from meetings.asked import asked
from meetings.calendars import calendars
from meetings.models import (
    Action,
    AgendaItem,
    Answer,
    Attendance,
    AttendanceClaim,
    Correction,
    Decision,
    Declaration,
    Invitation,
    Meeting,
    Minutes,
    PaperSide,
    PollAnswer,
    Preference,
    Proposal,
    Rules,
    StandingItem,
    Vote,
)
from meetings.models.kinds import TALKS
from meetings.telling import answers, replies
from meetings.texts import texts
from members.access import Circle, belongs, circle_of
from members.history import kinds

MOST = 20
CHOSEN, CHOSEN_AS = ("vote__ballot", "vote__person", "option"), ("vote", "option", "rank")
MOST_PUBLIC = 3  # meetings that the contact page names


calendars.DAYS.append(closing.closing_days)


def cards(reader) -> list[Card]:
    """Return the next meeting that this reader may see, with the time bar of its agenda and what they have said about
    coming; two queries.
    """
    found = kept.next_meeting(shelf_with(reader), circle_of(reader))
    return [_next_meeting(reader, found.meeting, found.bar)] if found.meeting else []


def _next_meeting(reader, meeting, bar) -> Card:
    given = None
    if belongs(reader) and access.may_answer(reader, meeting):
        given = answers.coming_of(meeting, reader)
    return Card(
        "meeting",
        meeting.title,
        meeting.get_absolute_url(),
        meeting.place,
        meeting.starts_at,
        bar,
        given.get_coming_display() if given else "",
        reverse("meetings:answer", args=[meeting.pk]) if given else "",
        reverse("meetings:today", args=[meeting.pk]) if bar and meeting.is_today else "",
    )


def waits(person) -> list[Kind]:
    """Return the kinds of thing in meetings that wait for a person, their own and those of their office."""
    return waiting.kinds(person) + waiting_office.kinds(person)


def about_person(pk, reader) -> list:
    """Return the talks that somebody gave at meetings, as far as this reader may see them, as Parts."""
    given = AgendaItem.objects.visible_to(reader).filter(
        presenter=pk, kind__in=TALKS, meeting__state=Meeting.State.HELD, removed_at=None
    )
    rows = given.select_related("meeting").order_by("-meeting__starts_at", "position")[:MOST]
    days = [date_format(timezone.localtime(row.meeting.starts_at), "j F Y") for row in rows]
    lines = [
        Line(row.title, f"{row.meeting.get_absolute_url()}#item-{row.number}", day)
        for row, day in zip(rows, days, strict=True)
    ]
    return [Part(_("Talks given"), lines)] if lines else []


def newest_decisions(reader, **_application) -> list:
    """Return the newest decisions of meetings that this reader may see, each with the address of its paragraph: which
    of them it was that an application was decided by.
    """
    rows = Decision.objects.visible_to(reader).carried().select_related("paragraph__item__meeting")
    found = rows.order_by("-paragraph__item__meeting__starts_at", "-position")[:MOST]
    pages = [reverse("meetings:minutes", args=[row.paragraph.item.meeting_id]) for row in found]
    lines = [
        Line(row.text, f"{page}#p{row.paragraph.number}", row.number) for row, page in zip(found, pages, strict=True)
    ]
    return [Part(_("Newest decisions"), lines)] if lines else []


def who_to_ring(reader) -> list:
    """Return the link from what keepers keep to the people who come no more, as Lines."""
    return [Line(_("Who to ring"), reverse("meetings:drifted"))]


def public() -> list[str]:
    """Return the addresses of public meetings and of their minutes, once these are confirmed, the newest first."""
    rows = Meeting.objects.visible_within(Circle.VISITOR).values_list("pk", "minutes__state")
    pages = [(reverse("meetings:meeting", args=[pk]), pk, state) for pk, state in rows]
    minutes = [reverse("meetings:minutes", args=[pk]) for _page, pk, state in pages if state == Minutes.State.CONFIRMED]
    return [page for page, _pk, _state in pages] + minutes


def public_meetings(reader) -> list:
    """Return the public meetings to come, with day and place, as Lines."""
    rows = Meeting.objects.visible_to(reader).filter(is_public=True).upcoming()[:MOST_PUBLIC]
    days = [capfirst(date_format(timezone.localtime(row.starts_at), "l j F Y, H:i")) for row in rows]
    return [
        Line(row.title, row.get_absolute_url(), f"{day}, {row.place}" if row.place else day)
        for row, day in zip(rows, days, strict=True)
    ]


def news(since, reader) -> list:
    """Return agendas published and minutes circulated or confirmed since a moment, for this reader."""
    fresh = (
        Q(agenda_published_at__gte=since) | Q(minutes__circulated_at__gte=since) | Q(minutes__confirmed_at__gte=since)
    )
    meetings = Meeting.objects.visible_to(reader).filter(fresh).select_related("minutes")[: 2 * MOST]
    agendas = [
        m
        for m in meetings
        if m.agenda_published_at and m.agenda_published_at >= since and access.may_read_agenda(reader, m)
    ]
    minutes = [m.minutes for m in meetings if _is_out_since(m, since) and access.may_read_minutes(reader, m)]
    return [
        *(_news("agenda", m, m.agenda_published_at, _("Agenda published")) for m in agendas),
        *(_news("minutes", m.meeting, m.confirmed_at or m.circulated_at, _said_of(m)) for m in minutes),
    ]


def _news(kind, meeting, when, said) -> News:
    return News(kind, meeting.title, meeting.get_absolute_url(), when, said, meeting.shared_with_partners)


def _is_out_since(meeting, since) -> bool:
    minutes = meeting.minutes_or_none
    moments = (minutes.circulated_at, minutes.confirmed_at) if minutes else ()
    return any(moment and moment >= since for moment in moments)


def _said_of(minutes) -> str:
    return _("Minutes confirmed") if minutes.state == Minutes.State.CONFIRMED else _("Minutes circulated")


def own_data(person) -> list:
    """Return what this app keeps about a person, and the files they sent that still stand."""
    sides = PaperSide.objects.filter(uploaded_by=person, paper__removed_at=None).select_related("paper")
    voted = Vote.objects.filter(person=person).select_related("ballot")
    polled = PollAnswer.objects.filter(person=person).select_related("date")
    corrected = Correction.objects.filter(proposer=person).select_related("paragraph__item__meeting", "item")
    answered = Answer.objects.filter(person=person).select_related("meeting")
    answer_columns = ("meeting", "coming", "substitute_name", "wants_welsh", "needs", "answered_at")
    claimed = ("meeting", "mode", "made_at", "answer", "answer_reason")
    proposed = ("title", "text", "kind", "answer", "answer_reason", "created_at")
    present = Attendance.objects.filter(person=person).select_related("meeting")
    theirs = Action.objects.visible_to(person).filter(Q(owner=person) | Q(passed_to=person))
    pulled = AgendaItem._base_manager.filter(pulled_by=person).select_related("meeting")
    invited = Invitation.objects.filter(email__iexact=person.email).select_related("meeting")
    return [
        own("answers", answered, *answer_columns),
        own("guest_invitations", invited, "meeting", "name", "email", "organisation"),
        own("items_pulled", pulled, "meeting", "pull_reason"),
        own("attendance", present, "meeting", "organisation", "capacity", "mode"),
        own("attendance_claims", AttendanceClaim.objects.filter(person=person).select_related("meeting"), *claimed),
        own("actions", theirs, "text_en", "text_cy", "due_on", "status", "progress"),
        own("decisions_moved", Decision.objects.visible_to(person).moved_by(person), "text_en", "text_cy", "is_lost"),
        own("declarations", Declaration.objects.visible_to(person).of(person), "item", "text_en", "text_cy", "then"),
        own("proposals", Proposal.objects.filter(proposer=person), *proposed),
        own("corrections", corrected, "paragraph", "removed_number", "text", "answer", "answer_reason", "offered_at"),
        own("votes", voted, "ballot", "choice", "reason"),
        own("choices_in_votes", Preference.objects.filter(vote__person=person).select_related(*CHOSEN), *CHOSEN_AS),
        own("poll_answers", polled, "date", "suits"),
        own("papers", sides, "paper", "language", "name", "size", file_of=lambda side: (side.name, side.file)),
    ]


def set_up(person) -> list[SetUp]:
    """Return the steps of moving in that are about meetings."""
    rules, items = reverse("meetings:rules"), _("What each meeting begins and ends with.")
    numbers, dates = _("Notice, quorum, the target for business."), _("The dates of its meetings, by one press.")
    return [
        SetUp(4, _("Rules for meetings"), numbers, rules, Rules.objects.exists()),
        SetUp(5, _("Items of every agenda"), items, f"{rules}#standing", StandingItem.objects.exists()),
        SetUp(7, _("The first year"), dates, reverse("meetings:plan_year"), Meeting.objects.exists()),
        _first_agenda(),
    ]


def _first_agenda() -> SetUp:
    """Return the last step of moving in: to the page where the agenda of the next meeting is built."""
    is_out = Meeting.objects.exclude(agenda_published_at=None).exists()
    following = Meeting.objects.upcoming().only("pk").first()
    page = reverse("meetings:build_agenda", args=[following.pk]) if following else reverse("meetings:upcoming")
    purpose = _("What is talked about, and for how long; published, it goes to everybody by letter.")
    return SetUp(9, _("The first agenda"), purpose, page, is_out)


def letters_told(reader) -> list[Line]:
    """Return, for the page of letters, the way to how many there are to one person."""
    return [Line(_("Letters to one person"), reverse("meetings:letters_told"))]


def histories(reader) -> list:
    """Return the models of this app whose history this reader may read."""
    return kinds("meetings", reader)


DOOR = Door(
    app="meetings",
    at="meetings/",
    findable=finding.findable,
    referred=citing.referred,
    cards=cards,
    waits=waits,
    news=news,
    asked=asked,
    public=public,
    year=year.year,
    ahead=year.ahead,
    duties=year.duties,
    figures=figures.figures,
    own_data=own_data,
    histories=histories,
    texts=texts,
    beside={"members:person": about_person, "members:application": newest_decisions},
    links={"members:keeping": who_to_ring, "members:contact": public_meetings, "members:letters": letters_told},
    calendar_reply=replies.take,
    going=forgetting.going,
    staying=forgetting.staying,
    named=forgetting.recorded_with_name,
    forget=forgetting.forget,
    set_up=set_up,
    sample=sample.make,
)
