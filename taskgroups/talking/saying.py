"""What the people of a group say to each other: messages, and those that go to all of them by letter too."""

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.editing import IllegalChange, locked
from meetings.letter_budget import budget
from meetings.telling.previews import in_each_language
from members.access import belongs
from members.letters.composing import compose, link
from members.letters.letters import builds, write
from members.models import Person
from taskgroups import access
from taskgroups.models import GroupMessage, TaskGroup

MESSAGE = "taskgroups.message"  # the letter
budget.COUNTED.append(MESSAGE)


def say(*, form, by) -> GroupMessage:
    """Save a form over a new message to the people of a group, and return the message."""
    form.instance.author = by
    return form.save()


@transaction.atomic
def remove_message(*, message, by) -> None:
    """Take a message back, or put it back where it was taken back; raises IllegalChange for what others wrote."""
    row = locked(message)
    if not access.wrote(by, row):
        raise IllegalChange(_("Only who wrote it takes it back."))
    row.removed_at = None if row.removed_at else timezone.now()
    row.save(update_fields=["removed_at"])


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


@builds(MESSAGE, gettext_lazy("A message to the people of a group"))
def message_letter(letter):
    """To who is in the group, while they are and the message stands; not to who has had too many letters."""
    rows = GroupMessage.objects.visible_to(letter.person).select_related("group", "author")
    message = rows.filter(pk=letter.thing, removed_at=None).first()
    if message is None or not belongs(letter.person) or not budget.has_room(letter):
        return None
    if not TaskGroup.objects.of(letter.person).filter(pk=message.group_id).exists():
        return None
    return _message(message, letter.person)
