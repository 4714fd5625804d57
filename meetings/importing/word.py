"""The text of a Word document line by line, with headings, bold,
italics and links marked and the numbers that Word counts written out.
"""

import re

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from meetings.importing.numbers import Numbers
from meetings.importing.rich import marked

CELL = "\t"
PLAIN = re.compile(
    r"(?i)present|apologies|in attendance|action|agreed|resolved|yn "
    r"bresennol|hefyd|ymddiheur|date|time|venue|dyddiad|lleoliad"
)
ACTIONS = re.compile(r"(?i)actions?(?: by| required)?|cam(?:au)? gweithredu|gweithredu(?: gan)?")
PAGE = re.compile(r"(?i)\W*(?:page|tudalen)?\W*\d*\W*(?:of|o|/)?\W*\d*\W*")
CHOICES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
GONE = {qn("w:del"), qn("w:moveFrom"), qn("w:pPr"), qn("w:rPr"), qn("w:txbxContent"), f"{CHOICES}Fallback"}
SIGNS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): CELL, qn("w:ptab"): CELL, qn("w:noBreakHyphen"): "-"}
NOTES = {qn("w:footnoteReference"): "", qn("w:endnoteReference"): "e"}  # what stands before the number of each kind


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
        self.numbers, self.relations = Numbers(document), document.part.rels
        paragraphs = document.element.body.iter(qn("w:p"))
        self.has_headings = any(self._level(Paragraph(p, document)) for p in paragraphs)

    def lines(self):
        """Return the lines: what stands above every page, the text, notes at its foot, what stands below every page."""
        body = self._parts(self.document.element.body)
        seen = set(body)
        above, below = (self._on_pages(name, seen) for name in ("header", "footer"))
        return [*above, *body, "", *self._notes("footnote"), *self._notes("endnote"), *below]

    def _parts_of(self, part, element):
        """Return the lines of what stands in a part of its own, whose links are its own too."""
        self.relations = part.rels
        lines = [" ".join(line.split()) for line in self._parts(element)]
        self.relations = self.document.part.rels
        return lines

    def _parts(self, container):
        """Return the lines of what a body, a cell or a box holds,
        whatever content controls or marks of changes stand around it.
        """
        lines = []
        for part in container:
            if part.tag == qn("w:p"):
                lines += self._paragraph(Paragraph(part, self.document))
            elif part.tag == qn("w:tbl"):
                lines += [row for row in self._rows(Table(part, self.document)) if row.strip()]
            elif part.tag not in GONE:
                lines += self._parts(part)
        return lines

    def _paragraph(self, paragraph):
        number, level = self.numbers.of(paragraph), self._level(paragraph)
        pieces = list(self._pieces(paragraph._p))
        level = level or (0 if self.has_headings else _bold(pieces))
        text = _text(pieces, plain=bool(level))
        mark = "#" * level + " " if level else ""
        lines = [f"{mark}{number}{line}" if place == 0 else line for place, line in enumerate(text.split("\n"))]
        boxes = [
            line for box in paragraph._p.iter(qn("w:txbxContent")) if not _is_fallback(box) for line in self._parts(box)
        ]
        return [*(lines if text.strip() else [""]), *boxes]

    def _pieces(self, element, look=("", False, False)):
        """Yield (words, (address, bold, italic)) of what stands in a paragraph,
        as if all changes under watch were accepted.
        """
        for node in element:
            if node.tag in GONE:
                continue
            if node.tag == qn("w:t"):
                yield node.text or "", look
            elif node.tag in SIGNS:
                yield SIGNS[node.tag], look
            elif node.tag in NOTES:
                yield f"[{NOTES[node.tag]}{node.get(qn('w:id'))}]", ("", False, False)
            else:
                yield from self._pieces(node, self._look(node, look))

    def _look(self, node, look):
        if node.tag == qn("w:hyperlink"):
            relation = self.relations.get(node.get(qn("r:id")) or "")
            return (relation.target_ref if relation is not None and relation.is_external else "", *look[1:])
        if node.tag == qn("w:r") and node.rPr is not None:
            style = (
                self.document.part.get_style(node.rPr.style, WD_STYLE_TYPE.CHARACTER).font if node.rPr.style else None
            )
            font = [(node.rPr.b if name == "bold" else node.rPr.i) for name in ("bold", "italic")]
            own = [None if one is None else one.val for one in font]
            from_style = [style and style.bold, style and style.italic]
            return (
                look[0],
                *(bool(one if one is not None else other) for one, other in zip(own, from_style, strict=True)),
            )
        return look

    def _rows(self, table):
        """Yield each row as lines, its cells apart; a cell that spans several columns once."""
        heads = []
        for row in table.rows:
            cells, seen = [], set()
            for cell in row.cells:
                if cell._tc not in seen:
                    seen.add(cell._tc)
                    lines = [line.lstrip("#").strip() for line in self._parts(cell._tc)]
                    cells.append([line for line in lines if line])
            yield from _lines_of_row(cells, heads)
            heads = heads or [" ".join(cell) for cell in cells]

    def _level(self, paragraph):
        """Return which heading a paragraph is, from 1; 0 for none."""
        style = paragraph.style
        while style is not None:
            found = re.fullmatch(r"(?:heading|pennawd) ?(\d)", (style.name or "").lower())
            if found or (style.name or "").lower() == "title":
                return int(found[1]) if found else 1
            style = style.base_style
        return 0

    def _on_pages(self, name, seen):
        """Return what stands above or below every page and nowhere else, once, without the pages' numbers."""
        parts = [one.target_part for one in self.document.part.rels.values() if one.reltype.endswith(f"/{name}")]
        lines = [line for part in parts for line in self._parts_of(part, part.element)]
        return [line for line in dict.fromkeys(lines) if line and line not in seen and not PAGE.fullmatch(line)]

    def _notes(self, name):
        """Return the notes that stand apart from the text, each with the number that the text has for it."""
        for relation in self.document.part.rels.values():
            if relation.reltype.endswith(f"/{name}s"):
                before = NOTES[qn(f"w:{name}Reference")]
                part = relation.target_part
                notes = parse_xml(part.blob).findall(qn(f"w:{name}"))
                said = [(note.get(qn("w:id")), " ".join(self._parts_of(part, note)).strip()) for note in notes]
                return [f"[{before}{number}] {text}" for number, text in said if text]
        return []


def _is_fallback(node):
    """Whether something stands there only for programs that cannot show its better form, which holds the same words."""
    return any(parent.tag == f"{CHOICES}Fallback" for parent in node.iterancestors())


def _lines_of_row(cells, heads):
    """Yield the lines of a row; `heads` are the words of the first row.

    Columns of as many paragraphs each go side by side (two languages); a number and the labels of lists go before the
    next cell's words;
    what stands below "Action" is an action.
    """
    filled, has_actions = [cell for cell in cells if cell], any(ACTIONS.fullmatch(head) for head in heads)
    if not has_actions and len(filled) == 2 and len(filled[0]) == len(filled[1]):
        yield from (CELL.join(pair) for pair in zip(*filled, strict=True))
    elif not has_actions and all(len(cell) < 2 for cell in cells):
        yield CELL.join(line for cell in cells for line in cell or [""])
    else:
        yield from _below_each_other(cells, heads)


def _below_each_other(cells, heads):
    before = ""
    for place, cell in enumerate(cells):
        label = "ACTION: " if place and place < len(heads) and ACTIONS.fullmatch(heads[place]) else ""
        for line in cell:
            if len(cell) == 1 and place < len(cells) - 1 and (re.fullmatch(r"[\d.]+", line) or PLAIN.match(line)):
                before = f"{line} " if line.endswith((":", ".")) or not line[0].isdecimal() else f"{line}. "
            else:
                yield f"{label}{before}{line}"
                before = ""
    if before:
        yield before.strip()


def _text(pieces, *, plain):
    """Return the words of a paragraph, neighbours that look alike joined; `plain` without marks."""
    joined = []
    for words, look in pieces:
        if joined and (joined[-1][1] == look or not words.strip()):
            joined[-1][0] += words
        else:
            joined.append([words, look])
    if plain:
        return "".join(words for words, _look in joined)
    return "".join(
        marked(words, address=address, bold=bold, italic=italic) for words, (address, bold, italic) in joined
    )


def _bold(pieces):
    """Return 6 if a short paragraph is all bold, which is how many people write headings, else 0."""
    said = [(words, look) for words, look in pieces if words.strip()]
    text = "".join(words for words, _look in said).strip()
    is_heading = (
        said and all(look[1] for _words, look in said) and len(text) <= 90 and not text.endswith((".", ";", ","))
    )
    return 6 if is_heading and not PLAIN.match(text) else 0
