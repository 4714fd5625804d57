"""Lets the words of files be found, those of other apps too: each hands up the rows of its own that its reader may see,
and nothing else leads to a file.
"""

from django.db.models import OuterRef, Subquery
from django.db.models.functions import JSONObject

from common.finding.asking import Findable
from meetings.models import ReadText, indexes

READ = "read"  # among the facts of a row: the words of its file


def in_files(rows, *, facts, show, column="file", thing="pk", day=None, **shared) -> Findable:
    """Return what lets the words of the files be found that some rows name in a column. The rows are those that a
    reader may see; `facts`, `thing` and `day` are of theirs, and `show` gets the words among the facts, as READ.
    """
    mine = rows.order_by().filter(**{column: OuterRef("file__name")})

    def of_row(**named):
        return Subquery(mine.values(**named)[:1])

    def shown(told):
        return show({**told["row"], READ: told[READ]})

    return Findable(
        index=indexes.FILE_TEXT,
        rows=ReadText.objects.of(rows, column),
        thing=Subquery(mine.values(thing)[:1]),
        day=Subquery(mine.values(day)[:1]) if isinstance(day, str) else day and of_row(found_on=day),
        facts={READ: "text", "row": of_row(found_row=JSONObject(**facts))},
        show=shown,
        **shared,
    )


def words_read(facts) -> tuple[str, ...]:
    """Return the words of the file among the facts of a row, in a tuple of none or one."""
    return (facts[READ],) if facts.get(READ) else ()
