"""Finding what holds a word as people type it: with or without accents, with the apostrophe of any keyboard."""

import functools
import operator

from django.db.models import CharField, Lookup, Q, TextField


@CharField.register_lookup
@TextField.register_lookup
class Holds(Lookup):
    """`column__holds=word`: the word occurs in the column, whatever the case,
    the accents and the kind of apostrophe.
    """

    lookup_name = "holds"
    prepare_rhs = False  # a word is not what the column would hold

    def as_sql(self, compiler, connection):
        column, params = self.process_lhs(compiler, connection)
        word = connection.ops.prep_for_like_query(self.rhs)
        return f"UNACCENT({column}::text) ILIKE UNACCENT(%s)", [*params, f"%{word}%"]


def holds(word, *columns) -> Q:
    """Return the condition (Q) that a word occurs in one of the columns; "ty" finds "Tŷ", and "sy’n" finds "sy'n".

    What counts as the same letter are the rules of Postgres' own `unaccent`.
    """
    return functools.reduce(operator.or_, (Q(**{f"{column}__holds": word}) for column in columns))


def all_words_in(words, *texts) -> Q:
    """Return the condition (Q) that each of the words occurs in one of the texts, in either language."""
    columns = [f"{text}_{language}" for text in texts for language in ("en", "cy")]
    return functools.reduce(operator.and_, (holds(word, *columns) for word in words.split()), Q())
