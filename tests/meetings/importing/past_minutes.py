"""Past minutes for the tests of taking them in: four bodies' styles as text, and the same as Word documents."""

import html
import io
import re
from pathlib import Path

from docx import Document

START = "/meetings/import/"
PAST = Path(__file__).parent / "past"
SAMPLES = {"numbered": "en", "headings": "en", "welsh": "cy", "bilingual": "both"}  # name of the file: its language


def source(name):
    return (PAST / f"{name}.txt").read_text(encoding="utf-8")


def in_bytes(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_word(text):
    """Return a text as Word has it: a paragraph to a line, items as headings or in capitals, entries in a list."""
    document = Document()
    for line in text.split("\n"):
        if re.match(r"\d+\. |Eitem \d+: ", line) and len(line) < 70:
            document.add_heading(line, level=2)
        elif line.startswith("- "):
            document.add_paragraph(line[2:], style="List Bullet")
        elif line.strip():
            document.add_paragraph(line)
    return in_bytes(document)


def with_counted_numbers():
    """Return a Word document whose items Word itself counts, with a table of who was there,
    a bold line and a footnote-like end.
    """
    document = Document()
    document.add_heading("Minutes of the board meeting, 4 May 2016", level=1)
    table = document.add_table(rows=3, cols=2)
    for row, cells in zip(
        table.rows, [("Present", ""), ("Margaret Ellicott", "Cartrefi Cymru"), ("Ann Lee", "Powys")], strict=True
    ):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    for title, text in (
        ("Welcome", "The Chair opened the meeting."),
        ("Budget", "The budget was discussed at length."),
    ):
        document.add_paragraph(title, style="List Number")
        document.add_paragraph(text)
    document.add_paragraph().add_run("ACTION: Margaret Ellicott to send the budget").bold = True
    return in_bytes(document)


def taken_in(client, *, text="", file=None, language="en"):
    """Send minutes as the first page does, and return the answer."""
    return client.post(START, {"language": language, "text": text, **({"file": file} if file else {})})


def fields(client, address):
    """Return what the second page holds as a browser would send it back."""
    return fields_in(client.get(address).content.decode())


def fields_in(page):
    """Return what the forms of a page hold."""
    data = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and name[1] != "csrfmiddlewaretoken" and ('type="checkbox"' not in tag or "checked" in tag):
            given = value[1] if value else "on" * ("checkbox" in tag)
            data[name[1]] = html.unescape(given)
    for name, body in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)"\s+selected', body)
        data[name] = chosen[1] if chosen else ""
    for name, body in re.findall(r'<textarea name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page, re.DOTALL):
        data[name] = html.unescape(body)
    return data


def made(client, draft, **changes):
    """Press "Make the minutes", with the facts that minutes do not say, and return the answer."""
    address = f"/meetings/import/{draft.pk}/"
    data = {"title_en": "Meeting", "date": "2016-03-08", "starts": "10:30", "kind": "quarterly"}
    data = data | {key: value for key, value in fields(client, address).items() if value} | {"make": "1"}
    return client.post(address, data | changes)
