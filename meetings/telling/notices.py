"""Telling people: the notice of an agenda, what has changed since, reminders; each letter once a reader."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from common.languages.in_use import language_for
from common.versions import seen
from meetings.agenda import building, numbering, standing_items
from meetings.agenda.showing import PAPERS, read_agenda
from meetings.digest import parts
from meetings.letter_budget import budget
from meetings.minutes import actions
from meetings.models import Action, Meeting, Notice, Rules
from meetings.telling import answers, emails
from meetings.telling.previews import in_each_language
from members.letters import letters
from members.models import Person, Standing


def publish_notice(*, meeting):
    """Write the notice of a published agenda to everybody it is for and to its guests;
    return how many letters are new.
    """
    return letters.write(
        emails.NOTICE, meeting.publication, people=answers.invited_to(meeting), addresses=_guests(meeting)
    )


def tell_newcomers() -> int:
    """Write the notice of each agenda that was sent to those of its meeting whose standing began since; return how many
    letters are new. From the day of the reminder on, that is the letter which asks them.
    """
    later = timezone.now() + datetime.timedelta(days=Rules.now().reminder_days)
    ahead = list(Meeting.objects.filter(state=Meeting.State.PUBLISHED, starts_at__gt=later))
    told: dict[str, list[int]] = {}
    for thing, person in letters.written(emails.NOTICE, [meeting.publication for meeting in ahead]):
        if person:  # that a guest has had a letter does not say that it went to all
            told.setdefault(thing, []).append(person)
    return sum(
        letters.write(emails.NOTICE, thing, people=_new_since_agenda(meeting).exclude(pk__in=told[thing]))
        for meeting in ahead
        if (thing := meeting.publication) in told
    )


def _new_since_agenda(meeting):
    day = timezone.localdate(meeting.agenda_published_at)
    new = Standing.objects.filter(starts_on__gte=day).values("person")
    return answers.invited_to(meeting).filter(pk__in=new)


def keep_line(*, meeting, line, by) -> Notice:
    """Save a line (a Notice) that goes out with the agenda of this publication of a meeting, and return it."""
    line.meeting, line.written_by, line.kind, line.publication = meeting, by, Notice.Kind.AGENDA, meeting.publications
    line.save(force_insert=True)
    return line


@transaction.atomic
def try_on_oneself(*, meeting, by, line) -> int:
    """Write the letter that publishing would send to who asks, and to nobody else, with a line (a Notice) of their own,
    which is kept as a draft; return how many letters are new.
    """
    line.meeting, line.written_by, line.kind, line.publication = (
        meeting,
        by,
        Notice.Kind.DRAFT,
        meeting.publications + 1,
    )
    line.save(force_insert=True)
    return letters.write(emails.TRIAL, line.pk, people=[by])


def with_draft(meetings):
    """Return meetings (a QuerySet), each with the words of the line that was last tried for its next publication
    (`draft_words`, or None), by the same query.
    """
    drafts = Notice.objects.filter(kind=Notice.Kind.DRAFT, meeting=OuterRef("pk"))
    drafts = drafts.filter(publication=OuterRef("publications") + 1)
    words = JSONObject(note_en="note_en", note_cy="note_cy")
    return meetings.annotate(draft_words=Subquery(drafts.values(words=words)[:1]))


def _guests(meeting) -> list:
    return list(meeting.invitations.values_list("email", flat=True))


DUE_DAYS = 3  # before an action is due its owner is reminded


@dataclass(frozen=True)
class Preview:
    """What publishing will send, before it is sent: to whom, in which language, with how many days of notice, and which
    number of its cycle the letter is at most to one of them.
    """

    readers: list
    guests: list
    letters: list
    days: int
    days_asked: int
    most: int

    @property
    def number(self) -> int:
        """How many people get a letter."""
        return len(self.readers) + len(self.guests)

    @property
    def is_short(self):
        """Less notice than the Constitution asks for."""
        return self.days < self.days_asked


def preview(meeting, rows, files, forum, line=None) -> Preview:
    """Return the Preview of a meeting's notice: one letter in each language that is read, with a stand-in for the
    reader's own link.

    `rows` are the items of the agenda (`building.whole_items`), which nobody but the record keepers reads yet, and
    `files` those of its papers; `forum` is who the letters come from, and `line` (a Notice) what one adds oneself.
    """
    people = budget.with_count(answers.invited_to(meeting).with_rights())
    readers, guests = list(people), list(meeting.invitations.all())

    def notice_to(reader):
        who = {"person": reader} if isinstance(reader, Person) else {"guest": reader}
        agenda = read_agenda(
            meeting,
            emails.circle_of_reader(**who),
            language_for(reader.language),
            below=(PAPERS,),
            rows=rows,
            files=files,
        )
        own, news = _("(each reader’s own link)"), parts.stand_in() if "person" in who else None
        facts = {"agenda": agenda, "forum": forum, "own": own, "line": line, "news": news}
        return emails.letter_about(meeting, "agenda_notice", **facts, **who)

    shown = in_each_language([*readers, *guests], notice_to)
    days = (timezone.localdate(meeting.starts_at) - timezone.localdate()).days
    return Preview(readers, guests, shown, days, building.rules_along(rows).notice_days, budget.most_with(readers))


@transaction.atomic
def tell_change(*, meeting, by, notice):
    """Save a Notice in the administrator's words and write it to everybody;
    raises IllegalChange where nobody was told of the meeting.
    """
    if meeting.state == Meeting.State.HELD:
        raise IllegalChange(_("This meeting has been held, so there is nothing to tell."))
    kinds = {Meeting.State.CANCELLED: Notice.Kind.CANCELLED, Meeting.State.POSTPONED: Notice.Kind.POSTPONED}
    notice.meeting, notice.written_by, notice.kind = meeting, by, kinds.get(meeting.state, Notice.Kind.CHANGED)
    notice.save(force_insert=True)
    if meeting.state == Meeting.State.PUBLISHED:
        numbering.keep_numbers(meeting)  # the letters bring the agenda as it is now
    letters.write(emails.CHANGE, notice.pk, people=answers.invited_to(meeting), addresses=_guests(meeting))
    return notice


def invite_guests(*, meeting):
    """Write the notice to guests who were added after the agenda went out; return how many letters are new."""
    if meeting.state != Meeting.State.PUBLISHED:
        raise IllegalChange(_("The agenda is not published yet. Your guests get their invitation when it is."))
    return letters.write(emails.NOTICE, meeting.publication, addresses=_guests(meeting))


@transaction.atomic
def remind_the_silent(*, meeting, once_more=False) -> int:
    """Write the one reminder of a publication to those who have not answered nor been reminded; or, `once_more`, as
    somebody asks, to those who were not reminded today. Return how many letters are new.
    """
    people, guests = to_be_reminded(meeting, once_more=once_more)
    thing = f"{meeting.publication}:{timezone.localdate().isoformat()}" if once_more else meeting.publication
    return letters.write(emails.REMINDER, thing, people=people, addresses=[guest.email for guest in guests])


def to_be_reminded(meeting, *, once_more) -> tuple[list, list]:
    """Return the people and the guests whom `remind_the_silent` would write to now."""
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    known = letters.readers_of(emails.REMINDER, meeting.publication, since=midnight if once_more else None)
    silent = answers.replies_to(meeting).silent
    people = [one for one in silent if isinstance(one, Person) and (one.pk, "") not in known]
    return people, [one for one in silent if not isinstance(one, Person) and (None, one.email) not in known]


def preview_of_reminder(meeting, readers) -> list:
    """Return what the reminder says to these people and guests, one letter in each language that is read."""

    def reminder_to(reader):
        who = {"person": reader} if isinstance(reader, Person) else {"guest": reader}
        return emails.letter_about(meeting, "answer_reminder", own=_("(each reader’s own link)"), **who)

    return in_each_language(readers, reminder_to)


def ask_owners(*, meeting):
    """Write to the owners of open actions, once before each meeting."""
    return letters.write(
        emails.ACTIONS, meeting.pk, people=actions.owners_of(standing_items.open_actions_before(meeting))
    )


def remind_owners() -> None:
    """Write the one reminder for each open action that is due within DUE_DAYS, or overdue, to its owners."""
    until = timezone.localdate() + datetime.timedelta(days=DUE_DAYS)
    out = {"paragraph__item__meeting__minutes__state__in": ["circulated", "confirmed"]}
    rows = Action.objects.open().filter(due_on__lte=until, status=Action.Status.OPEN, **out)
    due, owners = list(rows.select_related("passed_to", "owner")), {}
    known = letters.written(emails.DUE, [action.pk for action in due])
    for action in due:
        whose = action.holder or action.owner_organisation_id
        owners[whose] = owners[whose] if whose in owners else actions.owners_of([action])
        if people := [one for one in owners[whose] if (str(action.pk), one.pk) not in known]:
            letters.write(emails.DUE, action.pk, people=people)


@transaction.atomic
def chase(*, rows, mark):
    """Write to whoever has these Actions (a QuerySet), as the page showed them: one letter each, once a day; return how
    many letters are new.
    """
    seen.compare(mark, [rows])
    people = actions.owners_of(rows.open().with_holders())
    return letters.write(emails.CHASED, timezone.localdate().isoformat(), people=people)


def due_reminders():
    """Return the meetings whose silent ones are to be reminded by now."""
    return _within(Rules.now().reminder_days).filter(state=Meeting.State.PUBLISHED)


def due_questions():
    """Return the meetings before which the owners of actions are to be asked by now."""
    return _within(Rules.now().update_days).filter(state__in=[Meeting.State.PLANNED, Meeting.State.PUBLISHED])


def _within(days) -> QuerySet:
    now = timezone.now()
    return Meeting.objects.filter(starts_at__gt=now, starts_at__lte=now + datetime.timedelta(days=days))
