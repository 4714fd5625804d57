"""Which resources stand on the shelf, how many there are of each kind, topic, area and language, and in which order
their files and links are offered.
"""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from django.contrib.postgres.aggregates import ArrayAgg, BoolOr
from django.db.models import Prefetch, Q

from common.both_languages import LANGUAGES, reading_language
from library.models import Resource, ResourceCopy
from members.models.areas import areas

LONGEST_KEY = 9  # digits


@dataclass(frozen=True)
class Chosen:
    """What the shelf is narrowed by; "" by nothing. `easy` leaves what is easy to read, `old` adds what was replaced;
    `withdrawn` shows what was withdrawn, and nothing else.
    """

    kind: str = ""
    topic: str = ""
    area: str = ""
    language: str = ""
    easy: bool = False
    old: bool = False
    withdrawn: bool = False

    @classmethod
    def of(cls, asked):
        """Return what an address asks for; what cannot be read asks for nothing."""
        topic, known = (
            asked.get("topic", ""),
            {"kind": Resource.Kind.values, "area": {area.key for area in areas()}, "language": LANGUAGES},
        )
        given = {name: asked[name] for name, values in known.items() if asked.get(name) in values}
        is_key = topic.isdecimal() and topic.isascii() and len(topic) <= LONGEST_KEY
        ticked = {name: name in asked for name in ("easy", "old", "withdrawn")}
        return cls(**given, **ticked, topic=topic if is_key else "")


@dataclass(frozen=True)
class _Row:
    """What is known of one resource for counting."""

    key: int
    is_old: bool
    is_easy: bool
    parts: dict[str, frozenset[str]]  # its kind, topics, area and languages

    def is_of(self, chosen, but="") -> bool:
        """Whether it is what was chosen, `but` for one of these."""
        narrowed = {name: value for name in self.parts if name != but and (value := getattr(chosen, name))}
        is_there = all(value in self.parts[name] for name, value in narrowed.items())
        is_shown = chosen.old or chosen.withdrawn or not self.is_old
        return is_there and is_shown and (self.is_easy or not chosen.easy)


class Shelf:
    """The resources that somebody may see, as far as `chosen` narrows them."""

    def __init__(self, reader, chosen) -> None:
        self.chosen = chosen
        seen = Resource.objects.visible_to(reader)
        self.found = seen.withdrawn() if chosen.withdrawn else seen.on_shelf()

    @cached_property
    def rows(self) -> list[_Row]:
        """All of them, the newest first; one query."""
        counted = {
            "all_topics": ArrayAgg("topics", filter=Q(topics__isnull=False), distinct=True, default=[]),
            "languages": ArrayAgg("copies__language", filter=Q(copies__isnull=False), distinct=True, default=[]),
            "is_easy": BoolOr("copies__is_easy_read", default=False),
        }
        facts = self.found.annotate(**counted).values_list("pk", "replaced_by", "kind", "area", *counted)
        return [_row(*row) for row in facts]

    @cached_property
    def keys(self) -> list[int]:
        """The keys of those that were chosen."""
        return [row.key for row in self.rows if row.is_of(self.chosen)]

    def shown(self, keys):
        """Return the resources with these keys, with their topics, files and links."""
        return with_copies(self.found.filter(pk__in=keys))

    def counted(self, part) -> Counter:
        """Return how many there are of each kind, topic, area or language, narrowed by all the others."""
        return Counter(one for row in self.rows if row.is_of(self.chosen, but=part) for one in row.parts[part])


def _row(key, newer, kind, area, topics, languages, is_easy) -> _Row:
    read = frozenset(LANGUAGES) if ResourceCopy.Language.BOTH in languages else frozenset(languages)
    about = frozenset(str(topic) for topic in topics)
    parts = {"kind": frozenset([kind]), "topic": about, "area": frozenset([area] if area else []), "language": read}
    return _Row(key, newer is not None, is_easy, parts)


def with_copies(rows):
    """Return resources with their topics, and their files and links in the order in which they were added."""
    copies = ResourceCopy.objects.order_by("added_at", "pk")
    return rows.prefetch_related("topics", Prefetch("copies", copies, to_attr="all_copies"))


def in_order(copies, reader) -> list[ResourceCopy]:
    """Return the files and links of a resource as somebody is offered them: easy read first to who prefers it and last
    to others, of each what is in their own language first.
    """
    prefers, mine = getattr(reader, "prefers_easy_read", False), reading_language()
    return sorted(copies, key=lambda copy: (copy.is_easy_read != prefers, not copy.is_in(mine)))
