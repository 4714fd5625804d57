"""The stamp of the record, and what is kept under it: never older than it says, of one record alone, and bounded."""

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from common import keeping
from common.keeping import Shelf, stamp, stamped, tables_in
from common.models import Stamp
from common.queries import prepared
from meetings.models import Answer, Meeting
from members.models import Organisation, Person
from tests.cast import a_meeting
from tests.waiting import patiently

alone = pytest.mark.django_db(transaction=True)  # nobody else's transaction around it


@pytest.fixture(autouse=True)
def nothing_kept(monkeypatch):
    monkeypatch.setattr(keeping, "_KEPT", keeping._Kept(keeping.MOST))
    monkeypatch.setattr(keeping, "_MADE", keeping._Kept(keeping.MOST_MADE))


def sql(text, *values):
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


@alone
def test_every_change_leaves_a_stamp_that_never_was():
    seen = {stamp()}
    body = Organisation.objects.create(name_en="Body")
    changes = [
        lambda: Organisation.objects.filter(pk=body.pk).update(name_en="Another"),
        lambda: sql("UPDATE members_organisation SET name_cy = 'Corff'"),
        lambda: sql("DELETE FROM members_organisation"),
        lambda: Organisation.objects.create(name_en="Body"),
        lambda: sql("TRUNCATE members_organisation CASCADE"),
        a_meeting,
    ]
    for number, change in enumerate(changes, start=2):
        change()
        seen.add(stamp())
        assert (len(seen), Stamp.objects.count()) == (number, 1)


@alone
def test_what_changes_nothing_leaves_the_stamp():
    body = Organisation.objects.create(name_en="Body")
    person = Person.objects.create_user("mair@forum.example", name="Mair")
    before = stamp()
    body.save(force_update=True)
    Person.objects.filter(pk=person.pk).update(last_login="2026-01-01T00:00Z", password="x")
    sql("UPDATE members_organisation SET name_en = 'None' WHERE id = -1")
    with transaction.atomic():
        Organisation.objects.create(name_en="Never")
        transaction.set_rollback(True)
    with transaction.atomic(), pytest.raises(DatabaseError), transaction.atomic():
        Organisation.objects.create(name_en="Never")
        sql("SELECT 1 / 0")
    assert stamp() == before


@alone
def test_a_savepoint_that_is_rolled_back_takes_no_later_stamp_with_it():
    before = stamp()
    with transaction.atomic():
        with transaction.atomic():
            Organisation.objects.create(name_en="Never")
            transaction.set_rollback(True)
        Organisation.objects.create(name_en="Body")
    assert stamp() != before


@alone
def test_nobody_waits_for_the_stamp_of_another_and_each_counts():
    """Two who have changed something, in whatever order they end: each end is a new stamp, and a third clears up."""
    first, second = Organisation.objects.create(name_en="First"), Organisation.objects.create(name_en="Second")
    changed, may_end = threading.Event(), threading.Event()

    def other():
        try:
            with transaction.atomic():
                Organisation.objects.filter(pk=second.pk).update(name_en="Changed")
                changed.set()
                assert may_end.wait(30)
        finally:
            connection.close()

    stamps = [stamp()]
    with ThreadPoolExecutor(1) as pool:
        ending = pool.submit(other)
        assert changed.wait(30)
        Organisation.objects.filter(pk=first.pk).update(name_en="Changed")  # it would wait for the other one's row
        stamps.append(stamp())
        may_end.set()
        ending.result()
    stamps.append(stamp())
    Organisation.objects.filter(pk=first.pk).update(name_en="Again")
    stamps.append(stamp())
    assert (len(set(stamps)), Stamp.objects.count()) == (4, 1)


@alone
@pytest.mark.slow
def test_what_is_kept_is_never_older_than_what_was_there_before_it_was_asked_for():
    """Two who change rows all the time, in transactions of some length, and two who read what is kept."""
    rows, enough = [Organisation.objects.create(name_en="0").pk for _ in range(2)], threading.Event()

    def write(pk):
        number = 0
        try:
            while not enough.is_set():
                number += 1
                with transaction.atomic():
                    Organisation.objects.filter(pk=pk).update(name_en=str(number))
                    time.sleep(0.002 * (number % 4))
            return number
        finally:
            connection.close()

    def now():
        return [int(name) for name in Organisation.objects.order_by("pk").values_list("name_en", flat=True)]

    def read():
        kept, made = 0, []
        try:
            for _patient in patiently():
                there = now()
                found = Shelf(stamp()).keep("numbers", lambda: (made.append(1), now())[1])
                kept += 1
                assert all(is_ >= was for is_, was in zip(found, there, strict=True)), (found, there)
                if kept > len(made) > 100:
                    return
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        writing, reading = [pool.submit(write, pk) for pk in rows], [pool.submit(read) for _ in range(2)]
        try:
            assert [one.result() for one in reading] == [None, None]
        finally:
            enough.set()
        assert min(one.result() for one in writing) > 20


@alone
def test_what_is_kept_is_made_once_until_the_record_changes():
    Organisation.objects.create(name_en="Body")
    made = []
    ask = lambda: Shelf(stamp()).keep("names", lambda: made.append(1) or list(Organisation.objects.all()))  # noqa: E731
    assert (ask(), ask()) == (made and ask(), ask())
    assert len(made) == 1
    Organisation.objects.create(name_en="Another")
    assert (len(ask()), len(made)) == (2, 2)


@alone
def test_nothing_is_kept_in_a_transaction_nor_when_it_is_switched_off(settings):
    assert stamp()
    with transaction.atomic():
        assert stamp() == ""
    settings.KEEPING = False
    assert stamp() == ""
    made = iter((1, 2))
    assert [Shelf("").keep("one", lambda: next(made)) for _ in range(2)] == [1, 2]


@alone
def test_nothing_is_kept_that_is_made_of_a_table_without_a_stamp(caplog):
    """Answers come and go without a stamp: what shows them stays outside."""
    caplog.set_level(logging.ERROR, logger="common.keeping")
    assert Answer._meta.db_table not in stamped()
    counted = "SELECT count(*) FROM meetings_answer"
    for made in (lambda: Answer.objects.count() + 1, lambda: sql(counted), lambda: prepared.rows(counted, ())):
        assert Shelf(stamp()).keep("answers", made)
    assert keeping._KEPT.rows == {}
    assert [record.message for record in caplog.records] == [
        "Not kept: answers is made of meetings_answer, which no stamp looks after"
    ] * 3


def test_the_tables_of_a_statement_are_found_however_it_is_written():
    assert tables_in('SELECT "x"."id" FROM "meetings_meeting" "x", members_person p') == {
        "meetings_meeting",
        "members_person",
    }


@alone
def test_each_table_that_carries_a_stamp_has_its_triggers_in_the_database():
    query = "SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE tgname ~ %s"
    for name in ("^pgtrigger_stamps_[0-9a-f]+$", "^pgtrigger_stamps_emptied_"):
        assert {table for (table,) in sql(query, name)} == stamped()
    assert {Meeting._meta.db_table, Meeting.hosts.through._meta.db_table} < stamped()


def test_it_holds_so_much_and_lets_go_of_what_was_asked_for_longest_ago():
    kept = keeping._Kept(1000)
    kept.find("a", 0)
    for number in range(20):
        kept.put("a", number, "x" * 200)
        kept.find("a", 0)
        assert kept.size <= 1000
    assert list(kept.rows) == [17, 18, 19, 0]
    kept.put("a", "large", "x" * 2000)
    assert "large" not in kept.rows
    kept.put("b", 1, "of another stamp")
    assert kept.find("a", 1) is None
    assert (kept.find("b", 0), kept.size) == (None, 0)
