"""A text as the other language of minutes that are there as a draft: whether it goes with them, and writing it
beside them.
"""

from dataclasses import dataclass
from itertools import zip_longest

from django.utils.translation import gettext as _

from common.both_languages import LANGUAGES
from common.editing import IllegalChange
from meetings.models import Minutes
from meetings.models.kinds import is_pause, kind_of
from meetings.phrases.rich import html_of
from meetings.phrases.sheet import sides


@dataclass(frozen=True)
class Misfit:
    """Where two texts do not go together: what stands there and here, side by side, with the number of paragraphs
    of each.
    """

    there: str
    here: str
    there_count: int | None
    here_count: int | None


def rows_of(meeting) -> list:
    """Return [(item, paragraphs)] of a meeting's minutes."""
    items = meeting.items.prefetch_related("paragraphs__decisions", "paragraphs__actions").order_by("position")
    return [(item, sorted(item.paragraphs.all(), key=lambda row: row.position)) for item in items]


def _rows_beside(sheet, meeting) -> list:
    """Return the rows that a sheet goes beside: without pauses of which nothing is written, if it has none of them."""
    are_left_out = not any(is_pause(kind_of(section.title)) for section in sheet.sections)
    return [row for row in rows_of(meeting) if row[1] or not (are_left_out and is_pause(row[0].kind))]


def misfits(sheet, meeting) -> list:
    """Return a Misfit for each item that has other paragraphs there than here, or stands only there or here; [] if
    all go together.

    Minutes that are not there yet go with everything.
    """
    rows = _rows_beside(sheet, meeting)
    if not any(paragraphs for _item, paragraphs in rows):
        return []
    found = []
    for row, section in zip_longest(rows, sheet.sections):
        there, here = len(row[1]) if row else None, len(section.blocks) if section else None
        if there != here:
            title = f"{row[0].number}. {row[0].title}" if row else ""
            found.append(Misfit(title, section.title if section else "", there, here))
    return found


def fill_other_side(meeting, sheet, language):
    """Write the texts of a sheet as the other language of minutes that are there, where that side is empty; return
    the meeting.
    """
    if misfits(sheet, meeting):
        raise IllegalChange(
            _("This text has other items or paragraphs than the minutes of that meeting. Make them the same first.")
        )
    if not Minutes.objects.select_for_update().filter(meeting=meeting, state=Minutes.State.DRAFT).exists():
        raise IllegalChange(_("These minutes are no longer a draft. Make them a draft again first."))
    for (item, paragraphs), section in zip(_rows_beside(sheet, meeting), sheet.sections, strict=True):
        _fill(item, "title", sides(section.title, language))
        for paragraph, block in zip(paragraphs, section.blocks, strict=True):
            _fill_block(paragraph, block, language)
    return meeting


def _fill_block(paragraph, block, language) -> None:
    """Write the other side of a paragraph and of its decisions and actions; what has no counterpart goes to its
    text.
    """
    waiting = {"decision": list(paragraph.decisions.all()), "action": list(paragraph.actions.all())}
    kept = [block.text] if block.text else []
    for kind, text in block.entries:
        if not (waiting[kind] and _fill(waiting[kind].pop(0), "text", sides(text, language))):
            kept.append(f"{kind.upper()}: {text}")
    both = [sides(text, language) for text in kept]
    whole = {side: "\n".join(one[side] for one in both if one[side]) for side in LANGUAGES}
    _fill(paragraph, "text", {side: html_of(text) for side, text in whole.items()})


def _fill(row, name, text) -> bool:
    """Write those sides of a text that are empty; return whether any was written."""
    empty = {f"{name}_{side}": one for side, one in text.items() if one and not getattr(row, f"{name}_{side}")}
    for column, one in empty.items():
        setattr(row, column, one)
    if empty:
        row.save(update_fields=list(empty))
    return bool(empty)
