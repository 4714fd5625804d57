"""How many are there, of each kind and for the quorum, by the Forum's rules."""

import math
from dataclasses import dataclass

from django.db.models import Subquery
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from meetings.day.attendance import THERE, Capacity, Mode
from meetings.models import Rules


@dataclass(frozen=True)
class Count:
    """How many of each, for the line above the register; `waiting` are those of whom nothing is recorded."""

    in_person: int
    online: int
    apologies: int
    waiting: int
    present: int
    needed: int

    @property
    def in_words(self):
        """The line above the register."""
        facts = {"a": self.in_person, "b": self.online, "c": self.apologies, "d": self.waiting}
        return _("%(a)s in person, %(b)s online, %(c)s apologies, %(d)s not yet ticked") % facts

    @property
    def quorum(self):
        """The quiet line about the quorum."""
        return _("Quorum: %(present)s present, %(needed)s needed") % {"present": self.present, "needed": self.needed}


def with_quorum(meetings):
    """Return meetings (a QuerySet), each with what the Forum's rules say of a quorum, by the same query."""
    facts = JSONObject(quorum_number="quorum_number", quorum_percent="quorum_percent")
    return meetings.annotate(quorum_rules=Subquery(Rules.objects.values(facts=facts)[:1]))


def rules_of(meeting) -> Rules:
    """Return the Rules for the quorum that a meeting (read `with_quorum`) brings along."""
    return Rules(**(meeting.quorum_rules or {}))


def count(rows, rules=None) -> Count:
    """Return the Count of these RegisterRows, by the Forum's `rules` for the quorum.

    To the quorum count members and their substitutes, each membership once; nobody else.
    """
    rows = [row for row in rows if not row.is_alias]
    modes = [row.mode for row in rows]
    members = {row.person_id for row in rows if row.is_member}
    there = [row for row in rows if row.mode in THERE]
    voices = {row.person_id for row in there if row.capacity == Capacity.MEMBER}
    voices |= {row.substitute_for_id for row in there if row.capacity == Capacity.SUBSTITUTE}
    ticked = (modes.count(Mode.IN_PERSON), modes.count(Mode.ONLINE), modes.count(Mode.APOLOGIES), modes.count(""))
    return Count(*ticked, len(voices & members), needed(len(members), rules or Rules.now()))


def needed(members, rules) -> int:
    """Return how many of so many members make a quorum by the Forum's rules: a number, else per cent of them."""
    return rules.quorum_number or math.ceil(members * rules.quorum_percent / 100)
