"""Whether the site is alive and whether it is ready, for what watches it: words only, no secrets."""

import shutil
from datetime import timedelta

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob, ProcrastinateWorker

from forum_site.backups import kept
from members.inbox import reading


@require_safe
@never_cache
def healthz(request):
    """Answer as long as the process does."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request):
    """Answer 200 when everything that a page needs is there, else 503; each thing by name."""
    things = states()
    return JsonResponse(things, status=200 if all(things.values()) else 503)


def states() -> dict[str, bool]:
    """Return of each thing that a page needs whether it is as it should be."""
    is_there = _holds(database)  # without it, nothing that would wait for it is asked
    return {name: _holds(check) if is_there or check in WITHOUT_DATABASE else False for name, check in CHECKS.items()}


def database():
    """Postgres answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return True


def migrations():
    """No migration waits."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def storage():
    """The place of uploads takes files."""
    default_storage.try_out()
    return True


def worker():
    """A job worker gave a sign of life within the last minute."""
    return ProcrastinateWorker.objects.extra(where=["last_heartbeat > now() - interval '1 minute'"]).exists()


def jobs():
    """No job has been due for long: workers that live may still be held up."""
    return oldest_due() < timedelta(minutes=settings.READY_JOBS_MINUTES)


def disk():
    """The disk of what the site keeps has room for more."""
    return shutil.disk_usage(settings.VAR).free >= settings.READY_DISK_MB * 2**20


def backup():
    """The last backup is not old; before the first one, the setting up of the site counts."""
    most = settings.READY_BACKUP_HOURS
    return not most or timezone.now() - kept.last_made() < timedelta(hours=most)


def mailbox():
    """The mailbox, where there is one, was read lately."""
    return reading.is_read()


def oldest_due() -> timedelta:
    """Return for how long the oldest waiting job has been due."""
    told = ProcrastinateEvent.objects.filter(job=OuterRef("pk")).order_by("-at").values("at")[:1]
    waiting = ProcrastinateJob.objects.filter(status="todo").annotate(due=Coalesce("scheduled_at", Subquery(told)))
    return timezone.now() - (waiting.aggregate(first=Min("due"))["first"] or timezone.now())


CHECKS = {check.__name__: check for check in (database, migrations, storage, worker, jobs, disk, backup, mailbox)}
WITHOUT_DATABASE = {storage, disk}


def _holds(check):
    try:
        return check()
    except (DatabaseError, OSError):
        return False
