"""How a group gets on: its convenor is asked once a month by letter, and answers in one line, also by its link."""

import datetime

from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.letter_budget import budget
from members.access import belongs
from members.letters.composing import compose, link
from members.letters.letters import builds, write
from members.models import Person
from taskgroups.models import ProgressLine, TaskGroup

QUESTION = "taskgroups.progress"  # the letter
PROGRESS = "taskgroups.progress"  # the purpose of the signed links
OPEN_FOR = datetime.timedelta(days=62)  # that a link takes the line of its month
budget.COUNTED.append(QUESTION)


class DeadLink(Exception):
    """A link that was changed, or whose reader may no longer follow it."""


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
