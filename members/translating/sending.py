"""What goes to an outside translator: each text that waits, with a key that says which one it is and of what time."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_noop

from common.both_languages import LANGUAGES, other
from members.models import ImportRun
from members.translating.desk import Pair
from members.translating.texts import Texts

SENT = gettext_noop("Texts sent out to be translated")  # the log of the admin says it in its reader's language


@dataclass(frozen=True)
class Unit:
    """One text as a translator gets it: its key, what it is, both sides, and into which language it is written."""

    key: str
    about: str
    into: str
    source: str
    target: str
    is_rich: bool


def units(pairs: Iterable[Pair]) -> list[Unit]:
    """Return what waits as Units, in its order; one query a table."""
    found = list(pairs)
    tables = {pair.of.table: pair.of for pair in found}
    rows = {table: rows_of(one, [pair.key for pair in found if pair.of is one]) for table, one in tables.items()}
    return [_unit(pair, rows[pair.of.table][pair.key]) for pair in found if pair.key in rows[pair.of.table]]


def rows_of(one: Texts, keys: Sequence[int]) -> dict:
    """Return the rows with these keys that their reader sees: {key: row}; one query."""
    rows = one.rows.select_related(*one.within) if one.within else one.rows
    return {row.pk: row for row in rows.filter(pk__in=keys)}


def _unit(pair, row) -> Unit:
    about = f"{pair.kind}: {pair.said}" + (f" ({pair.about})" if pair.about else "")
    source, target = (getattr(row, f"{pair.text}_{side}") for side in (other(pair.into), pair.into))
    return Unit(
        key_of(pair.of, row, pair.text, pair.into), about, pair.into, source, target, pair.of.is_rich(pair.text)
    )


def key_of(one: Texts, row, name, into) -> str:
    """Return the key of a text: which one, to be written in which language, and the version that it was sent out in:
    "meetings.agendaitem/12/title/cy@3.1f0c9a52d7e8".
    """
    return f"{one.table}/{row.pk}/{name}/{into}@{row.version}.{mark_of(row, name)}"


def mark_of(row, name) -> str:
    """Return a digest of both sides of a text, by which it is seen that one of them has moved on."""
    sides = "\0".join(getattr(row, f"{name}_{side}") for side in LANGUAGES)
    return hashlib.sha256(sides.encode()).hexdigest()[:12]


def note(*, by, number, suffix) -> None:
    """Write down who took how many texts out of the site, and how."""
    table = ContentType.objects.get_for_model(ImportRun)
    taken = f"{number} × {suffix}"
    LogEntry.objects.create(user=by, content_type=table, object_repr=taken, action_flag=CHANGE, change_message=SENT)
