"""Pictures lose what their camera notes, and keep how they look."""

import struct
import zlib

import pytest

from common.bare.pictures import EXIF, MOST_PARTS, Unreadable, _chunk, picture
from tests.files import PNG, a_jpeg


def part(mark, body):
    """Return a part of a JPEG."""
    return bytes([0xFF, mark]) + struct.pack(">H", 2 + len(body)) + body


def note(turned, order="<"):
    """Return what a camera writes: which way up, and where it was."""
    head = {"<": b"II*\x00", ">": b"MM\x00*"}[order]
    said = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, turned, 0) + struct.pack(f"{order}HHII", 0x8825, 4, 1, 38)
    return head + struct.pack(f"{order}IH", 8, 2) + said + bytes(4) + b"Zqplace"


def test_a_jpeg_loses_place_author_preview_and_what_stands_after_its_end():
    icc = part(0xE2, b"ICC_PROFILE\x00\x01\x01colours")
    notes = [
        part(0xE1, EXIF + note(1)),
        part(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x>Zqxmp</x>"),
        part(0xE2, b"MPF\x00Zqsecond"),
        part(0xED, b"Photoshop 3.0\x00Zqauthor"),
        part(0xFE, b"Zqcomment"),
    ]
    one = picture(a_jpeg(40, 30, notes=icc + b"".join(notes) + b"\xff", after=b"Zqfilm"))
    assert (one.width, one.height, one.data) == (40, 30, a_jpeg(40, 30, notes=icc))


@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("turned", [3, 6, 8])
def test_a_picture_stays_the_way_up_it_was(turned, order):
    once = picture(a_jpeg(notes=part(0xE1, EXIF + note(turned, order)))).data
    assert b"Zq" not in once and once == picture(once).data
    assert struct.pack(">HHIH", 0x0112, 3, 1, turned) in once
    chunk = _chunk(b"eXIf", note(turned, order))
    png = picture(PNG[:33] + chunk + PNG[33:]).data
    assert b"Zq" not in png and struct.pack(">HHIH", 0x0112, 3, 1, turned) in png


def test_a_jpeg_in_several_scans_or_cut_off_is_taken():
    scan = part(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"more\xff\x00points"
    assert picture(a_jpeg()[:-2] + part(0xC4, b"table") + scan + b"\xff\xd9").data.count(b"points") == 2
    assert picture(a_jpeg()[:-6]).data.endswith(b"\xff\xd9")


def test_a_png_keeps_only_what_shows():
    texts = [_chunk(b"tEXt", b"Author\x00Zq"), _chunk(b"iTXt", b"Zq"), _chunk(b"zTXt", b"Zq"), _chunk(b"tIME", b"Zq")]
    assert picture(PNG[:33] + b"".join(texts) + PNG[33:] + b"Zqafter").data == PNG


BROKEN = {
    "nothing": b"\xff\xd8",
    "no points": b"\xff\xd8\xff\xd9",
    "text in it": b"\xff\xd8text",
    "a part without its end": a_jpeg()[:12],
    "a length that lies": b"\xff\xd8\xff\xe0\x00\x00" + a_jpeg()[2:],
    "without end": b"\xff\xd8" + b"\xff\xd0" * (MOST_PARTS + 9) + a_jpeg()[2:],
    "a head alone": PNG[:33],
    "half a picture": PNG[:-20],
    "another letter": PNG.replace(b"IDAT", b"IDAX"),
    "no head": PNG[:8] + PNG[33:],
    "chunks without end": PNG[:33] + _chunk(b"tEXt", b"") * (MOST_PARTS + 9) + PNG[33:],
    "nothing but its name": PNG[:8],
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_no_picture_is_said_to_be_none(case):
    with pytest.raises(Unreadable):
        picture(BROKEN[case])


def test_how_large_it_is_stands_in_its_head():
    head = struct.pack(">IIBBBBB", 50_000, 40_000, 8, 2, 0, 0, 0)
    one = picture(PNG[:8] + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"")) + _chunk(b"IEND", b""))
    assert (one.width, one.height) == (50_000, 40_000)
