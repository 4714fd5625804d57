"""What the meetings app hands upward: hits, what waits for a person, news, a year's record."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.overview import Door, Found, Line, News, Part, SetUp, ToDo, YearEntry, own
from common.rich_text import plain
from common.searching import all_words_in
from meetings import access, forgetting, sample
from meetings.agenda import coming_back
from meetings.agenda.showing import read_agenda
from meetings.asked import asked
from meetings.minutes import corrections
from meetings.models import (
    Action,
    AgendaItem,
    Answer,
    Attendance,
    AttendanceClaim,
    Correction,
    Decision,
    Invitation,
    Meeting,
    Minutes,
    PaperSide,
    Paragraph,
    PollAnswer,
    Proposal,
    Rules,
    StandingItem,
    Vote,
)
from meetings.models.kinds import TALKS
from meetings.planning import polls
from members.access import Circle, circle_of, keeps_the_record
from members.history import kinds

MOST = 20
MOST_PUBLIC = 3  # meetings that the contact page names
UNCONFIRMED = (Minutes.State.DRAFT, Minutes.State.CIRCULATED)


def search(words, reader) -> list:
    """Return meetings, agenda items and minutes in which every word occurs, as far as this reader may see them."""
    meetings = Meeting.objects.visible_to(reader).filter(all_words_in(words, "title", "place"))[:MOST]
    items = (
        AgendaItem.objects.visible_to(reader)
        .filter(all_words_in(words, "title", "text"))
        .select_related("meeting")[:MOST]
    )
    paragraphs = (
        Paragraph.objects.visible_to(reader).filter(all_words_in(words, "text")).select_related("item__meeting")[:MOST]
    )
    return [
        *(
            Found(_("Meeting"), m.title, m.get_absolute_url(), m.place, timezone.localdate(m.starts_at))
            for m in meetings
        ),
        *(Found(_("Agenda item"), i.title, i.meeting.get_absolute_url(), i.meeting.title) for i in items),
        *(
            Found(
                _("Minutes"),
                plain(p.text),
                f"{reverse('meetings:minutes', args=[p.item.meeting_id])}#p{p.number}",
                p.item.meeting.title,
            )
            for p in paragraphs
        ),
    ]


def to_do(person) -> list:
    """Return the next meeting, the person's own open actions, and for who keeps the record what the cycle asks for."""
    at_hand, now = _at_hand(person), timezone.now()
    upcoming = [m for m in at_hand if m.ends_at >= now and m.state in Meeting.TO_COME]
    waiting = [_next_meeting(person, upcoming[0])] if upcoming else []
    if person.is_authenticated:
        waiting += _polls(person, at_hand) + _actions(person)
    return waiting + (_cycle(person, at_hand, upcoming[:6]) if keeps_the_record(person) else [])


def _actions(person) -> list:
    """Return a person's open actions; for who keeps the record also those that nobody has any more who belongs to the
    Forum, each to be given to somebody else.
    """
    rows = Action.objects.visible_to(person).open()
    rows = rows.adrift(or_of=person) if keeps_the_record(person) else rows.of(person)
    rows = rows.select_related("paragraph__item__meeting")[: 2 * MOST]
    mine, adrift = [a for a in rows if a.is_of(person)], [a for a in rows if not a.is_of(person)]
    waiting = [ToDo("action", a.text, reverse("meetings:action", args=[a.pk]), a.number, a.due_on) for a in mine]
    left = _("Its owner, %(name)s, has left the Forum: give it to somebody else.")
    give = [reverse("meetings:give_action", args=[a.pk]) for a in adrift]
    return waiting + [
        ToDo("cycle", a.text, page, left % {"name": a.owner_name}) for a, page in zip(adrift, give, strict=True)
    ]


def _polls(person, at_hand) -> list:
    """Return the polls that wait for this person's answer, and for who keeps the record those that wait for a date."""
    undecided = polls.undecided_among(at_hand) if keeps_the_record(person) else list(polls.undecided(person))
    unanswered = [poll for poll in undecided if poll.is_open and not poll.is_answered]
    waiting = [
        ToDo("poll", p.meeting.title, _poll_page(p), _("Which dates suit you?"), p.closes_on) for p in unanswered
    ]
    closed = [poll for poll in undecided if not poll.is_open and keeps_the_record(person)]
    return waiting + [
        ToDo("cycle", p.meeting.title, _poll_page(p), _("The poll is closed: choose its date.")) for p in closed
    ]


def _poll_page(poll) -> str:
    return reverse("meetings:poll", args=[poll.meeting_id])


def _at_hand(person) -> list:
    """Return the next meeting; for who keeps the record all not yet finished with; one query."""
    meetings = Meeting.objects.visible_to(person)
    if not keeps_the_record(person):
        return list(meetings.upcoming()[:1])
    unfinished = (
        Q(state__in=Meeting.TO_COME) | Q(state=Meeting.State.HELD, minutes=None) | Q(minutes__state__in=UNCONFIRMED)
    )
    columns = {
        "poll_is_answered": polls.answered("poll", person),
        "reviews_due": coming_back.number_due(),
        "corrections_waiting": corrections.number_waiting(),
    }
    rows = meetings.filter(unfinished).select_related("minutes", "poll").annotate(**columns)
    return list(rows.order_by("starts_at", "pk"))


def _next_meeting(person, meeting) -> ToDo:
    bar = None
    if access.may_read_agenda(person, meeting):
        bar = read_agenda(meeting, circle_of(person), below=()).bar
    return ToDo(
        "meeting", meeting.title, meeting.get_absolute_url(), meeting.place, starts_at=meeting.starts_at, bar=bar
    )


def _cycle(person, at_hand, upcoming) -> list:
    """Return what the quarter's cycle asks of who keeps the record, the most pressing first."""
    over = [m for m in at_hand if m.ends_at < timezone.now()]
    unfinished = [m for m in over if m.state in (Meeting.State.PLANNED, Meeting.State.PUBLISHED)]
    unwritten = [m for m in over if m.state == Meeting.State.HELD and m.minutes_or_none is None]
    waiting = [
        ToDo("cycle", m.title, m.get_absolute_url(), _("It is over: record who came and mark it as held."))
        for m in unfinished
    ]
    waiting += [
        ToDo("cycle", m.title, reverse("meetings:write_minutes", args=[m.pk]), _("Its minutes are not begun."))
        for m in unwritten
    ]
    for m in at_hand:
        if m.minutes_or_none is not None and m.minutes.state in UNCONFIRMED:
            waiting.append(ToDo("cycle", m.title, m.minutes.get_absolute_url(), _state_of_minutes(person, m)))
            waiting += [_corrections(m)] if m.corrections_waiting else []
    waiting += [_reviews(m) for m in upcoming[:1] if m.reviews_due]
    return waiting + [_unpublished(m) for m in upcoming if m.state == Meeting.State.PLANNED]


def _state_of_minutes(person, meeting) -> str:
    """Return what minutes that are not confirmed wait for; to confirm them is the Chair's alone."""
    if meeting.minutes.state == Minutes.State.DRAFT:
        return _("Its minutes are a draft.")
    if access.may_confirm_minutes(person, meeting):
        return _("Its minutes wait to be confirmed.")
    return _("Its minutes wait for the Chair to confirm them.")


def _unpublished(meeting) -> ToDo:
    agenda = reverse("meetings:build_agenda", args=[meeting.pk])
    return ToDo("cycle", meeting.title, agenda, _("Its agenda is not published."), starts_at=meeting.starts_at)


def _corrections(meeting) -> ToDo:
    text = ngettext(
        "%(number)s correction waits for an answer.",
        "%(number)s corrections wait for an answer.",
        meeting.corrections_waiting,
    )
    return ToDo(
        "cycle",
        meeting.title,
        reverse("meetings:corrections", args=[meeting.pk]),
        text % {"number": meeting.corrections_waiting},
    )


def _reviews(meeting) -> ToDo:
    text = ngettext(
        "%(number)s decision comes back for review.", "%(number)s decisions come back for review.", meeting.reviews_due
    )
    register = f"{reverse('meetings:decisions')}?review=on"
    return ToDo("cycle", meeting.title, register, text % {"number": meeting.reviews_due}, starts_at=meeting.starts_at)


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
    rows = Decision.objects.visible_to(reader).select_related("paragraph__item__meeting")
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


def year(start, end, circle) -> list[YearEntry]:
    """Return the meetings held and decisions taken between two dates (both included), in order, as far as a circle
    reads them; decisions only of minutes that are confirmed.
    """
    days = {"starts_at__date__gte": start, "starts_at__date__lte": end}
    held = Meeting.objects.visible_within(circle).filter(state=Meeting.State.HELD, **days).order_by("starts_at")
    decided = (
        Decision.objects.visible_within(circle)
        .filter(paragraph__item__meeting__in=held, paragraph__item__meeting__minutes__state=Minutes.State.CONFIRMED)
        .select_related("paragraph__item__meeting")
    )
    entries = [
        YearEntry("meeting", m.title, m.get_absolute_url(), timezone.localdate(m.starts_at), m.place) for m in held
    ]
    for decision in decided:
        meeting = decision.paragraph.item.meeting
        url = reverse("meetings:minutes", args=[meeting.pk])
        entries.append(
            YearEntry("decision", decision.text, url, timezone.localdate(meeting.starts_at), decision.number)
        )
    return sorted(entries, key=lambda entry: entry.on)


def own_data(person) -> list:
    """Return what this app keeps about a person, and the files they sent that still stand."""
    sides = PaperSide.objects.filter(uploaded_by=person, paper__removed_at=None).select_related("paper")
    voted = Vote.objects.filter(person=person).select_related("ballot")
    polled = PollAnswer.objects.filter(person=person).select_related("date")
    corrected = Correction.objects.filter(proposer=person).select_related("paragraph__item__meeting")
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
        own("proposals", Proposal.objects.filter(proposer=person), *proposed),
        own("corrections", corrected, "paragraph", "text", "answer", "answer_reason", "offered_at"),
        own("votes", voted, "ballot", "choice"),
        own("poll_answers", polled, "date", "suits"),
        own("papers", sides, "paper", "language", "name", "size", file_of=lambda side: (side.name, side.file)),
    ]


def set_up(person) -> list[SetUp]:
    """Return the steps of moving in that are about meetings."""
    rules, items = reverse("meetings:rules"), _("What each meeting begins and ends with.")
    numbers, year = _("Notice, quorum, the target for business."), _("The dates of its meetings, by one press.")
    return [
        SetUp(4, _("Rules for meetings"), numbers, rules, Rules.objects.exists()),
        SetUp(5, _("Items of every agenda"), items, f"{rules}#standing", StandingItem.objects.exists()),
        SetUp(7, _("The first year"), year, reverse("meetings:plan_year"), Meeting.objects.exists()),
        _first_agenda(),
    ]


def _first_agenda() -> SetUp:
    """Return the last step of moving in: to the page where the agenda of the next meeting is built."""
    is_out = Meeting.objects.exclude(agenda_published_at=None).exists()
    following = Meeting.objects.upcoming().only("pk").first()
    page = reverse("meetings:build_agenda", args=[following.pk]) if following else reverse("meetings:upcoming")
    purpose = _("What is talked about, and for how long; published, it goes to everybody by letter.")
    return SetUp(9, _("The first agenda"), purpose, page, is_out)


def histories(reader) -> list:
    """Return the models of this app whose history this reader may read."""
    return kinds("meetings", reader)


DOOR = Door(
    app="meetings",
    at="meetings/",
    search=search,
    to_do=to_do,
    news=news,
    asked=asked,
    public=public,
    year=year,
    own_data=own_data,
    histories=histories,
    beside={"members:person": about_person, "members:application": newest_decisions},
    links={"members:keeping": who_to_ring, "members:contact": public_meetings},
    going=forgetting.going,
    staying=forgetting.staying,
    named=forgetting.recorded_with_name,
    forget=forgetting.forget,
    set_up=set_up,
    sample=sample.make,
)
