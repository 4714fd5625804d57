"""Spreadsheets: read carefully as plain rows of text, and written so that no cell is ever a formula.

What reads and writes them is large, and read in when the first one comes.
"""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice, repeat
from xml.sax.saxutils import escape

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.filing.files import check, suffix_of
from common.text import CONTROL, FORMULA, tidy

LARGEST = 2_000_000  # bytes
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 5_000, 30, 2_000
MOST_LINES = 10  # in one cell, where a quotation mark is astray
ASTRAY = "#QUOTE! "  # begins the cells of a line that cannot be split
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ROWS_READ = 1_100_000  # a little more than the rows that a sheet can have
UNPACKED = 40_000_000  # bytes of a table
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
INSTEAD = {
    ".xls": gettext_lazy(
        "This is an Excel workbook of the old kind. Please open it in Excel, choose “Save as” and the kind “Excel "
        "Workbook (.xlsx)”, and send the new file."
    ),
    ".numbers": gettext_lazy(
        "This is a spreadsheet of Numbers. Please open it there, choose “Export to” and “Excel”, and send the new file."
    ),
}
LOOKED_AT = 20  # lines by which the separator is found
# Letters that a Mac wrote, as Windows reads them: "Si™n" for "Siôn".
OF_A_MAC = re.compile(r"[^\W\d_][‡ˆ‰™•”—][^\W\d_]")
ODF = "urn:oasis:names:tc:opendocument:xmlns:"
MERGED = re.compile(rb'<(?:\w+:)?mergeCell [^>]*?ref="([A-Z]{1,2})(\d{1,7}):\1(\d{1,7})"')
TABLE, TEXT, OFFICE = f"{{{ODF}table:1.0}}", f"{{{ODF}text:1.0}}", f"{{{ODF}office:1.0}}"


def rows_of(file, *, largest=LARGEST, longest=LONGEST_CELL) -> list:
    """Return the rows of an uploaded spreadsheet's first sheet as lists of text,
    from the headings on; raises ValidationError. `largest` are bytes, `longest` letters of a cell.
    """
    if file.size > largest:
        size = largest // 1_000_000
        raise ValidationError(_("This file is too large: at most %(size)s MB. Please split it.") % {"size": size})
    readers = {".csv": _csv_rows, ".txt": _csv_rows, ".xlsx": _xlsx_rows, ".ods": _ods_rows}
    suffix = suffix_of(file.name)
    reader = readers.get(suffix)
    if reader is None:
        other = _("Please send a CSV file, an Excel workbook (.xlsx) or an OpenDocument spreadsheet (.ods).")
        raise ValidationError(INSTEAD.get(suffix, other))
    if reader is not _csv_rows:
        check(file)
    try:
        rows = _few(islice(reader(file), ROWS_READ), longest)
    except ValidationError:
        raise
    except Exception:  # whatever a strange file does to its reader
        raise ValidationError(
            _("This spreadsheet cannot be read. Please save it again, or save it as CSV in UTF-8.")
        ) from None
    return rows


def _few(rows, longest) -> list:
    """Return the rows as lists of text, without the empty ones at the end, of which some programs save a million."""
    found = [_cells(row, longest) for row in islice(rows, MOST_ROWS + 1)]
    if any(any(cell not in (None, "") for cell in row) for row in rows):
        raise ValidationError(_("This spreadsheet has more than 5,000 rows. Please split it."))
    return found


def _cells(row, longest) -> list:
    return [_as_text(value, longest) for value in list(row)[:MOST_COLUMNS]]


def _as_text(value, longest=LONGEST_CELL):
    """Return a cell as text; the sign by which an export keeps it from being a formula is taken off again."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = tidy(str(value)[:longest])
    return text[1:] if text[:1] == "'" and FORMULA.match(text) else text


def _csv_rows(file) -> list:
    """Return the rows of a CSV file: in UTF-8, as Excel's “Unicode text”,
    or as older programs in Windows' own letters.
    """
    file.seek(0)
    data = file.read()
    coded = "utf-16" if data[:2] in UTF_16 else "utf-8-sig"
    try:
        text = data.decode(coded)
    except UnicodeDecodeError:
        text = _windows(data)
    some = [line for line in text.splitlines() if line.strip(" ,;\t")][:LOOKED_AT]
    separator = max(",;\t", key=lambda mark: (sum(mark in line for line in some), "\n".join(some).count(mark)))
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error:
        return list(_line_by_line(text.splitlines(), separator))


def _line_by_line(lines, separator) -> Iterator:
    """Yield the rows of a file in which a quotation mark is astray: its line alone is kept as it stands."""
    number = 0
    while number < len(lines):
        for size in range(1, MOST_LINES + 1):
            whole = "\n".join(lines[number : number + size])
            try:
                rows = list(csv.reader(io.StringIO(whole, newline=""), delimiter=separator, strict=True))
            except csv.Error:
                continue
            if len(rows) <= 1:
                yield rows[0] if rows else []
                number += size
                break
        else:
            yield [ASTRAY + lines[number]] * MOST_COLUMNS
            number += 1


def _windows(data):
    try:
        text = data.decode("cp1252")
        text = data.decode("mac_roman") if OF_A_MAC.search(text) else text
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text:
        raise ValidationError(_("This is not a CSV file in UTF-8. Please save it as “CSV UTF-8”.")) from None
    return text


def _xlsx_rows(file):
    from openpyxl import load_workbook

    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), book.worksheets[0])
    above = _merged_above(file, sheet._worksheet_path.lstrip("/"))
    said = {}
    for number, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), start=1):
        row = [said.get(above.get((number, column)), value) for column, value in enumerate(row)]
        said |= {(number, column): value for column, value in enumerate(row) if (number, column) in above.values()}
        yield row


def _merged_above(file, path) -> dict:
    """Return {cell: the cell whose text stands for it} of cells that are merged downwards in one column."""
    from openpyxl.utils import column_index_from_string

    with zipfile.ZipFile(file) as archive, archive.open(path) as entry:
        xml = entry.read(UNPACKED)
    above = {}
    for column, first, last in MERGED.findall(xml)[:MOST_ROWS]:
        place = column_index_from_string(column.decode()) - 1
        rows = range(int(first) + 1, min(int(last), MOST_ROWS) + 1)
        above |= {(number, place): (int(first), place) for number in rows}
    return above


def _ods_rows(file):
    """Yield the rows of the first table; repeated cells and rows are told by a number, which is not trusted."""
    from lxml import etree

    with zipfile.ZipFile(file) as archive, archive.open("content.xml") as entry:
        xml = entry.read(UNPACKED + 1)
    if len(xml) > UNPACKED:
        raise ValidationError(_("This spreadsheet unpacks to far more than it should. Please save it as CSV in UTF-8."))
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    table = root.find(f".//{TABLE}table")
    for row in table.iter(f"{TABLE}table-row"):
        cells = []
        for cell in row:
            if len(cells) < MOST_COLUMNS:
                cells += [_ods_text(cell)] * min(_times(cell, "columns"), MOST_COLUMNS - len(cells))
        yield from repeat(cells, min(_times(row, "rows"), ROWS_READ))


def _times(element, what):
    return max(1, int(element.get(f"{TABLE}number-{what}-repeated", "1")))


def _ods_text(cell):
    day = cell.get(f"{OFFICE}date-value")
    return day[:10] if day else "\n".join("".join(line.itertext()) for line in cell.findall(f"{TEXT}p"))


def safe(value) -> str:
    """Return the text of a cell that has no type, so that no spreadsheet takes it for a formula."""
    text = _plain(value)
    return f"'{text}" if FORMULA.match(text) else text


def _plain(value) -> str:
    """Return a cell as text that no spreadsheet stumbles over."""
    return CONTROL.sub("", "" if value is None else str(value))


def written(rows, suffix):
    """Return the bytes of a spreadsheet of one of TYPES; the first row holds the headings."""
    rows = [[_plain(value) for value in row] for row in rows]
    return {"csv": _as_csv, "xlsx": _as_xlsx, "ods": _as_ods}[suffix](rows)


def _as_csv(rows):
    file = io.StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerows([safe(text) for text in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")  # the mark by which Excel knows it as UTF-8


def _as_xlsx(rows):
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_text_cell(sheet, text) for text in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _text_cell(sheet, text):
    """Return a cell that is text by its type, whatever it begins with."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    return cell


def _ods_cell(text) -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _as_ods(rows):
    lines = "".join(f"<table:table-row>{''.join(_ods_cell(text) for text in row)}</table:table-row>" for row in rows)
    names = " ".join(f'xmlns:{name}="{ODF}{name}:1.0"' for name in ("office", "table", "text"))
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    content = f'{head}<office:document-content {names} office:version="1.3"><office:body><office:spreadsheet>'
    content += (
        f'<table:table table:name="1">{lines}</table:table></office:spreadsheet></office:body>'
        f"</office:document-content>"
    )
    manifest = f'{head}<manifest:manifest xmlns:manifest="{ODF}manifest:1.0" manifest:version="1.3">'
    for path, kind in (("/", TYPES["ods"]), ("content.xml", "text/xml")):
        manifest += f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", TYPES["ods"], zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f"{manifest}</manifest:manifest>")
    return file.getvalue()
