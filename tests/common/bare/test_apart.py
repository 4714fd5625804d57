"""Work on strangers' files is done apart, and ends in time: nothing that they hold stops the site or its letters."""

import io
import os
import time

import pytest
from pypdf import PdfWriter
from pypdf.generic import NameObject, StreamObject

from common.bare import apart, words
from common.filing import files
from tests.files import zipped
from tests.waiting import computing_at_most

pytestmark = pytest.mark.slow


def endless() -> bytes:
    while True:
        pass


def asleep() -> bytes:
    time.sleep(600)
    return b""


def greedy() -> bytes:
    return b"x" * 2**32


def environment() -> bytes:
    return "\n".join(sorted(os.environ)).encode()


def laborious(pages=100, operators=200_000):
    """Return a small PDF whose pages share one stream of so many operators: each page takes its reader a while."""
    writer, marks = PdfWriter(), StreamObject()
    marks.set_data(b"BT /F1 12 Tf " + b"(a) Tj " * operators + b"ET")
    shared = writer._add_object(marks.flate_encode())
    for _number in range(pages):
        writer.add_blank_page(200, 200)[NameObject("/Contents")] = shared
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.fixture
def a_second(monkeypatch):
    monkeypatch.setattr(apart, "SECONDS", 1)


@pytest.mark.parametrize("work", [endless, asleep, greedy])
def test_what_takes_too_much_is_ended(a_second, work):
    with computing_at_most(10), pytest.raises(apart.Exceeded):
        apart.run(f"{__name__}.{work.__name__}")


def test_a_small_file_that_is_hard_work_ends_in_time(a_second):
    data = laborious()
    assert len(data) < 40_000
    with computing_at_most(10):
        assert files.words_in(io.BytesIO(data), ".pdf") == 0


def test_it_knows_no_settings_and_no_secrets(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "zqsecretzq")
    assert set(apart.run(f"{__name__}.environment").decode().split()) <= {"PATH", "LANG", "TZ", "LC_CTYPE"}


def test_a_document_that_unpacks_to_much_is_read_in_part():
    document = zipped({"word/document.xml": "<w:p><w:t>ab </w:t></w:p>" * 2_000_000})
    assert 0 < int(words.counted(document, ".docx", "word/document.xml")) < 2_000_000
