"""Minutes and agendas as Word documents: real headings, lists and tables, each text in its language, the state on every page."""

import io

from docx import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

INK, SOFT = RGBColor(0x20, 0x30, 0x2C), RGBColor(0x52, 0x60, 0x5B)
REGIONS = {"en": "en-GB", "cy": "cy-GB"}
FONT = "Georgia"
SIZES = {"Title": 22, "Heading 1": 15, "Heading 2": 13, "Heading 3": 11.5}
NUMBER_WIDTH = Cm(1.5)


class Sheet:
    """A Word document in the making, in one language; texts in the other one are marked."""

    def __init__(self, page, state):
        self.language = page["lang"]
        self.file = Document()
        self._set_styles()
        self._set_properties(page)
        self._head_and_foot(page, state)

    def _set_styles(self):
        styles = self.file.styles
        for name in ("Normal", *SIZES):
            font = styles[name].font
            font.name, font.color.rgb = FONT, INK
            fonts = styles[name].element.get_or_add_rPr().get_or_add_rFonts()
            for key in [key for key in fonts.attrib if key.endswith("Theme")]:
                del fonts.attrib[key]
            font.size = Pt(SIZES.get(name, 11))
        default = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
        for old in default.findall(qn("w:lang")):
            default.remove(old)
        default.append(_element("lang", val=REGIONS[self.language], eastAsia=REGIONS[self.language]))

    def _set_properties(self, page):
        properties = self.file.core_properties
        properties.title = f"{page['labels']['heading']}: {page['title']['text']}"
        properties.author = page["labels"]["forum"]
        properties.language, properties.comments = REGIONS[self.language], ""
        section = self.file.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.4)

    def _head_and_foot(self, page, state):
        """Write the state above each page, and the Forum's name and the page's number below it."""
        section = self.file.sections[0]
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        self.say(head, " · ".join(filter(None, [called(page), state])), soft=True)
        foot.paragraph_format.tab_stops.add_tab_stop(Cm(16.2), WD_TAB_ALIGNMENT.RIGHT)
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
            run._r.get_or_add_rPr().append(_element("lang", val=REGIONS[lang]))
        return run

    def line(self, text, style=None, lang="", **looks):
        """Add a paragraph of one run, and return it."""
        paragraph = self.file.add_paragraph(style=style)
        self.say(paragraph, text, lang, **looks)
        return paragraph

    def heading(self, level, text, lang="", number=""):
        """Add a heading; a number is written out, so that it stays what it is."""
        paragraph = self.file.add_paragraph(style="Title" if level == 0 else f"Heading {level}")
        if number:
            self.say(paragraph, f"{number}. ")
        self.say(paragraph, text, lang)

    def facts(self, facts):
        """Add a line for each fact: (label, text, language, address)."""
        for label, value, lang, address in facts:
            paragraph = self.file.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(2)
            self.say(paragraph, f"{label}: ", bold=True)
            if address:
                self.link(paragraph, address, value)
            else:
                self.say(paragraph, value, lang)

    def link(self, paragraph, address, text, lang=""):
        """Add a link that leads to an address."""
        key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), key)
        run = self.say(paragraph, text, lang)
        run.font.underline = True
        link.append(run._r)
        paragraph._p.append(link)

    def table(self, heads, rows):
        """Add a table with a head row that is repeated on each page; a cell is (text, language)."""
        table = self.file.add_table(rows=1, cols=len(heads), style="Table Grid")
        table.rows[0]._tr.get_or_add_trPr().append(_element("tblHeader"))
        for cell, text in zip(table.rows[0].cells, heads, strict=True):
            self.say(cell.paragraphs[0], text, bold=True)
        for row in rows:
            for cell, (text, lang) in zip(table.add_row().cells, row, strict=True):
                self.say(cell.paragraphs[0], text, lang)
        self.file.add_paragraph()

    def bytes(self):
        """Return the document."""
        file = io.BytesIO()
        self.file.save(file)
        return file.getvalue()


def called(page):
    """Return what the document is called above each page."""
    return f"{page['labels']['heading']}: {page['title']['text']}"


def _element(name, **values):
    element = OxmlElement(f"w:{name}")
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _split(label):
    """Return the words of "Page {page} of {pages}" with the places of the numbers apart."""
    before, _mark, rest = label.partition("{page}")
    between, _mark, after = rest.partition("{pages}")
    return [before, "{page}", between, "{pages}", after]


def _field(paragraph, code):
    """Add a number that Word itself counts."""
    field = _element("fldSimple", instr=code)
    run = paragraph.add_run("1")
    run.font.color.rgb, run.font.size = SOFT, Pt(9.5)
    field.append(run._r)
    paragraph._p.append(field)


def minutes(page):
    """Return minutes as a Word document."""
    sheet = Sheet(page, page["state"])
    sheet.heading(0, page["title"]["text"], page["title"]["lang"])
    sheet.line(page["state"], bold=True)
    sheet.facts(page["facts"])
    for label, names in page["roll"]:
        sheet.heading(1, label)
        for row in names:
            _attender(sheet, row)
    for section in page["sections"]:
        sheet.heading(1, section["title"]["text"], section["title"]["lang"], number=section["number"])
        for paragraph in section["paragraphs"]:
            _paragraph(sheet, paragraph)
    if page["notes"]:
        sheet.heading(1, page["labels"]["notes"])
    for note in page["notes"]:
        sheet.line(note["date"], bold=True)
        _blocks(sheet, note["text"])
    return sheet.bytes()


def _attender(sheet, row):
    paragraph = sheet.line(row["name"], "List Bullet")
    if row["organisation"]["text"]:
        sheet.say(paragraph, ", ")
        sheet.say(paragraph, row["organisation"]["text"], row["organisation"]["lang"])
    if row["marks"]:
        sheet.say(paragraph, f" ({row['marks']})")


def _number(sheet, paragraph, number):
    """Set a number before the first words of a paragraph, hanging out into the margin."""
    look = paragraph.paragraph_format
    look.first_line_indent = -look.left_indent
    look.tab_stops.add_tab_stop(look.left_indent)
    _before_words(paragraph, sheet.say(paragraph, f"{number}\t"))


def _before_words(paragraph, run):
    """Move a run that was added last before the others."""
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, run._r)


def _blocks(sheet, text, *, indent=None):
    """Add the paragraphs of a plain text, indented."""
    for lines in text["blocks"]:
        paragraph = sheet.file.add_paragraph()
        paragraph.paragraph_format.left_indent = indent
        run = sheet.say(paragraph, lines[0], text["lang"])
        for line in lines[1:]:
            run.add_break()
            run.add_text(line)


def _paragraph(sheet, paragraph):
    before = len(sheet.file.paragraphs)
    _Prose(sheet, paragraph["text"]["lang"]).add(paragraph["text"]["tree"])
    added = sheet.file.paragraphs[before:]
    for one in added:
        one.paragraph_format.left_indent = NUMBER_WIDTH + (one.paragraph_format.left_indent or one.style.paragraph_format.left_indent or 0)
    if added:
        _number(sheet, added[0], paragraph["number"])
    for entry in paragraph["entries"]:
        label = sheet.line(entry["label"], bold=True)
        label.paragraph_format.left_indent = NUMBER_WIDTH
        label.paragraph_format.keep_with_next = True
        _blocks(sheet, entry["text"], indent=NUMBER_WIDTH)
        if entry["meta"]:
            sheet.line(entry["meta"], soft=True).paragraph_format.left_indent = NUMBER_WIDTH


def agenda(page):
    """Return an agenda as a Word document."""
    sheet, labels = Sheet(page, page["draft"]), page["labels"]
    sheet.heading(0, page["title"]["text"], page["title"]["lang"])
    sheet.line(" · ".join(filter(None, [page["audience"], page["draft"]])), bold=bool(page["draft"]))
    sheet.facts(page["facts"])
    if page["shares"]:
        sheet.heading(1, labels["spent"])
        rows = [[(label, ""), (str(minutes), ""), (f"{percent} %", "")] for _kind, label, minutes, percent in page["shares"]]
        sheet.table([labels["kind"], labels["minutes"], labels["share"]], rows)
    if page["items"]:
        sheet.heading(1, labels["timetable"])
        rows = [[(row["time"], ""), (f"{row['number']}. {row['title']['text']}", row["title"]["lang"]), (str(row["minutes"]), "")]
                for row in page["items"]]  # fmt: skip
        sheet.table([labels["time"], labels["item"], labels["minutes"]], rows)
    for key in ("as_read", "items"):
        if page[key]:
            sheet.heading(1, labels[key])
        for item in page[key]:
            _item(sheet, item, labels)
    return sheet.bytes()


def _item(sheet, item, labels):
    sheet.heading(2, item["title"]["text"], item["title"]["lang"], number=item["number"])
    sheet.line(item["meta"], soft=True)
    _Prose(sheet, item["text_lang"]).add(item["text"])
    for row in item["arising"]:
        paragraph = sheet.line(f"{row['number']} ".lstrip(), "List Bullet", bold=True)
        sheet.say(paragraph, row["text"]["text"], row["text"]["lang"])
        if row["meta"]:
            sheet.say(paragraph, f" ({row['meta']})", soft=True)
        if row["line"]["text"]:
            sheet.say(paragraph, f" {row['line']['text']}", row["line"]["lang"])
    if item["papers"]:
        sheet.heading(3, labels["papers"])
    for paper in item["papers"]:
        paragraph = sheet.line(paper["title"]["text"], "List Bullet", paper["title"]["lang"], bold=True)
        sheet.say(paragraph, f" {paper['marks']}. {paper['elsewhere']} ", soft=True)
        sheet.link(paragraph, paper["address"], paper["address"])


class _Prose:
    """Rich text, nested data as `pack_contents.tree` makes it, as paragraphs of a sheet."""

    LOOKS = {"strong": "bold", "em": "italic"}
    STYLES = {"h3": "Heading 3", "h4": "Heading 3", "blockquote": "Quote"}

    def __init__(self, sheet, lang):
        self.sheet, self.lang = sheet, lang

    def add(self, nodes, style=None):
        """Add blocks of text; words that stand in no block get a paragraph of their own."""
        loose = None
        for node in nodes:
            if isinstance(node, dict) and node["tag"] in ("p", "h3", "h4", "blockquote", "ul", "ol", "li"):
                loose = None
                self._block(node, style)
            else:
                loose = loose or self.sheet.file.add_paragraph(style=style)
                self._words([node], loose, node["lang"] if isinstance(node, dict) and node["lang"] else self.lang, {})

    def _block(self, node, style):
        if node["tag"] in ("ul", "ol"):
            for place, child in enumerate(child for child in node["children"] if isinstance(child, dict)):
                self._entry(child, f"{place + 1}." if node["tag"] == "ol" else "")
        elif node["tag"] in ("blockquote", "li"):
            self.add(node["children"], self.STYLES.get(node["tag"], style))
        else:
            paragraph = self.sheet.file.add_paragraph(style=self.STYLES.get(node["tag"], style))
            self._words(node["children"], paragraph, node["lang"] or self.lang, {})

    def _entry(self, node, number):
        """Add an entry of a list; numbers are written out, because Word would go on counting from the list before."""
        if not number:
            return self.add(node["children"], "List Bullet")
        before = len(self.sheet.file.paragraphs)
        self.add(node["children"], "List Continue")
        added = self.sheet.file.paragraphs[before:]
        if added:
            _before_words(added[0], added[0].add_run(f"{number} "))
        return None

    def _words(self, nodes, paragraph, lang, looks):
        for node in nodes:
            if isinstance(node, str):
                self.sheet.say(paragraph, node, lang, **looks)
            elif node["tag"] == "br":
                paragraph.add_run().add_break()
            elif node["tag"] == "a" and node["href"]:
                self.sheet.link(paragraph, node["href"], _plain(node["children"]), node["lang"] or lang)
            else:
                more = {self.LOOKS[node["tag"]]: True} if node["tag"] in self.LOOKS else {}
                self._words(node["children"], paragraph, node["lang"] or lang, looks | more)


def _plain(nodes):
    return "".join(node if isinstance(node, str) else _plain(node["children"]) for node in nodes)
