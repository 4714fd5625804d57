"""Sewing a pack together: papers behind our own pages, harmless, with bookmarks and page numbers.

Papers are strangers' files, so this is run apart (`common/bare/apart.py`): nothing here asks for settings or database.
"""

import io
import re

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, Fit, NameObject, StreamObject

from common.bare.pdf import opened

CLAIM = re.compile(rb"<pdfuaid:part>\d</pdfuaid:part>")
# Notes that people made on a page stay; what would start a program, play, or carry a file in goes.
NOTES = {"/Link", "/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Ink", "/Stamp",
    "/Square", "/Circle",
         "/Line", "/Polygon", "/PolyLine", "/Caret", "/Widget"}  # fmt: skip
SAFE_ADDRESS = ("http:", "https:", "mailto:")
FONT = "/ForumPageNumber"


def pages_of(data: bytes) -> bytes:
    """Return the number of pages of a paper, as digits; fails if it cannot be bound: locked, broken or endless.

    One that opens without a password is bound, also if it may not be printed alone.
    """
    reader = opened(data)
    if reader is None:
        raise ValueError("locked")
    trial = PdfWriter()
    for page in reader.pages:
        trial.add_page(_harmless(page))
    _number(trial, 0, "{page}")
    trial.write(io.BytesIO())
    return str(len(reader.pages)).encode()


def sewn(own: bytes, items: list, papers: list, label: str) -> bytes:
    """Return the pack: our own pages, then the papers.

    `items` are the (number, title) of our bookmarks, `papers` the (number of the item, title, data) of what follows;
    `label` says "page x of y".
    """
    front = PdfReader(io.BytesIO(own))
    writer = PdfWriter(clone_from=front)
    starts = [_append(writer, data) for _number_of_item, _title, data in papers]
    places = [(number, title, start) for (number, title, _data), start in zip(papers, starts, strict=True)]
    _bookmark(writer, front, items, places)
    if starts:
        _take_back_claim(writer)
        _number(writer, len(front.pages), label)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _append(writer, data) -> int:
    """Append the pages of a paper, and return the number of the first one."""
    start = len(writer.pages)
    for page in opened(data).pages:
        writer.add_page(_harmless(page))
    return start


def _harmless(page):
    """Return a page without actions, and without numbers that would point into our structure tree."""
    for key in ("/AA", "/StructParents", "/B", "/Tabs", "/AF"):
        page.pop(NameObject(key), None)
    notes = [note.get_object() for note in page.get("/Annots", ArrayObject()).get_object() or []]
    kept = ArrayObject(note for note in notes if isinstance(note, DictionaryObject) and _is_kept(note))
    for note in kept:
        for key in ("/AA", "/StructParent", "/Parent", "/AF", "/Popup", "/P"):
            note.pop(NameObject(key), None)
        if note.get("/Subtype") != "/Link":
            note.pop(NameObject("/A"), None)
    page.pop(NameObject("/Annots"), None)
    if kept:
        page[NameObject("/Annots")] = kept
    return page


def _is_kept(note):
    """Whether a note of a page stays: of links those that lead to an address, which nothing but a press follows."""
    if note.get("/Subtype") != "/Link":
        return note.get("/Subtype") in NOTES
    action = note.get("/A")
    action = action.get_object() if action is not None else {}
    return (
        action.get("/S") == "/URI"
        and "/Next" not in action
        and str(action.get("/URI", "")).lower().startswith(SAFE_ADDRESS)
    )


def _bookmark(writer, own, items, papers) -> None:
    """Give the pack its bookmarks: the agenda, each item, and below it its papers."""
    places = _flat(own.outline)
    writer._root_object.pop(NameObject("/Outlines"), None)
    top = writer.add_outline_item(title=places[0].title, page_number=0)
    for (number, title), place in zip(items, places[1:], strict=True):
        page = own.get_destination_page_number(place)
        entry = writer.add_outline_item(title=title, page_number=page, parent=top, fit=Fit.xyz(top=place.top))
        for item, name, start in papers:
            if item == number:
                writer.add_outline_item(title=name, page_number=start, parent=entry)


def _flat(outline) -> list:
    """Return the bookmarks of a document in order, however deep they stand."""
    return [place for entry in outline for place in (_flat(entry) if isinstance(entry, list) else [entry])]


def _take_back_claim(writer) -> None:
    """The whole is no PDF/UA any more once papers follow that may not be; our own pages stay tagged as they are."""
    stream = writer._root_object["/Metadata"].get_object()
    plain = DecodedStreamObject()
    plain.set_data(CLAIM.sub(b"", stream.get_data()))
    plain.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    writer._root_object[NameObject("/Metadata")] = writer._add_object(plain)


def _number(writer, own, label) -> None:
    """Write "page x of y" on the pages of the papers, over what stands there and without reading it."""
    names = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica", "/Encoding": "/WinAnsiEncoding"}
    font = writer._add_object(DictionaryObject({NameObject(key): NameObject(value) for key, value in names.items()}))
    before = writer._add_object(_stream("q\n"))
    for number, page in enumerate(writer.pages[own:], start=own + 1):
        text = label.replace("{pages}", str(len(writer.pages))).replace("{page}", str(number))
        _stamp(writer, page, text, font, before)


def _stream(text) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(text.encode("cp1252", "replace"))
    return stream


def _stamp(writer, page, text, font, before) -> None:
    """Wrap the page's own marks, so that nothing they set stays,
    and write the text at the foot of the page as it is seen.
    """
    resources = _below(page, "/Resources")
    _below(resources, "/Font")[NameObject(FONT)] = font
    marks = page.get("/Contents", ArrayObject()).get_object()
    own = (
        list(marks) if isinstance(marks, ArrayObject) else [page.raw_get("/Contents")] * isinstance(marks, StreamObject)
    )
    shown = f"{_foot(page)} BT {FONT} 8 Tf 0.3 g {_shown(text)} Tj ET"
    after = writer._add_object(_stream(f"\nQ\n/Artifact <</Type /Pagination>> BDC q {shown} Q EMC\n"))
    page[NameObject("/Contents")] = ArrayObject([before, *own, after])


def _below(holder, key):
    """Return the dictionary that stands in another, made if it is not there."""
    if key not in holder:
        holder[NameObject(key)] = DictionaryObject()
    return holder[key]


def _shown(text):
    """Return a text as a PDF string."""
    return "<" + text.encode("cp1252", "replace").hex() + ">"


def _foot(page: PageObject):
    """Return the move to the lower left corner of a page as it is seen, whichever way it is turned."""
    box, margin = page.cropbox, 18
    left, bottom, right, top = (float(value) for value in (box.left, box.bottom, box.right, box.top))
    moves = {
        0: f"1 0 0 1 {left + margin:.1f} {bottom + margin:.1f}",
        90: f"0 1 -1 0 {right - margin:.1f} {bottom + margin:.1f}",
        180: f"-1 0 0 -1 {right - margin:.1f} {top - margin:.1f}",
        270: f"0 -1 1 0 {left + margin:.1f} {top - margin:.1f}",
    }
    return moves[int(page.get("/Rotate", 0) or 0) % 360] + " cm"
