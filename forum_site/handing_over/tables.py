"""What of each table is handed over: which columns, how a cell is written, and what stands in the place of what is not.

A cell is text, as Postgres writes it; nothing at all is NULL, and "" an empty text, as its COPY has it. Text that a
spreadsheet would take for a formula has one apostrophe more in front than it has.
"""

from dataclasses import dataclass
from functools import cached_property

from django.apps import apps
from django.db import models
from django.utils.translation import gettext_lazy as _
from psycopg import sql

from common.text import FORMULA
from forum_site.backups import comparing

LOGINS, SECRET, OWN_WORK = (
    _("How people log in is nobody else’s: whoever takes over gives everybody access anew."),
    _("Who gave feedback is secret; what was said is here, without names."),
    _("The site’s own work, which it does again by itself."),
)
LEFT_OUT = {
    **dict.fromkeys(("mfa_authenticator", "usersessions_usersession", "django_session"), LOGINS),
    **dict.fromkeys(("account_emailaddress", "account_emailconfirmation"), LOGINS),
    "meetings_feedbackgiven": SECRET,
    **dict.fromkeys(
        ("common_press", "common_stamp", "common_done", "common_searched", "common_searchedword"), OWN_WORK
    ),
    **dict.fromkeys(("meetings_feedstamp", "cache", "django_migrations"), OWN_WORK),
    **dict.fromkeys(("meetings_readfile", "meetings_readtext"), OWN_WORK),  # the words of files, which are handed over
    **dict.fromkeys(
        ("procrastinate_workers", "procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers"),
        OWN_WORK,
    ),
}
PERSONS = {"password": "'!'", "calendar_digest": "NULL", "last_login": "NULL"}
NEVER = {  # what stands there in the new site
    **dict.fromkeys(("members_person", "members_personevent"), PERSONS),
}
# Votes are handed over once their time is over; those of secret ballots without voters, and all in no order of theirs.
MIXED = """
    SELECT v.id AS was, v.ballot_id, v.choice, v.reason, CASE WHEN NOT b.is_secret THEN v.person_id END AS person_id,
        row_number() OVER (
        ORDER BY v.ballot_id, v.choice COLLATE "C", v.reason COLLATE "C", ARRAY(
            SELECT p.option_id FROM public.meetings_preference p WHERE p.vote_id = v.id ORDER BY p.rank, p.option_id
        ), CASE WHEN NOT b.is_secret THEN v.person_id END
    ) AS id FROM public.meetings_vote v JOIN public.meetings_ballot b ON b.id = v.ballot_id
    WHERE b.outcome <> '' OR b.closes_on < (now() AT TIME ZONE 'Europe/London')::date"""
INSTEAD = {  # of all rows of a table as it is
    "meetings_vote": MIXED,
    "meetings_preference": f"""
        SELECT row_number() OVER (ORDER BY m.id, p.rank, p.option_id) AS id, m.id AS vote_id, p.option_id, p.rank
        FROM ({MIXED}) m JOIN public.meetings_preference p ON p.vote_id = m.was""",  # noqa: S608 (ours alone)
}
CONTACTS = {"phone", "access_needs", "needs", "object_repr"}  # besides addresses of e-mail
OPEN = {"members_identity", "members_identityevent"}  # of the Forum itself, which everybody reads
SHEETS = {"members_importrun"}  # whose JSON holds whole spreadsheets of people
NOWHERE = "withheld.invalid"  # no letter ever arrives there
TEXTS = ("text", "character varying")
COLUMNS = """
    SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute
    WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum"""


@dataclass(frozen=True)
class Column:
    """A column: its type, the SQL of its cell, and the field it belongs to; `given` is the SQL of what stands in the
    new site where the file has no such column.
    """

    name: str
    kind: str
    cell: sql.Composable
    field: models.Field
    given: str = ""
    is_withheld: bool = False

    @property
    def read(self) -> sql.Composable:
        """The SQL by which a cell becomes a value again."""
        if self.given:
            return sql.SQL(self.given)
        name = sql.Identifier(self.name)
        plain = sql.SQL("CASE WHEN {0} ~ {1} THEN substr({0}, 2) ELSE {0} END").format(
            name, sql.Literal(f"^'(?:{FORMULA.pattern})")
        )
        return sql.SQL("({})::" + self.kind).format(plain if self.kind.startswith(TEXTS) else name)


@dataclass(frozen=True)
class Table:
    """A table that is handed over, and its model."""

    model: type[models.Model]
    columns: list[Column]

    @property
    def name(self) -> str:
        """What the database calls it; its file is called so too."""
        return self.model._meta.db_table

    @cached_property
    def told(self) -> list[Column]:
        """The columns that the file has."""
        return [column for column in self.columns if not column.given]

    @property
    def rows(self) -> sql.Composable:
        """The SQL of all its rows, as they are handed over."""
        cells = (sql.SQL("{} AS {}").format(column.cell, sql.Identifier(column.name)) for column in self.told)
        key = sql.Identifier(self.model._meta.pk.column)
        all_of_it = sql.SQL(f"({INSTEAD[self.name]})") if self.name in INSTEAD else sql.Identifier("public", self.name)
        return sql.SQL("SELECT {} FROM {} AS t ORDER BY t.{}").format(sql.SQL(", ").join(cells), all_of_it, key)


def handed_over(cursor, *, with_contacts: bool) -> list[Table]:
    """Return the tables that are handed over, in the order of their names; `cursor` is a cursor of psycopg."""
    cursor.execute(comparing.TABLES)
    there = {name for (name,) in cursor.fetchall()}
    named = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}
    return [
        Table(named[name], _columns(cursor, named[name], with_contacts))
        for name in sorted(there & named.keys() - LEFT_OUT.keys())
    ]


def left_out() -> list[tuple[type[models.Model], str]]:
    """Return the tables that are not handed over, with the reason why."""
    named = {model._meta.db_table: model for model in apps.get_models()}
    return [(named[name], str(why)) for name, why in LEFT_OUT.items() if name in named]


def summed(cursor, tables: list[Table]) -> dict[str, list]:
    """Return {table: [rows, sum over them]} of what is handed over of each; inside a transaction."""
    for setting in comparing.PLAINLY:
        cursor.execute(setting)
    found = {}
    for table in tables:
        cursor.execute(sql.SQL(comparing.SUM).format(sql.SQL("({})").format(table.rows)))
        found[table.name] = list(cursor.fetchone())
    return found


def _columns(cursor, model, with_contacts):
    table, fields = model._meta.db_table, {field.column: field for field in model._meta.concrete_fields}
    cursor.execute(COLUMNS, [f'public."{table}"'])
    kinds = dict(cursor.fetchall())
    key = "id" if "id" in kinds else model._meta.pk.column
    return [_column(table, fields[name], kind, key, with_contacts) for name, kind in kinds.items() if name in fields]


def _column(table, field, kind, key, with_contacts):
    cell = sql.SQL("{}::text").format(sql.Identifier(field.column))
    withheld = None if with_contacts or table in OPEN else _withheld(table, field, key)
    if kind.startswith(TEXTS):
        cell = _harmless(withheld or cell)
    given = NEVER.get(table, {}).get(field.column, "")
    return Column(
        field.column, kind, cell if kind.startswith(TEXTS) else withheld or cell, field, given, bool(withheld)
    )


def _withheld(table, field, key):
    """Return the SQL of what stands in the place of somebody's contact details, or None where there are none."""
    name = sql.Identifier(field.column)
    if isinstance(field, models.EmailField):
        kept = sql.SQL("CASE WHEN {0} = '' OR {0} LIKE '%.invalid' THEN {0} ELSE {1}::text || {2} END")
        return kept.format(name, sql.Identifier(key), sql.Literal(f"@{NOWHERE}"))
    if field.column in CONTACTS:
        return sql.SQL("left({}, 0)").format(name)  # NULL stays NULL
    if table in SHEETS and isinstance(field, models.JSONField):
        return sql.SQL(
            "CASE jsonb_typeof({0}) WHEN 'array' THEN '[]' WHEN 'object' THEN '{{}}' ELSE {0}::text END"
        ).format(name)
    return None


def _harmless(cell):
    return sql.SQL("CASE WHEN {0} ~ {1} THEN '''' || {0} ELSE {0} END").format(
        cell, sql.Literal(f"^(?:{FORMULA.pattern})")
    )
