"""What was made of the record once is kept in each process, until the record changes.

How Postgres tells that, and why nobody is ever shown what is older, is said in `docs/decisions/17-keeping.md`.
"""

import functools
import logging
import pickle
import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db import connection
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from common.both_languages import reading_language

MOST = 16 * 2**20  # bytes that a process keeps
MOST_MADE = 4 * 2**20  # bytes of parts that are kept by what they say
LONGEST_NUMBER = 7  # digits of the number of a page
READ = "SELECT string_agg(id::text, ' ' ORDER BY id) FROM common_stamp"
RENEW = """
    IF coalesce(current_setting('forum.stamped', true), '') = '' THEN
        PERFORM set_config('forum.stamped', 'yes', true);
        DELETE FROM common_stamp WHERE id IN (SELECT id FROM common_stamp FOR UPDATE SKIP LOCKED);
        INSERT INTO common_stamp (id) VALUES (gen_random_uuid());
    END IF;
    RETURN NULL;"""
_GAP = re.compile(r"<!--gap (\w+) (\d*)-->")
LOG = logging.getLogger(__name__)


def stamps(*, but: tuple[str, ...] = ()) -> list[pgtrigger.Trigger]:
    """Return the triggers by which a change of a table's rows renews the stamp, whoever changes them.

    `but` are columns whose change is none, because nothing that is kept shows them.
    """
    same = " ".join(f"OLD.{column} := NEW.{column};" for column in but)
    unchanged = f"IF TG_OP = 'UPDATE' THEN {same} IF OLD IS NOT DISTINCT FROM NEW THEN RETURN NULL; END IF; END IF;"
    changes = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
    return [
        pgtrigger.Trigger(name="stamps", operation=changes, when=pgtrigger.After, func=unchanged + RENEW),
        pgtrigger.Trigger(
            name="stamps_emptied",
            operation=pgtrigger.Truncate,
            when=pgtrigger.After,
            level=pgtrigger.Statement,
            func=RENEW,
        ),
    ]


@functools.cache
def stamped() -> frozenset[str]:
    """Return the tables that carry a stamp: what is kept may be made of these, and of no other."""
    return frozenset(model._meta.db_table for model, trigger in pgtrigger.registered() if trigger.name == "stamps")


@functools.cache
def _tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in apps.get_models(include_auto_created=True))


def tables_in(sql: str) -> set[str]:
    """Return the tables of ours that a statement names."""
    return {*re.findall(r"\w+", sql)} & _tables()


def may_keep() -> bool:
    """Whether anything may be kept: not where it is switched off, nor in a transaction, which sees what may never come
    true.
    """
    return settings.KEEPING and not connection.in_atomic_block


def stamp() -> str:
    """Return the stamp of the record as it stands, or "" where nothing may be kept."""
    if not may_keep():
        return ""
    with connection.cursor() as cursor:
        cursor.execute(READ)
        return cursor.fetchone()[0] or ""


class Shelf:
    """What is kept under one stamp. It is read first, and the record after it, so that nothing on the shelf is older
    than the stamp says.
    """

    def __init__(self, stamp: str) -> None:
        self.stamp = stamp
        self.here: dict[Hashable, Any] = {}  # what this request has asked for already

    def keep(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what `make` makes, or has made under this key and stamp; nobody may change it.

        It depends on the key and on the record alone. Nothing is kept of None, nor of what was made of a table that
        carries no stamp.
        """
        if key not in self.here:
            self.here[key] = self._found(key, make) if self.stamp and may_keep() else make()
        return self.here[key]

    def _found(self, key, make):
        found = _KEPT.find(self.stamp, key)
        if found is None:
            read: set[str] = set()
            with connection.execute_wrapper(functools.partial(_note, read)):
                found = make()
            if strangers := read - stamped():
                LOG.error("Not kept: %s is made of %s, which no stamp looks after", key, ", ".join(sorted(strangers)))
            elif found is not None:
                _KEPT.put(self.stamp, key, found)
        return found


@dataclass(frozen=True)
class Piece:
    """A part of a page as it is kept; before it comes what is the reader's own: `gap` says what of that, "" nothing,
    and `about` the key of the row that it is about.
    """

    html: SafeString
    gap: str = ""
    about: int | None = None


def pieces(template: str, context: Mapping[str, Any]) -> tuple[Piece, ...]:
    """Return the part of a page that is kept, made of the context and of nothing that belongs to a request."""
    return _between_gaps(render_to_string(template, {**context, "has_gaps": True}))


def made_pieces(template: str, facts: Mapping[str, Any]) -> tuple[Piece, ...]:
    """Return such a part of a page that is `made` of facts."""
    return _between_gaps(made(template, {**facts, "has_gaps": True}))


def _between_gaps(html):
    first, *rest = _GAP.split(html)
    found = [Piece(mark_safe(first))]  # noqa: S308 (a template has escaped it)
    for gap, about, text in zip(rest[::3], rest[1::3], rest[2::3], strict=True):
        found.append(Piece(mark_safe(text), gap, int(about) if about else None))  # noqa: S308
    return tuple(found)


def made(template: str, facts: Mapping[str, Any]) -> SafeString:
    """Return a part of a page that depends on these facts alone, on the language and the day. It is kept by all that
    they hold, whatever becomes of the record: of an agenda that has changed, the items that have not are there.

    Facts are plain values, frozen ones, or rows of which the template asks nothing that a query would have to find.
    """
    if not may_keep():
        return render_to_string(template, facts)
    key = pickle.dumps((template, reading_language(), timezone.localdate(), facts))
    found = _MADE.find("", key)
    if found is None:
        found = render_to_string(template, facts)
        _MADE.put("", key, found)
    return found


def part(request, template: str, key: Hashable, make: Callable[[], Mapping[str, Any]]) -> SafeString:
    """Return a part of a page that reads the same today for whoever has the same key and language; `make` returns the
    context of its template.
    """
    whole = template, key, reading_language(), timezone.localdate()
    return shelf_of(request).keep(whole, lambda: render_to_string(template, make()))


@dataclass(frozen=True)
class Leaf:
    """A page of a long list as it is kept; the links to those before and after it are the request's own."""

    html: SafeString
    number: int
    pages: int
    is_empty: bool

    @property
    def page(self) -> Page:
        """This page among the others, as templates know it."""
        return Paginator(range(self.pages), 1).page(self.number)


def leaf(request, template: str, key: Hashable, make: Callable[[str], Mapping[str, Any]]) -> Leaf:
    """Return the page of a long list that is asked for; `make` gets its number as it stands in the address, and
    returns the context of the template, with the `page` of Django's Paginator.
    """
    asked = request.GET.get("page", "")
    number = asked if asked.isdecimal() and len(asked) < LONGEST_NUMBER else ""
    whole = template, key, number, reading_language(), timezone.localdate()
    return shelf_of(request).keep(whole, lambda: fresh_leaf(template, make(number)))


def fresh_leaf(template: str, context: Mapping[str, Any]) -> Leaf:
    """Return a page of a list that is made for this once, as what somebody looks for."""
    html, page = render_to_string(template, context), context["page"]
    return Leaf(html, page.number, page.paginator.num_pages, is_empty=not len(page))


def _note(read: set[str], execute, sql, params, many, context):
    read |= tables_in(sql)
    return execute(sql, params, many, context)


def shelf_of(request, reader=None) -> Shelf:
    """Return the shelf for the record as it stood when the request first asked for it.

    Who is logged in, or whose link it is (the `reader`), was read with the stamp; for a visitor it is one query.
    """
    if not hasattr(request, "shelf"):
        known = getattr(reader or getattr(request, "user", None), "stamp", None)
        request.shelf = Shelf(known if known and may_keep() else stamp())
    return request.shelf


def shelf_with(reader) -> Shelf:
    """Return a shelf for the record as it stood when its reader was read, with the stamp; where they came without, and
    where nothing may be kept, nothing is.
    """
    return Shelf(getattr(reader, "stamp", "") if may_keep() else "")


class _Kept:
    """What this process keeps, of one stamp at a time, at `most` so many bytes: what was asked for longest ago goes."""

    def __init__(self, most: int) -> None:
        self.lock, self.most = threading.Lock(), most
        self.stamp, self.rows, self.size = "", OrderedDict[Hashable, tuple[Any, int]](), 0

    def find(self, stamp, key):
        with self.lock:
            if stamp != self.stamp:
                self.stamp, self.rows, self.size = stamp, OrderedDict(), 0
            if key not in self.rows:
                return None
            self.rows.move_to_end(key)
            return self.rows[key][0]

    def put(self, stamp, key, value):
        size = len(pickle.dumps((key, value)))
        with self.lock:
            if stamp != self.stamp or key in self.rows or size > self.most:
                return
            self.rows[key] = (value, size)
            self.size += size
            while self.size > self.most:
                _value, size = self.rows.popitem(last=False)[1]
                self.size -= size


_KEPT, _MADE = _Kept(MOST), _Kept(MOST_MADE)
