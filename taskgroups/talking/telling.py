"""What the people of a group are told by letter: a message to all of them, and the monthly question how it gets on."""

import datetime

from django.core import signing
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.letter_budget import budget
from meetings.telling.previews import in_each_language
from members.access import belongs
from members.letters.composing import compose, link
from members.letters.letters import builds, write
from members.models import Person
from taskgroups.models import GroupMessage, ProgressLine, TaskGroup

MESSAGE, QUESTION = "taskgroups.message", "taskgroups.progress"
PROGRESS = "taskgroups.progress"  # the purpose of the signed links
OPEN_FOR = datetime.timedelta(days=62)  # that a link takes the line of its month
budget.COUNTED += [MESSAGE, QUESTION]


class DeadLink(Exception):
    """A link that was changed, or whose reader may no longer follow it."""


# A message to everybody in the group


def readers_of(group, by):
    """Return the people of a group who belong today, but for who writes, with how many letters they had."""
    theirs = Q(pk__in=[group.convenor_id, group.deputy_id]) | Q(pk__in=group.places.values("person"))
    return budget.with_count(Person.objects.standing_now().filter(theirs).exclude(pk=by.pk))


@transaction.atomic
def write_to_group(*, form, by) -> GroupMessage:
    """Save a form over a message that goes to the people of a group by letter too, and return it."""
    message = form.save(commit=False)
    message.author, message.by_letter = by, True
    message.save(force_insert=True)
    write(MESSAGE, message.pk, people=readers_of(message.group, by))
    return message


def preview(message, by) -> tuple[list, list, int]:
    """Return who a message would reach, the letter in each language that is read, and which number it is at most to one
    of them since the last meeting.
    """
    readers = list(readers_of(message.group, by))
    message.author = by
    return readers, in_each_language(readers, lambda reader: _message(message, reader)), budget.most_with(readers)


def _message(message, reader):
    page = reverse("taskgroups:talk", args=[message.group_id])
    context = {"message": message, "group": message.group, "link": link(page)}
    return compose("taskgroups/emails/message", context, name=reader.name, address=reader.email)


@builds(MESSAGE, _("A message to the people of a group"))
def message_letter(letter):
    """To who is in the group, while they are and the message stands; not to who has had too many letters."""
    rows = GroupMessage.objects.visible_to(letter.person).select_related("group", "author")
    message = rows.filter(pk=letter.thing, removed_at=None).first()
    if message is None or not belongs(letter.person) or not budget.has_room(letter):
        return None
    if not TaskGroup.objects.of(letter.person).filter(pk=message.group_id).exists():
        return None
    return _message(message, letter.person)


# How it gets on


def month_of(day) -> datetime.date:
    """Return the first day of a month."""
    return day.replace(day=1)


def ask_for_progress() -> None:
    """Ask the convenors of groups at work for the line of this month, once: not of one that began in it, nor where the
    line is there.
    """
    month = month_of(timezone.localdate())
    told = ProgressLine.objects.filter(month=month).values("group")
    rows = TaskGroup.objects.open().filter(state=TaskGroup.State.ACTIVE, starts_on__lt=month).exclude(pk__in=told)
    for group in rows.exclude(convenor=None).select_related("convenor"):
        write(QUESTION, f"{group.pk}:{month:%Y-%m}", people=[group.convenor])


def progress_path(group, person, month) -> str:
    """Return the path by which somebody says how a group got on in a month."""
    named = {"g": group.pk, "p": person.pk, "m": f"{month:%Y-%m}"}
    return reverse("taskgroups:progress_by_link", args=[signing.dumps(named, salt=PROGRESS)])


def open_link(token) -> tuple:
    """Return (the line that a token opens, perhaps a new one, its reader); raises DeadLink if it was changed, its month
    is long past, or the group is its reader's to keep no more, or not at work.
    """
    try:
        named = signing.loads(token, salt=PROGRESS)
    except signing.BadSignature as wrong:
        raise DeadLink from wrong
    person, month = Person.objects.who_is(named["p"]), datetime.date.fromisoformat(f"{named['m']}-01")
    if person is None or not belongs(person) or timezone.localdate() - month > OPEN_FOR:
        raise DeadLink
    mine = TaskGroup.objects.visible_to(person).kept_by(person).open()
    group = mine.filter(pk=named["g"]).first()
    if group is None:
        raise DeadLink
    return line_of(group, month), person


def line_of(group, month) -> ProgressLine:
    """Return the line of a group for a month, a new one where none is there."""
    there = ProgressLine.objects.filter(group=group, month=month).first()
    return there or ProgressLine(group=group, month=month)


@transaction.atomic
def save_progress(*, form, by) -> ProgressLine:
    """Save a form over the line of a month, whichever was first, and return it."""
    line = form.instance
    facts = {"text": line.text, "language": line.language, "said_by": by, "said_at": timezone.now()}
    return ProgressLine.objects.update_or_create(group=line.group, month=line.month, defaults=facts)[0]


@builds(QUESTION, _("How a group gets on"))
def question(letter):
    """To who convenes a group at work that has no line for the month."""
    pk, _colon, named = letter.thing.partition(":")
    if not named:
        return None
    month = datetime.date.fromisoformat(f"{named}-01")
    mine = TaskGroup.objects.visible_to(letter.person).filter(convenor=letter.person, state=TaskGroup.State.ACTIVE)
    group = mine.filter(pk=pk).first()
    if group is None or not belongs(letter.person) or group.progress.filter(month=month).exists():
        return None
    if not budget.has_room(letter):
        return None
    context = {"group": group, "month": month, "link": link(progress_path(group, letter.person, month))}
    return compose("taskgroups/emails/progress", context, name=letter.person.name, address=letter.person.email)
