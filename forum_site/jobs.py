"""Background work that belongs to no app: stalled jobs are taken up again, and what has expired is removed."""

import logging

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.jobs import Status

from common.filing import stored
from common.finding import nearly
from common.models import Press
from forum_site import doors
from forum_site.backups import kept
from forum_site.handing_over import kept as handed
from forum_site.pages import all_well, gathering
from forum_site.watching import doctor
from members.inbox import reading

logger = logging.getLogger(__name__)
SILENT = 45  # seconds without a sign of life after which a worker is taken for dead; they give one every 10
ATTEMPTS = 5  # after which a job that its worker never outlives is given up
KEPT = 30 * 24  # hours that a finished job can be looked at


@app.periodic(cron="* * * * *")
@app.task
async def resume_stalled(timestamp):
    """Put the jobs of dead workers back in the queue. It has no lock of its own that could be left behind."""
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT):
        if job.attempts < ATTEMPTS:
            await app.job_manager.retry_job(job)
            logger.warning("job resumed after its worker died: task=%s id=%s", job.task_name, job.id)
        else:
            await app.job_manager.finish_job_by_id_async(job.id, status=Status.FAILED, delete_job=False)
            logger.error("job given up, its workers keep dying: task=%s id=%s", job.task_name, job.id)


@app.periodic(cron="17 * * * *")
@app.task
def remove_expired(timestamp):
    """Remove sessions, presses and cached values whose time is over; every hour,
    so that no machine that sleeps at night misses it.
    """
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    Press.objects.expired().delete()
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [now])  # noqa: S608 (the name is our setting)


@app.periodic(cron="27 * * * *")
@app.task
def sweep_files(timestamp):
    """Remove files that no row has had for a day, and tell of rows whose file is not there."""
    handed.look_after()
    stored.sweep()
    missing = stored.missing()
    if missing:
        logger.error("files are missing that rows have: number=%s", len(missing))


@app.periodic(cron="7 * * * *")
@app.task(name="forum_site.back_up")
def back_up(timestamp):
    """Make the day's backup where BACKUP_URL says; it asks every hour, so that no day is missed."""
    if name := kept.make_if_due():
        logger.info("backup made: %s", name)


@app.task(name=handed.HAND_OVER)
def hand_over(name):
    """Put the record together, as an administrator asked for; begun anew where its worker was killed."""
    handed.make(name)


@app.periodic(cron="57 5,17 * * *")
@app.task(name=all_well.LOOK)
def look(timestamp=0):
    """Look whether all is well, for the page that tells it; twice a day, and when somebody asks."""
    doctor.note(doctor.examine())


@app.periodic(cron="22 * * * *")
@app.task
def forget_words(timestamp):
    """Remove the words of the search that no row holds any more, names of people who are erased among them."""
    nearly.forget_words()


@app.periodic(cron="47 * * * *")
@app.task
async def remove_finished(timestamp):
    """Remove jobs that ended long ago; failed ones too, because what failed is told where it matters to people."""
    await app.job_manager.delete_old_jobs(nb_hours=KEPT, include_failed=True, include_cancelled=True)


@app.periodic(cron="42 * * * *")
@app.task(name="forum_site.gather")
def gather(timestamp):
    """Write today's letter of what was asked to who keeps the record; it asks every hour, so that no day is missed."""
    gathering.send_due()


@app.periodic(cron="*/5 * * * *")
@app.task
def read_mailbox(timestamp):
    """Read what has come back by mail since; the apps are told of calendars' answers. Nothing without MAIL_INBOX."""
    reading.read(doors.calendar_reply)
