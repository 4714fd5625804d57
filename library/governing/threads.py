"""A clause through the versions of its document: what it was, what it is now, and where it went."""

from dataclasses import dataclass
from functools import cached_property

from library.models import Clause


@dataclass(frozen=True)
class Step:
    """A clause in one version: the clause, its version, and whether its words differ from those of the step before."""

    clause: Clause
    is_changed: bool

    @property
    def version(self):
        return self.clause.in_version


class Threads:
    """The clauses of all versions of a document that a circle reads; one query."""

    def __init__(self, document, circle) -> None:
        rows = Clause.objects.visible_within(circle)
        rows = rows.filter(in_version__document=document, in_version__adopted_at__isnull=False)
        self.rows = list(rows.with_document().order_by("in_version__number", "position"))
        self.by_key = {row.pk: row for row in self.rows}

    @cached_property
    def versions(self) -> list:
        """The versions that have clauses, the oldest first."""
        return list({row.in_version_id: row.in_version for row in self.rows}.values())

    @property
    def in_force(self):
        """The version that holds today; the first one where none does yet; None where there is none."""
        held = [version for version in self.versions if not version.is_to_come]
        return held[-1] if held else next(iter(self.versions), None)

    def find(self, version, number) -> Clause | None:
        """Return the clause of a version that has this number, or None."""
        return next((row for row in self.rows if row.in_version_id == version.pk and row.number == number), None)

    def below(self, clause) -> list[Clause]:
        """Return the clauses that stand below a heading."""
        start = f"{clause.number}."
        return [row for row in self.rows if row.in_version_id == clause.in_version_id and row.number.startswith(start)]

    def next_of(self, clause) -> list[Clause]:
        """Return what a clause became in the next version: none, one, or several where it was parted."""
        keys = [row for row in self.rows if row.follows_id == clause.pk]
        ended_in = self.by_key.get(clause.now_in_id)
        return [*keys, ended_in] if ended_in is not None and ended_in not in keys else keys

    def now(self, clause) -> list[Clause]:
        """Return what a clause has become in the version that holds today; nothing where it has been repealed."""
        found, end = {clause.pk: clause}, self.in_force.number
        while any(row.in_version.number < end for row in found.values()):
            found = {
                later.pk: later
                for row in found.values()
                for later in ([row] if row.in_version.number >= end else self.next_of(row))
            }
        return list(found.values())

    def ended_with(self, clause):
        """Return the version that no longer has a clause which was repealed: the one after its last."""
        last = [clause]
        while later := [one for row in last for one in self.next_of(row)]:
            last = later
        number = last[0].in_version.number
        return next((version for version in self.versions if version.number > number), None)

    def steps(self, clause) -> list[Step]:
        """Return a clause in each version that has it, the latest first."""
        line = [clause]
        while (earlier := self.by_key.get(line[0].follows_id)) is not None:
            line.insert(0, earlier)
        while later := next((row for row in self.rows if row.follows_id == line[-1].pk), None):
            line.append(later)
        before = [None, *line]
        steps = [
            Step(row, was is not None and self._said(was) != self._said(row))
            for was, row in zip(before, line, strict=False)
        ]
        return steps[::-1]

    def _said(self, clause) -> list[str]:
        """Return the words of a clause, and of those below it where it is a heading."""
        below = self.below(clause) if clause.is_heading else []
        return [row.plain for row in (clause, *below)]

    def others_of(self, clause) -> list[Clause]:
        """Return the clauses of earlier versions that had this number and are another matter, the latest first."""
        mine = {step.clause.pk for step in self.steps(clause)}
        rows = [row for row in self.rows if row.number == clause.number and row.pk not in mine]
        return [row for row in reversed(rows) if row.in_version.number < clause.in_version.number]

    def last_with(self, number) -> Clause | None:
        """Return the clause of the latest version up to the one in force that had a number, or None."""
        rows = [row for row in self.rows if row.number == number and row.in_version.number <= self.in_force.number]
        return rows[-1] if rows else None
