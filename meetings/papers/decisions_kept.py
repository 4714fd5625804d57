"""The register of decisions as files to keep: a spreadsheet to work with, a PDF to print or to file."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from common.languages.in_use import languages_in_use, works_in_both
from common.printing import typesetting
from meetings.minutes import decided
from meetings.minutes.wording import how_decided, in_succession
from meetings.papers import contents
from members.access import circle_of
from members.handing_out import digest_of
from members.models import Identity
from members.sheets.spreadsheets import TYPES, written

PAGES = Path(__file__).parent / "typst" / "decisions.typ"
KINDS = {"csv": TYPES["csv"], "pdf": "application/pdf"}


@dataclass(frozen=True)
class Kept:
    """The register, or what was looked for in it, as a file of one of KINDS in one language."""

    name: str
    kind: str
    page: dict
    rows: list

    @property
    def made_of(self) -> str:
        """What makes it another file."""
        form = typesetting.form_of(PAGES) if self.kind == "pdf" else b""
        return digest_of(json.dumps([self.page, self.rows], sort_keys=True), form)

    def opened(self) -> io.BytesIO:
        """Return it as an open file."""
        made = typesetting.typeset(PAGES, self.page) if self.kind == "pdf" else written(self.rows, self.kind)
        return io.BytesIO(made)


def decisions_file(reader, kind, language, **wanted) -> Kept:
    """Return what this reader finds in the register, the latest first; `wanted` as in `decided.register`."""
    with override(language):
        keys, circle = list(decided.register(circle_of(reader), **wanted)), circle_of(reader)
        lines = [_line(entry, key[2]) for key, entry in zip(keys, decided.entries(keys, circle), strict=True)]
        name = f"{_('Decisions')} {timezone.localdate()}.{kind}"
        return Kept(name, kind, _page(lines, language), [_heads(), *map(_cells, lines)])


def _line(entry, day) -> dict:
    """Return a decision of a meeting, or one between meetings, as plain data."""
    row = entry.row
    if entry.what == "decision":
        how, review, movers = how_decided(row), row.due_on, row.mover_names
        outcome = _("Not carried") if row.is_lost else _("Carried")
    else:
        how = f"{_('Between meetings')} ({entry.facts}) · {row.outcome_said}"
        review, movers, outcome = None, ("", ""), row.outcome_said
    around = {
        "how": " · ".join([how, *in_succession(entry.succession)]),
        "outcome": str(outcome),
        "movers": movers,
        "succession": [", ".join(tie.label for tie in ties) for ties in _ways(entry.succession)],
    }
    sides = {"en": row.text_en, "cy": row.text_cy}
    said = {"text": str(row.text), "lang": row.text.lang}
    dates = {"day": date_format(day, "j F Y"), "on": day.isoformat(), "review": review.isoformat() if review else ""}
    return {"number": row.number, "said": said, "sides": sides} | around | dates


def _ways(succession) -> tuple:
    return succession.supersedes, succession.superseded_by


def _heads() -> list:
    named = {"en": _("Decision (English)"), "cy": _("Decision (Welsh)")}
    sides = [named[side] for side in languages_in_use()] if works_in_both() else [_("Decision")]
    more = [_("Outcome"), _("Proposed by"), _("Seconded by"), _("Supersedes"), _("Superseded by")]
    return [_("Number"), _("Date"), *sides, _("How"), _("To be reviewed by"), *more]


def _cells(line) -> list:
    sides = [line["sides"][side] for side in languages_in_use()] if works_in_both() else [line["said"]["text"]]
    more = [line["outcome"], *line["movers"], *line["succession"]]
    return [line["number"], line["on"], *sides, line["how"], line["review"], *more]


def _page(lines, language) -> dict:
    labels = {"heading": _("Register of decisions"), "none": _("No decision is found."), "number": _("Number")}
    labels |= {"decision": _("Decision"), "how": _("How"), "page": contents.page_label()}
    day = date_format(timezone.localdate(), "j F Y")
    return {"lang": language, **Identity.now().for_paper(), "day": day, "labels": labels, "lines": lines}
