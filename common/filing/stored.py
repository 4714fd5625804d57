"""The files behind rows: set aside when a row lets go of one, swept a day later, and compared with the rows.

A file is never deleted at once: the answer to a COMMIT may have been lost, and a backup may have read the row already.
"""

import errno
import os
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path, PurePath

from django.apps import apps
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import transaction
from django.db.models import FileField
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext as _

KEPT = 24 * 60 * 60  # seconds
FULL = {errno.ENOSPC, errno.EDQUOT}


class NoRoom(Exception):
    """The disk is full; the message says so to who sent the file."""


class Away(NoRoom, ConnectionError):
    """The server that keeps the files does not answer."""


class FindsRoom:
    """A form that a file comes with, in `file_field`, or in one a language: "file_{language}"."""

    file_field = "file"

    def found_room(self, verb: Callable, *values, **facts):
        """Return what a verb gives that keeps the file; None where the disk is full, which is said beside the file."""
        try:
            return verb(*values, **facts)
        except NoRoom as full:
            self.add_error(self.file_field.format(**vars(full)), str(full))
            self.status = HTTPStatus.INSUFFICIENT_STORAGE
            return None


@deconstructible
class RandomName:
    """Gives an upload its place in a folder: a random name that says nothing, with its checked extension."""

    def __init__(self, folder: str) -> None:
        self.folder = folder

    def __call__(self, _row, filename: str) -> str:
        return f"{self.folder}/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()}"


@dataclass(frozen=True)
class Kept:
    """A file as the storage keeps it: its name, when it was written or touched last (seconds since 1970), its bytes."""

    name: str
    at: float
    size: int


def no_room() -> str:
    """Return the sentence beside a file that did not fit on the disk."""
    return _("There is no room for this file on the server now. Nothing was changed; please tell the administrator.")


def away() -> str:
    """Return the sentence beside a file for which no place answered."""
    return _("The place where files are kept does not answer now. Nothing was changed; please try again in a minute.")


class WholeFiles(FileSystemStorage):
    """Django's, which leaves no part of a file that did not fit on the disk, and tells of each what the sweep asks."""

    def entries(self) -> Iterator[Kept]:
        """Yield all files, in the order of their names."""
        for path in sorted(path for path in Path(self.location).rglob("*") if path.is_file()):
            facts = path.stat()
            yield Kept(path.relative_to(self.location).as_posix(), facts.st_mtime, facts.st_size)

    def touch(self, name: str) -> None:
        """Have a file count as written now, if it is there."""
        path = Path(self.path(name))
        if path.exists():
            os.utime(path)

    def try_out(self) -> None:
        """Write something and remove it again; raises OSError where that is not possible."""
        Path(self.location).mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=self.location) as file:
            file.write(b"ok")

    def _save(self, name, content):
        try:
            return super()._save(name, content)
        except OSError as fault:
            Path(self.path(name)).unlink(missing_ok=True)
            if fault.errno in FULL:
                raise NoRoom(no_room()) from fault
            raise


def set_aside(name: str) -> None:
    """Let go of a file once the transaction is certain; it stays for a day more, counted from then."""
    if name:
        transaction.on_commit(partial(default_storage.touch, name))


def named() -> set[str]:
    """Return the names of the files that rows have."""
    found = set()
    for model in apps.get_models():
        if not hasattr(model, "pgh_tracked_model"):  # what once was is kept as words, not as files
            for field in model._meta.concrete_fields:
                if isinstance(field, FileField):
                    found.update(model._base_manager.exclude(**{field.name: ""}).values_list(field.name, flat=True))
    return found


def missing() -> list[str]:
    """Return the names of files that rows have and the storage does not."""
    return sorted(named() - {""} - {kept.name for kept in default_storage.entries()})  # a file comes before its row


def sweep() -> int:
    """Remove the files that no row has and nobody touched for a day; return how many."""
    old = [kept.name for kept in default_storage.entries() if time.time() - kept.at > KEPT]
    kept = named()  # asked after the storage: a file that came meanwhile is not among the old
    for name in (unneeded := [name for name in old if name not in kept]):
        default_storage.delete(name)
    return len(unneeded)
