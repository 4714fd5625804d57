"""Files that people send: which kinds are taken, how large, and under what name."""

import math
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.bare import apart
from common.filing import stored
from common.text import CONTROL

LONGEST_NAME = 150
ENTRIES = 5_000  # in a zipped document
UNPACKED = 300 * 2**20
RATIO = 200  # unpacked to packed, beyond which nobody wrote it
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff/\\:*?\"<>|]")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how a .doc begins, and whatever Office has locked with a password
OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
ALLOWED = gettext_lazy(
    "PDF, Word (.docx), PowerPoint (.pptx), Excel (.xlsx), OpenDocument (.odt, .odp, .ods), PNG, JPEG and plain text "
    "(.txt)"
)


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken: what browsers call it, how its bytes begin, and where its words stand."""

    content_type: str
    begins: bytes = b""
    inline: bool = False
    main_part: str = ""  # of a zipped document, as its list of parts names it
    words_in: str = ""  # where its text stands; the entries of a zipped document that hold it


def _office(name, main, words_in="") -> Kind:
    return Kind(f"{OFFICE}{name}", b"PK\x03\x04", main_part=f"{OFFICE}{main}.main+xml", words_in=words_in)


KINDS = {
    ".pdf": Kind("application/pdf", b"%PDF-", inline=True, words_in="pages"),
    ".png": Kind("image/png", b"\x89PNG\r\n\x1a\n", inline=True),
    ".jpg": Kind("image/jpeg", b"\xff\xd8\xff", inline=True),
    ".jpeg": Kind("image/jpeg", b"\xff\xd8\xff", inline=True),
    ".txt": Kind("text/plain; charset=utf-8", inline=True, words_in="text"),
    ".docx": _office("wordprocessingml.document", "wordprocessingml.document", "word/document.xml"),
    ".pptx": _office("presentationml.presentation", "presentationml.presentation", "ppt/slides/slide"),
    ".xlsx": _office("spreadsheetml.sheet", "spreadsheetml.sheet"),
    ".odt": Kind(f"{OPEN}text", b"PK\x03\x04", words_in="content.xml"),
    ".odp": Kind(f"{OPEN}presentation", b"PK\x03\x04", words_in="content.xml"),
    ".ods": Kind(f"{OPEN}spreadsheet", b"PK\x03\x04"),
}
ACCEPT = ",".join(KINDS)


class Refused(ValidationError):
    """This file is not taken; the message says why and what to send instead."""


class LimitedUpload(TemporaryFileUploadHandler):
    """Reads whatever is sent, but keeps no more on the disk than one file may have; the form then says that it is too
    large.

    Reading on lets the rest of the form arrive, so that nothing typed is lost. Of a request that is larger than any
    form
    of ours nothing is kept.
    """

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None) -> None:
        self.room = settings.MAX_UPLOAD if content_length <= 4 * settings.MAX_UPLOAD else 0

    def receive_data_chunk(self, raw_data, start) -> None:
        if start + len(raw_data) <= self.room:
            try:
                self.file.write(raw_data)
            except OSError:  # the disk is full; the rest is read on, and the form says so
                self.room, self.file.has_no_room = 0, True

    def file_complete(self, file_size):
        self.file.seek(0)
        self.file.size = file_size if file_size <= self.room else max(file_size, settings.MAX_UPLOAD + 1)
        return self.file


def limit() -> str:
    """Return how large a file may be, in words."""
    return size_in_words(settings.MAX_UPLOAD)


def size_in_words(size) -> str:
    """Return a size as people know it: whole kilobytes, at least one, then megabytes."""
    return f"{math.ceil(size / 2**10)} KB" if 0 < size < 2**20 else filesizeformat(size)


def clean_name(name) -> str:
    """Return a file name as it may be stored and shown: composed, on one line, with nothing hidden and no path."""
    name = unicodedata.normalize("NFC", PurePath(str(name)).name)
    name = " ".join(UNSEEN.sub(" ", name).split())
    stem, suffix = PurePath(name).stem.strip(" ."), suffix_of(name)
    return f"{stem[:LONGEST_NAME] or 'file'}{suffix[:10]}"


def title_of(name) -> str:
    """Return what a file is called, in words: "Budget_2026-final.pdf" is "Budget 2026-final"."""
    return " ".join(PurePath(clean_name(name)).stem.replace("_", " ").split())


def suffix_of(name) -> str:
    """Return how a file name ends, which says its kind: ".pdf"."""
    return PurePath(name).suffix.lower()


def check(file) -> Kind:
    """Return the Kind of an uploaded file, or raise Refused; both its name and its bytes must say the same."""
    kind = KINDS.get(suffix_of(file.name))
    if kind is None:
        raise Refused(
            _("This kind of file cannot be taken. Please send %(kinds)s; other documents can be saved as PDF.")
            % {"kinds": ALLOWED}
        )
    _check_size(file)
    file.seek(0)
    head = file.read(len(OLD_OFFICE))
    if head == OLD_OFFICE and kind.main_part:
        raise needs_password()
    if not head.startswith(kind.begins):
        raise Refused(
            _(
                "The contents of this file are not what its name says. Please save it again from the program it was "
                "written with."
            )
        )
    if kind.begins.startswith(b"PK"):
        _check_zipped(file, kind)
    elif not kind.begins:
        _check_text(file)
    file.seek(0)
    return kind


def needs_password() -> Refused:
    """Return the refusal of a file that only a password opens, to be raised."""
    return Refused(
        _("A password is needed to open this file. Please save it without one, so that everybody can read it.")
    )


def _check_size(file) -> None:
    """Raise Refused for a file that did not fit on the disk, is too large, or is empty."""
    if getattr(file, "has_no_room", False):
        raise Refused(stored.no_room())
    if file.size > settings.MAX_UPLOAD:
        facts = {"size": size_in_words(file.size), "limit": limit()}
        raise Refused(
            _("This file has %(size)s; a paper may have %(limit)s. A PDF with smaller pictures usually helps.") % facts
        )
    if not file.size:
        raise Refused(_("This file is empty."))


def _check_text(file) -> None:
    """Raise Refused unless the bytes are plain text in UTF-8."""
    file.seek(0)
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(
            _("This is not plain text in UTF-8. Please save it again with that encoding, or as PDF.")
        ) from None
    if CONTROL.search(text.replace("\f", "")):
        raise Refused(
            _("This text holds hidden control characters, so it may not be what it seems. Please save it as PDF.")
        )


def _check_zipped(file, kind) -> None:
    """Raise Refused unless the bytes are a zipped document of this kind, of a sane size, and without programs in it."""
    broken = Refused(
        _(
            "This document is damaged or is not what its name says. Please save it again from the program it was "
            "written with."
        )
    )
    try:
        with zipfile.ZipFile(file) as archive:
            _check_entries(archive.infolist(), file.size)
            if not _is_document(archive, kind):
                raise broken
            if not kind.main_part and b"encryption-data" in _manifest(archive):
                raise needs_password()
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, KeyError, RuntimeError, ValueError, EOFError, OSError):
        raise broken from None


def _check_entries(entries, packed) -> None:
    """Raise Refused for a zip bomb, macros, secret entries or paths that lead out of the document."""
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRIES or unpacked > UNPACKED or unpacked > RATIO * packed:
        raise Refused(
            _("This document unpacks to far more than it should, so it is not opened. Please save it as PDF.")
        )
    names = [entry.filename.lower() for entry in entries]
    if any(name.endswith("vbaproject.bin") or name.startswith(("basic/", "scripts/")) for name in names):
        raise Refused(_("This document holds macros, which are programs. Please save it without them, or as PDF."))
    strange = any(name.startswith("/") or ".." in name.split("/") for name in names) or len(set(names)) < len(names)
    if strange or any(entry.flag_bits & 1 for entry in entries):
        raise Refused(
            _("This document is protected or put together strangely, so it cannot be checked. Please save it as PDF.")
        )


def _is_document(archive, kind) -> bool:
    """Whether the archive names itself as a document of this kind."""
    if not kind.main_part:
        return _read(archive, "mimetype", 200).decode("ascii", "replace").strip() == kind.content_type
    parts = _read(archive, "[Content_Types].xml", 2**20).decode("utf-8", "replace")
    return f'"{kind.main_part}"' in parts and "macroEnabled" not in parts


def _manifest(archive) -> bytes:
    name = "META-INF/manifest.xml"
    return _read(archive, name, 2**20) if name in archive.namelist() else b""


def _read(archive, name, most):
    with archive.open(name) as entry:
        return entry.read(most)


def words_in(file, suffix) -> int:
    """Return how many words a file of this kind holds; 0 where they cannot be read, which is no fault of the file."""
    kind = KINDS.get(suffix)
    if kind is None or not kind.words_in:
        return 0
    try:
        return int(apart.run("common.bare.words.counted", file.read(), suffix, kind.words_in))
    except apart.Exceeded:
        return 0
