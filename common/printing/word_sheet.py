"""A Word document in the making: styles, what stands on every page, headings, facts, lists, tables,
each text in its language.
"""

import io
from typing import Any

from django.utils import timezone
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

INK, SOFT, LINK = RGBColor(0x20, 0x30, 0x2C), RGBColor(0x52, 0x60, 0x5B), RGBColor(0x14, 0x54, 0x4A)
RULE = "A59E8C"
REGIONS = {"en": "en-GB", "cy": "cy-GB"}
FONT = "Georgia"
LOOKS = {  # of each style: size, space above and below, in points
    "Normal": (11, 0, 6), "Title": (22, 4, 8), "Heading 1": (15, 16, 6), "Heading 2": (12.5, 12, 2),
    "Heading 3": (11, 8, 3),
    "List Bullet": (11, 0, 3), "List Bullet 2": (11, 0, 3), "List Continue": (11, 0, 3), "Quote": (11, 0, 6),
}  # fmt: skip
BOLD = ("Title", "Heading 1", "Heading 2", "Heading 3")
MARGIN, WIDTH = Cm(2.4), Cm(16.2)
WORD_2013 = {"name": "compatibilityMode", "uri": "http://schemas.microsoft.com/office/word", "val": "15"}


class Sheet:
    """A Word document in one language; texts in the other one are marked."""

    def __init__(self, page, state) -> None:
        self.language = page["lang"]
        self.file = Document()
        self._set_styles()
        self._set_properties(page)
        self._head_and_foot(page, state)

    def _set_styles(self) -> None:
        styles = self.file.styles
        for name, (size, above, below) in LOOKS.items():
            style = styles[name]
            style.font.name, style.font.size, style.font.color.rgb = FONT, Pt(size), INK
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
            style.font.bold = name in BOLD
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in [key for key in fonts.attrib if key.endswith("Theme")]:
                del fonts.attrib[key]
        title = styles["Title"].element.pPr
        title.remove(title.find(qn("w:pBdr")))  # the template's blue line
        default = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for old in default.findall(qn("w:lang")):
            default.remove(old)
        default.append(element("lang", val=REGIONS[self.language], eastAsia=REGIONS[self.language]))

    def _set_properties(self, page) -> None:
        properties, now = self.file.core_properties, timezone.now()
        properties.title = f"{page['labels']['heading']}: {page['title']['text']}"
        properties.author = properties.last_modified_by = page["labels"]["forum"]
        properties.created = properties.modified = now.replace(tzinfo=None)
        properties.language, properties.comments = REGIONS[self.language], ""
        section = self.file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = MARGIN
        settings = self.file.settings.element
        compat = settings.find(qn("w:compat"))
        if compat is not None:  # else Word opens it as a file of 2007, "in compatibility mode"
            compat.append(element("compatSetting", **WORD_2013))

    def _head_and_foot(self, page, state) -> None:
        """Write the state above each page, and the Forum's name and the page's number below it."""
        section = self.file.sections[0]
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        self.say(head, f"{page['labels']['heading']}: ", soft=True)
        self.say(head, page["title"]["text"], page["title"]["lang"], soft=True)
        if state:
            self.say(head, " · ", soft=True)
            self.say(head, state, soft=True, bold=True)
        for name in ("Header", "Footer"):  # the template has its own stops, in the middle of another page
            for _stop in list(self.file.styles[name].paragraph_format.tab_stops):
                del self.file.styles[name].paragraph_format.tab_stops[0]
        foot.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
        self.say(foot, f"{page['labels']['forum']}\t", soft=True)
        for part in _split(page["labels"]["page"]):
            if part in ("{page}", "{pages}"):
                _field(foot, "PAGE" if part == "{page}" else "NUMPAGES")
            else:
                self.say(foot, part, soft=True)

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


def element(tag, **values) -> Any:
    """Return an element of Word's language with its attributes."""
    made = OxmlElement(f"w:{tag}")
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


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
