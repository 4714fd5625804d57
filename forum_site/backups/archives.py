"""A tar file that proves itself: its last part lists every other one with its checksum, and which version made it."""

import hashlib
import io
import json
import shutil
import tarfile
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

CONTENTS = "contents.json"


class Broken(Exception):
    """The file is not whole; the words go on from its name."""


@dataclass(frozen=True)
class Source:
    """What becomes one file of the archive: its name there, its size in bytes, and how it is opened."""

    name: str
    size: int
    open: Callable[[], BinaryIO]


class _Summed:
    """A file that is read once, with its checksum."""

    def __init__(self, file):
        self.file, self.sum = file, hashlib.sha256()

    def read(self, size=-1):
        """Return so many bytes, as files do."""
        read = self.file.read(size)
        self.sum.update(read)
        return read


def write(tar: tarfile.TarFile, sources: Iterable[Source], facts: dict[str, Any]) -> None:
    """Write the sources under their names, and last what they were, beside `facts` of the whole."""
    sums = {}
    for source in sources:
        try:
            opened = source.open()
        except FileNotFoundError:  # swept meanwhile: no row has had it for a day
            continue
        with closing(opened):
            summed = _Summed(opened)
            _add(tar, source.name, source.size, summed)
        sums[source.name] = summed.sum.hexdigest()
    text = json.dumps(facts | {"sums": sums}).encode()
    _add(tar, CONTENTS, len(text), io.BytesIO(text))


def _add(tar, name, size, file):
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    tar.addfile(entry, file)


def unpack(source: BinaryIO, folder: Path) -> dict[str, Any]:
    """Unpack an archive as it is read and return its facts; raises Broken unless every part is as it was written."""
    try:
        with tarfile.open(fileobj=source, mode="r|") as tar:
            for entry in tar:
                _take_out(tar, entry, folder)
        known = json.loads((folder / CONTENTS).read_bytes())
    except FileNotFoundError:
        raise Broken("is cut short, or no backup: it does not list what it should hold.") from None
    except (tarfile.TarError, EOFError, ValueError, OSError) as fault:
        raise Broken(f"cannot be read: it is cut short, damaged, or no backup ({fault}).") from None
    wrong = [name for name, known_sum in known["sums"].items() if not _is(folder / name, known_sum)]
    if wrong:
        raise Broken(f"is damaged: {len(wrong)} of its files are not as they were written, such as {wrong[0]}.")
    return known


def _take_out(tar, entry, folder):
    """Write one plain file below the folder; anything else is none of ours. (The Python of Debian 12, 3.11.2, knows no
    filter of tarfile yet.)
    """
    target = folder / entry.name
    if not entry.isfile() or not target.resolve().is_relative_to(folder.resolve()):
        raise Broken("holds what no backup of ours holds.")
    target.parent.mkdir(parents=True, exist_ok=True)
    with open(target, "wb") as file:
        shutil.copyfileobj(tar.extractfile(entry), file)


def sum_of(file: BinaryIO) -> str:
    """Return the checksum of all that an open file holds."""
    return hashlib.file_digest(file, "sha256").hexdigest()


def _is(path, known_sum):
    if not path.is_file():
        return False
    with open(path, "rb") as file:
        return sum_of(file) == known_sum
