"""The letters of the ledger, sent as the worker sends them, and what each kind of them can be about."""

import re
from email.utils import parseaddr

from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.letters import letters
from members.models import Letter

NOWHERE = 2_000_000_000  # no row has this number
ASKED = re.compile(rf'"(\w+)"\."(\w+)" (?:= |IN \(){NOWHERE}\b')


def things_of(kind, things, person):
    """Return those of the things (primary keys of any tables) that letters of a kind to a person can be about.

    A letter about a row that is not there tells where its kind looks: what has no row in that table is to it as this
    one. A kind that writes even so asks for no thing, and is tried with this one; where it cannot be told, all are.
    """
    with CaptureQueriesContext(connection) as queries:
        letter = letters.BUILDERS[kind](Letter(kind=kind, thing=str(NOWHERE), person=person))
    asked = {column for query in queries for column in ASKED.findall(query["sql"])}
    if not asked or not {table for table, _column in asked} <= set(connection.introspection.table_names()):
        return [NOWHERE] if letter else sorted(things)
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(f'SELECT "{column}" FROM "{table}"' for table, column in asked))
        return sorted({key for (key,) in cursor.fetchall()} & set(things)) + [NOWHERE] * bool(letter)


def sent():
    """Send what waits, and return what was sent just now."""
    mail.outbox.clear()
    for pk in Letter.objects.filter(state=Letter.State.WAITING).values_list("pk", flat=True):
        letters.deliver(pk, is_last=True)
    return mail.outbox


def deliver():
    """Send what waits, and return {address: letter}."""
    return {parseaddr(letter.to[0])[1]: letter for letter in sent()}


def deliver_to_roles():
    """Send what waits, and return {role: letter} by the addresses of the cast."""
    return {address.partition("@")[0]: letter for address, letter in deliver().items()}
