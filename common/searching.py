"""Finding what holds a word as people type it: with or without accents, with the apostrophe of any keyboard."""

import functools
import operator

from django.db.models import Q


def holds(word, *columns):
    """Return the condition (Q) that a word occurs in one of the columns; "ty" finds "Tŷ", and "sy’n" finds "sy'n".

    What counts as the same letter are the rules of Postgres' own `unaccent`.
    """
    return functools.reduce(operator.or_, (Q(**{f"{column}__unaccent__icontains": word}) for column in columns))


def all_words_in(words, *texts):
    """Return the condition (Q) that each of the words occurs in one of the texts, in either language."""
    columns = [f"{text}_{language}" for text in texts for language in ("en", "cy")]
    return functools.reduce(operator.and_, (holds(word, *columns) for word in words.split()), Q())
