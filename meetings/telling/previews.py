"""What letters will say, before they are sent: one in each language that is read."""

from collections.abc import Callable, Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.translation import override


def in_each_language(readers: Iterable, make: Callable[..., EmailMessage]) -> list[tuple]:
    """Return (its name, number of readers, subject, text, language) of each language that somebody reads; the letter is
    what `make` makes, in that language, for the first of its readers.
    """
    shown = []
    for language, name in settings.LANGUAGES:
        theirs = [reader for reader in readers if reader.language == language]
        if theirs:
            with override(language):
                letter = make(theirs[0])
            shown.append((name, len(theirs), letter.subject, letter.body, language))
    return shown
