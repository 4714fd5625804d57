"""Texts to be translated as a spreadsheet: one a row, rich text with its plain tags."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.both_languages import LANGUAGE_NAMES, other
from members.sheets.spreadsheets import rows_of, written
from members.translating.sending import Unit

HEADINGS = ("Key / Allwedd", "What / Beth", "Language / Iaith", "Text / Testun", "Translation / Cyfieithiad")
KEY, TEXT, FILLED = 0, 3, 4
MOST = 32_000  # letters in a cell: spreadsheet programs take no more, and cut in silence
LARGEST = 10_000_000  # bytes


def as_workbook(units: list[Unit]) -> bytes:
    """Return the units as an Excel workbook; what is too long for a cell is left out (`fits`)."""
    rows = [[unit.key, unit.about, _language(unit), unit.source, unit.target] for unit in units if fits(unit)]
    return written([list(HEADINGS), *rows], "xlsx")


def fits(unit: Unit) -> bool:
    """Whether a text is short enough for a cell of a spreadsheet, also once it is translated."""
    return max(len(unit.source), len(unit.target)) <= MOST / 2


def _language(unit) -> str:
    """Return from which language into which, each in its own words: "English → Cymraeg"."""
    names = []
    for language in (other(unit.into), unit.into):
        with override(language):
            names.append(str(LANGUAGE_NAMES[language]))
    return " → ".join(names)


def read(file) -> Iterator[tuple[int, str, str]]:
    """Yield (line, key, translation) of a spreadsheet that came back; raises ValidationError."""
    rows = rows_of(file, largest=LARGEST, longest=MOST)
    at = next((number for number, row in enumerate(rows[:10]) if HEADINGS[KEY] in row), None)
    if at is None or HEADINGS[FILLED] not in rows[at]:
        raise ValidationError(_("This is none of the spreadsheets that go out from here: its headings are missing."))
    key, filled = rows[at].index(HEADINGS[KEY]), rows[at].index(HEADINGS[FILLED])
    for line, row in enumerate(rows[at + 1 :], start=at + 2):
        if any(row):
            cells = [*row, *[""] * len(HEADINGS)]
            yield line, cells[key], cells[filled]
