"""What letters will say, before they are sent: one in each language that is read."""

from collections.abc import Callable, Iterable

from django.core.mail import EmailMessage
from django.utils.translation import override

from common.both_languages import LANGUAGE_NAMES
from common.languages.in_use import language_for, languages_in_use


def in_each_language(readers: Iterable, make: Callable[..., EmailMessage]) -> list[tuple]:
    """Return (its name, number of readers, subject, text, language) of each language that somebody reads; the letter is
    what `make` makes, in that language, for the first of its readers.
    """
    shown = []
    for language in languages_in_use():
        theirs = [reader for reader in readers if language_for(reader.language) == language]
        if theirs:
            with override(language):
                letter = make(theirs[0])
            shown.append((LANGUAGE_NAMES[language], len(theirs), letter.subject, letter.body, language))
    return shown
