"""The migrated database that every test database is copied from, and those at earlier migrations (`upgrades.py`):
made once, and kept until a migration changes.
"""

import fcntl
import hashlib
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from forum_site.running import database
from tests import upgrades

NAME = "forum_template"
FOLDER = settings.ROOT / "var" / "tests"


def kept_under() -> Path:
    """Return the folder of the cluster that is right for the migrations and packages as they are now."""
    sources = [*sorted(settings.ROOT.glob("*/migrations/*.py")), settings.ROOT / "requirements.txt", upgrades.__file__]
    digest = hashlib.sha256(b"".join(Path(path).read_bytes() for path in sources)).hexdigest()
    return FOLDER / f"postgres-{digest[:16]}"


def lay():
    """Lay a migrated cluster where the tests' own Postgres will start, making it first where there is none yet."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / "lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        kept = kept_under()
        if not kept.exists():
            _make(kept)
            _forget_all_but(kept)
        elif not database.data().exists():
            _copy(kept, database.data())
    settings.DATABASES["default"]["TEST"]["TEMPLATE"] = NAME


def _make(kept):
    """Migrate an empty database, stop its Postgres, and keep its files."""
    user = database.hold(durable=False)
    database.create(NAME)
    connection.settings_dict["NAME"] = NAME
    upgrades.make_copies()
    call_command("migrate", verbosity=0)
    connection.close()
    connection.settings_dict["NAME"] = database.NAME
    database.release(user)
    _copy(database.data(), kept.with_suffix(".new"))
    kept.with_suffix(".new").rename(kept)


def _copy(source, target):
    subprocess.run(["cp", "-a", "--reflink=auto", str(source), str(target)], check=True)


def _forget_all_but(kept):
    """Remove what is left of earlier migrations: the clusters that were not used for the longest, but for three."""
    clusters = sorted(FOLDER.glob("postgres-*"), key=lambda path: path.stat().st_mtime)
    for cluster in clusters[:-4]:
        if cluster != kept:
            shutil.rmtree(cluster)
