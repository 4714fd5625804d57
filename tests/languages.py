"""Finding text in the wrong language on a page, by the Welsh catalogues."""

import re
from functools import cache

import polib
from django.conf import settings

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|<[^>]+>")
WORDS = re.compile(r"[^\W\d_]+")
NAMES = {"English", "Cymraeg"}  # what each language calls itself, on pages of both
FILES = ("locale/cy/LC_MESSAGES/django.po", "locale/others/cy/LC_MESSAGES/django.po")


def pieces(text):
    """Return what of a text stands still when its placeholders are filled, white space made single."""
    return [" ".join(part.split()).strip(" .,:;") for part in PLACEHOLDER.split(text)]


@cache
def phrases(lang):
    """Return (whole, long) of one language: texts that would be all of a node, and pieces of two words and more,
    these by their first word.
    """
    whole, long = set(), set()
    other = set()
    for file in FILES:
        for entry in polib.pofile(str(settings.ROOT / file)):
            welsh = [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values())
            english = [entry.msgid, entry.msgid_plural] if entry.msgid_plural else [entry.msgid]
            mine, theirs = (english, welsh) if lang == "en" else (welsh, english)
            if (lang == "cy" and not any(welsh)) or set(english) & set(welsh):
                continue
            whole |= {text for text in mine if len(text) > 1 and not PLACEHOLDER.search(text)}
            long |= {piece for text in mine for piece in pieces(text) if len(WORDS.findall(piece)) >= 2}
            other |= {piece for text in theirs for piece in pieces(text)} | set(theirs)
    by_word, everywhere = {}, "\n".join(other)  # looked through at once, as no piece has a line of its own
    for piece in long - other:
        if piece not in everywhere:
            by_word.setdefault(WORDS.search(piece)[0], []).append(piece)
    return whole - other - NAMES, by_word


def strangers(seen, lang):
    """Return the pieces of text on a page in `lang` that are the interface's words in the other language."""
    return [found for text in seen.in_language(lang) for found in _strange(text, "cy" if lang == "en" else "en")]


@cache
def _strange(text, other):
    """Return what of one text is words of the other language; most texts stand on many pages."""
    whole, long = phrases(other)
    bare = text.strip(" .,:;")
    if text in whole or bare in whole:
        return [text]
    words = set(WORDS.findall(text)) if " " in bare else ()
    pieces = [piece for word in words for piece in long.get(word, ())]
    return [f"{piece!r} in {text[:80]!r}" for piece in pieces if piece in text and _at_words(piece, text)]


def _at_words(piece, text):
    return re.search(rf"(?<!\w){re.escape(piece)}(?!\w)", text) is not None
