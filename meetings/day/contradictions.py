"""What cannot all be so on a register: somebody there and substituted, a guest with the name of somebody expected, a
speaker of no item. It is marked, never refused: who takes the register knows.
"""

from dataclasses import replace

from django.utils.translation import gettext as _

from meetings.models import Attendance

Capacity = Attendance.Capacity
THERE = {Attendance.Mode.IN_PERSON, Attendance.Mode.ONLINE}


def marked(meeting, rows) -> list:
    """Return the RegisterRows of a meeting, each with its `doubt`, in a sentence, where it contradicts others."""
    there = [row for row in rows if row.shown in THERE]
    present = {row.person_id for row in there if row.person_id}
    came_for = {}
    for row in there:
        if row.capacity == Capacity.SUBSTITUTE and row.mode and row.substitute_for_id:
            came_for.setdefault(row.substitute_for_id, []).append(row)
    names = {}
    for row in rows:
        names.setdefault(_plain(row.name), []).append(row.key)
    speakers = [row for row in rows if row.capacity == Capacity.SPEAKER]
    presented = _presented(meeting) if speakers else (set(), set())
    return [replace(row, doubt=_doubt(row, present, came_for, names, presented)) for row in rows]


def _plain(name) -> str:
    return " ".join(name.casefold().split())


def _presented(meeting) -> tuple:
    """Return who presents the items of a meeting: the keys of people, and names."""
    rows = meeting.items.values_list("presenter_id", "presenter__name", "presenter_name")
    names = {_plain(name) for _key, *both in rows for name in both if name}
    return {key for key, _known, _written in rows if key}, names


def _doubt(row, present, came_for, names, presented) -> str:
    """Return what a row contradicts, the plainest first, or ""."""
    if row.person_id in came_for and row.shown in THERE:
        who = ", ".join(one.name for one in came_for[row.person_id])
        return _("is here, and so is a substitute: %(name)s") % {"name": who}
    if row.mode in THERE and row.capacity == Capacity.SUBSTITUTE and row.substitute_for_id:
        if row.substitute_for_id in present:
            return _("came as a substitute for somebody who is here")
        if len(came_for.get(row.substitute_for_id, ())) > 1:
            return _("one of several substitutes for the same person")
    if not row.person_id and len(names[_plain(row.name)]) > 1:
        return _("has the name of somebody else on the register: perhaps the same person, twice")
    if row.capacity == Capacity.SPEAKER and row.shown in THERE:
        speaks = row.person_id in presented[0] or _plain(row.name) in presented[1]
        return "" if speaks else _("is here as a speaker, and presents no item of the agenda")
    return ""
