"""A Word document in the making: what stands on every page, headings, facts, tables, each text in its language."""

import io
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from common.printing.word_styles import LINK, REGIONS, RULE, SOFT, WIDTH, element, new_document

MARK = Cm(1.1)  # as high as on our pages as PDF (look.typ)


class Sheet:
    """A Word document in one language; texts in the other one are marked."""

    def __init__(self, page, state) -> None:
        self.language = page["lang"]
        self.file = new_document(page)
        _head_and_foot(self, page, state)

    def say(self, paragraph, text, lang="", *, bold=False, italic=False, soft=False):
        """Add a run in its language, and return it."""
        run = paragraph.add_run(text)
        if bold:
            run.bold = True
        if italic:
            run.italic = True
        if soft:
            run.font.color.rgb, run.font.size = SOFT, Pt(9.5)
        if lang and lang != self.language:
            run._r.get_or_add_rPr().append(element("lang", val=REGIONS[lang]))
        return run

    def line(self, text, style=None, lang="", **looks):
        """Add a paragraph of one run, and return it."""
        paragraph = self.file.add_paragraph()
        if style:  # by its key: by its name python-docx would look through all styles for the usual one, each time
            paragraph._p.style = self.file.styles[style].style_id
        self.say(paragraph, text, lang, **looks)
        return paragraph

    def letterhead(self, page, words) -> None:
        """Add whose it is: the Forum's mark, said in words too, beside the `words`."""
        paragraph = self.file.add_paragraph()
        picture = paragraph.add_run().add_picture(io.BytesIO(bytes(page["mark"])), height=MARK)
        picture._inline.docPr.set("descr", page["mark_in_words"])
        self.say(paragraph, f"  {words}", soft=True)

    def heading(self, level, text, lang="", number="") -> None:
        """Add a heading; a number is written out, so that it stays what it is."""
        paragraph = self.file.add_paragraph(style="Title" if level == 0 else f"Heading {level}")
        if number:
            self.say(paragraph, f"{number}. ")
        self.say(paragraph, text, lang)

    def facts(self, facts) -> None:
        """Add a line for each fact: (label, text, language, address)."""
        for label, value, lang, address in facts:
            paragraph = self.file.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(2)
            self.say(paragraph, f"{label}: ", bold=True)
            if address:
                self.link(paragraph, address, value)
            else:
                self.say(paragraph, value, lang)

    def link(self, paragraph, address, text, lang="", **looks) -> None:
        """Add a link that leads to an address."""
        key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), key)
        run = self.say(paragraph, text, lang, **looks)
        run.font.underline, run.font.color.rgb = True, LINK
        link.append(run._r)
        paragraph._p.append(link)

    def table(self, heads, widths, rows) -> None:
        """Add a table with a head row that is repeated on each page.

        A head is (text, whether its column is of numbers); widths are in cm, and None is what remains; a cell is (text,
        language).
        """
        table = self.file.add_table(rows=0, cols=len(heads))
        table.autofit = False
        table._tbl.tblPr.insert_element_before(_rules(), "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
        remaining = WIDTH - sum(Cm(width) for width in widths if width)
        columns = [Cm(width) if width else remaining for width in widths]
        for column, width in zip(table.columns, columns, strict=True):
            column.width = width
        self._row(table, [(text, "") for text, _numbers in heads], heads, columns, bold=True)
        table.rows[0]._tr.get_or_add_trPr().append(element("tblHeader"))
        for row in rows:
            self._row(table, row, heads, columns)

    def _row(self, table, cells, heads, columns, **looks) -> None:
        row = table.add_row()
        row._tr.get_or_add_trPr().append(element("cantSplit"))
        for cell, (text, lang), (_head, numbers), width in zip(row.cells, cells, heads, columns, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
            if numbers:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            self.say(paragraph, text, lang, **looks)

    def bytes(self):
        """Return the document."""
        file = io.BytesIO()
        self.file.save(file)
        return file.getvalue()


def _head_and_foot(sheet, page, state) -> None:
    """Write the state above each page, and the Forum's name and the page's number below it."""
    section = sheet.file.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    sheet.say(head, f"{page['labels']['heading']}: ", soft=True)
    sheet.say(head, page["title"]["text"], page["title"]["lang"], soft=True)
    if state:
        sheet.say(head, " · ", soft=True)
        sheet.say(head, state, soft=True, bold=True)
    for name in ("Header", "Footer"):  # the template has its own stops, in the middle of another page
        for _stop in list(sheet.file.styles[name].paragraph_format.tab_stops):
            del sheet.file.styles[name].paragraph_format.tab_stops[0]
    foot.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    sheet.say(foot, f"{page['forum']}\t", soft=True)
    for part in _split(page["labels"]["page"]):
        if part in ("{page}", "{pages}"):
            _field(foot, "PAGE" if part == "{page}" else "NUMPAGES")
        else:
            sheet.say(foot, part, soft=True)


def bar(paragraphs, colour) -> None:
    """Draw one coloured bar left of paragraphs that belong together, which stay on one page as far as they can."""
    for place, paragraph in enumerate(paragraphs):
        borders = element("pBdr")
        borders.append(element("left", val="single", sz="16", space="8", color=colour))
        paragraph._p.get_or_add_pPr().insert_element_before(
            borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
        look, is_last = paragraph.paragraph_format, place == len(paragraphs) - 1
        look.keep_together, look.keep_with_next = True, not is_last
        look.space_after = Pt(8 if is_last else 2)


def _rules() -> Any:
    """Return the borders of a table: a thin rule between rows."""
    borders = element("tblBorders")
    for side in ("bottom", "insideH"):
        borders.append(element(side, val="single", sz="4", space="0", color=RULE))
    return borders


def _split(label) -> list:
    """Return the words of "Page {page} of {pages}" with the places of the numbers apart."""
    before, _mark, rest = label.partition("{page}")
    between, _mark, after = rest.partition("{pages}")
    return [before, "{page}", between, "{pages}", after]


def _field(paragraph, code) -> None:
    """Add a number that Word itself counts."""
    field = element("fldSimple", instr=code)
    run = paragraph.add_run("1")
    run.font.color.rgb, run.font.size = SOFT, Pt(9.5)
    field.append(run._r)
    paragraph._p.append(field)
