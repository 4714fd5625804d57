"""What is taken as an upload and what is not, under which name, and how it is handed out."""

import io
import zipfile

import pytest
from django.test import override_settings

from common.bare import words
from common.filing import files
from tests.files import GOOD, OFFICE, PNG, a_pdf, office, open_document, sent, zipped

BOMB = office("docx", **{"word/media/zeros.bin": bytes(30 * 2**20)})
BAD = {
    "a page of a site": ("page.html", b"<script>alert(1)</script>"),
    "a drawing with scripts": ("drawing.svg", b"<svg onload='alert(1)'/>"),
    "a program": ("setup.exe", b"MZ\x90\x00"),
    "a program called a PDF": ("report.pdf", b"MZ\x90\x00" + bytes(100)),
    "a program called plain text": ("readme.txt", b"MZ\x90\x00\x03"),
    "a page called a picture": ("photo.png", b"<html><script>alert(1)</script>"),
    "a PDF behind something else": ("report.pdf", b"GIF89a" + a_pdf()),
    "an archive called a document": ("report.docx", zipped({"a.txt": "a"})),
    "an archive": ("papers.zip", zipped({"a.txt": "a"})),
    "an archive behind a picture": ("report.docx", PNG + office("docx")),
    "a sheet called a text": ("report.docx", office("xlsx")),
    "an open text called a sheet": ("report.ods", open_document("odt")),
    "a zip bomb": ("report.docx", BOMB),
    "very many parts": ("report.odt", open_document("odt", **{f"part{n}": "" for n in range(5001)})),
    "half a document": ("report.docx", office("docx")[:200]),
    "macros": ("report.docm", office("docx", **{"word/vbaProject.bin": "x"})),
    "macros under another name": ("report.docx", office("docx", **{"word/vbaProject.bin": "x"})),
    "macros by type": (
        "report.docx",
        zipped(
            {
                "[Content_Types].xml": f'"{OFFICE}wordprocessingml.document.main+xml" '
                f'ContentType="x.macroEnabled.main+xml"'
            }
        ),
    ),
    "macros in an open document": ("report.odt", open_document("odt", **{"Basic/Standard/Module1.xml": "x"})),
    "a path out of the document": ("report.docx", office("docx", **{"../../etc/cron.d/x": "x"})),
    "Word as it used to be": ("report.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "nothing in it": ("report.pdf", b""),
    "nothing in a text": ("report.txt", b""),
    "no name to speak of": ("report", a_pdf()),
    "only an ending": (".pdf.exe", a_pdf()),
    "text in another encoding": ("report.txt", "Tŷ".encode("utf-16")),
    "text that reads backwards": ("report.txt", "abc\u202edef".encode()),
    "too large": ("report.pdf", b"%PDF-" + bytes(1000)),
}
NAMES = {
    "Papur 3 – tŷ.PDF": "Papur 3 – tŷ.pdf",
    "y\u0302.pdf": "ŷ.pdf",
    "a\x00b\u202efdp.exe.pdf": "a b fdp.exe.pdf",
    "../../etc/passwd.txt": "passwd.txt",
    'a<b>:"c".pdf': "a b c.pdf",
    "x" * 300 + ".docx": "x" * 150 + ".docx",
    "...": "file",
    "a\nb.pdf": "a b.pdf",
}


@pytest.mark.parametrize("name", GOOD)
def test_good_files_are_taken(name):
    kind = files.check(sent(name, GOOD[name]))
    assert kind == files.KINDS[files.suffix_of(name)]


@pytest.mark.parametrize("case", BAD)
def test_others_are_refused_with_words_that_help(case):
    with override_settings(MAX_UPLOAD=500 if case == "too large" else 2**20), pytest.raises(files.Refused) as refusal:
        files.check(sent(*BAD[case]))
    assert (
        "Please" in refusal.value.message
        or "We take" in refusal.value.message
        or "empty" in refusal.value.message
        or "may have" in refusal.value.message
    )


def test_an_archive_that_lies_about_its_sizes_is_refused():
    lying = bytearray(office("docx"))
    at = lying.rfind(b"PK\x01\x02")
    lying[at + 24 : at + 28] = (2**31).to_bytes(4, "little")
    with pytest.raises(files.Refused):
        files.check(sent("report.docx", bytes(lying)))


def test_a_locked_entry_is_refused():
    locked = bytearray(office("docx"))
    locked[locked.find(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(files.Refused):
        files.check(sent("report.docx", bytes(locked)))


@pytest.mark.parametrize("name", NAMES)
def test_names_are_clean(name):
    assert files.clean_name(name) == NAMES[name]


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("report.pdf", 3),
        ("words.txt", 4),
        ("document.docx", 3),
        ("document.pptx", 3),
        ("document.odt", 3),
        ("document.xlsx", 0),
        ("picture.png", 0),
    ],
)
def test_words_are_counted(name, number):
    assert files.words_in(io.BytesIO(GOOD[name]), files.suffix_of(name)) == number


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.odt", "a.strange"])
def test_words_that_cannot_be_read_are_no_fault(name):
    assert files.words_in(io.BytesIO(b"%PDF-1.7 and nothing more"), files.suffix_of(name)) == 0


def test_entities_are_not_resolved():
    bomb = (
        '<!DOCTYPE a [<!ENTITY b "boom boom"><!ENTITY c SYSTEM "file:///etc/passwd">]><text:p>one &b; &c; '
        "two &amp; three</text:p>"
    )
    document = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": bomb})
    text = "".join(words.zipped_text(document, "content.xml"))
    assert ("boom" in text.replace('"boom boom"', ""), "root:" in text) == (False, False)


def test_zip_is_stored_or_deflated():
    assert files.check(sent("a.odt", zipped({"mimetype": files.OPEN + "text"}, compression=zipfile.ZIP_STORED)))


@override_settings(MAX_UPLOAD=1000)
@pytest.mark.parametrize(
    ("length", "sizes", "size", "kept"),
    [(900, [400, 400], 800, 800), (1500, [600, 600, 600], 1800, 600), (10**9, [400], 1001, 0), (900, [], 0, 0)],
)
def test_no_more_is_kept_than_one_file_may_have(length, sizes, size, kept):
    handler = files.LimitedUpload()
    handler.handle_raw_input(None, {}, length, "")
    handler.new_file("file", "a.pdf", "application/pdf", length)
    at = 0
    for chunk in sizes:
        assert handler.receive_data_chunk(bytes(chunk), at) is None
        at += chunk
    with handler.file_complete(at) as file:
        assert (file.size, file.seek(0, 2)) == (size, kept)


@pytest.mark.parametrize(("size", "said"), [
    (1, "1 KB"), (854, "1 KB"), (1025, "2 KB"), (2**20 - 1, "1024 KB"), (2**20, "1.0 MB"), (26_214_400, "25.0 MB"),
])  # fmt: skip
def test_sizes_are_said_as_people_know_them(size, said):
    assert files.size_in_words(size).replace("\xa0", " ") == said
