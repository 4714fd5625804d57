"""Migrations run while the version before answers: nothing it would not bear, and nobody waits long for a table."""

from io import StringIO

import pytest
from django.contrib.postgres.operations import AddIndexConcurrently
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError, connection, migrations, models
from django.db.migrations.loader import MigrationLoader

from forum_site.migrating import brief_locks
from forum_site.migrating.lean_states import drawn_leanly
from tests import bearing
from tests.forum_site.backups.test_making import connect

# Where the rule begins: what the first release starts with, nobody ran a version before.
BEFORE_THE_RULE = {
    "common": "0006",
    "members": "0033",
    "meetings": "0044",
    "taskgroups": "0011",
    "library": "0019",
    "exchange": "0011",
}


def test_the_version_before_bears_every_migration():
    loader = MigrationLoader(None, ignore_no_migrations=True)
    ruled = [key for key in loader.disk_migrations if key[1][:4] > BEFORE_THE_RULE.get(key[0], "9999")]
    wrong = [
        (*key, fault)
        for key in ruled
        for fault in bearing.faults(loader.disk_migrations[key], loader.project_state(key, at_end=False))
    ]
    assert wrong == []


@pytest.fixture(scope="module")
def today():
    """The state of all models as they are now."""
    return MigrationLoader(None, ignore_no_migrations=True).project_state()


def drawn(today):
    """Return of each model what would be kept of it for a step, and its columns as they would be drawn, in order."""
    found = {}
    for key, model in today.models.items():
        columns = {name: field.clone() for name, field in model.fields.items()}
        made_of = {name: repr(field.deconstruct()[1:]) for name, field in columns.items()}
        twin = model.clone()
        kept = (twin.fields, twin.options, twin.bases, twin.managers)
        found[key] = (kept, made_of, sorted(columns, key=columns.get))
    return found


def test_models_drawn_leanly_are_those_that_django_draws(today):
    with drawn_leanly():
        leanly = drawn(today)
    assert leanly == drawn(today)


def told(today, *operations, **attributes):
    """Return what is said against a migration of `exchange` with these operations."""
    migration = type("Migration", (migrations.Migration,), {"operations": list(operations), **attributes})
    return list(bearing.faults(migration("0999_tried", "exchange"), today))


LINE = models.CharField(max_length=20)
REFUSED = {
    "a column goes": (migrations.RemoveField("post", "title"),),
    "a table goes": (migrations.DeleteModel("Comment"),),
    "a column is renamed": (migrations.RenameField("post", "title", "heading"),),
    "a table is renamed": (migrations.RenameModel("Comment", "Remark"),),
    "a table gets another name": (migrations.AlterModelTable("comment", "remarks"),),
    "a column without a value of the database's": (
        migrations.AddField("post", "sort", models.CharField(max_length=20, default="x")),
    ),
    "another kind": (migrations.AlterField("post", "title", models.IntegerField(null=True)),),
    "less room": (migrations.AlterField("post", "title", models.CharField(max_length=10)),),
    "a value asked for": (
        migrations.AddField("post", "sort", models.CharField(max_length=20, null=True)),
        migrations.AlterField("post", "sort", models.CharField(max_length=20)),
    ),
    "an index on what grows": (
        migrations.AddIndex("postevent", models.Index(fields=["title"], name="exchange_tried")),
    ),
    "a key into what grows": (
        migrations.AddField("postevent", "by", models.ForeignKey("members.person", models.CASCADE, null=True)),
    ),
    "a constraint on what grows": (
        migrations.AddConstraint("postevent", models.CheckConstraint(condition=models.Q(pk__gt=0), name="tried")),
    ),
    "dropped by SQL": (migrations.RunSQL("ALTER TABLE exchange_post DROP COLUMN title"),),
    "a table dropped by SQL": (migrations.RunSQL("DROP TABLE IF EXISTS exchange_post"),),
    "renamed by SQL": (migrations.RunSQL("ALTER TABLE exchange_post RENAME COLUMN title TO heading"),),
    "asked for by SQL": (migrations.RunSQL(["ALTER TABLE exchange_post ALTER COLUMN title SET NOT NULL"]),),
    "another kind by SQL": (migrations.RunSQL([("ALTER TABLE exchange_post ALTER COLUMN title TYPE text", None)]),),
    "an index by SQL": (migrations.RunSQL('CREATE INDEX tried ON "members_letter" (person_id)'),),
    "a table shut": (migrations.RunSQL("LOCK TABLE exchange_post"),),
    "hidden in the database's part": (
        migrations.SeparateDatabaseAndState(database_operations=[migrations.RemoveField("post", "title")]),
    ),
}
BORNE = {
    "a table": (migrations.CreateModel("Leaflet", [("id", models.BigAutoField(primary_key=True)), ("line", LINE)]),),
    "a column that may be empty": (migrations.AddField("post", "sort", models.CharField(max_length=20, null=True)),),
    "a column with a value of the database's": (
        migrations.AddField("post", "sort", models.CharField(max_length=20, db_default="")),
    ),
    "more room": (migrations.AlterField("post", "title", models.CharField(max_length=900)),),
    "other words": (migrations.AlterField("post", "title", models.CharField(max_length=900, verbose_name="head")),),
    "an index on a small table": (migrations.AddIndex("post", models.Index(fields=["title"], name="tried")),),
    "an index made meanwhile": (AddIndexConcurrently("postevent", models.Index(fields=["title"], name="tried")),),
    "gone from the models alone": (
        migrations.SeparateDatabaseAndState(state_operations=[migrations.RemoveField("post", "title")]),
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_the_version_before_does_not_bear_is_refused(today, what):
    assert len(told(today, *REFUSED[what])) == 1


@pytest.mark.parametrize("what", BORNE)
def test_what_it_bears_is_let_through(today, what):
    assert told(today, *BORNE[what]) == []


def test_what_a_release_did_without_goes_in_the_next(today):
    went = migrations.RunSQL("ALTER TABLE exchange_post DROP COLUMN never_there")
    assert told(today, went, unused_since="0.1.0.dev1") == []
    assert len(told(today, went, unused_since="9.9.9")) == 1
    kept = migrations.RunSQL("ALTER TABLE exchange_post DROP COLUMN title")
    assert len(told(today, kept, unused_since="0.1.0.dev1")) == 1


@pytest.mark.django_db
def test_what_grows_is_called_by_the_names_of_its_tables():
    assert bearing.GROW - {"cache"} <= set(connection.introspection.table_names())


@pytest.fixture
def reader(transactional_db, monkeypatch):
    """Somebody else who reads a table in a transaction that does not end."""
    monkeypatch.setattr(brief_locks, "WAIT", "100ms")
    monkeypatch.setattr(brief_locks, "PAUSE", 0)
    with connect(connection.settings_dict["NAME"]) as other:
        other.execute("BEGIN")
        other.execute("SELECT FROM exchange_post")
        yield other


def tries(migrate, sql, *, until=lambda tried: None):
    """Return how often a change was tried, in whose third try the table is free."""
    tried = []

    def change():
        tried.append(1)
        until(len(tried))
        with connection.schema_editor(atomic=True) as editor:
            editor.execute(sql)

    try:
        migrate(change)
    except (OperationalError, ProgrammingError) as fault:
        return len(tried), fault
    return len(tried), None


def test_a_table_in_use_is_let_go_of_and_asked_for_again(reader):
    free = lambda tried: tried == 3 and reader.execute("ROLLBACK")  # noqa: E731
    sql = "ALTER TABLE exchange_post ADD COLUMN tried integer"
    assert tries(brief_locks.with_brief_locks, sql, until=free) == (3, None)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE exchange_post DROP COLUMN tried")
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.django_db
def test_where_nothing_is_left_to_migrate_it_says_so():
    said = StringIO()
    call_command("migrate", verbosity=1, stdout=said)
    assert "No migrations to apply." in said.getvalue()


def test_it_is_given_up_in_the_end_and_other_faults_at_once(reader, monkeypatch):
    monkeypatch.setattr(brief_locks, "TRIES", 2)
    tried, fault = tries(brief_locks.with_brief_locks, "ALTER TABLE exchange_post ADD COLUMN tried integer")
    assert (tried, type(fault)) == (2, OperationalError)
    tried, fault = tries(brief_locks.with_brief_locks, "ALTER TABLE nowhere ADD COLUMN tried integer")
    assert (tried, type(fault)) == (1, ProgrammingError)
