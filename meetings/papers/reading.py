"""Reads the words of files after they came, in the background, so that a search finds them.

Which files there are the apps say, each of its own, in FILES; whose they are and who finds them is theirs to say too.
"""

import time
from collections.abc import Callable, Iterable, Iterator

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common.bare import LOCKED, apart
from common.filing import stored
from common.filing.files import KINDS, suffix_of
from common.text import CONTROL
from meetings.models import BallotPaper, EarlierFile, PaperSide, ReadFile, ReadText

FILES: list[Callable[[], Iterable[str]]] = [
    lambda: PaperSide.objects.values_list("file", flat=True),
    lambda: EarlierFile.objects.values_list("file", flat=True),
    lambda: BallotPaper.objects.values_list("file", flat=True),
]
EXTRACT = "meetings.papers.extracting.text"
SECONDS = 30  # of computing that one file may take
RUN = 120  # seconds after which a run begins with no further file
PART = 30_000  # letters of a part: fewer than 5,000 different words, which is what the index keeps of a text
LONGEST_WORD = 200
WHAT_TO_DO = {
    ReadFile.How.LOCKED: _("It needs a password. Save it without one, and send it again."),
    ReadFile.How.BROKEN: _("It cannot be opened. Save it again from the program it was written with, and send that."),
    ReadFile.How.EMPTY: _("It holds no words that can be read, as a scan does. A PDF with its text, or Word, would."),
}
MOST = 1_200_000  # letters that are kept of one file: some 400 pages


def read_due() -> int:
    """Read the files that nobody has read yet, and let go of what was read of files that are gone; return how many
    were read.
    """
    named = {name for names in FILES for name in names() if _has_words(name)}
    known = set(ReadFile.objects.values_list("name", flat=True))
    ReadFile.objects.filter(name__in=known - named).delete()
    until, number = time.monotonic() + RUN, 0
    for name in sorted(named - known):
        if time.monotonic() > until:
            break
        number += read(name)
    return number


def unread(names: Iterable[str]) -> dict[str, str]:
    """Return, of stored files by their names, those whose words could not be read: {name: what to do about it}."""
    rows = ReadFile.objects.filter(name__in=set(names), how__in=WHAT_TO_DO).order_by()
    return {name: WHAT_TO_DO[how] for name, how in rows.values_list("name", "how")}


def _has_words(name) -> bool:
    kind = KINDS.get(suffix_of(name))
    return kind is not None and bool(kind.words_in)


def read(name: str) -> bool:
    """Read one stored file and keep its words, or why they cannot be read; return whether anything is known of it now.
    A storage that does not answer is asked again by the next run.
    """
    try:
        how, text = _opened(name)
    except stored.Away:
        return False
    with transaction.atomic():
        file, is_new = ReadFile.objects.get_or_create(name=name, defaults={"how": how})
        if is_new:
            rows = (ReadText(file=file, part=number, text=part) for number, part in enumerate(_parts(text), 1))
            ReadText.objects.bulk_create(rows)
    return True


def _opened(name):
    """Return how reading a file went, and its text."""
    suffix = suffix_of(name)
    try:
        with default_storage.open(name) as file:
            data = file.read()
        plain = suffix == ".txt"  # which is opened by nothing
        found = data if plain else apart.run(EXTRACT, data, suffix, KINDS[suffix].words_in, seconds=SECONDS)
    except (apart.Exceeded, FileNotFoundError):
        return ReadFile.How.BROKEN, ""
    if found == LOCKED:
        return ReadFile.How.LOCKED, ""
    text = " ".join(CONTROL.sub(" ", found.decode("utf-8-sig", "replace")[:MOST]).split())
    return (ReadFile.How.READ if text else ReadFile.How.EMPTY), text


def _parts(text) -> Iterator[str]:
    """Yield a text in parts of whole words; one without an end is cut."""
    part, room = [], PART
    for word in text.split():
        if len(word) >= room:
            yield " ".join(part)
            part, room = [], PART
        part.append(word[:LONGEST_WORD])
        room -= len(part[-1]) + 1
    if part:
        yield " ".join(part)
