"""A disk that is full, under the files or under Postgres: what is refused is refused whole, and then it goes on."""

import os
import subprocess

import pytest

from tests.durability import record
from tests.durability.machines import Forum, rest
from tests.durability.reporting import report
from tests.durability.traffic import Unanswered, Writer
from tests.waiting import wait_until

pytestmark = pytest.mark.skipif(os.getuid() != 0, reason="only root mounts a small disk")
SMALL = {"max_wal_size": "64MB", "min_wal_size": "32MB"}


@pytest.fixture
def small_disk(folder):
    """A function that mounts a disk of so many megabytes at a path; all are taken away again."""
    mounted = []

    def mount(path, megabytes):
        path.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "forum-durability", path], check=False
        )
        if done.returncode:
            pytest.skip("this machine lets nobody mount")
        mounted.append(path)
        return path

    yield mount
    for path in mounted:
        subprocess.run(["umount", "--lazy", path], check=False)


def fill(path):
    """Write a file there until nothing more fits; return it."""
    with open(path / "filler", "wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(2**16))
        except OSError:
            return path / "filler"


def works(writer, kind):
    """Whether something of a kind is acknowledged now, at one try."""
    insist, writer.insist = writer.insist, lambda ask: ask()
    try:
        writer.one(kind)
    except (Unanswered, AssertionError):
        return False
    finally:
        writer.insist = insist
    return True


def test_full_of_files(folder, mail, filled, small_disk, seed):
    small_disk(folder / "files", 4)
    forum = Forum(folder, mail.port, filled)
    try:
        forum.postgres.start()
        forum.start()
        writer = Writer(forum, record.group(forum.postgres), seed)
        assert works(writer, "paper")
        filler = fill(folder / "files")
        assert [works(writer, "paper") for _try in range(3)] == [False] * 3
        assert works(writer, "post"), "texts need no room among the files"
        filler.unlink()
        assert works(writer, "paper")
        found = record.look(forum.postgres, [writer], folder / "files")
        papers = record.column(forum.postgres, "SELECT title_en FROM taskgroups_grouppaper WHERE title_en LIKE 'w%'")
        assert len(papers) == found["paper"] == 2, "what was refused left no row"
        report(
            "full disk under the files",
            "uploads refused, texts taken; taken again when there was room; no row without file",
        )
    finally:
        forum.end()


def test_full_under_postgres(folder, mail, filled, small_disk, seed):
    small_disk(folder / "postgres-disk", 400)
    forum = Forum(folder, mail.port, filled, at=folder / "postgres-disk")
    try:
        forum.postgres.start(**SMALL)
        forum.start()
        writer = Writer(forum, record.group(forum.postgres), seed)
        assert works(writer, "post")
        filler = fill(folder / "postgres-disk")
        refused = 0
        while refused < 5:  # room in files that are there already is used up first
            refused += not works(writer, "post")
            rest(0.1)
        filler.unlink()
        if forum.postgres.process.poll() is not None:
            forum.postgres.start(**SMALL)
        wait_until(lambda: works(writer, "post"), forum.said)
        assert works(writer, "paper")
        found = record.look(forum.postgres, [writer], folder / "files")
        report(
            "full disk under Postgres",
            f"writes refused, {found['post']} acknowledged ones there; went on when there was room",
        )
    finally:
        forum.end()
