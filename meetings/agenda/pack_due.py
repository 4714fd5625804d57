"""Has packs made anew: called by whatever changes an agenda, so it leans on nothing but the queue."""

import contextlib

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

MAKE_PACKS = "meetings.make_packs"  # the task of jobs.py


def enqueue_packs(meeting) -> None:
    """Have the packs of a published agenda looked at once what is being saved is certain;
    several changes make one run.
    """
    if meeting.agenda_published_at is not None:
        transaction.on_commit(lambda: _enqueue(meeting.pk))


def _enqueue(pk) -> None:
    with contextlib.suppress(AlreadyEnqueued), transaction.atomic():
        app.configure_task(MAKE_PACKS, queueing_lock=f"packs of {pk}").defer(meeting_id=pk)
