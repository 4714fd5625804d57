"""What watches the site is told whether it lives and whether it is ready, and nothing else."""

import pytest
from django.db import connection

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
    things = {"database": True, "migrations": True, "storage": True}
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (503, things | {"worker": False})
    a_worker(seconds_ago=120)
    assert client.get("/readyz").status_code == 503
    a_worker(seconds_ago=5)
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, things | {"worker": True})
