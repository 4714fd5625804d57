"""The letters about meetings: one function a letter, in its reader's language, checked again when it is sent."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import reading_language
from common.languages.in_use import for_reader_of, language_for
from meetings import access, links
from meetings.agenda import standing_items
from meetings.agenda.showing import PAPERS, ReadAgenda, read_agenda
from meetings.calendars import calendars
from meetings.day import feedback
from meetings.digest import parts
from meetings.letter_budget.budget import CHANGE, MINUTES, NOTICE, REMINDER, has_room
from meetings.minutes import corrections
from meetings.models import Action, Answer, Correction, Invitation, Meeting, Minutes, Notice, Proposal
from meetings.models.agenda import not_reserved
from meetings.proposing import proposals
from meetings.telling import chasers
from members.access import Circle, belongs, circle_of, is_administrator
from members.letters import letters, preferences
from members.letters.composing import compose, link

ACTIONS, DUE, CHASED, TRIAL = "meetings.actions", "meetings.due", "meetings.actions_chased", "meetings.trial"


def circle_of_reader(*, person=None, guest=None):
    """Return the circle in which a person or a guest reads: a guest reads one agenda, as visitors would."""
    return circle_of(person) if person else Circle.VISITOR


def letter_about(meeting, template, *, person=None, guest=None, agenda=None, ics="", own="", **facts):
    """Return a letter about a meeting to a person or a guest, in their language.

    `agenda` is one that they will read once it is published; `own` stands for their own links, where nobody is to
    follow them. With `ics` ("REQUEST" or "CANCEL") the calendar file is attached.
    """
    to, circle = person or guest, circle_of_reader(person=person, guest=guest)
    may_read = access.agenda_is_open_to(circle, meeting) or _may_guest(guest, meeting)
    if agenda is None:
        agenda = read_agenda(meeting, circle, language_for(to.language), below=(PAPERS,)) if may_read else ReadAgenda()
    with for_reader_of(to.language):
        return _letter_about(meeting, template, person, guest, agenda, ics, own, facts)


def _letter_about(meeting, template, person, guest, agenda, ics, own, facts):
    to = person or guest
    papers = [paper for item in agenda.items for paper in item.papers]
    context = {
        "meeting": meeting,
        "person": person,
        "agenda": agenda,
        "ways": _ways_to_answer(meeting, person, guest, own),
        "papers": [*map(ListedPaper.of, papers)] if person else [],
        "meeting_link": link(meeting.get_absolute_url()),
        "pack_link": link(reverse("meetings:pack", args=[meeting.pk])) if person else "",
        **facts,
    }
    letter = compose(f"meetings/emails/{template}", context, name=to.name, address=to.email)
    if ics:
        _attach_calendar(letter, meeting, calendars.event_file(meeting, to, reading_language(), ics, agenda), ics)
    return letter


def _attach_calendar(letter, meeting, content, method) -> None:
    """Attach a calendar file; where calendars' answers are read, also as another form of the letter itself, which is
    where Outlook looks for what can be answered.
    """
    kind = f"text/calendar; method={method}"
    if settings.MAIL_INBOX is not None:
        letter.attach_alternative(content.decode(), kind)
        kind = "application/ics"
    letter.attach(meeting.file_name(_("Meeting"), "ics"), content, kind)


def _ways_to_answer(meeting, person, guest, own) -> list[tuple]:
    """Return (words, address) of each answer that a meeting takes: the page behind it waits for one more press."""
    ways = zip(Answer.Coming, (_("In person"), _("Online"), _("Apologies")), strict=True)
    return [
        (words, own or link(links.answer_path(meeting, person=person, guest=guest, coming=way.value)))
        for way, words in ways
        if way != Answer.Coming.ONLINE or meeting.online_link
    ]


@dataclass(frozen=True)
class ListedPaper:
    """A paper in a letter: its title, the file in the reader's language (or the only one there is), minutes to read."""

    title: str
    url: str
    minutes: int

    @classmethod
    def of(cls, paper):
        """Return a ReadPaper as a letter lists it, in the language that is active."""
        side = next((side for side in paper.sides if side.language == reading_language()), paper.sides[0])
        return cls(paper.title, link(side.url), side.reading_minutes)


def _may_guest(guest, meeting) -> bool:
    return guest is not None and meeting.agenda_published_at is not None


def _reader(letter, meeting) -> dict | None:
    """Return {"person": …} or {"guest": …} of a letter if they may still know the meeting, else None."""
    if letter.person is None:
        guest = Invitation.objects.filter(meeting=meeting, email__iexact=letter.address).first()
        return {"guest": guest} if guest else None
    may_know = belongs(letter.person) and Meeting.objects.visible_to(letter.person).filter(pk=meeting.pk).exists()
    return {"person": letter.person} if may_know else None


def _meeting(pk) -> Meeting | None:
    return Meeting.objects.select_related("chair", "minutes", "poll").filter(pk=pk).first()


def _published(letter) -> Meeting | None:
    """Return the meeting that a letter invites to: None once it is called off, has begun, or is published anew."""
    pk, publication, *_day = [*letter.thing.split(":"), ""]
    meeting = _meeting(pk)
    waits = meeting and meeting.state == Meeting.State.PUBLISHED and not meeting.has_begun
    return meeting if waits and publication in ("", str(meeting.publications)) else None


@letters.builds(NOTICE, _("The agenda"))
def agenda_notice(letter):
    """The agenda is out: the letter everybody gets once a publication,
    with the calendar file and a link that answers without a password.
    """
    meeting = _published(letter)
    reader = meeting and _reader(letter, meeting)
    if not reader:
        return None
    line = meeting.notices.filter(kind=Notice.Kind.AGENDA, publication=meeting.publications).first()
    return letter_about(meeting, "agenda_notice", ics="REQUEST", line=line, news=parts.part_of(letter), **reader)


@letters.builds(TRIAL, _("The agenda, to oneself first"))
def agenda_tried(letter):
    """The letter that publishing would send, to who prepares it alone, while it is not published."""
    line = Notice.objects.filter(pk=letter.thing, kind=Notice.Kind.DRAFT).select_related("meeting__chair").first()
    reader = line and line.meeting.state == Meeting.State.PLANNED and _reader(letter, line.meeting)
    if not reader or not access.may_schedule(letter.person):
        return None
    news = parts.part_of(letter)
    return letter_about(line.meeting, "agenda_notice", ics="REQUEST", line=line, news=news, **reader)


@letters.builds(CHANGE, _("A change to a meeting"))
def meeting_changed(letter):
    """Something has changed since: sent only if the administrator asks, with their own words."""
    notice = Notice.objects.select_related("meeting__chair").filter(pk=letter.thing).first()
    reader = notice and _reader(letter, notice.meeting)
    if not reader:
        return None
    is_off = notice.meeting.state in (Meeting.State.CANCELLED, Meeting.State.POSTPONED)
    return letter_about(
        notice.meeting, "meeting_changed", ics="CANCEL" if is_off else "REQUEST", notice=notice, is_off=is_off, **reader
    )


def circulation(minutes) -> str:
    """Return the name of one circulation of minutes: withdrawn and sent out again, they are another one."""
    return f"{minutes.pk}:{minutes.circulated_at:%Y%m%dT%H%M%S}"


@letters.builds(MINUTES, _("Minutes to read"))
def minutes_out(letter):
    """Minutes are circulated: to everybody whom they are for, while it is that circulation."""
    minutes = Minutes.objects.visible_to(letter.person).filter(pk=letter.thing.partition(":")[0]).first()
    is_that = minutes and minutes.state == Minutes.State.CIRCULATED and circulation(minutes) == letter.thing
    if not is_that or not belongs(letter.person):
        return None
    return letter_with_minutes(minutes, letter.person, news=parts.part_of(letter))


def letter_with_minutes(minutes, person, *, news):
    """Return the letter that says that minutes can be read, with the person's own actions, the last day for corrections
    and what is new since; in the language that is active.
    """
    mine = Action.objects.filter(
        not_reserved(circle_of(person), "paragraph__item__"), paragraph__item__meeting=minutes.meeting_id
    ).of(person)
    context = {
        "meeting": minutes.meeting,
        "link": link(minutes.get_absolute_url()),
        "pdf_link": link(reverse("meetings:minutes_file", args=[minutes.meeting_id, "pdf"])),
        "actions": mine.select_related("paragraph__item__meeting"),
        "until": corrections.last_moment(minutes),
        "news": news,
    }
    return compose("meetings/emails/minutes_out", context, name=person.name, address=person.email)


@letters.builds(corrections.LETTER, _("The answer to a correction"))
def correction_answered(letter):
    """To who offered a correction of minutes: what became of it."""
    rows = Correction.objects.visible_to(letter.person).filter(pk=letter.thing, proposer=letter.person)
    correction = rows.exclude(answer=Correction.Answer.WAITING).select_related("paragraph__item", "item").first()
    if correction is None or not belongs(letter.person):
        return None
    minutes = Minutes.objects.visible_to(letter.person).filter(meeting=correction.meeting_id).first()
    if minutes is None:
        return None
    is_accepted = correction.answer == Correction.Answer.ACCEPTED
    context = {"correction": correction, "is_accepted": is_accepted, "link": link(minutes.get_absolute_url())}
    return compose("meetings/emails/correction_answered", context, name=letter.person.name, address=letter.person.email)


@letters.builds(proposals.LETTER, _("The answer to a proposal"))
def proposal_answered(letter):
    """To who proposed something for an agenda: on which it stands, or why not; while that is the answer."""
    pk, _colon, rest = letter.thing.partition(":")
    answer = rest.partition(":")[0]  # behind it stands the moment
    rows = Proposal.objects.filter(pk=pk, answer=answer, proposer=letter.person).select_related("meeting")
    proposal = rows.first()
    if proposal is None or not belongs(letter.person):
        return None
    meeting = proposal.meeting if proposal.answer == Proposal.Answer.ACCEPTED else None
    context = {"proposal": proposal, "meeting": meeting, "link": link(meeting.get_absolute_url()) if meeting else ""}
    return compose("meetings/emails/proposal_answered", context, name=letter.person.name, address=letter.person.email)


@letters.builds(REMINDER, _("A reminder to answer"))
def answer_reminder(letter):
    """Once, to those who have not answered by then."""
    meeting = _published(letter)
    reader = meeting and _reader(letter, meeting)
    if not reader or Answer.objects.filter(meeting=meeting, **reader).exists() or not has_room(letter):
        return None
    return letter_about(meeting, "answer_reminder", **reader)


@letters.builds(ACTIONS, _("How actions stand"))
def action_update(letter):
    """To the owner of open actions, a fortnight before a meeting: one line each, by a link that needs no password."""
    meeting = _meeting(letter.thing)
    reader = meeting and meeting.starts_at > timezone.now() and _reader(letter, meeting)
    mine = standing_items.matters_arising(meeting, circle_of(letter.person)).of(letter.person) if reader else []
    if not mine:
        return None
    path = links.actions_path(meeting, letter.person)
    return letter_about(meeting, "action_update", actions=list(mine), actions_link=link(path), **reader)


@letters.builds(DUE, _("An action is due"))
def action_due(letter):
    """To the owner of an action (of an organisation's to those of its people who belong), once,
    some days before it is due.
    """
    mine = (
        Action.objects.visible_to(letter.person)
        .of(letter.person)
        .select_related("paragraph__item__meeting", *Action.HOLDERS)
    )
    action = mine.filter(pk=letter.thing, status=Action.Status.OPEN).first()
    if action is None:
        return None
    context = {"action": action, "action_link": link(links.action_path(action, letter.person))}
    return compose("meetings/emails/action_due", context, name=letter.person.name, address=letter.person.email)


@letters.builds(CHASED, _("A reminder of actions"))
def actions_chased(letter):
    """To the owner of open actions, because the administrator asks: all of theirs in one letter, once a day."""
    mine = Action.objects.visible_to(letter.person).open().of(letter.person).select_related("paragraph__item__meeting")
    if not belongs(letter.person) or not mine:
        return None
    context = {"actions": list(mine), "link": link(reverse("meetings:my_actions"))}
    return compose("meetings/emails/actions_chased", context, name=letter.person.name, address=letter.person.email)


preferences.offer(feedback.LETTER, _("How was the meeting?"), goes_with_digest=False)


@letters.builds(feedback.LETTER, _("How was the meeting?"))
def feedback_asked(letter):
    """To somebody who was there, once: three short questions, by a link that needs no password."""
    meeting = _meeting(letter.thing)
    reader = meeting and feedback.may_still_answer(meeting) and _reader(letter, meeting)
    if not reader or not feedback.was_there(letter.person, meeting) or feedback.has_answered(letter.person, meeting):
        return None
    if not has_room(letter):
        return None
    context = {"meeting": meeting, "link": link(links.feedback_path(meeting, letter.person))}
    return compose("meetings/emails/feedback", context, name=letter.person.name, address=letter.person.email)


@letters.builds(chasers.LETTER, _("Minutes that are late"))
def minutes_late(letter):
    """To the administrators, once a week while any minutes are late: all of them in one letter."""
    late = list(chasers.late_minutes()) if is_administrator(letter.person) else []
    if not late:
        return None
    rows = [(meeting, link(reverse("meetings:write_minutes", args=[meeting.pk]))) for meeting in late]
    return compose("meetings/emails/minutes_late", {"rows": rows}, name=letter.person.name, address=letter.person.email)
