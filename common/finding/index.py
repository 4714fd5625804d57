"""Which words of which rows are searched: an Index of each table, kept by triggers, so that any change of a row counts.

Titles weigh A, names that belong to it B, its text C; what people call such a thing ("group", "minutes of June") weighs
as its title does, and is none of the words by which a title is told to be short. What stands in another table is
joined, and that table says so by `followed`. When and for whom a row is, the index does not know: that is asked of the
row itself.
"""

import re
from dataclasses import dataclass

import pgtrigger


@dataclass(frozen=True)
class Words:
    """One column whose words are searched, as SQL; `said` is SQL for its language: 'en', 'cy' or, for both, ''."""

    column: str
    said: str = "''"


def both(text: str) -> list[Words]:
    """Return the columns of a text in both languages: "r.title"."""
    return [Words(f"{text}_{language}", f"'{language}'") for language in ("en", "cy")]


def rich(text: str) -> list[Words]:
    """Return the columns of a rich text in both languages, without its markup."""
    return [Words(f"common_plain({words.column})", words.said) for words in both(text)]


def said(column: str, language: str) -> list[Words]:
    """Return a column in one language, which another column names."""
    return [Words(column, language)]


def name(column: str) -> list[Words]:
    """Return a column that is read in both languages alike, as a person's name."""
    return [Words(column)]


def kind(*words: str) -> list[Words]:
    """Return what a thing is called in either language, that is found by it beside its title: "group", "grŵp"."""
    return [Words(f"'{' '.join(words)}'")]


@dataclass(frozen=True, kw_only=True)
class Index:
    """The words of the rows of a table, called `r` in the SQL of its columns; `joins` adds other tables.

    `part` names one of several Indexes of a table whose words are not for the same readers.
    """

    table: str
    part: str = ""
    title: tuple[Words, ...] | list[Words] = ()
    called: tuple[Words, ...] | list[Words] = ()
    names: tuple[Words, ...] | list[Words] = ()
    text: tuple[Words, ...] | list[Words] = ()
    joins: str = ""

    @property
    def source(self) -> str:
        """What its words are kept under."""
        return f"{self.table}:{self.part}" if self.part else self.table

    def kept(self) -> pgtrigger.Trigger:
        """Return the trigger by which the words of a row are those that stand in it."""
        own = sorted(set(re.findall(r"\br\.(\w+)", self._vector() + self.joins)) - {"id"})
        gone = f"DELETE FROM common_searched WHERE source = '{self.source}' AND key = OLD.id"  # noqa: S608 (constants)
        return pgtrigger.Trigger(
            name=f"searched{self.part and '_' + self.part}",
            operation=pgtrigger.Insert | pgtrigger.UpdateOf(*own) | pgtrigger.Delete,
            when=pgtrigger.After,
            func=f"IF TG_OP = 'DELETE' THEN {gone}; ELSE {self.written('r.id = NEW.id')}; END IF; RETURN NULL;",
        )

    def emptied(self) -> pgtrigger.Trigger:
        """Return the trigger by which no words are left of a table that is emptied."""
        return pgtrigger.Trigger(
            name=f"searched{self.part and '_' + self.part}_emptied",
            operation=pgtrigger.Truncate,
            when=pgtrigger.After,
            level=pgtrigger.Statement,
            func=f"DELETE FROM common_searched WHERE source = '{self.source}'; RETURN NULL;",  # noqa: S608 (constants)
        )

    def followed(self, where: str, *columns: str) -> pgtrigger.Trigger:
        """Return the trigger of another table, whose `columns` stand in these words too; `where` says of which rows:
        "r.item_id = NEW.id". Without columns it follows new rows, of a table whose rows stand as they were made.
        """
        return pgtrigger.Trigger(
            name=f"searched_{self.table.partition('_')[2]}",
            operation=pgtrigger.UpdateOf(*columns) if columns else pgtrigger.Insert,
            when=pgtrigger.After,
            func=f"{self.written(where)}; RETURN NULL;",
        )

    def written(self, where: str = "TRUE") -> str:
        """Return the SQL that writes the words of some rows, as migrations do once of all that are there."""
        return f"""
            INSERT INTO common_searched AS known (source, key, heads, words)
            SELECT '{self.source}', r.id, {self._heads()}, {self._vector()}
            FROM {self.table} r {self.joins} WHERE {where}
            ON CONFLICT (source, key) DO UPDATE SET heads = EXCLUDED.heads, words = EXCLUDED.words
            WHERE (known.heads, known.words) IS DISTINCT FROM (EXCLUDED.heads, EXCLUDED.words)"""  # noqa: S608 (constants)

    def _vector(self):
        weighed = [("A", self.title), ("A", self.called), ("B", self.names), ("C", self.text)]
        parts = [f"common_lexemes({one.column}, {one.said}, '{weight}')" for weight, some in weighed for one in some]
        return " || ".join(parts)

    def _heads(self):
        counted = ", ".join(f"NULLIF(common_heads({one.column}), 0)" for one in self.title)
        return f"COALESCE(LEAST({counted}), 0)" if counted else "0"


def searched(*indexes: Index) -> list[pgtrigger.Trigger]:
    """Return the triggers of a table whose rows are searched."""
    return [trigger for index in indexes for trigger in (index.kept(), index.emptied())]
