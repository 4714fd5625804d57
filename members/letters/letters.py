"""Letters: written into a ledger once a person, built and checked again when they are sent, by the worker."""

from collections.abc import Callable
from email.utils import parseaddr

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from common.editing import IllegalChange, locked
from common.languages.in_use import for_reader_of
from members.letters import names, preferences, refused
from members.models import Letter, Person, ReturnedAddress

SEND = "members.send"  # the task of jobs.py
BUILDERS: dict[str, Callable] = {}
NAMES: dict[str, str] = {}  # of the kinds, as the ledger shows them


def builds(kind, name=""):
    """Decorate the function that makes the letters of a kind, and say what the kind is called.

    It gets a Letter, in its reader's language, and returns an EmailMultiAlternatives, or None if the letter is no
    longer
    called for: whoever may not know the thing any more must not be told of it.
    """

    def register(build):
        BUILDERS[kind], NAMES[kind] = build, name or kind
        return build

    return register


def name_of(letter):
    """Return what the kind of a letter is called, in the reader's language."""
    return NAMES.get(letter.kind, letter.kind)


@transaction.atomic
def write(kind, thing, *, people=(), addresses=()) -> int:
    """Put a letter about `thing` to each of the people and addresses into the ledger, and return how many are new.

    One that was written before is left as it is, so that nobody gets it twice.
    """
    wanted = [Letter(kind=kind, thing=str(thing), person=person) for person in people]
    wanted += [Letter(kind=kind, thing=str(thing), address=address) for address in addresses]
    rows = Letter.objects.filter(kind=kind, thing=str(thing))
    before = set(rows.values_list("pk", flat=True))
    Letter.objects.bulk_create(wanted, ignore_conflicts=True)
    new = [pk for pk in rows.order_by("pk").values_list("pk", flat=True) if pk not in before]
    app.configure_task(SEND).batch_defer(*({"letter_id": pk} for pk in new))
    return len(new)


def record_keepers() -> QuerySet:
    """Return the people who keep the record today, for letters about what waits for them."""
    return Person.objects.record_keepers()


def written(kind, things) -> set:
    """Return (thing, key of a person) of each letter of a kind about these things that stands in the ledger."""
    rows = Letter.objects.filter(kind=kind, thing__in=[str(thing) for thing in things]).order_by()
    return set(rows.values_list("thing", "person_id"))


def readers_of(kind, thing, *, since=None) -> set:
    """Return (key of a person, address) of each letter of a kind about a thing, or about a part of it ("12:1" and
    "12:1:2026-11-27"), that was written since a moment, or ever.
    """
    rows = Letter.objects.filter(Q(thing=thing) | Q(thing__startswith=f"{thing}:"), kind=kind).order_by()
    return set((rows.filter(created_at__gte=since) if since else rows).values_list("person_id", "address"))


def last_sent(kind, person):
    """Return the moment at which somebody's last letter of a kind was written that was sent too, or None."""
    last = Letter.objects.filter(kind=kind, person=person, state=Letter.State.SENT).order_by("-created_at").first()
    return last and last.created_at


@transaction.atomic
def try_again(*, letter) -> None:
    """Send a letter that failed once more; raises IllegalChange for any other."""
    letter = locked(letter)
    if letter.state != Letter.State.FAILED:
        raise IllegalChange(_("This letter has not failed, or is being sent again already."))
    _put_in_line(Letter.objects.filter(pk=letter.pk))


@transaction.atomic
def send_all(state) -> int:
    """Send every letter in a state, that failed or that is held back; return how many."""
    return _put_in_line(Letter.objects.filter(state=state))


def are_held() -> bool:
    """Whether letters are held back since a restore."""
    return Letter.objects.filter(state=Letter.State.HELD).exists()


@transaction.atomic
def numbers() -> dict[str, int]:
    """Return how many letters the ledger has, by state."""
    counted = Letter.objects.order_by().values_list("state").annotate(number=Count("pk"))
    return dict.fromkeys(Letter.State.values, 0) | dict(counted)


def drop_held() -> int:
    """Drop the letters that are held back, and return how many."""
    return Letter.objects.filter(state=Letter.State.HELD).update(state=Letter.State.DROPPED)


@transaction.atomic
def take_up(rows) -> int:
    """Have the waiting letters among the rows sent whose jobs were lost, and return how many they are."""
    jobs = ProcrastinateJob.objects.filter(task_name=SEND, status__in=["todo", "doing"])
    in_line = [args["letter_id"] for args in jobs.values_list("args", flat=True)]
    return _put_in_line(rows.filter(state=Letter.State.WAITING).exclude(pk__in=in_line))


def _put_in_line(rows) -> int:
    numbers = list(rows.order_by("pk").select_for_update(of=["self"]).values_list("pk", flat=True))
    Letter.objects.filter(pk__in=numbers).update(state=Letter.State.WAITING, error="")
    app.configure_task(SEND).batch_defer(*({"letter_id": pk} for pk in numbers))
    return len(numbers)


@transaction.atomic
def deliver(letter_id, *, is_last) -> bool:
    """Build and send a waiting letter, and note how it went; return whether to try again later.

    The row stays locked meanwhile, so that two workers never send it at once; a worker that is killed leaves it
    waiting,
    and what is sent again has the same Message-ID, by which mail programs know it.
    """
    letter = Letter.objects.select_for_update(of=["self"]).select_related("person").filter(pk=letter_id).first()
    if letter is None or letter.state != Letter.State.WAITING:
        return False
    with for_reader_of(letter.person.language if letter.person else settings.LANGUAGE_CODE):
        message = BUILDERS[letter.kind](letter) if _is_called_for(letter) else None
    if message is None:
        return _note(letter, Letter.State.DROPPED)
    address = parseaddr(message.to[0])[1]
    message.extra_headers["Message-ID"] = names.name_of(letter.pk, address)
    if ReturnedAddress.objects.stopped().filter(address__iexact=address).exists():  # told there already
        letter.subject = message.subject[:200]
        return _note(letter, Letter.State.FAILED, refused.STOPPED)
    try:
        message.send()
    except OSError as refusal:  # smtplib's errors are OSErrors
        is_over = is_last or refused.is_for_good(refusal)
        letter.subject = message.subject[:200]
        _note(letter, Letter.State.FAILED if is_over else Letter.State.WAITING, refused.reason(refusal))
        return not is_over
    return _note(letter, Letter.State.SENT)


def give_up(letter_id) -> None:
    """Note that a letter could not be put together, however often it was tried."""
    Letter.objects.filter(pk=letter_id, state=Letter.State.WAITING).update(
        state=Letter.State.FAILED, error=refused.NOT_MADE
    )


def _is_called_for(letter):
    """Whether the reader of a letter, if it is a person, still has an open account and wants such letters at once."""
    person = letter.person
    return person is None or (person.is_active and preferences.comes_at_once(person, letter.kind))


def _note(letter, state, error="") -> bool:
    letter.state, letter.error = state, error
    letter.subject = letter.subject if error else ""
    letter.sent_at = timezone.now() if state == Letter.State.SENT else None
    letter.save(update_fields=["state", "error", "subject", "sent_at"])
    return False
