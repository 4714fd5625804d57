"""Coming into a group and leaving it: somebody is asked, or asks, and the other side answers."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from common.editing import IllegalChange, locked
from members.access import belongs
from members.letters.letters import write
from taskgroups import access
from taskgroups.models import GroupMember, GroupRequest

ASKED, ASKS, ANSWERED = "taskgroups.asked", "taskgroups.asks", "taskgroups.answered"  # letters
Answer, Kind = GroupRequest.Answer, GroupRequest.Kind


def convenors_of(group) -> list:
    """Return who convenes a group, and the deputy, as far as they belong to the Forum today."""
    return [person for person in (group.convenor, group.deputy) if person and belongs(person)]


def _open(group):
    """Return a group under a lock; raises IllegalChange where nobody joins or leaves it."""
    group = locked(group)
    if why := access.against_joining(group):
        raise IllegalChange(why)
    return group


@transaction.atomic
def ask_to_join(*, group, person) -> GroupRequest | None:
    """Keep that somebody asks to be in a group, and tell its convenors; whoever was asked is let in by that.

    Return what was kept, or None of who is in it already. Said twice, it is said once.
    """
    group = _open(group)
    if group.places.filter(person=person).exists():
        return None
    there = group.requests.filter(person=person, answer=Answer.WAITING).first()
    if there is not None:
        return answer(request=there, accept=True) if there.kind == Kind.ASKED else there
    asks = GroupRequest.objects.create(group=group, person=person, kind=Kind.ASKS)
    write(ASKS, asks.pk, people=convenors_of(group))
    return asks


@transaction.atomic
def ask(*, group, person) -> GroupRequest | None:
    """Ask somebody into a group by a letter, and return what is kept of it; whoever asked themselves is let in, and
    None is returned of who is in it already.
    """
    group = _open(group)
    if group.places.filter(person=person).exists():
        return None
    there = group.requests.filter(person=person, answer=Answer.WAITING).first()
    if there is not None:
        return answer(request=there, accept=True) if there.kind == Kind.ASKS else there
    asked = GroupRequest.objects.create(group=group, person=person, kind=Kind.ASKED)
    write(ASKED, asked.pk, people=[person])
    return asked


@transaction.atomic
def answer(*, request, accept) -> GroupRequest:
    """Accept or decline a request, let the person in who is accepted, and tell who asked; raises IllegalChange of one
    that is answered already, or while nobody joins.
    """
    group = _open(request.group)
    request = locked(request)
    if request.answer != Answer.WAITING:
        raise IllegalChange(_("This has been answered already."))
    request.answer, request.answered_at = Answer.ACCEPTED if accept else Answer.DECLINED, timezone.now()
    request.save(update_fields=["answer", "answered_at"])
    if accept:
        GroupMember.objects.get_or_create(group=group, person=request.person)
    write(ANSWERED, request.pk, people=[request.person] if request.kind == Kind.ASKS else convenors_of(group))
    return request


@transaction.atomic
def withdraw(*, group, person) -> None:
    """Take back what somebody asked, or is asked, and nobody has answered; nothing where nothing waits."""
    _open(group).requests.filter(person=person, answer=Answer.WAITING).delete()


@transaction.atomic
def leave(*, group, person) -> None:
    """Take somebody out of a group."""
    _open(group).places.filter(person=person).delete()


def waiting_for(person):
    """Return the requests in which somebody is asked into a group."""
    return GroupRequest.objects.waiting().filter(person=person, kind=Kind.ASKED)


def waiting_in(groups):
    """Return the requests of people who ask to be in one of the groups (a QuerySet of TaskGroup)."""
    return GroupRequest.objects.waiting().filter(kind=Kind.ASKS, group__in=groups)
