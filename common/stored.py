"""The files behind rows: set aside when a row lets go of one, swept a day later, and compared with the rows.

A file is never deleted at once: the answer to a COMMIT may have been lost, and a backup may have read the row already.
"""

import errno
import os
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.files.storage import FileSystemStorage, default_storage
from django.db import transaction
from django.db.models import FileField
from django.utils.translation import gettext as _

KEPT = 24 * 60 * 60  # seconds
FULL = {errno.ENOSPC, errno.EDQUOT}


class NoRoom(Exception):
    """The disk is full; the message says so to who sent the file."""


def no_room() -> str:
    """Return the sentence beside a file that did not fit on the disk."""
    return _("There is no room for this file on the server now. Nothing was changed; please tell the administrator.")


class WholeFiles(FileSystemStorage):
    """Django's, which leaves no part of a file that did not fit on the disk."""

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
        transaction.on_commit(partial(_touch, name))


def _touch(name) -> None:
    path = Path(default_storage.path(name))
    if path.exists():
        os.utime(path)


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
    """Return the names of files that rows have and the disk does not."""
    return sorted(name for name in named() if name and not default_storage.exists(name))


def sweep() -> int:
    """Remove the files that no row has and nobody touched for a day; return how many."""
    old = [path for path in _files() if time.time() - path.stat().st_mtime > KEPT]
    kept = named()  # asked after the disk: a file that came meanwhile is not among the old
    unneeded = [path for path in old if path.relative_to(settings.MEDIA_ROOT).as_posix() not in kept]
    for path in unneeded:
        path.unlink(missing_ok=True)
    return len(unneeded)


def _files() -> Iterator[Path]:
    return (path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
