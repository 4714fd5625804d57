"""A backup tried: restored into a folder of its own, beside the running site, and compared with what was backed up."""

import datetime
import json
import os
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from forum_site.backups import kept, making

SAYS = "report.json"


def into(folder: Path, backup: Path, *, key_file: Path | None = None) -> dict:
    """Restore a backup into an empty folder with a Postgres of its own, as another machine would, and return its
    report: {"tables": [[name, expected, found, same] …], "files": number, "missing": [names], "is_whole": whether all
    is as it was backed up}. Raises making.Refused.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise making.Refused(f"{folder} is not empty; a backup goes into an empty folder only.")
    report = folder / SAYS
    command = [sys.executable, "manage.py", "restore", str(backup), f"--report={report}"]
    command += [f"--key={key_file}"] if key_file else []
    env = {
        name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "FILES_URL", "SITE_ORIGIN")
    }
    done = subprocess.run(
        command, cwd=settings.ROOT, env=env | {"FORUM_VAR": str(folder)}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise making.Refused(done.stderr.strip())
    return json.loads(report.read_text())


def rehearse(*, key_file: Path | None = None) -> dict:
    """Restore the newest backup of its place beside the running site, compare, throw the copy away; return the report
    with the backup's "name", and note when it was done. Raises making.Refused.
    """
    storage = kept.place()
    backups = kept.there(storage)
    if not backups:
        raise making.Refused("There is no backup to try: set BACKUP_URL, and make one with `manage.py backup`.")
    name = backups[max(backups)]
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o711)  # Postgres, which does not run as root, passes through
        path = Path(place) / name
        with closing(storage.open(name)) as source, open(path, "wb") as target:
            for chunk in source.chunks():
                target.write(chunk)
        report = into(Path(place) / "var", path, key_file=key_file) | {"name": name}
    figures = {"tables": len(report["tables"]), "files": report["files"]}
    kept.note("rehearsal", {"name": name, "is_whole": report["is_whole"]} | figures)
    return report


def is_due(every: datetime.timedelta = datetime.timedelta(days=366)) -> bool:
    """Whether the last rehearsal is longer ago than that, or there was none."""
    done = kept.done("rehearsal")
    return done is None or timezone.now() - done.at > every
