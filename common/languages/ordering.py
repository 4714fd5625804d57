"""The order of names: by the Welsh alphabet for a reader of Welsh, by the English one for others, on every database.

The same key is made twice: here for lists in memory, by `common_sort_key` (migration 0003) for those of the database.
"""

import re
import unicodedata

from django.db.models import F, Func, TextField

from common.both_languages import other, reading_language

APART = "\x01"  # below every letter: between the letters, their accents and their case
MARK = re.compile("[\u0300-\u036f]")
APOSTROPHE = re.compile("['`\u2018\u2019\u02bc]")
NOT_LETTERS = re.compile("[\x01-\x2f\x3a-\x40\x5b-\x60\x7b-\xbf\u2000-\u206f]+")
JOINED = str.maketrans({"ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "æ": "ae", "Æ": "ae", "ß": "ss"})
SMALL = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})

# Two letters that stand side by side and are not the one letter `ng`: Bangor, Bronglais, Llangollen, Pengelli.
N_AND_G = re.compile(r"\b(ban|bron|bryn|gwyn|llan|pen)g", re.ASCII)
WITH_H, TWICE = re.compile("([cprt])h"), re.compile(r"([dfl])\1")


def sort_key(text, language=None) -> str:
    """Return what a text is sorted by in a language ("cy" or "en"; None: the reader's): letters, accents, case."""
    parted = unicodedata.normalize("NFKD", text).translate(SMALL)
    letters = APOSTROPHE.sub("", MARK.sub("", parted)).translate(JOINED)
    letters = NOT_LETTERS.sub(" ", letters).strip(" ")
    if (language or reading_language()) == "cy":
        letters = _welsh(letters)
    return f"{letters}{APART}{parted}{APART}{text}"


def _welsh(letters):
    """Return text in which ch, dd, ff, ng, ll, ph, rh and th stand where the Welsh alphabet has them."""
    apart = N_AND_G.sub(rf"\1{APART}g", letters)
    apart = TWICE.sub(r"\1~", WITH_H.sub(r"\1~", apart))
    return apart.replace("ng", "g~").replace(APART, "")


class InOrder(Func):
    """What rows are sorted by: the text that the reader is shown of one column, or of two (English, then Welsh)."""

    function = "common_sort_key"
    output_field = TextField()

    def __init__(self, *columns, language=None) -> None:
        super().__init__(*(F(column) if isinstance(column, str) else column for column in columns))
        self.language = language

    def as_sql(self, compiler, connection, **_more):
        """Return the SQL, in the language that pages are made in when the rows are read."""
        language = self.language or reading_language()
        parts = [compiler.compile(expression) for expression in self.source_expressions]
        shown, values = parts[0]
        if len(parts) > 1:
            sides = dict(zip(("en", "cy"), parts, strict=True))
            (mine, first), (instead, second) = sides[language], sides[other(language)]
            shown, values = f"COALESCE(NULLIF({mine}, ''), {instead})", [*first, *second]
        return f'{self.function}({shown}, {str(language == "cy").lower()}) COLLATE "C"', list(values)
