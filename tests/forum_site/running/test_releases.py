"""A filled database of every release comes up to today's tables by one start, and no row or value is lost."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from forum_site.backups import making
from tests import releases
from tests.forum_site.backups.test_making import connect
from tests.releases import making as making_releases
from tests.sources import ORDER, ROOT

pytestmark = pytest.mark.slow

MADE_ANEW = ("common_stamp", "common_searched", "common_searchedword")  # from the record, whenever it changes
REWRITTEN = {"version"}  # columns that migrations may write: the count of saves goes on


@pytest.fixture
def beside(transactional_db):
    """A function that makes an empty database and has Django use it until the end of the test."""
    usual = connection.settings_dict["NAME"]
    own = f"{usual}_of_a_release"

    def make():
        with connect("postgres") as server:
            server.execute(f'DROP DATABASE IF EXISTS "{own}"')
            server.execute(f'CREATE DATABASE "{own}"')
        connection.close()
        connection.settings_dict["NAME"] = own

    yield make
    connection.close()
    connection.settings_dict["NAME"] = usual
    with connect("postgres") as server:
        server.execute(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')


def rows() -> dict:
    """Return each row of our own tables by its table and key, as {column: value}."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall() if name.split("_")[0] in ORDER and name not in MADE_ANEW]
        for table in tables:
            cursor.execute(f'SELECT to_jsonb(t) FROM "{table}" t')
            for (row,) in cursor.fetchall():
                row = json.loads(row)
                found[table, str(row.get("pgh_id", row.get("id", sorted(row.items()))))] = row
    return found


SCHEMA = """
    SELECT table_name || '.' || column_name, concat_ws(' ', udt_name, character_maximum_length, is_nullable)
        FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT table_name || '.' || column_name || ' default', column_default
        FROM information_schema.columns WHERE table_schema = 'public' AND column_default IS NOT NULL
    UNION ALL SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT conrelid::regclass || '.' || conname, pg_get_constraintdef(oid)
        FROM pg_constraint WHERE conrelid <> 0
    UNION ALL SELECT tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid)
        FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT proname, pg_get_functiondef(oid)
        FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
"""
CASTS = re.compile(r"::(character varying|text)(\[\])?|[()]")


def schema() -> list:
    """Return all columns, indexes, constraints, triggers and functions of the database, as (name, definition), without
    the casts and brackets that a dump adds.
    """
    with connection.cursor() as cursor:
        cursor.execute(SCHEMA)
        return sorted((name, CASTS.sub("", definition)) for name, definition in cursor.fetchall())


@pytest.mark.parametrize("version", releases.known())
def test_an_upgrade_from_a_release_keeps_every_row_in_the_tables_of_a_first_start(beside, version, tmp_path):
    of_a_first_start = schema()
    beside()
    making.put_rows(Path(shutil.copy(releases.dump(version), tmp_path)), {})
    before = rows()
    assert len(before) > 500, "the dump of a release is the whole sample"
    call_command("migrate", verbosity=0)
    assert schema() == of_a_first_start
    after = rows()
    changed = {
        (table, column)
        for (table, key), row in before.items()
        for column, value in row.items()
        if column not in REWRITTEN and (table, key) in after and after[table, key].get(column, ...) != value
    }
    assert ({key for key in before if key not in after}, changed) == (set(), set())


@pytest.fixture
def checkout(tmp_path):
    """A checkout of a few files, of which 0.2.0 could be released."""
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "0.2.0"\n')
    (tmp_path / "CHANGELOG.md").write_text("## 0.2.0, 2027-03-01\n- One.\n\n## 0.1.0, 2026-12-01\n- Zero.\n")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, *WHO, "commit", "--quiet", "--message", "All")
    return tmp_path


WHO = ("-c", "user.name=A", "-c", "user.email=a@forum.example")


def git(folder, *words):
    subprocess.run(["git", *words], cwd=folder, check=True)


def test_a_release_is_whole_told_and_new(checkout):
    assert making_releases.against(checkout) == []
    assert making_releases.changes(checkout) == ("0.2.0", "2027-03-01", "- One.\n\n")
    git(checkout, *WHO, "tag", "--annotate", "v0.2.0", "--message", "0.2.0")
    assert len(making_releases.against(checkout)) == 1
    (checkout / "CHANGELOG.md").write_text("## 0.2.0, unreleased\n- One.\n")
    assert len(making_releases.against(checkout)) == 3  # committed, tagged, dated


def test_a_release_asks_first_whether_a_package_is_known_to_be_unsafe_or_says_why_not(checkout):
    assert {"lint", "licences", "audit", "sbom", "test"} == set(making_releases.TARGETS)
    makefile = (ROOT / "Makefile").read_text()
    assert re.search(
        r"^\t.+ pip-audit --strict .*-r requirements\.txt$", makefile, re.MULTILINE
    )  # silence is no consent
    assert making_releases.message("", checkout) == "0.2.0\n\n- One.\n\n"
    assert making_releases.message("no network", checkout).endswith("- One.\n\nNot audited: no network\n")


def test_each_release_is_kept_with_its_last_migrations():
    apps = set(making_releases.last_migrations())
    assert all(releases.dump(version).exists() for version in releases.known())
    assert all(set(known["migrations"]) <= apps for known in releases.known().values())
    tags = subprocess.run(["git", "tag", "--list", "v*"], capture_output=True, text=True, check=False).stdout.split()
    assert [tag for tag in tags if tag.removeprefix("v") not in releases.known()] == []
