"""What watches the site is told whether it lives and whether it is ready, and nothing else."""

import shutil
from datetime import timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from forum_site.backups import kept
from forum_site.watching import health
from members.letters.posting import send_letter

pytestmark = pytest.mark.django_db


def a_worker(*, seconds_ago):
    """Let a job worker have given a sign of life so long ago."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second')",
            [seconds_ago],
        )


def test_healthz_answers(client):
    assert client.get("/healthz").content == b"ok\n"


def test_ready_only_with_a_worker_alive(client):
    things = {"database": True, "migrations": True, "storage": True, "jobs": True, "disk": True, "backup": True}
    things["mailbox"] = True  # there is none
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, things | {"worker": False})
    a_worker(seconds_ago=120)
    assert client.get("/readyz").status_code == 503
    a_worker(seconds_ago=5)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, things | {"worker": True})


@pytest.mark.parametrize(("minutes", "status"), [(-5, 200), (9, 200), (11, 503)])
def test_ready_only_while_no_job_has_been_due_for_long(client, minutes, status):
    a_worker(seconds_ago=5)
    due = timezone.now() - timedelta(minutes=minutes)
    send_letter.configure(schedule_at=due).defer(key="none")
    assert client.get("/readyz").status_code == status


def test_ready_only_while_the_disk_has_room(client, settings):
    a_worker(seconds_ago=5)
    free = shutil.disk_usage(settings.VAR).free // 2**20
    for least, status in ((free // 2, 200), (free * 2, 503)):
        settings.READY_DISK_MB = least
        assert client.get("/readyz").status_code == status
    assert client.get("/readyz").json()["disk"] is False


@pytest.mark.parametrize(("most", "hours_ago", "is_ready"), [(24, 23, True), (24, 25, False), (0, 999, True)])
def test_ready_only_while_the_last_backup_is_not_old(client, settings, most, hours_ago, is_ready):
    a_worker(seconds_ago=5)
    settings.READY_BACKUP_HOURS = most
    kept.note("backup", {})
    kept.Done.objects.update(at=timezone.now() - timedelta(hours=hours_ago))
    answer = client.get("/readyz")
    assert (answer.json()["backup"], answer.status_code) == (is_ready, 200 if is_ready else 503)


@pytest.mark.parametrize(("days_ago", "is_ready"), [(0, True), (9, False)])
def test_before_the_first_backup_the_setting_up_of_the_site_counts(client, settings, days_ago, is_ready):
    settings.READY_BACKUP_HOURS = 8 * 24
    MigrationRecorder.Migration.objects.update(applied=timezone.now() - timedelta(days=days_ago))
    assert client.get("/readyz").json()["backup"] is is_ready


def test_a_job_without_a_time_is_due_since_it_was_put_in_the_queue(client):
    number = send_letter.defer(key="none")
    assert health.oldest_due() < timedelta(minutes=1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '20 minutes' WHERE job_id = %s", [number])
    assert health.oldest_due() > timedelta(minutes=19)
