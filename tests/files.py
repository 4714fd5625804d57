"""Files that people send, made small: a real one of each kind, and what pretends to be one."""

import io
import zipfile

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
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360f8cf50000002860180"
    "1f0bcaf70000000049454e44ae426082"
)


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


def a_pdf(*texts, encrypted=False, rotate=0):
    """Return a PDF with a page for each text."""
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
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def _named(values):
    return DictionaryObject({NameObject(key): value for key, value in values.items()})


GOOD = {
    "report.pdf": a_pdf("One two three"),
    "picture.png": PNG,
    "picture.jpg": b"\xff\xd8\xff\xe0" + bytes(20),
    "picture.jpeg": b"\xff\xd8\xff\xe0" + bytes(20),
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
