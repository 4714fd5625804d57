"""The releases, each with the migrations it ended on and the sample Forum as its own program wrote it (a dump).

`making.py` adds one at each release. What is called `.dev` is no release, but what people tried before the first.
"""

import tomllib
from functools import cache
from pathlib import Path

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

FOLDER = Path(__file__).resolve().parent
STATES = FOLDER / "states.toml"


@cache
def known() -> dict[str, dict]:
    """Return what is known of each release by its version, oldest first: its day and the last migration of each app."""
    return tomllib.loads(STATES.read_text(encoding="utf-8"))


def dump(version: str) -> Path:
    """Return where the sample Forum of a release is kept."""
    return FOLDER / f"{version}.dump"


def leaves(version: str) -> list[tuple[str, str]]:
    """Return the last migration of each app at a release."""
    return list(known()[version]["migrations"].items())


def state(version: str) -> ProjectState:
    """Return the state of all models at a release."""
    return MigrationLoader(None, ignore_no_migrations=True).project_state(leaves(version))
