"""Minutes and agendas as Word documents: real headings, lists and tables,
each text in its language, the state on every page.
"""

from pathlib import Path

from docx.enum.text import WD_TAB_LEADER
from docx.shared import Cm

from common import printing
from common.printing.word_prose import HANGING, Prose, blocks, hang
from common.printing.word_sheet import Sheet, bar

NUMBER_WIDTH = Cm(1.5)
SIGNED_UNTIL = (Cm(11), Cm(16))  # where the lines for the name and for the date end
COLOURS = {"decision": "1F7A63", "action": "B0502F"}
SET_BY = (Path(__file__), *sorted(Path(printing.__file__).parent.glob("word_*.py")))


def form() -> bytes:
    """Return what documents are set by: when it changes, they are to be made anew."""
    return b"".join(path.read_bytes() for path in SET_BY)


def minutes(page):
    """Return minutes as a Word document."""
    sheet, labels = Sheet(page, page["state"]), page["labels"]
    _begin(sheet, page, [page["forum"], labels["heading"]], page["state"])
    for label, names in page["roll"]:
        sheet.heading(1, label)
        for row in names:
            _attender(sheet, row)
    for section in page["sections"]:
        sheet.heading(1, section["title"]["text"], section["title"]["lang"], number=section["number"])
        for row in section["declared"]:
            _declared(sheet, row)
        for paragraph in section["paragraphs"]:
            _paragraph(sheet, paragraph)
    if page["actions"]:
        sheet.heading(1, labels["actions"])
        heads = [(labels[name], False) for name in ("number", "action", "owner")]
        rows = [[(row["number"], ""), (row["text"]["text"], row["text"]["lang"]), (row["whose"], "")]
                for row in page["actions"]]  # fmt: skip
        sheet.table(heads, (3.2, None, 5), rows)
    _to_be_signed(sheet, labels)
    if page["notes"]:
        sheet.heading(1, labels["notes"])
    for note in page["notes"]:
        sheet.line(note["date"], bold=True)
        blocks(sheet, note["text"])
    return sheet.bytes()


def _to_be_signed(sheet, labels) -> None:
    """Add a line for the name of who signs, and one for the date."""
    paragraph = sheet.line(f"{labels['signed']}:\t {labels['date']}:\t")
    paragraph.paragraph_format.space_before = Cm(1.2)
    for place in SIGNED_UNTIL:
        paragraph.paragraph_format.tab_stops.add_tab_stop(place, leader=WD_TAB_LEADER.LINES)


def _begin(sheet, page, above, state) -> None:
    """Write what stands at the top: whose and what it is, the title, how far it has come, when and where."""
    sheet.letterhead(page, " · ".join(above))
    sheet.heading(0, page["title"]["text"], page["title"]["lang"])
    if state:
        sheet.line(state, bold=True)
    sheet.facts(page["facts"])


def _declared(sheet, row) -> None:
    line = sheet.line(row["label"], bold=True)
    sheet.say(line, row["text"]["text"], row["text"]["lang"])
    sheet.say(line, row["then"], soft=True)


def _attender(sheet, row) -> None:
    paragraph = sheet.line(row["name"], "List Bullet")
    if row["organisation"]["text"]:
        sheet.say(paragraph, ", ")
        sheet.say(paragraph, row["organisation"]["text"], row["organisation"]["lang"])
    if row["marks"]:
        sheet.say(paragraph, f" ({row['marks']})")


def _paragraph(sheet, paragraph) -> None:
    before = len(sheet.file.paragraphs)
    Prose(sheet, paragraph["text"]["lang"]).add(paragraph["text"]["tree"])
    added = sheet.file.paragraphs[before:]
    for one in added:
        one.paragraph_format.left_indent = NUMBER_WIDTH + (
            one.paragraph_format.left_indent or one.style.paragraph_format.left_indent or 0
        )
    if added and added[0].style.name.startswith("List"):  # a list has marks of its own where the number would stand
        added[0].insert_paragraph_before(paragraph["number"]).paragraph_format.keep_with_next = True
    elif added:
        hang(sheet, added[0], paragraph["number"], NUMBER_WIDTH)
    for entry in paragraph["entries"]:
        _entry(sheet, entry)


def _entry(sheet, entry) -> None:
    """Add a decision or an action below its paragraph, marked by a bar."""
    before = len(sheet.file.paragraphs)
    sheet.line(entry["label"], bold=True)
    blocks(sheet, entry["text"])
    if entry["meta"]:
        sheet.line(entry["meta"], soft=True)
    added = sheet.file.paragraphs[before:]
    for one in added:
        one.paragraph_format.left_indent = NUMBER_WIDTH + HANGING
    bar(added, COLOURS[entry["kind"]])


def agenda(page):
    """Return an agenda as a Word document."""
    sheet, labels = Sheet(page, page["draft"]), page["labels"]
    _begin(sheet, page, [page["forum"], labels["heading"], page["audience"]], page["draft"])
    if page["changed"]:
        sheet.line(page["changed"], bold=True)
    if page["shares"]:
        sheet.heading(1, labels["spent"])
        rows = [[(label, ""), (str(minutes), ""), (part, "")] for _kind, label, minutes, part in page["shares"]]
        sheet.table(
            [(labels["kind"], False), (labels["minutes"], True), (labels["share"], True)], (None, 2.6, 4.8), rows
        )
    if page["items"]:
        sheet.heading(1, labels["timetable"])
        rows = [[(row["time"], ""), ((f"{row['number']}. "
                                     f"{row['title']['text']}"), row["title"]["lang"]), (str(row["minutes"]), "")]
                for row in page["items"]]  # fmt: skip
        sheet.table([(labels["time"], False), (labels["item"], False), (labels["minutes"], True)], (2, None, 2.6), rows)
    for key in ("as_read", "items"):
        if page[key]:
            sheet.heading(1, labels[key])
        if key == "as_read" and page[key]:
            sheet.line(labels["as_read_hint"], soft=True).paragraph_format.keep_with_next = True
        for item in page[key]:
            _item(sheet, item, labels)
    return sheet.bytes()


def _item(sheet, item, labels) -> None:
    sheet.heading(2, item["title"]["text"], item["title"]["lang"], number=item["number"])
    meta = sheet.line(item["meta"], soft=True)
    meta.paragraph_format.keep_with_next = bool(item["text"] or item["arising"] or item["papers"])
    Prose(sheet, item["text_lang"]).add(item["text"])
    for row in item["arising"]:
        _arising(sheet, row)
    if item["papers"]:
        sheet.heading(3, labels["papers"])
    for paper in item["papers"]:
        paragraph = sheet.line(paper["title"]["text"], "List Bullet", paper["title"]["lang"], bold=True)
        sheet.say(paragraph, f" {paper['marks']}", soft=True).add_break()
        sheet.say(paragraph, f"{paper['elsewhere']} ", soft=True)
        sheet.link(paragraph, paper["address"], paper["address"], soft=True)


def _arising(sheet, row) -> None:
    """Add what an item that fills itself holds: an action with whose it is and their line,
    a decision that comes back.
    """
    paragraph = sheet.line(f"{row['number']} ".lstrip(), "List Bullet", bold=True)
    sheet.say(paragraph, row["text"]["text"], row["text"]["lang"])
    for text, lang, soft in ((row["meta"], "", True), (row["line"]["text"], row["line"]["lang"], False)):
        if text:
            paragraph.add_run().add_break()
            sheet.say(paragraph, text, lang, soft=soft)
