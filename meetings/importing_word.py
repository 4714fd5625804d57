"""The text of a Word document line by line, with its headings marked and the numbers that Word itself only counts written out."""

import re

from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

CELL = "\t"
PLAIN = re.compile(
    r"(?i)present|apologies|in attendance|action|agreed|resolved|yn bresennol|hefyd|ymddiheur|date|time|venue|dyddiad|lleoliad"
)
ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx"]


class Unreadable(Exception):
    """This document cannot be read, though it says that it is one."""


def lines_of(file):
    """Return the lines of a Word document whose bytes have been checked (`common.files.check`); raises Unreadable."""
    try:
        document = Document(file)
        return _Reader(document).lines()
    except Exception as fault:  # whatever a strange file does to its reader
        raise Unreadable from fault


class _Reader:
    def __init__(self, document):
        self.document = document
        self.formats, self.counts = _formats(document), {}
        paragraphs = document.element.body.iter(qn("w:p"))
        self.has_headings = any(self._level(Paragraph(p, document)) for p in paragraphs)

    def lines(self):
        lines = [line for part in self.document.iter_inner_content() for line in self._part(part)]
        return [*lines, *self._notes()]

    def _part(self, part):
        if isinstance(part, Table):
            return [row for row in self._rows(part) if row.strip()]
        text = _text(part._p)
        number = self._number(part)
        level = self._level(part) or (0 if self.has_headings else _bold(part))
        if not text.strip():
            return [""]
        mark = "#" * level + " " if level else ""
        return [f"{mark}{number}{line}" if place == 0 else line for place, line in enumerate(text.split("\n"))]

    def _rows(self, table):
        """Return each row as a line, its cells apart; a cell that spans several columns once."""
        for row in table.rows:
            cells, seen = [], set()
            for cell in row.cells:
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    cells.append(" ".join(line.lstrip("#").strip() for part in cell.iter_inner_content() for line in self._part(part)))
            yield CELL.join(cells)

    def _level(self, paragraph):
        """Return which heading a paragraph is, from 1; 0 for none."""
        style = paragraph.style
        while style is not None:
            found = re.fullmatch(r"(?:heading|pennawd) ?(\d)", (style.name or "").lower())
            if found or (style.name or "").lower() == "title":
                return int(found[1]) if found else 1
            style = style.base_style
        return 0

    def _number(self, paragraph):
        """Return the number that Word shows before a paragraph, as "3.1 ", a bullet as "• ", else ""."""
        key, level = _numbering(paragraph)
        form = self.formats.get((key, level))
        if form is None:
            return ""
        kind, pattern, start = form
        if kind == "bullet":
            return "• "
        counts = self.counts.setdefault(key, {})
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]

        def one(found):
            at = int(found[1]) - 1
            return _shown(counts.get(at, self.formats.get((key, at), ("", "", 1))[2]), kind if at == level else "decimal")

        return re.sub(r"%(\d)", one, pattern) + " "

    def _notes(self):
        """Return the text of footnotes, which stand apart from the rest of the document."""
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith("/footnotes"):
                texts = re.findall(rb"<w:t(?: [^>]*)?>([^<]*)</w:t>", relation.target_part.blob)
                return [b"".join(texts).decode()] if texts else []
        return []


def _text(element):
    """Return all text of a paragraph, also of links, fields and what was inserted under watch; line breaks as such."""
    words = []
    for node in element.iter(qn("w:t"), qn("w:br"), qn("w:cr"), qn("w:tab"), qn("w:noBreakHyphen")):
        if node.getparent().tag == qn("w:tabs"):
            continue
        plain = {qn("w:t"): node.text or "", qn("w:tab"): CELL, qn("w:noBreakHyphen"): "-"}
        words.append(plain.get(node.tag, "\n"))
    return "".join(words)


def _bold(paragraph):
    """Return 6 if a short paragraph is all bold, which is how many people write headings, else 0."""
    runs = [run for run in paragraph.runs if run.text.strip()]
    text = paragraph.text.strip()
    is_heading = runs and all(run.bold for run in runs) and len(text) <= 90 and not text.endswith((".", ";", ","))
    return 6 if is_heading and not PLAIN.match(text) else 0


def _shown(number, kind):
    if kind in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in ("lowerRoman", "upperRoman") and number <= len(ROMAN):
        return ROMAN[number - 1] if kind == "lowerRoman" else ROMAN[number - 1].upper()
    return str(number)


def _numbering(paragraph):
    """Return (list, level) of a paragraph, from itself or its style; (None, 0) where it is in none."""
    places, style = [paragraph._p.pPr], paragraph.style
    while style is not None:
        places.append(style.element.pPr)
        style = style.base_style
    for properties in places:
        found = properties.numPr if properties is not None else None
        if found is not None and found.numId is not None:
            return found.numId.val, found.ilvl.val if found.ilvl is not None else 0
    return None, 0


def _formats(document):
    """Return {(list, level): (kind, pattern, start)} of a document's numbering."""
    relations = [one for one in document.part.rels.values() if one.reltype.endswith("/numbering")]
    if not relations:
        return {}
    root, found = document.part.numbering_part.element, {}
    abstract = {one.get(qn("w:abstractNumId")): one for one in root.findall(qn("w:abstractNum"))}
    for number in root.findall(qn("w:num")):
        base = abstract.get(number.find(qn("w:abstractNumId")).get(qn("w:val")))
        for level in base.findall(qn("w:lvl")) if base is not None else []:
            values = {name: level.find(qn(f"w:{name}")) for name in ("numFmt", "lvlText", "start")}
            said = {name: node.get(qn("w:val")) for name, node in values.items() if node is not None}
            key = int(number.get(qn("w:numId"))), int(level.get(qn("w:ilvl")))
            found[key] = (said.get("numFmt", "decimal"), said.get("lvlText", ""), int(said.get("start", 1)))
    return found
