"""What people send is stored without its authors, and refused with a reason where it cannot be opened."""

import io
import struct
import zipfile
import zlib

import docx
import pytest
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, NumberObject, StreamObject

from common.bare.pictures import PNG, _chunk
from common.bare.taking import taken
from common.filing import files
from tests.common.bare.test_pictures import EXIF, note, part
from tests.files import GOOD, a_jpeg, a_pdf, office, open_document, sent

XMP = b"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part>
<a>Zqxmp</a></rdf:Description></rdf:RDF></x:xmpmeta>"""
GPS = a_jpeg(notes=part(0xE1, EXIF + note(6)))
META = (
    '<office:document-meta xmlns:office="o" xmlns:meta="m" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>'
    "<meta:initial-creator>Zqone</meta:initial-creator><dc:creator>Zqtwo</dc:creator><dc:title>Kept</dc:title>"
    '<meta:user-defined meta:name="Zqthree">Zqfour</meta:user-defined></office:meta></office:document-meta>'
)


def word():
    """Return a Word document with a picture and a table of Excel inside, and an author in all of them."""
    document = docx.Document()
    document.add_paragraph("The words")
    facts = document.core_properties
    facts.author, facts.last_modified_by, facts.comments, facts.title = "Zqauthor", "Zqlast", "Zqcomment", "Kept"
    file = io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/media/photo.jpg", GPS)
        archive.writestr("word/embeddings/table.xlsx", excel())
        archive.writestr("word/people.xml", '<w15:person><w15:presenceInfo w15:userId="Zqaccount"/></w15:person>')
        archive.comment = b"Zqarchive"
    return file.getvalue()


def excel():
    book = Workbook()
    book.active["A1"] = "The words"
    book.properties.creator = book.properties.lastModifiedBy = "Zqauthor"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def pdf(print_locked="", signed=False):
    """Return a PDF with an author in all places where one can stand."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(a_pdf("The words"))))
    writer.add_metadata({"/Author": "Zqauthor", "/Company": "Zqcompany", "/Title": "Kept & <so>"})
    writer.xmp_metadata = XMP
    photo = StreamObject()
    photo._data = GPS
    photo.update({NameObject("/Subtype"): NameObject("/Image"), NameObject("/Filter"): NameObject("/DCTDecode")})
    page = writer.pages[0]
    page[NameObject("/Resources")][NameObject("/XObject")] = DictionaryObject(
        {NameObject("/Im"): writer._add_object(photo)}
    )
    page[NameObject("/PieceInfo")] = writer._add_object(DictionaryObject({NameObject("/Zqpiece"): NumberObject(1)}))
    if signed:
        writer._root_object[NameObject("/AcroForm")] = DictionaryObject({NameObject("/SigFlags"): NumberObject(3)})
    if print_locked:
        writer.encrypt("", "owner", algorithm=print_locked, permissions_flag=0)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def unpacked(data):
    """Return all bytes of a zipped document, and of those in it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name) for name in archive.namelist()]
    return data + b"".join(unpacked(one) if one.startswith(b"PK") else one for one in parts)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_taken_and_can_be_read(name):
    file = taken(sent(name, GOOD[name]))
    assert (file.name, file.content_type) == (name, files.KINDS[files.suffix_of(name)].content_type)
    assert file.size == len(file.read()) > 0
    file.seek(0)
    assert files.check(file)


def test_office_loses_its_makers_and_keeps_its_title_and_words():
    before, after = word(), taken(sent("a.docx", word())).read()
    assert unpacked(before).count(b"Zq") >= 8 and b"Zq" not in unpacked(after)
    document = docx.Document(io.BytesIO(after))
    assert (document.core_properties.title, document.paragraphs[0].text) == ("Kept", "The words")
    assert load_workbook(io.BytesIO(taken(sent("a.xlsx", excel())).read())).active["A1"].value == "The words"
    slides = office("pptx", **{"docProps/app.xml": "<Properties><Company>Zq</Company></Properties>"})
    assert b"Zq" not in unpacked(taken(sent("a.pptx", slides)).read())


def test_an_open_document_loses_its_makers_and_keeps_its_title():
    after = unpacked(taken(sent("a.odt", open_document("odt", **{"meta.xml": META}))).read())
    assert (b"Zq" in after, b"<dc:title>Kept</dc:title>" in after) == (False, True)
    with zipfile.ZipFile(taken(sent("a.odt", open_document("odt")))) as archive:
        assert archive.namelist()[0] == "mimetype"


@pytest.mark.parametrize("print_locked", ["", "RC4-128", "AES-128", "AES-256"])
def test_a_pdf_loses_its_makers_and_keeps_title_claim_and_lock(print_locked):
    reader = PdfReader(taken(sent("a.pdf", pdf(print_locked))))
    told = repr([reader.get_object(number) for number in range(1, reader.trailer["/Size"])])
    assert "Zq" not in told and reader.metadata.title == "Kept & <so>" and "Zq" not in str(reader.metadata)
    kept = reader.root_object["/Metadata"].get_data()
    assert (b"Zq" in kept, b"<pdfuaid:part>1<" in kept, b"Kept &amp; &lt;so&gt;" in kept) == (False, True, True)
    assert reader.pages[0].extract_text() == "The words"
    assert b"Zq" not in reader.pages[0]["/Resources"]["/XObject"]["/Im"]._data
    assert reader.is_encrypted == bool(print_locked)
    if print_locked:
        assert not reader.user_access_permissions & 4  # it still may not be printed


def test_a_signed_pdf_stays_as_it_is():
    assert taken(sent("a.pdf", pdf(signed=True))).read() == pdf(signed=True)


PASSWORD = "A password is needed"
LOCKED_ODF = '<manifest:encryption-data manifest:checksum="x"/>'
HUGE = PNG + _chunk(b"IHDR", struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0))
REFUSED = {
    "a locked PDF": ("a.pdf", a_pdf("Locked", encrypted=True), PASSWORD),
    "a locked document of Word": ("a.docx", files.OLD_OFFICE + bytes(600), PASSWORD),
    "a locked open document": ("a.odt", open_document("odt", **{"META-INF/manifest.xml": LOCKED_ODF}), PASSWORD),
    "a PDF of a few bytes": ("a.pdf", b"%PDF-1.7 nothing", "cannot be opened"),
    "a PDF cut off": ("a.pdf", a_pdf("Cut off")[:-300], "cannot be opened"),
    "a PDF without pages": ("a.pdf", pdf()[:5] + b"1.7\n" + b"garbage " * 100, "cannot be opened"),
    "a document whose properties are broken": (
        "a.docx", office("docx", **{"docProps/core.xml": "<cp>"}), "cannot be opened"
    ),
    "half a picture": ("a.png", GOOD["picture.png"][:-20], "damaged or cut off"),
    "a huge PNG": ("a.png", HUGE + _chunk(b"IDAT", zlib.compress(b"")) + _chunk(b"IEND", b""), "50,000 by 50,000"),
    "a huge JPEG": ("a.jpg", a_jpeg(65_000, 60_000), "65,000 by 60,000"),
    "a picture like a thread": ("a.jpg", a_jpeg(65_000, 1), "65,000 by 1"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_opened_is_refused_with_its_reason(case):
    name, data, said = REFUSED[case]
    with pytest.raises(files.Refused, match=said):
        taken(sent(name, data))


def test_a_picture_for_a_poster_is_taken():
    assert taken(sent("a.jpg", a_jpeg(9_933, 7_016)))
