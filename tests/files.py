"""Files that people send, made small: a real one of each kind, and what pretends to be one."""

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": ("wordprocessingml.document", "word/document.xml"),
    "pptx": ("presentationml.presentation", "ppt/slides/slide1.xml"),
    "xlsx": ("spreadsheetml.sheet", "xl/workbook.xml"),
}
OPEN = {"odt": "text", "odp": "presentation", "ods": "spreadsheet"}


def zipped(entries, *, compression=zipfile.ZIP_DEFLATED):
    """Return a zip archive of {name: text}."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, text in entries.items():
            archive.writestr(name, text)
    return file.getvalue()


def office(suffix, words="Three small words", **more):
    """Return a document of Word, PowerPoint or Excel; `more` are further entries."""
    kind, part = MAIN[suffix]
    types = f'<Types><Override PartName="/{part}" ContentType="{OFFICE}{kind}.main+xml"/></Types>'
    text = "".join(f"<w:r><w:t>{letter}</w:t></w:r>" if letter != " " else "<w:tab/>" for letter in words)
    return zipped({"[Content_Types].xml": types, part: f"<w:p>{text}</w:p>", **more})


def open_document(suffix, words="Three small words", **more):
    """Return an OpenDocument."""
    mimetype = f"application/vnd.oasis.opendocument.{OPEN[suffix]}"
    return zipped({"mimetype": mimetype, "content.xml": f"<text:p>{words}</text:p>", **more})


def a_png(*chunks):
    """Return a PNG of one point, with these (name, bytes) before it."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 6, 0, 0, 0)
    point = zlib.compress(b"\x00\x20\x40\x60\xff")
    parts = [(b"IHDR", head), *chunks, (b"IDAT", point), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in parts
    )


PNG = a_png()


def a_jpeg(width=3, height=2, notes=b"", after=b""):
    """Return a JPEG by its parts, whose points nobody looks at; `notes` are further parts."""
    frame = b"\xff\xc0\x00\x0b\x08" + height.to_bytes(2) + width.to_bytes(2) + b"\x01\x01\x11\x00"
    scan = b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00" + b"points\xff\x00\xff\xd0more"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
        + notes
        + frame
        + scan
        + b"\xff\xd9"
        + after
    )


def a_pdf(*texts, encrypted=False, print_locked="", rotate=0):
    """Return a PDF with a page for each text; `print_locked` says how one is locked that opens without a password."""
    writer = PdfWriter()
    for text in texts or ("Some words",):
        page = writer.add_blank_page(width=595, height=842)
        font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        page[NameObject("/Resources")] = _named(
            {"/Font": _named({"/F1": _named({k: NameObject(v) for k, v in font.items()})})}
        )
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 72 700 Td ({text}) Tj ET".encode("cp1252"))
        page[NameObject("/Contents")] = writer._add_object(stream)
        page.rotate(rotate)
    if encrypted:
        writer.encrypt("secret", algorithm="RC4-128")
    if print_locked:
        writer.encrypt("", "owner", algorithm=print_locked, permissions_flag=0)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _named(values):
    return DictionaryObject({NameObject(key): value for key, value in values.items()})


GOOD = {
    "report.pdf": a_pdf("One two three"),
    "picture.png": PNG,
    "picture.jpg": a_jpeg(),
    "picture.jpeg": a_jpeg(),
    "words.txt": "Tri gair bach: ŵyn".encode(),
    **{f"document.{suffix}": office(suffix) for suffix in MAIN},
    **{f"document.{suffix}": open_document(suffix) for suffix in OPEN},
}


def sent(name, content):
    """Return a file as it comes with a form."""
    return SimpleUploadedFile(name, content)


def read_out(response):
    """Return the bytes of an answer, also of one that streams a file, which is closed by that."""
    return b"".join(response.streaming_content) if response.streaming else response.content
