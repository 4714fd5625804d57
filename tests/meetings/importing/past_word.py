"""Four voluntary bodies' minutes as Word documents, full of what Word has besides plain paragraphs;
each knows all its words.
"""

import io

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
BOX = (
    '<w:r {ns}><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:Choice "
    'Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice>'
    "<mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>"
    "</mc:AlternateContent></w:r>"
)
RUN = (
    '<w:{tag} {ns} w:id="{id}" w:author="A" w:date="2016-03-09T10:00:00Z"><w:r><w:{t} '
    'xml:space="preserve">{text}</w:{t}></w:r></w:{tag}>'
)
CONTROL = "<w:sdt {ns}><w:sdtContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:sdtContent></w:sdt>"
LIST = (
    '<w:abstractNum {ns} w:abstractNumId="77"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText '
    'w:val="%1.%2"/></w:lvl></w:abstractNum>'
)


class Writer:
    """Writes a document and keeps what a reader of it sees in `words`; text in *stars* is bold, in _lines_ italic."""

    def __init__(self):
        self.file, self.words = Document(), []

    def heading(self, text, level=1):
        self.words.append(text)
        return self.file.add_heading(text, level)

    def line(self, text, style=None, into=None):
        """Add a paragraph, or fill one that is there."""
        paragraph = into or self.file.add_paragraph(style=style)
        for place, part in enumerate(text.split("*")):
            for second, piece in enumerate(part.split("_")):
                run = paragraph.add_run(piece)
                run.bold, run.italic = (place % 2 == 1) or None, (second % 2 == 1) or None
        self.words.append(text.replace("*", "").replace("_", ""))
        return paragraph

    def table(self, *rows):
        """Add a table; a cell is its paragraphs, one to a line."""
        table = self.file.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                for place, line in enumerate(text.split("\n")):
                    self.line(line, into=cell.paragraphs[0] if place == 0 else cell.add_paragraph())

    def link(self, paragraph, text, address):
        key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} r:id="{key}"><w:r><w:t>{text}</w:t></w:r></w:hyperlink>')
        paragraph._p.append(link)
        self.words.append(text)

    def changed(self, paragraph, *, gone="", new=""):
        """Add words that somebody took away under watch, and words that somebody put in;
        the first are no longer part of it.
        """
        for tag, t, text in (("del", "delText", gone), ("moveFrom", "t", gone), ("ins", "t", new)):
            paragraph._p.append(parse_xml(RUN.format(ns=nsdecls("w"), tag=tag, t=t, id=len(paragraph._p), text=text)))
        self.words.append(new)

    def raw(self, form, text):
        """Put an element before the last of the body: a text box, a content control."""
        made = parse_xml(form.format(ns=nsdecls("w"), text=text))
        if made.tag == qn("w:r"):
            self.file.add_paragraph()._p.append(made)
        else:
            self.file.element.body.insert(-1, made)
        self.words.append(text)

    def numbering(self):
        """Return a function that makes a paragraph one of Word's own list, on a level."""
        root = self.file.part.numbering_part.element
        root.insert(0, parse_xml(LIST.format(ns=nsdecls("w"))))
        number = root.add_num(77)

        def count(paragraph, level):
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_numId().val, properties.get_or_add_ilvl().val = number.numId, level

        return count

    def footnote(self, paragraph, text):
        note = (
            f"<w:footnotes {nsdecls('w')}><w:footnote "
            f'w:id="1"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote></w:footnotes>'
        )
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES, note.encode(), self.file.part.package)
        self.file.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        paragraph._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:footnoteReference w:id="1"/></w:r>'))
        self.words.append(text)

    def on_every_page(self, above, below):
        self.file.sections[0].header.paragraphs[0].text = above
        self.file.sections[0].footer.paragraphs[0].text = below
        self.words += [above, below]

    def bytes(self):
        file = io.BytesIO()
        self.file.save(file)
        return file.getvalue()


def association():
    """A register in a table, items and paragraphs that Word counts, labels in bold, a list, a link,
    a footnote, both ends of the page.
    """
    w = Writer()
    w.on_every_page("Riverside Tenants and Residents Association", "Registered charity 1029384")
    w.heading(
        "Minutes of the Committee Meeting held on Monday 11 April 2016 at 7.00pm in the Community Hall, Bangor", 1
    )
    w.table(
        (
            "*Present:*",
            "Gwenllian Trefeurig (Chair)\nMargaret Ellicott, Cartrefi Cymru\nJohn Farrow (Riverside Tenants)",
        ),
        ("*In attendance:*", "Daniel Whitcombe (Care to Cooperate)"),
        ("*Apologies:*", "Iwan Penllyn\nSara Tomos (Disability Wales)"),
    )
    count = w.numbering()
    for title, *texts in (
        ("Welcome", "The Chair welcomed members to the hall."),
        ("Declarations of interest", "John Farrow declared an interest in item 4."),
        (
            "Matters arising",
            "(2.3) The gate has been mended.",
            "(5.1) The _Lottery_ has written: the grant is *agreed in full*.",
        ),
        ("Play area", "The Chair showed three drawings. Members asked about"),
        ("Any other business", "There was none."),
    ):
        count(w.line(f"*{title}*"), 0)
        for text in texts:
            count(w.line(text), 1)
        if title == "Play area":
            for text in ("shade in summer;", "the surface under the swings;", "who will inspect it."):
                last = w.line(text, "List Bullet")
            w.footnote(last, "Drawings are kept by the Secretary.")
            w.link(count_next(w, count, "More is on "), "the council's page", "https://council.example/play")
            w.line("*AGREED:* that the second drawing be sent to the council.")
            w.line("*ACTION:* Margaret Ellicott to send it by 30 April 2016.")
    return w


def count_next(w, count, text):
    """Add a numbered paragraph, and return it."""
    paragraph = w.line(text)
    count(paragraph, 1)
    return paragraph


def trust():
    """Minutes as one table of item, discussion and action, with changes under watch, a text box,
    and capitals for headings.
    """
    w = Writer()
    w.line("*POWYS CARERS TRUST*")
    w.line("Minutes of the Trustees' meeting, 6 June 2016, 10.30am")
    w.line("*Present:* Gwenllian Trefeurig (Chair), Margaret Ellicott (Treasurer; Cartrefi Cymru), Elin Prys")
    w.line("*Also in attendance:* Daniel Whitcombe")
    w.line("*Apologies for absence:* Iwan Penllyn (Wales Co-operative Centre)")
    w.table(
        ("Item", "Discussion", "Action"),
        ("1", "Apologies\nThese were noted as above.", ""),
        ("2", "Minutes of the last meeting\nThe minutes of 7 March were signed.\nThere were no corrections.", ""),
        ("3", "Accounts\nThe Treasurer went through the accounts.\nRESOLVED that they be adopted.",
         "Margaret Ellicott to send them to the Commission by 31 July 2016"),
        ("4", "Carers' week\nElin Prys reported on *six* coffee mornings.",
        "Elin Prys to write a piece for the newsletter"),
    )  # fmt: skip
    w.raw(BOX, "Thank you to every volunteer of the week")
    changed = w.line("The meeting closed at ")
    w.changed(changed, gone="twelve", new="half past eleven")
    return w


def cymdeithas():
    """A Welsh body: its lists as headings, numbered paragraphs, decisions and actions, and a content control."""
    w = Writer()
    w.heading("Cofnodion Pwyllgor Menter Dyffryn Aeron, 19 Mai 2016, 7.00yh, yn Neuadd y Pentref", 1)
    w.heading("Yn bresennol", 2)
    for name in ("Gwenllian Trefeurig (Cadeirydd)", "Margaret Ellicott – Cartrefi Cymru", "Rhodri Glyn"):
        w.line(name, "List Bullet")
    w.heading("Hefyd yn bresennol", 2)
    w.line("Daniel Whitcombe (Cyd-weithio)", "List Bullet")
    w.heading("Ymddiheuriadau", 2)
    w.line("Iwan Penllyn a Nerys Huws")
    w.heading("1. Croeso", 2)
    w.line("1.1 Croesawodd y Cadeirydd _bawb_ i’r neuadd newydd.")
    w.raw(CONTROL, "1.2 Llongyfarchwyd Rhodri ar ei swydd.")
    w.heading("2. Materion yn codi", 2)
    w.line("2.1 (4.3) Mae’r to wedi’i drwsio.")
    w.heading("3. Y siop", 2)
    w.line("3.1 Cafwyd adroddiad am y siop:")
    for text in ("1. cododd y gwerthiant;", "2. mae angen oergell;", "3. ymunodd pedwar gwirfoddolwr."):
        w.line(text)
    w.line("*PENDERFYNWYD:* prynu oergell ail-law.")
    w.line("*CAM GWEITHREDU:* Margaret Ellicott i gael tri phris erbyn 10 Mehefin 2016.")
    w.heading("4. Unrhyw fater arall", 2)
    w.line("4.1 Dim.")
    return w


def side_by_side():
    """Both languages in the two columns of a table, several paragraphs to a cell."""
    w = Writer()
    w.line("Minutes of the Annual Meeting / Cofnodion y Cyfarfod Blynyddol")
    w.line("14 September 2016, 2.00pm / 14 Medi 2016, 2.00yp")
    w.line("Present / Yn bresennol")
    w.line("Gwenllian Trefeurig (Chair)")
    w.line("Margaret Ellicott, Cartrefi Cymru")
    w.line("Apologies / Ymddiheuriadau")
    w.line("Iwan Penllyn")
    w.table(
        ("1. Welcome\nThe Chair welcomed everybody to the hall.\nThere were no declarations of interest.",
         "1. Croeso\nCroesawodd y Cadeirydd bawb i’r neuadd.\nNi chafwyd unrhyw ddatganiad o fuddiant."),
        ("2. Report of the year\nThe report was read and *discussed*.\nAGREED: to publish the report.",
         "2. Adroddiad y flwyddyn\nDarllenwyd yr adroddiad a’i *drafod*.\nPENDERFYNWYD: cyhoeddi’r adroddiad."),
        ("ACTION: Margaret Ellicott to print it.", "CAM GWEITHREDU: Margaret Ellicott i’w argraffu."),
        ("3. Any other business\nThere was none.", "3. Unrhyw fater arall\nNid oedd dim."),
    )  # fmt: skip
    return w


BODIES = {
    "association": (association, "en"),
    "trust": (trust, "en"),
    "cymdeithas": (cymdeithas, "cy"),
    "side_by_side": (side_by_side, "both"),
}
