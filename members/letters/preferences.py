"""Which letters people want: notices come to everybody; digest and promotional letters to who chose them, until they
take it back; of some others people choose when they come.
"""

from dataclasses import dataclass

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.editing import locked
from members import access
from members.letters.composing import link
from members.models import Consent, LetterChoice, Person

UNSUBSCRIBE = "members.unsubscribe"  # the purpose of the signed links
DIGEST, MAILING = Consent.Kind.DIGEST, Consent.Kind.MAILING
When = LetterChoice.When
WORDING = "2026-11-28"  # of the words below; a new date with every change of what they promise
WORDS = {
    DIGEST: _(
        "Send me the digest: what is new here, as a part of the letters with minutes and agendas, and once in between "
        "if there is something new. Nothing when nothing is new."
    ),
    MAILING: _("Send me promotional letters: now and then, about events, publications and campaigns of the Forum."),
}


@dataclass(frozen=True)
class Offered:
    """Letters of a kind that people may choose: what they are called there, and the answers that can be given."""

    label: str
    answers: tuple


OFFERED: dict[str, Offered] = {}


def offer(kind, label, *, goes_with_digest=True) -> None:
    """Let people choose when letters of a kind come; `goes_with_digest` where the digest can hold what they say."""
    OFFERED[kind] = Offered(label, tuple(When) if goes_with_digest else (When.AT_ONCE, When.NEVER))


def when_of(person) -> dict:
    """Return {kind: When} of all kinds that somebody may choose."""
    chosen = dict(LetterChoice.objects.filter(person=person).values_list("kind", "when"))
    return {kind: When(chosen.get(kind, When.AT_ONCE)) for kind in OFFERED}


def comes_at_once(person, kind) -> bool:
    """Whether letters of a kind come to somebody when they are due: asked again when one is sent."""
    return kind not in OFFERED or when_of(person)[kind] == When.AT_ONCE


def comes_with_digest(person, kind) -> bool:
    """Whether somebody wants to read in the digest what letters of a kind would say."""
    return when_of(person).get(kind) == When.WITH_DIGEST


@transaction.atomic
def choose_when(*, person, choices) -> None:
    """Keep when somebody wants letters: {kind: When}."""
    locked(person)
    for kind, when in choices.items():
        LetterChoice.objects.update_or_create(person=person, kind=kind, defaults={"when": when})


class DeadLink(Exception):
    """A link that was changed, or whose person is no longer here."""


def letters_wanted(person) -> dict:
    """Return the kinds of letters that somebody has chosen, as {kind: its Consent}."""
    return {row.kind: row for row in Consent.objects.filter(person=person, withdrawn_at=None)}


def wants(person, kind, *, before=None) -> bool:
    """Whether somebody who still has a part in the Forum wants letters of a kind, and chose them `before` a moment, if
    one is given: asked again when one is sent.
    """
    return access.belongs(person) and _chosen(kind, before).filter(person=person).exists()


def _chosen(kind, before) -> QuerySet:
    rows = Consent.objects.filter(kind=kind, withdrawn_at=None)
    return rows.filter(given_at__lt=before) if before else rows


def wanting(kind, *, before=None) -> QuerySet:
    """Return the people with a part in the Forum who want letters of a kind;
    those who chose them `before` a moment, if one is given.
    """
    return Person.objects.standing_now().filter(pk__in=_chosen(kind, before).values("person"))


@transaction.atomic
def choose(*, person, kinds, language) -> None:
    """Make `kinds` the letters that somebody wants; the words they read were in `language` ("en" or "cy")."""
    locked(person)  # so that two presses are one after the other
    had = letters_wanted(person)
    for kind in set(kinds) - had.keys():
        Consent.objects.create(person=person, kind=kind, wording=WORDING, language=language)
    for kind in had.keys() - set(kinds):
        stop(person=person, kind=kind)


def stop(*, person, kind) -> None:
    """Take a choice back; that it was made, and until when, is kept. Said twice, the first time counts."""
    Consent.objects.filter(person=person, kind=kind, withdrawn_at=None).update(withdrawn_at=timezone.now())


def unsubscribe_link(person, kind) -> str:
    """Return the address that ends letters of one kind to one person, and opens nothing else."""
    return link(reverse("members:unsubscribe", args=[signing.dumps({"p": person.pk, "k": kind}, salt=UNSUBSCRIBE)]))


def opened(token) -> tuple:
    """Return (person, kind) of such a link; raises DeadLink if it was changed or the account is closed or erased."""
    try:
        named = signing.loads(token, salt=UNSUBSCRIBE)
    except signing.BadSignature as wrong:
        raise DeadLink from wrong
    person = Person.objects.filter(pk=named["p"], is_active=True).first()
    if person is None:
        raise DeadLink
    return person, Consent.Kind(named["k"])


def can_be_stopped(message, address) -> bool:
    """Add to a letter what lets a mail program end such letters with one press (RFC 8058), and return it."""
    message.extra_headers["List-Unsubscribe"] = f"<{address}>"
    message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message
