"""Jobs outlive their workers, and what has expired goes."""

import os
import signal
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from forum_site import jobs
from tests.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.slow

# A worker as `manage.py procrastinate worker`, on the database of this test, with a task that only its second run ends.
WORKER = """
import sys, time
from pathlib import Path
import django
from django.conf import settings
settings.DATABASES["default"].update({database!r})
django.setup()
from django.core.management import call_command
from procrastinate.contrib.django import app
@app.task(name="tests.slow")
def slow(mark):
    if not Path(mark).exists():
        Path(mark).touch()
        time.sleep(6000)
call_command("procrastinate", "worker", *sys.argv[1:])
"""


@pytest.fixture
def start_worker(transactional_db):
    """A function that starts a real worker, which finds no jobs of earlier tests;
    all of them are gone after the test.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE"
        )  # between tests, Django empties its own tables alone
    started = []

    def start(*options):
        kept = ("NAME", "HOST", "USER", "PASSWORD", "PORT")
        database = {name: connection.settings_dict[name] for name in kept}
        program = WORKER.format(database=database)
        started.append(subprocess.Popen([sys.executable, "-c", program, *options], cwd=settings.ROOT, env=os.environ))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def test_a_job_whose_worker_was_killed_is_done_by_the_next(start_worker, tmp_path):
    mark = tmp_path / "begun"
    number = app.configure_task("tests.slow").defer(mark=str(mark))
    worker = start_worker()
    wait_until(mark.exists)
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    assert ProcrastinateJob.objects.get(id=number).status == "doing"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    jobs.resume_stalled.defer(timestamp=0)
    start_worker()
    wait_until(lambda: ProcrastinateJob.objects.get(id=number).status == "succeeded")
    assert ProcrastinateJob.objects.get(id=number).attempts == 2


def test_a_job_that_no_worker_outlives_is_given_up(start_worker):
    number = app.configure_task("tests.slow").defer(mark="")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s WHERE id = %s", [jobs.ATTEMPTS, number]
        )
    jobs.resume_stalled.defer(timestamp=0)
    assert start_worker("--one-shot").wait(PATIENCE) == 0
    assert ProcrastinateJob.objects.get(id=number).status == "failed"


@pytest.mark.django_db
def test_expired_sessions_and_cached_values_go():
    hour = timezone.timedelta(hours=1)
    for key, end in {"old": -hour, "new": hour}.items():
        Session.objects.create(session_key=key, session_data="", expire_date=timezone.now() + end)
    cache.set("old", 1, timeout=-60)
    cache.set("new", 1, timeout=60)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cache SET expires = now() - interval '1 hour' WHERE cache_key LIKE '%old'")
        jobs.remove_expired(timestamp=0)
        cursor.execute("SELECT count(*) FROM cache")
        assert cursor.fetchone() == (1,)
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def test_the_sweep_has_no_lock_that_a_dead_worker_could_hold():
    assert (jobs.resume_stalled.lock, jobs.resume_stalled.queueing_lock) == (None, None)
