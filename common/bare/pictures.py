"""JPEG and PNG without what a camera or a program notes in them; which way up they are and their colours stay.

Only the parts that a file is made of are read, never its points.
"""

import re
import struct
import zlib
from dataclasses import dataclass

SCAN_ENDS = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]", re.DOTALL)
SIZES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # the parts of a JPEG that say how large it is
ALONE = {0x01, *range(0xD0, 0xD8)}  # marks without a length
END, SCAN, NOTES = 0xD9, 0xDA, {*range(0xE0, 0xF0), 0xFE}
# Of notes those stay that say how the points are to be read.
NEEDED = {0xE0: b"JFIF\x00", 0xE2: b"ICC_PROFILE\x00", 0xEE: b"Adobe"}
EXIF, TURNED, UPRIGHT = b"Exif\x00\x00", 0x0112, 1
MOST_PARTS = 20_000  # a picture of our largest size has some thousands at most
PNG = b"\x89PNG\r\n\x1a\n"
CHUNKS = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"mDCV"),
    *(b"cLLI", b"bKGD", b"hIST", b"pHYs", b"sPLT", b"acTL", b"fcTL", b"fdAT"),
}


class Unreadable(Exception):
    """These bytes are no whole picture of this kind."""


@dataclass(frozen=True)
class Picture:
    """A picture without its notes: its bytes, and how many points it is wide and high."""

    data: bytes
    width: int
    height: int


def picture(data: bytes) -> Picture:
    """Return the Picture of the bytes of a JPEG or a PNG; raises Unreadable."""
    try:
        return _png(data) if data.startswith(PNG) else _jpeg(data)
    except (struct.error, IndexError):
        raise Unreadable from None


def _jpeg(data) -> Picture:
    """What stands after its end goes too: some cameras hide a film or a second picture there."""
    if data[:2] != b"\xff\xd8":
        raise Unreadable
    parts, size, turned, at = [], None, UPRIGHT, 2
    for _number in range(MOST_PARTS):
        marker, part, at = _part(data, at)
        if marker == END:
            break
        if marker in SIZES:
            size = struct.unpack(">HH", part[5:9])
        if marker in NOTES and part[4:].startswith(EXIF):
            turned = _turned(part[4 + len(EXIF) :])
        elif marker not in NOTES or (marker in NEEDED and part[4:].startswith(NEEDED[marker])):
            parts.append(part)
    if marker != END or size is None or not any(part[1] == SCAN for part in parts):
        raise Unreadable
    note = EXIF + _note(turned)
    first = [b"\xff\xe1" + struct.pack(">H", 2 + len(note)) + note] if turned != UPRIGHT else []
    return Picture(b"".join([b"\xff\xd8", *first, *parts, b"\xff\xd9"]), size[1], size[0])


def _part(data, at) -> tuple:
    """Return (its mark, its bytes, where the next one begins) of the part of a JPEG that stands here."""
    if at >= len(data):  # cut off; what is there is shown
        return END, b"", at
    if data[at] != 0xFF:
        raise Unreadable
    while data[at + 1] == 0xFF:
        at += 1
    marker = data[at + 1]
    if marker in ALONE or marker == END:
        return marker, data[at : at + 2], at + 2
    end = at + 2 + struct.unpack(">H", data[at + 2 : at + 4])[0]
    if not at + 4 <= end <= len(data):
        raise Unreadable
    if marker == SCAN:
        after = SCAN_ENDS.search(data, end)
        end = after.start() if after else len(data)
    return marker, data[at:end], end


def _png(data) -> Picture:
    parts, turned, at, name = [PNG], UPRIGHT, len(PNG), b""
    for _number in range(MOST_PARTS):
        length, name = struct.unpack(">I4s", data[at : at + 8])
        body, (check,) = data[at + 8 : at + 8 + length], struct.unpack(">I", data[at + 8 + length : at + 12 + length])
        if (not parts[1:] and name != b"IHDR") or check != zlib.crc32(name + body):
            raise Unreadable
        parts += [data[at : at + 12 + length]] if name in CHUNKS else []
        turned = _turned(body) if name == b"eXIf" else turned
        at += 12 + length
        if name == b"IEND":
            break
    if name != b"IEND" or not any(part[4:8] == b"IDAT" for part in parts):
        raise Unreadable
    if turned != UPRIGHT:
        parts.insert(2, _chunk(b"eXIf", _note(turned)))
    return Picture(b"".join(parts), *struct.unpack(">II", parts[1][8:16]))


def _chunk(name, body) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _turned(note) -> int:
    """Return which way a picture is turned (1 to 8), of the note that holds this with all the rest."""
    order = {b"II": "<", b"MM": ">"}.get(note[:2], "")
    try:
        (at,) = struct.unpack(f"{order}I", note[4:8])
        (number,) = struct.unpack(f"{order}H", note[at : at + 2])
        for place in range(at + 2, at + 2 + 12 * number, 12):
            name, _kind, _count, value = struct.unpack(f"{order}HHIH", note[place : place + 10])
            if name == TURNED and value in range(1, 9):
                return value
    except struct.error:  # the note is broken, and says nothing
        pass
    return UPRIGHT


def _note(turned) -> bytes:
    """Return the shortest note that says which way a picture is turned, and nothing else."""
    return b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, TURNED, 3, 1, turned, 0, 0)
