"""The part of the corpus that is Word documents: tables of every kind, counted numbers, text boxes, two columns.

`python -m tests.meetings.importing.corpus_word FOLDER` writes them, with their right answers, for the command that
measures.
"""

import shutil
import sys
from pathlib import Path

from tests.meetings.importing import corpus_tables
from tests.meetings.importing.past_word import BOX, CONTROL, Writer, count_next

CORPUS = Path(__file__).parent / "corpus"


def table_of_actions():
    """Names in a table with their bodies, the items as headings, and at the end a table of all actions."""
    w = Writer()
    w.on_every_page("Gwynfryn Carers Partnership – Minutes", "Page 1 of 2")
    w.heading("Gwynfryn Carers Partnership: Steering Group", 1)
    w.line("Meeting held on Tuesday 14 January 2025, 2.00pm – 3.45pm, Canolfan Gwynfryn")
    w.line("*Present*")
    w.table(
        ("Name", "Organisation"),
        ("Mair Joness (Chair)", "Cartrefi Helyg"),
        ("Ned Lewys", "County Council"),
        ("Dr Beth Pryce", "University Health Board"),
    )
    w.line("*Apologies:* Cadi Loyd (Menter Elin), Huw Harri")
    for title, text in (
        ("Welcome and minutes", "The minutes of 10 December 2024 were agreed as a correct record."),
        ("Respite care", "Ned reported on the new service. It was agreed to review it in six months."),
        ("Any other business", "There was none."),
    ):
        w.heading(title, 2)
        w.line(text)
    w.table(
        ("No", "Action", "Who", "When"),
        ("1", "Send the figures for respite care", "NL", "31 January 2025"),
        ("2", "Book the hall for March", "Beth", "7 February"),
    )
    return w


def table_of_items():
    """All minutes in one table of number, item with what was said, and who acts."""
    w = Writer()
    w.line("*Cwm Elin Housing Co-operative*")
    w.line("Minutes of the Management Committee, 11 September 2025 at 7pm in the Common Room")
    w.line("*Present:* Sam Birche (SB) (chair), Priya Nayar (PN), Mo Azis (MA), Ffion Llewelyn-Hardy (FLH)")
    w.line("*Apologies:* Una Laker")
    w.table(
        ("Item", "Discussion", "Action by"),
        ("1. Minutes of the last meeting", "These were approved.", ""),
        ("2. Repairs", "The boiler at number 12 needs replacing.\nThree quotes to be got before October.", "PN"),
        (
            "3. Lettings",
            "It was resolved that room 4 be let from 1 October.\nAn advertisement to be written.",
            "MA/FLH",
        ),
        ("4. Date of next meeting", "9 October 2025", "–"),
    )
    return w


def counted_numbers():
    """Items and paragraphs that Word counts, one item with a number somebody typed."""
    w = Writer()
    w.heading("Elin Forum: minutes of the quarterly meeting, 11 April 2024, 10.30am", 1)
    w.line("In the chair: Nerys Hopkyn")
    w.line("Present: Nerys Hopkyn, Iwan Meredudd, Lois Pryddech and Gruff Seior")
    count = w.numbering()
    for title, *texts in (
        ("Welcome and apologies", "Apologies came from Rhian Tudor and Aled Utherson."),
        ("Matters arising", "From 3.2(a) of the last minutes: done.", "From item 5: carried forward."),
        (
            "Welcome pack",
            "Three drafts were seen. Members preferred the second.",
            "It was decided to print 200 copies.",
        ),
    ):
        count(w.line(title), 0)
        for text in texts:
            count_next(w, count, text)
    w.line("ACTION: Lois Pryddech to send it to the printer by 30 April 2024.")
    w.line("4 Any other business")
    w.line("None.")
    count(w.line("Date of next meeting"), 0)
    count_next(w, count, "11 July 2024")
    return w


def boxes_and_controls():
    """Chair, place and a table in content controls, the apologies in a text box."""
    w = Writer()
    w.line("Fforwm Helyg – Cofnodion / Minutes")
    w.raw(CONTROL, "Date of meeting: Thursday 23 April 2026")
    w.raw(CONTROL, "Venue: Neuadd Goffa, Aberelin, 6.30 pm")
    w.raw(CONTROL, "Chair: Mair Joness")
    w.line("Present: Mair Joness, Cadi Loyd, Owain Reese")
    w.raw(BOX, "Apologies: Ned Lewys, Anna Ŵynn")
    w.line("1. Welcome")
    w.line("The Chair welcomed everyone.")
    w.line("2. The hall")
    w.line("Members agreed to hire the hall for the summer fair.")
    w.table(("Action", "Owner", "By"), ("Book the hall", "Cadi", "31 May 2026"))
    w.line("DRAFT")
    return w


def nested_tables():
    """A table of items with a merged title and another table in one of its cells."""
    w = Writer()
    w.line("Menter Helyg – Minutes, 14 January 2025, 10am")
    w.line("Present: Ned Lewys (Chair), Mair Joness, Jane Cooper")
    table = w.file.add_table(rows=0, cols=3)
    for cells in (
        ("ITEM 1 – WELCOME", "", ""),
        ("Item", "Discussion and decision", "Action"),
        ("2. Budget", "AGREED the budget of £1,250.", "Jane to send it by 7 February"),
        ("3. Hall", "The hall is to be booked.", ""),
        ("4. AOB", "None", "–"),
    ):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    table.rows[0].cells[0].merge(table.rows[0].cells[2])
    inner = table.rows[3].cells[1].add_table(rows=2, cols=2)
    for row, texts in zip(inner.rows, (("Who", "When"), ("Mair", "31 January 2025")), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return w


def welsh_table():
    """A Welsh body's minutes in a table of item, discussion, action, whose and by when."""
    w = Writer()
    w.heading("Cofnodion Pwyllgor Menter Elin, nos Iau 11 Medi 2025 am 7.00yh yn Neuadd Elin", 1)
    w.table(
        ("*Yn bresennol:*", "Eirlys Wynn (Cadeirydd)\nDafydd Ioloo\nMenna Haff"),
        ("*Ymddiheuriadau:*", "Siôn Eirion"),
    )
    w.table(
        ("Eitem", "Trafodaeth", "Cam gweithredu", "Gan bwy", "Erbyn"),
        ("1. Cofnodion", "Cadarnhawyd y cofnodion.", "", "", ""),
        ("2. Y siop", "Penderfynwyd agor ar ddydd Sul.", "Gosod arwydd newydd", "Menna Haff", "30 Medi 2025"),
        ("3. Unrhyw fater arall", "Dim.", "", "", ""),
    )
    return w


def two_columns():
    """English and Welsh in the two columns of one table, from the lists of names on."""
    w = Writer()
    w.line("Elin Co-operative Forum / Fforwm Cydweithredol Elin")
    w.line("Minutes of the meeting of 16 March 2021, 6.30pm / Cofnodion cyfarfod 16 Mawrth 2021, 6.30yh")
    w.table(
        ("Present: Mair Joness (Chair), Ned Lewys", "Yn bresennol: Mair Joness (Cadeirydd), Ned Lewys"),
        ("Apologies: Cadi Loyd", "Ymddiheuriadau: Cadi Loyd"),
        ("1. Welcome\nThe Chair welcomed everybody.", "1. Croeso\nCroesawodd y Cadeirydd bawb."),
        (
            "2. Share offer\nIt was agreed to open the offer in May.",
            "2. Cynnig cyfranddaliadau\nCytunwyd i agor y cynnig ym mis Mai.",
        ),
        ("3. Any other business\nThere was none.", "3. Unrhyw fater arall\nNid oedd dim."),
    )
    return w


def bold_titles():
    """Titles that are only bold, names below each other, actions in brackets at the end of a paragraph."""
    w = Writer()
    w.line("*TRUSTEES' MEETING*")
    w.line("*Elin Valley Advocacy*")
    w.line("Date: 20 January 2026   Time: 5:00-6:00pm   Venue: online (Zoom)")
    w.line("*Attending:*")
    for name in ("Beth Pryce (chairperson)", "Owain Reese – treasurer", "Jane Cooper", "Mo Azis (joined by phone)"):
        w.line(name)
    w.line("*Apologies:* none")
    for title, *texts in (
        ("Last minutes", "Accepted as accurate."),
        ("Treasurer's report", "The balance is £4,120. (Action: Owain to send the accounts by 1 February)"),
        ("Recruitment", "Two people have applied. Trustees agreed to meet both.", "Jane will write to them this week."),
    ):
        w.line(f"*{title}*")
        for text in texts:
            w.line(text)
    return w


def four_columns():
    """People in a table with what they do and for whom; items in a table of item, discussion, action and by whom, with
    several of each in one cell.
    """
    w = Writer()
    w.line("*Dyffryn Tawe Carers' Co-operative*")
    w.line("*Board meeting – Thursday 20 March 2025, 1.30pm to 3.15pm, Ystradgynlais Welfare Hall*")
    w.table(
        ("Name", "Role", "Organisation"),
        ("Sioned Prytherch (SP)", "Chair", "DTCC"),
        ("Graham Oakly (GO)", "Treasurer", "DTCC"),
        ("Amina Yusef (AY)", "Director", "Swansea Carers Service"),
        ("Huw Tegidd (HT)", "Company Secretary", "DTCC"),
        ("Cerys Lloyde", "In attendance", "Co-op Development Wales"),
    )
    w.line("*Apologies*: Peter Gronow, Menna Iaal")
    w.table(
        ("Item", "Discussion", "Action", "By"),
        ("*1. Welcome and apologies*", "SP welcomed everybody. Apologies were received as above.", "", ""),
        ("*2. Minutes of 16 January 2025*", "The minutes were approved as a true record.", "", ""),
        (
            "*3. Matters arising*",
            "3.1 The lease has been signed.\n3.2 The insurers have not replied.",
            "Chase the insurers",
            "GO",
        ),
        (
            "*4. Finance*",
            (
                "GO presented the accounts to the end of February: income £48,210, costs £44,905.\n"
                "The board agreed to move £5,000 into reserves."
            ),
            "Move the money into reserves\nCirculate the budget for 2025/26",
            "GO\nGO / HT",
        ),
        (
            "*5. Recruitment*",
            "Two personal assistants start in April. AY asked for a shorter induction.",
            "Redraft the induction pack by 30 April",
            "AY",
        ),
        ("*6. Any other business*", "None.", "", ""),
        ("*7. Date of next meeting*", "15 May 2025, 1.30pm", "", ""),
    )
    return w


def side_by_side():
    """Welsh in the first column and English in the second, the numbers in a column between them."""
    w = Writer()
    w.heading("Partneriaeth Gofal Dyffryn Elwy / Elwy Valley Care Partnership", 1)
    w.line("Cofnodion y cyfarfod, 12 Mehefin 2025, 10.00yb / Minutes of the meeting, 12 June 2025, 10.00am")
    w.table(
        (
            "Yn bresennol: Lowri Gwilt (Cadeirydd), Tomos Elwy, Ruth Marsh",
            "Present: Lowri Gwilt (Chair), Tomos Elwy, Ruth Marsh",
        ),
        ("Ymddiheuriadau: Iestyn Clwydd", "Apologies: Iestyn Clwydd"),
    )
    w.table(
        ("Cymraeg", "", "English"),
        (
            "Croeso ac ymddiheuriadau\nCroesawodd y Cadeirydd bawb.",
            "1",
            "Welcome and apologies\nThe Chair welcomed all.",
        ),
        (
            "Cofnodion y cyfarfod diwethaf\nCadarnhawyd y cofnodion yn gywir.",
            "2",
            "Minutes of the last meeting\nThe minutes were confirmed as correct.",
        ),
        (
            (
                "Seibiant i ofalwyr\nCafwyd cyflwyniad gan Tomos.\nPENDERFYNWYD: ymestyn y cynllun am flwyddyn.\n"
                "Cam gweithredu: Ruth i ysgrifennu at y Bwrdd Iechyd erbyn 30 Mehefin."
            ),
            "3",
            (
                "Respite for carers\nTomos gave a presentation.\nRESOLVED: to extend the scheme for a year.\n"
                "Action: Ruth to write to the Health Board by 30 June."
            ),
        ),
        ("Unrhyw fater arall\nDim.", "4", "Any other business\nNone."),
    )
    return w


DOCUMENTS = (
    table_of_actions, table_of_items, counted_numbers, boxes_and_controls, nested_tables, welsh_table, two_columns,
    bold_titles, four_columns, side_by_side, *corpus_tables.DOCUMENTS,
)  # fmt: skip


def written_to(folder):
    """Write all documents into a folder, each with its right answers, and return the folder."""
    folder.mkdir(exist_ok=True)
    for write in DOCUMENTS:
        (folder / f"{write.__name__}.docx").write_bytes(write().bytes())
        shutil.copy(CORPUS / f"{write.__name__}.toml", folder)
    return folder


if __name__ == "__main__":
    written_to(Path(sys.argv[1]))
