"""PDFs without their authors' names and the like; their titles, and the claim to be accessible, stay.

Run apart (`common/bare/apart.py`), because files are strangers'.
"""

import io
import re
import secrets
from contextlib import suppress
from xml.sax.saxutils import escape

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, StreamObject

from common.bare import LOCKED
from common.bare.pictures import Unreadable, picture

TOLD = ("/Metadata", "/PieceInfo", "/LastModified")
CLAIM = re.compile(rb"pdfuaid:part(?:>|=[\"'])\s*(\d)")
HEAD = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
KEPT = (
    f'{HEAD}<rdf:RDF xmlns:rdf="{RDF}"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li>'
    "</rdf:Alt></dc:title>%s</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='w'?>"
)


def bare(data: bytes) -> bytes:
    """Return a PDF without what it tells of its makers, LOCKED for one that only a password opens.

    One that is signed stays as it is, because any change breaks its signature; one that may not be printed stays so.
    """
    reader = opened(data)
    if reader is None:
        return LOCKED
    if not len(reader.pages):
        raise ValueError("no pages")
    if _is_signed(reader):
        return data
    title, claim = _title(reader), CLAIM.search(_metadata(reader))
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = "%PDF-1.7" if reader.is_encrypted else reader.pdf_header
    _strip(writer)
    writer.metadata = {"/Title": title} if title else None
    if title or claim:
        _keep(writer, title, claim)
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)
    may = reader.user_access_permissions
    if may is not None:
        writer.encrypt("", secrets.token_urlsafe(), permissions_flag=may, algorithm="AES-256")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def opened(data: bytes) -> PdfReader | None:
    """Return a reader of a PDF, None for one that only a password opens; one that may not be printed opens."""
    reader = PdfReader(io.BytesIO(data))
    return None if reader.is_encrypted and not reader.decrypt("") else reader


def _is_signed(reader) -> bool:
    form = reader.root_object.get("/AcroForm")
    form = form.get_object() if form is not None else {}
    return isinstance(form, DictionaryObject) and bool(int(form.get("/SigFlags", 0)) & 1)


def _title(reader) -> str:
    with suppress(Exception):  # whatever a strange file does to its reader
        return str((reader.metadata and reader.metadata.title) or "")
    return ""


def _metadata(reader) -> bytes:
    with suppress(Exception):
        return reader.root_object["/Metadata"].get_object().get_data()
    return b""


def _strip(writer) -> None:
    """Take what is told of its makers out of every object, and out of the pictures, which are whole JPEGs."""
    for one in writer._objects:
        if isinstance(one, DictionaryObject):
            for key in TOLD:
                one.pop(NameObject(key), None)
        if isinstance(one, StreamObject) and one.get("/Filter") in ("/DCTDecode", ["/DCTDecode"]):
            with suppress(Unreadable):
                one._data = picture(one._data).data


def _keep(writer, title, claim) -> None:
    part = f"<pdfuaid:part>{claim[1].decode()}</pdfuaid:part>" if claim else ""
    stream = DecodedStreamObject()
    stream.set_data((KEPT % (escape(title), part)).encode())
    stream.update({NameObject("/Type"): NameObject("/Metadata"), NameObject("/Subtype"): NameObject("/XML")})
    writer._root_object[NameObject("/Metadata")] = writer._add_object(stream)
