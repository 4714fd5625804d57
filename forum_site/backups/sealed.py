"""Backups that only who has the key can open: sealed with age, for the public keys in BACKUP_KEYS.

The machine that makes them has no key to open them: who breaks in there reads no earlier ones.
"""

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyrage

SUFFIX = ".age"
BEGINS = b"age-encryption.org/"


class Unopened(Exception):
    """The backup is sealed, and not for the key that was given."""


def recipients(keys: list[str]) -> list[pyrage.x25519.Recipient]:
    """Return the public keys ("age1…") as recipients; raises ValueError, which names the one that is none."""
    found = []
    for key in keys:
        try:
            found.append(pyrage.x25519.Recipient.from_str(key))
        except pyrage.RecipientError:
            raise ValueError(f"BACKUP_KEYS: {key[:12]}… is no public age key; it begins with age1.") from None
    return found


def new_key() -> tuple[str, str]:
    """Return a new pair: the key that opens, which is to be kept elsewhere, and the public one for BACKUP_KEYS."""
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def seal(plain: Path, sealed: Path, to: list[pyrage.x25519.Recipient]) -> None:
    """Write a file that only these recipients can open."""
    with open(plain, "rb") as source, open(sealed, "wb") as target:
        sealed.chmod(0o600)
        pyrage.encrypt_io(source, target, to)


@contextlib.contextmanager
def opened(path: Path, key_file: Path | None) -> Iterator[Path]:
    """Give a file as it was before it was sealed, for as long as the block lasts; one that is not, as it is.

    Raises Unopened where it is sealed, and the key in `key_file` is missing, none, or not one that it was sealed for.
    """
    with open(path, "rb") as source:
        is_sealed = source.read(len(BEGINS)) == BEGINS
    if not is_sealed:
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / path.name.removesuffix(SUFFIX)
        _open(path, plain, _identities(key_file))
        yield plain


def _identities(key_file):
    if key_file is None:
        raise Unopened("is sealed: name the file with the key that opens it (--key FILE).")
    lines = key_file.read_text().split()
    try:
        return [pyrage.x25519.Identity.from_str(line) for line in lines if line.startswith("AGE-SECRET-KEY-")]
    except pyrage.IdentityError:
        raise Unopened(f"is sealed, and what is in {key_file.name} is no key.") from None


def _open(path, plain, identities):
    with open(path, "rb") as source, open(plain, "wb") as target:
        plain.chmod(0o600)
        try:
            pyrage.decrypt_io(source, target, identities)
        except pyrage.DecryptError:
            raise Unopened("is sealed for another key.") from None
        except OSError as fault:
            raise Unopened(f"cannot be opened: it is cut short or damaged ({fault}).") from None
