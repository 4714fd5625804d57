"""Where backups are kept and for how long: the newest of each of seven days, four weeks and twelve months."""

import datetime
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Min
from django.utils import timezone
from django.utils.module_loading import import_string

from common import turns
from common.models import Done
from forum_site.backups import archives, making, sealed

NAME, TIME = "forum-", "%Y-%m-%dT%H%M%SZ"
EVERY = datetime.timedelta(hours=23)  # a daily task that comes a little early is in time
RULE: tuple[tuple[int, Callable[[datetime.datetime], tuple]], ...] = (
    (7, lambda at: (at.year, at.month, at.day)),
    (4, lambda at: at.isocalendar()[:2]),
    (12, lambda at: (at.year, at.month)),
)


def superseded(made: Iterable[datetime.datetime]) -> set[datetime.datetime]:
    """Return which of these backups, by when they were made, the rule keeps no longer; never the newest."""
    newest_first = sorted(made, reverse=True)
    kept: set[datetime.datetime] = set()
    for number, period in RULE:
        newest = {period(at): at for at in reversed(newest_first)}
        kept.update(sorted(newest.values(), reverse=True)[:number])
    return set(newest_first) - kept


def place():
    """Return the storage of backups; None where none is set."""
    known = settings.BACKUPS
    if known is None:
        return None
    in_bucket = "bucket_name" in known
    kind = "forum_site.running.bucket.FilesInBucket" if in_bucket else "common.filing.stored.WholeFiles"
    return import_string(kind)(**known)


def there(storage) -> dict[datetime.datetime, str]:
    """Return the backups of a place by when they were made; none of no place."""
    found = {_made_at(kept.name): kept.name for kept in storage.entries()} if storage else {}
    return {at: name for at, name in found.items() if at}


def _made_at(name):
    if not name.startswith(NAME) or ".tar" not in name:
        return None
    try:
        return datetime.datetime.strptime(name[len(NAME) :].split(".")[0], TIME).replace(tzinfo=datetime.UTC)
    except ValueError:
        return None


def make() -> str:
    """Make a backup, put it to its place, read it there again, and let go of those that the rule keeps no longer.

    Returns its name; raises what `making.back_up` does, and Refused where the place has other bytes than came.
    """
    storage, keys = place(), settings.BACKUP_KEYS
    name = _free_name(storage, f".tar{sealed.SUFFIX if keys else ''}")
    with tempfile.TemporaryDirectory(dir=settings.VAR) as folder:
        path = Path(folder) / name
        facts = making.back_up(path, keys)
        with open(path, "rb") as file:
            storage.save(name, File(file))
            file.seek(0)
            expected = archives.sum_of(file)
    with storage.open(name) as again:
        if archives.sum_of(again) != expected:
            raise making.Refused(f"{name} is not in its place as it was made.")
    let_go(storage)
    note("backup", facts | {"name": name})
    return name


def _free_name(storage, suffix):
    """Return a name that says the second in which the backup is made; the next one that none has yet."""
    at = timezone.now().astimezone(datetime.UTC)
    while storage.exists(name := f"{NAME}{at:{TIME}}{suffix}"):
        at += datetime.timedelta(seconds=1)
    return name


def make_if_due() -> str:
    """Make a backup unless one was made within the day, or nobody said where to; return its name, or ""."""
    with turns.by_turns("backup"):
        return make() if settings.BACKUPS and timezone.now() - last_made() > EVERY else ""


def let_go(storage) -> list[str]:
    """Remove the backups of a place that the rule keeps no longer; return their names."""
    kept = there(storage)
    names = [kept[at] for at in sorted(superseded(kept))]
    for name in names:
        storage.delete(name)
    return names


def note(what: str, facts: dict) -> None:
    """Write down that something was done now."""
    Done.objects.update_or_create(pk=what, defaults={"at": timezone.now(), "facts": facts})


def done(what: str) -> Done | None:
    """Return when something was done last and how that went; None before the first time."""
    return Done.objects.filter(pk=what).first()


def last_made() -> datetime.datetime:
    """Return when the last backup was made; before the first one, when the site was set up counts."""
    last = done("backup")
    return last.at if last else MigrationRecorder.Migration.objects.aggregate(first=Min("applied"))["first"]
