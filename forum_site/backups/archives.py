"""A tar file that proves itself: its last part lists every other one with its checksum, and which version made it."""

import hashlib
import io
import json
import tarfile
from pathlib import Path

CONTENTS = "contents.json"


class Broken(Exception):
    """The file is not whole; the words go on from its name."""


def below(folder: Path, name: str) -> dict[str, Path]:
    """Return the files below a folder by the names that they get in the archive."""
    found = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.exists() else []
    return {f"{name}/{path.relative_to(folder).as_posix()}": path for path in found}


def write(tar: tarfile.TarFile, paths: dict[str, Path], version: list[str]) -> None:
    """Write the files under their names, and last what they were."""
    sums = {}
    for name, path in paths.items():
        try:
            sums[name] = _sum(path)
            tar.add(path, name)
        except FileNotFoundError:  # swept meanwhile: no row has had it for a day
            sums.pop(name, None)
    text = json.dumps({"version": version, "sums": sums}).encode()
    entry = tarfile.TarInfo(CONTENTS)
    entry.size = len(text)
    tar.addfile(entry, io.BytesIO(text))


def unpack(source: Path, folder: Path) -> list[str]:
    """Unpack an archive and return the version that made it; raises Broken unless every part is as it was written."""
    try:
        with tarfile.open(source) as tar:
            tar.extractall(folder, filter="data")
        known = json.loads((folder / CONTENTS).read_bytes())
    except FileNotFoundError:
        raise Broken("is cut short, or no backup: it does not list what it should hold.") from None
    except (tarfile.TarError, EOFError, ValueError, OSError) as fault:
        raise Broken(f"cannot be read: it is cut short, damaged, or no backup ({fault}).") from None
    wrong = [name for name, known_sum in known["sums"].items() if not _is(folder / name, known_sum)]
    if wrong:
        raise Broken(f"is damaged: {len(wrong)} of its files are not as they were written, such as {wrong[0]}.")
    return known["version"]


def _is(path, known_sum):
    return path.is_file() and _sum(path) == known_sum


def _sum(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
