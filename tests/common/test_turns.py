"""Turns: who waits for one holds up nobody who has it, whatever they do in it."""

import threading

import pytest
from django.db import connection

from common import turns
from tests.waiting import wait_until

ASKED = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE %s AND pid <> pg_backend_pid() AND state IS NOT NULL"
NAME = "a_turn_that_is_waited_for"


def askers():
    """Return how many connections have asked for a turn last."""
    with connection.cursor() as cursor:
        cursor.execute(ASKED, ["SELECT pg%advisory%"])
        return cursor.fetchone()[0]


@pytest.mark.django_db(transaction=True)
def test_an_index_can_be_made_concurrently_while_another_process_waits_for_the_turn():
    had = threading.Event()

    def wait_for_it():
        with turns.by_turns(NAME):
            had.set()

    waiting = threading.Thread(target=wait_for_it, daemon=True)
    with turns.by_turns(NAME), connection.cursor() as cursor:
        before = askers()
        waiting.start()
        wait_until(lambda: askers() > before)
        assert not had.is_set()
        cursor.execute("SET statement_timeout = '60s'")
        cursor.execute(f"CREATE INDEX CONCURRENTLY {NAME} ON common_done (at)")
        cursor.execute(f"DROP INDEX CONCURRENTLY {NAME}")
        cursor.execute("RESET statement_timeout")
    waiting.join(60)
    assert had.is_set()
