"""Where the headings of a spreadsheet stand, below a title perhaps or in two rows, and which column each means."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

MOST_ABOVE = 10  # lines that may stand above the headings
HALVES = re.compile(r"\s*[/|\n]\s*|\s+[–-]\s+")  # between a heading in one language and in the other
NOTES = re.compile(r"\(.*?\)|[*:?.]+(?=\s|$)")  # "(required)", "*", ":"


def field_of(by_name, cell) -> str | None:
    """Return the field that a heading means, also one in both languages or with a note; None where it means none, or
    several. `by_name` is {heading in small letters: field}.
    """
    bare = " ".join(NOTES.sub(" ", cell).split())
    for text in (cell, bare):
        if text.casefold() in by_name:
            return by_name[text.casefold()]
    halves = [" ".join(half.split()).casefold() for half in HALVES.split(NOTES.sub(" ", cell)) if half.strip()]
    meant = {by_name.get(half) for half in halves}
    return meant.pop() if len(meant) == 1 else None


def headings_in(rows, by_name, wanted) -> tuple:
    """Return (the headings, where the rows of facts begin), of rows as lists of text; raises ValidationError if there
    are none. Fields that are `wanted` tell headings from a title.
    """
    filled = [number for number, row in enumerate(rows) if any(row)][:MOST_ABOVE]
    if not filled:
        raise ValidationError(_("This spreadsheet is empty."))
    is_headed = (number for number in filled if any(field_of(by_name, cell) in wanted for cell in rows[number]))
    at = next(is_headed, filled[0])
    head = _with_row_above(rows[at], rows[at - 1] if at else [], by_name)
    below = rows[at + 1] if at + 1 < len(rows) else []
    if any(below) and all(field_of(by_name, cell) for cell in below if cell):
        return _with_row_below(head, below, by_name), at + 2
    return head, at + 1


def _with_row_above(head, above, by_name) -> list:
    """Return headings, those that are empty from the row above, where a heading spans two rows."""
    spanning = [cell if cell and field_of(by_name, cell) else "" for cell in above]
    spanning += [""] * (len(head) - len(spanning))
    return [cell or other for cell, other in zip(head, spanning, strict=False)]


def _with_row_below(head, below, by_name) -> list:
    """Return headings, those that mean nothing from the row below, which divides them: "Membership" in "From", "To"."""
    below = [*below, *[""] * (len(head) - len(below))]
    head = [*head, *[""] * (len(below) - len(head))]
    return [other or cell if not field_of(by_name, cell) else cell for cell, other in zip(head, below, strict=True)]
