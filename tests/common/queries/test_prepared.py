"""A query that takes long to plan is planned once a connection, and finds what it would find otherwise."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from common.queries import prepared
from common.queries.prepared import Given, rows

pytestmark = pytest.mark.django_db
ASKED = "SELECT %s || ' 100%%', %s::int + 1, %s::date, %s::timestamptz, %s, %s::bool WHERE 7 = ANY(%s)"


def asked(word, number, day, **others):
    values = {"fixed": "is", "moment": timezone.now(), "true": True, "keys": [7, 8]} | others
    return rows(ASKED, (values["fixed"], number, day, values["moment"], Given(word), values["true"], values["keys"]))


@pytest.fixture
def kept():
    """Return the names of the statements that this connection keeps, from none on."""
    connection.ensure_connection()
    before = prepared._PREPARED.pop(connection.connection, None)
    for name in before or ():
        connection.connection.execute(f"DEALLOCATE {name}")
    with connection.cursor() as cursor:
        yield lambda: [
            name
            for (name,) in cursor.execute("SELECT name FROM pg_prepared_statements ORDER BY prepare_time").fetchall()
        ]


def test_it_finds_what_is_asked_for_each_time_and_is_planned_once(kept):
    today, now = timezone.localdate(), timezone.now()
    tomorrow = today + datetime.timedelta(days=1)
    assert asked("it's", 2, today, moment=now) == [("is 100%", 3, today, now, "it's", True)]
    assert asked("ŵ", 2**30, tomorrow, moment=now) == [("is 100%", 2**30 + 1, tomorrow, now, "ŵ", True)]
    assert asked("it", 2, today, keys=[8]) == []
    assert len(kept()) == 1


def test_what_is_written_in_it_makes_another_query(kept):
    today = timezone.localdate()
    assert [asked("it", 2, today, fixed=fixed)[0][0] for fixed in ("is", "%s", "%d '")] == [
        "is 100%",
        "%s 100%",
        "%d ' 100%",
    ]
    assert [asked("it", 2, today, true=true)[0][5] for true in (True, False, None)] == [True, False, None]
    assert len(kept()) == 5


def test_a_connection_keeps_only_so_many(kept):
    for number in range(prepared.MOST + 2):
        assert rows("SELECT %s", (f"word {number}",)) == [(f"word {number}",)]
    assert len(kept()) == prepared.MOST
    assert rows("SELECT %s", ("word 0",)) == [("word 0",)]


def test_what_was_prepared_in_a_transaction_that_failed_is_there(kept):
    with pytest.raises(DatabaseError), transaction.atomic():
        assert rows("SELECT %s + 1", (1,)) == [(2,)]
        rows("SELECT 1 / %s", (0,))
    assert rows("SELECT %s + 1", (2,)) == [(3,)]


def test_a_connection_that_a_pooler_lends_to_others_too_keeps_none(kept):
    prepared._PREPARED[connection.connection] = None
    assert rows("SELECT %s + 1", (1,)) == [(2,)]
    assert kept() == []
