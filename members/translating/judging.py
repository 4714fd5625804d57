"""What each text that came back from a translator would do: fill a side, nothing, or why it cannot."""

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from common.both_languages import other
from common.rich_text import KNOWN_TAG, from_typing, plain_text
from common.text import LineField, tidy, tidy_line
from members.sheets.plan import in_each_language
from members.translating import xliff
from members.translating.pairs import PairForm, form_over
from members.translating.sending import mark_of, rows_of
from members.translating.texts import Texts

KEY = re.compile(r"([a-z_]+\.[a-z_]+)/(\d{1,9})/([a-z_]+)/(en|cy)@\d{1,9}\.([0-9a-f]{12})")
FILLED, SAME, MOVED, EMPTY, UNKNOWN, WRONG = "filled", "same", "moved", "empty", "unknown", "wrong"


@dataclass
class Judged:
    """One text that came back: `what` it would do, where it goes, what stands there now, and why not."""

    line: int
    key: str
    what: str = UNKNOWN
    text: str = ""
    of: Texts | None = None
    row: Any = None
    name: str = ""
    into: str = ""
    form: PairForm | None = None
    why: Mapping[str, str] = field(default_factory=dict)

    def kept(self) -> dict:
        """Return it as an import keeps it."""
        facts = {"line": self.line, "key": self.key, "what": self.what, "name": self.key[:150], "why": self.why}
        facts |= {"cells": {"text": self.text}, "into": self.into}
        if self.row is None or self.of is None:
            return facts
        sides = {f"{side}": getattr(self.row, f"{self.name}_{side}") for side in (self.into, other(self.into))}
        of = in_each_language(lambda: f"{capfirst(str(self.of.model._meta.verbose_name))}: {self.of.said(self.name)}")
        return facts | {"was": sides[self.into], "source": sides[other(self.into)], "of": of}


def judge(tables: Sequence[Texts], sent: Iterable[tuple[int, str, Any]]) -> list[Judged]:
    """Return what each text that came back would do as things stand; one query a table.

    `sent` are (line, key, text), or an element of XLIFF in the place of the text.
    """
    known = {one.table: one for one in tables if not one.elsewhere}
    found = [(line, key, text, KEY.fullmatch(key)) for line, key, text in sent]
    keys: dict[str, set] = {}
    for _line, _key, _text, said in found:
        if said and said[1] in known:
            keys.setdefault(said[1], set()).add(int(said[2]))
    rows = {table: rows_of(known[table], sorted(those)) for table, those in keys.items()}
    seen: set[tuple] = set()
    return [_judged(line, key, text, said, known, rows, seen) for line, key, text, said in found]


def in_words(text) -> str:
    """Return what a text says, without its tags, as a page shows it."""
    return plain_text(text) if KNOWN_TAG.search(text) else text


def _judged(line, key, text, said, known, rows, seen) -> Judged:
    one = Judged(line, key[:200])
    table = known.get(said[1]) if said else None
    row = rows[said[1]].get(int(said[2])) if table else None
    if row is None or said[3] not in table.names:
        one.text = text[:1_000] if isinstance(text, str) else ""
        return one
    one.of, one.row, one.name, one.into = table, row, said[3], said[4]
    if said.groups()[:4] in seen:
        return _cannot(one, _("This text stands in the file twice; the first one counts."))
    seen.add(said.groups()[:4])
    try:
        one.text = _text(one, text)
    except ValidationError as wrong:
        if said[5] == mark_of(row, one.name):
            return _cannot(one, wrong.messages[0])
        one.what, one.text = MOVED, "".join(text.itertext())  # of other codes than the original has by now
        return one
    return _placed(one, said[5])


def _text(one, text) -> str:
    """Return what came back as the site would keep it."""
    is_rich = one.of.is_rich(one.name)
    if not isinstance(text, str):
        text = xliff.decoded(text, getattr(one.row, f"{one.name}_{other(one.into)}"), is_rich)
    column = one.of.model._meta.get_field(f"{one.name}_{one.into}")
    return from_typing(text) if is_rich else (tidy_line if isinstance(column, LineField) else tidy)(text) or ""


def _placed(one, mark) -> Judged:
    """Say what a text that is known would do; `mark` is that of both sides as they were sent out."""
    stands = getattr(one.row, f"{one.name}_{one.into}")
    if not one.text:
        one.what = EMPTY
    elif one.text == stands:
        one.what = SAME
    elif mark != mark_of(one.row, one.name):
        one.what = MOVED
    elif said := one.of.against(one.row):
        return _cannot(one, said)
    else:
        one.what = FILLED
        data = {f"{one.name}_{side}": getattr(one.row, f"{one.name}_{side}") for side in ("en", "cy")}
        data |= {f"{one.name}_{one.into}": one.text, "version": str(one.row.version)}
        one.form = form_over(one.of, one.name, copy.copy(one.row), data)
        if not one.form.is_valid():
            return _cannot(one, next(iter(one.form.errors.values()))[0])
    return one


def _cannot(one, why) -> Judged:
    one.what, one.why = WRONG, in_each_language(lambda: why)
    return one
