"""The same Forum with a hundred years behind it: four meetings a year, with agendas, registers, confirmed minutes.

What hangs on its meetings is copied without triggers, for those of the search alone would take minutes: its words are
copied, too.
"""

import contextlib
import datetime

from django.db import connection

from bench.forum import MANY, add_people
from exchange.models import Comment, Post
from library.models import Document, DocumentVersion
from meetings.models import Action, Decision, Meeting, Paragraph
from meetings.models.meeting import new_uid

QUARTERS = 400
QUARTER = datetime.timedelta(days=91)
BATCH = 500
WORDS = """
    INSERT INTO common_searched (source, key, heads, words)
    SELECT known.source, copied.key, known.heads, known.words
    FROM common_searched known JOIN unnest(%s::bigint[], %s::bigint[]) copied (model, key) ON known.key = copied.model
    WHERE split_part(known.source, ':', 1) = %s
    ON CONFLICT DO NOTHING"""


def is_grown() -> bool:
    """Whether the hundred years are there."""
    return Meeting.objects.count() > QUARTERS


def grow():
    """Add a thousand people, and a hundred years behind the oldest meeting."""
    add_people(MANY)
    model = Meeting.objects.filter(minutes__state="confirmed").latest("starts_at")
    eldest = Meeting.objects.earliest("starts_at")
    for years_ago in range(QUARTERS):
        starts_at = eldest.starts_at - QUARTER * (years_ago + 1)
        _meeting(model, starts_at)
    _words()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _meeting(model, starts_at):
    """Add a meeting like one that was held, with all that hangs on it."""
    moved = {"starts_at": starts_at, "ends_at": starts_at + (model.ends_at - model.starts_at)}
    meeting = copies([model], **moved, calendar_uid=new_uid(), kept_reference="")[model.pk]
    with without_triggers():
        _all_of(model, meeting)


@contextlib.contextmanager
def without_triggers():
    """Have no trigger look at what the block adds."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield
        cursor.execute("SET session_replication_role = DEFAULT")


def _all_of(model, meeting):
    """Add to a meeting what hangs on another one."""
    items = copies(model.items.all(), meeting=meeting, pulled_by=None, from_proposal=None, from_ballot=None)
    paragraphs = _under("item", Paragraph.objects.filter(item__meeting=model), items)
    _under("paragraph", Decision.objects.filter(paragraph__item__meeting=model), paragraphs, review_on=None)
    _under("paragraph", Action.objects.filter(paragraph__item__meeting=model), paragraphs, status="done")
    copies(model.attendance.all(), meeting=meeting, arrived_at_item=None, left_at_item=None)
    copies([model.minutes], meeting=meeting, confirmed_at=meeting.starts_at + QUARTER)


def _under(owner, rows, owners, **facts):
    """Add copies of rows that belong to others, under the copies of those."""
    made = {}
    for key in {getattr(row, f"{owner}_id") for row in rows}:
        made |= copies([row for row in rows if getattr(row, f"{owner}_id") == key], **{owner: owners[key]}, **facts)
    return made


def _words():
    """Add as many posts, comments and documents as a hundred years bring: one, four and one a quarter."""
    posts, documents = list(Post.objects.all()), list(Document.objects.all())
    versions = {one: DocumentVersion.objects.filter(document=one).exclude(adopted_at=None).first() for one in documents}
    comments = Comment.objects.all()[:4]
    for number in range(QUARTERS):
        post, document = posts[number % len(posts)], documents[number % len(documents)]
        ago = QUARTER * (number + 1)
        copies(comments, post=copies([post], created_at=post.created_at - ago)[post.pk])
        copy = copies([document], created_at=document.created_at - ago)[document.pk]
        if versions[document]:
            copies([versions[document]], document=copy)


def copies(rows, **facts):
    """Add a copy of each row, but for some facts; return {key of the row: its copy}."""
    rows = list(rows)
    if not rows:
        return {}
    made = [_copy(row, facts) for row in rows]
    type(rows[0])._base_manager.bulk_create(made, batch_size=BATCH)
    found = {row.pk: copy for row, copy in zip(rows, made, strict=True)}
    with connection.cursor() as cursor:
        cursor.execute(WORDS, [list(found), [copy.pk for copy in made], type(rows[0])._meta.db_table])
    return found


def _copy(row, facts):
    """Return a new row that says what another one says, but for what only one may say, and some facts."""
    fields = [one for one in row._meta.concrete_fields if not (one.unique or one.generated)]
    copy = type(row)(**{one.attname: one.value_from_object(row) for one in fields})
    for name, value in facts.items():
        setattr(copy, name, value)
    return copy
