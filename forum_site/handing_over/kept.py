"""The zips that were made: one at a time, kept for two weeks, then removed; who made and fetched them stays noted."""

import datetime
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from common import turns
from common.editing import IllegalChange, locked
from common.models import Done
from members.access import is_administrator

HAND_OVER = "forum_site.hand_over"  # the job
BEGINS, TIME = "handover ", "%Y-%m-%dT%H%M%SZ"
KEPT = datetime.timedelta(days=14)
WAITING, READY, FAILED, GONE = "waiting", "ready", "failed", "gone"
EVERY = 20  # pages after which it is told how many there are


@dataclass(frozen=True)
class Handed:
    """One zip, or one that is being made: its name, when it was asked for, by whom (a key), and what became of it."""

    name: str
    at: datetime.datetime
    facts: dict[str, Any]

    @property
    def is_ready(self) -> bool:
        """Whether it can be fetched."""
        return self.facts["state"] == READY

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be made, or is being made."""
        return self.facts["state"] == WAITING

    @property
    def file_name(self) -> str:
        """What the file is called where it is kept, and for who fetches it."""
        return f"handover/forum-{self.name}.zip"

    @property
    def until(self) -> datetime.datetime:
        """When it is removed."""
        return self.at + KEPT


def _handed(row):
    return Handed(row.pk.removeprefix(BEGINS), row.at, row.facts)


def all_of_them() -> list[Handed]:
    """Return all that were made or asked for, the newest first."""
    return [_handed(row) for row in Done.objects.filter(pk__startswith=BEGINS).order_by("-at", "-pk")]


def one(name: str) -> Handed | None:
    """Return one that can be fetched, or None."""
    row = Done.objects.filter(pk=f"{BEGINS}{name}").first()
    return _handed(row) if row and row.facts["state"] == READY else None


def under_way(handed: Iterable[Handed]) -> Handed | None:
    """Return the one that is being made, or None; one whose job is gone is not made any more."""
    jobs = ProcrastinateJob.objects.filter(task_name=HAND_OVER, status__in=["todo", "doing"])
    named = {job.args.get("name") for job in jobs}
    return next((each for each in handed if each.is_waiting and each.name in named), None)


@transaction.atomic
def ask(*, by, with_contacts: bool) -> None:
    """Have the record put together for an administrator; raises IllegalChange while that is being done."""
    turns.one_at_a_time(HAND_OVER)
    if under_way(all_of_them()):
        raise IllegalChange(_("The record is being put together already. Please wait until that is done."))
    facts = {"state": WAITING, "by": by.pk, "contacts": with_contacts, "pages": 0, "fetched": []}
    row = Done.objects.create(pk=f"{BEGINS}{timezone.now().astimezone(datetime.UTC):{TIME}}", facts=facts)
    app.configure_task(HAND_OVER).defer(name=_handed(row).name)


def make(name: str) -> None:
    """Put together what was asked for; begun anew where a worker was killed over it, and nothing where it is done."""
    with turns.by_turns(HAND_OVER):
        row = Done.objects.filter(pk=f"{BEGINS}{name}").first()
        if row is None or row.facts["state"] != WAITING:
            return
        person = get_user_model().objects.with_rights().filter(pk=row.facts["by"]).first()
        if person is None or not is_administrator(person):
            _say(row, state=FAILED)
            return
        try:
            _make(row, person)
        except Exception:
            _say(row, state=FAILED)
            raise


def _make(row, person):
    from forum_site.handing_over import packing  # large, and no process of the web server packs

    def tell(pages):
        if pages % EVERY == 0:
            _say(row, pages=pages)

    handed = _handed(row)
    with tempfile.TemporaryDirectory(dir=settings.VAR) as folder:
        path = Path(folder) / "record.zip"
        packing.pack(path, person, with_contacts=row.facts["contacts"], tell=tell)
        with open(path, "rb") as file:
            default_storage.delete(handed.file_name)
            default_storage.save(handed.file_name, File(file))
        _say(row, state=READY, size=path.stat().st_size)


def _say(row, **facts):
    row.facts |= facts
    Done.objects.filter(pk=row.pk).update(facts=row.facts)


@transaction.atomic
def note_fetched(handed: Handed, *, by) -> None:
    """Write down who fetched a zip, and when."""
    row = locked(Done(pk=f"{BEGINS}{handed.name}"))
    fetched = [*row.facts["fetched"], [timezone.now().isoformat(), by.pk]]
    Done.objects.filter(pk=row.pk).update(facts=row.facts | {"fetched": fetched})


@transaction.atomic
def remove(handed: Handed) -> None:
    """Remove a zip; that it was made, and who fetched it, stays noted."""
    row = locked(Done(pk=f"{BEGINS}{handed.name}"))
    Done.objects.filter(pk=row.pk).update(facts=row.facts | {"state": GONE})
    transaction.on_commit(lambda: default_storage.delete(handed.file_name))


def remove_all() -> None:
    """Remove all zips: somebody who is named in them is erased."""
    for handed in all_of_them():
        if handed.is_ready:
            remove(handed)


def look_after() -> None:
    """Remove the zips whose time is over, and have the sweep of files leave the others alone."""
    for handed in all_of_them():
        if handed.is_ready and timezone.now() > handed.until:
            remove(handed)
        elif handed.is_ready:
            default_storage.touch(handed.file_name)
