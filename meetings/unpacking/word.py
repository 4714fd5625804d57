"""The text of a Word document line by line, with headings, bold, italics and links marked and numbers written out."""

import io
import json
import re
import zipfile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from meetings.unpacking.answers import Unreadable, WordText
from meetings.unpacking.numbers import Numbers
from meetings.unpacking.runs import CHANGED, GONE, NOTES, bold_level, has_changes, is_fallback, pieces_of, text_of
from meetings.unpacking.tables import lines_of_rows

PAGE = re.compile(r"(?i)\W*(?:page|tudalen)?\W*\d*\W*(?:of|o|/)?\W*\d*\W*")
LARGEST = 30 * 2**20  # bytes of all that is XML; a book has a tenth of it
MOST = 20_000  # lines; a form refuses fewer
WIDEST = 63  # columns of a table, as Word itself has it


def read_word(file) -> WordText:
    """Return the WordText of a document whose bytes are checked (by `files.check`); raises Unreadable."""
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(entry.file_size for entry in archive.infolist() if entry.filename.endswith(".xml")) > LARGEST:
                raise Unreadable
        file.seek(0)
        document = Document(file)
        return WordText(Walk(document).lines(), has_changes(document.element.body))
    except Exception as fault:  # whatever a strange file does to its reader
        raise Unreadable from fault


def told(data) -> bytes:
    """Return what `read_word` gives for the bytes of a document, as `told_of` takes it; b"" for what is unreadable.

    To be called in a process of its own (`common.bare.apart`): nobody knows what a strange file does to its reader.
    """
    try:
        word = read_word(io.BytesIO(data))
    except Unreadable:
        return b""
    return json.dumps([word.lines, word.has_changes]).encode()


class Walk:
    """Goes through a document once, paragraph by paragraph, counting its numbers as Word does."""

    def __init__(self, document) -> None:
        self.document, self.part = document, document.part
        self.numbers, self.count = Numbers(document), 0
        paragraphs = document.element.body.iter(qn("w:p"))
        self.has_headings = any(self._level(Paragraph(p, document)) for p in paragraphs)

    def lines(self):
        """Return the lines: what stands above every page, the text, notes at its foot, what stands below every page."""
        body = self._parts(self.document.element.body)
        seen = set(body)
        above, below = (self._on_pages(name, seen) for name in ("header", "footer"))
        return [*above, *body, "", *self._notes("footnote"), *self._notes("endnote"), *below]

    def _parts(self, container):
        """Return the lines of a body, a cell or a box, whatever content controls or marks of changes stand around."""
        lines = []
        for part in container:
            if part.tag == qn("w:p"):
                lines += self._paragraph(Paragraph(part, self.document))
            elif part.tag == qn("w:tbl"):
                lines += lines_of_rows(self._rows(part))
            elif part.tag not in GONE:
                lines += self._parts(part)
        return lines

    def _paragraph(self, paragraph):
        self.count += 1
        if self.count > MOST:
            raise Unreadable
        number, level = self.numbers.of(paragraph), self._level(paragraph)
        pieces = list(pieces_of(paragraph._p, self.part))
        level = level or (0 if self.has_headings else bold_level(pieces))
        text = text_of(pieces, plain=bool(level))
        mark = "#" * level + " " if level else ""
        lines = [f"{mark}{number}{line}" if place == 0 else line for place, line in enumerate(text.split("\n"))]
        boxes = [box for box in paragraph._p.iter(qn("w:txbxContent")) if not is_fallback(box)]
        inside = [line for box in boxes for line in self._parts(box)]
        return [*(lines if text.strip() else [""]), *inside]

    def _rows(self, table):
        """Return the rows of a table; a cell that goes on from beside or above holds nothing more."""
        rows = []
        for row in _children(table, qn("w:tr")):
            cells = []
            for cell in _children(row, qn("w:tc")):
                lines = [] if _goes_on(cell) else [line.lstrip("#").strip() for line in self._parts(cell)]
                cells.append([line for line in lines if line])
                cells += [[]] * (_width(cell) - 1)
            rows.append(cells)
        return rows

    def _level(self, paragraph):
        """Return which heading a paragraph is, from 1; 0 for none."""
        style = paragraph.style
        while style is not None:
            found = re.fullmatch(r"(?:heading|pennawd) ?(\d)", (style.name or "").lower())
            if found or (style.name or "").lower() == "title":
                return int(found[1]) if found else 1
            style = style.base_style
        return 0

    def _lines_of(self, part, element):
        """Return the lines of what stands in a part of its own, whose links are its own too."""
        self.part = part
        lines = [" ".join(line.split()) for line in self._parts(element)]
        self.part = self.document.part
        return lines

    def _on_pages(self, name, seen):
        """Return what stands above or below every page and nowhere else, once, without the pages' numbers."""
        parts = [one.target_part for one in self.document.part.rels.values() if one.reltype.endswith(f"/{name}")]
        lines = [line for part in parts for line in self._lines_of(part, part.element)]
        return [line for line in dict.fromkeys(lines) if line and line not in seen and not PAGE.fullmatch(line)]

    def _notes(self, name):
        """Return the notes that stand apart from the text, each with the number that the text has for it."""
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(f"/{name}s"):
                before, part = NOTES[qn(f"w:{name}Reference")], relation.target_part
                notes = parse_xml(part.blob).findall(qn(f"w:{name}"))
                said = [(note.get(qn("w:id")), " ".join(self._lines_of(part, note)).strip()) for note in notes]
                return [f"[{before}{number}] {text}" for number, text in said if text]
        return []


def _children(element, tag):
    """Yield the rows of a table or the cells of a row, whatever content controls or marks of changes stand around
    them.
    """
    for node in element:
        if node.tag == tag:
            yield node
        elif node.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), *CHANGED):
            yield from _children(node, tag)


def _goes_on(cell) -> bool:
    """Whether a cell is only the rest of the one above it."""
    merge = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val")) != "restart"


def _width(cell):
    """Return how many columns a cell goes over."""
    span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    value = span.get(qn("w:val"), "1") if span is not None else "1"
    return min(int(value), WIDEST) if value.isdecimal() else 1
