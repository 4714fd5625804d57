"""Writes docs/licences.md: under which licence each package stands that the site needs, as the package itself says."""

import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.markers import Marker

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "licences.md"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==\S+(?: ; (?P<where>[^\\]+))?", re.MULTILINE)
CLASSIFIER = "License :: OSI Approved :: "
IN_A_FILE = {"pyrage": "MIT"}  # what says so in its licence file alone
HEAD = """# What the site is made of, and its licences

Written by `make licences` from what each package says of itself; a test compares. Versions stand in
`requirements.txt`, and `make sbom` makes the same list for machines. The site's own licence is MIT (`LICENSE`). Nothing
here asks that the site's own text be given away: what is under the LGPL or MPL is used as it is, as a library.

| Package | Licence |
|---|---|
"""


def said(package: str) -> str:
    """Return what an installed package says of its licence, in a few words; "" if it says nothing."""
    facts = metadata(package)
    classes = [one.removeprefix(CLASSIFIER) for one in facts.get_all("Classifier", []) if one.startswith(CLASSIFIER)]
    short = (facts.get("License") or "").strip().splitlines()[:1]
    return facts.get("License-Expression") or ", ".join(classes) or "".join(short) or IN_A_FILE.get(package, "")


def page(requirements: str) -> str:
    """Return the whole page for a list of pinned requirements."""
    pinned = {found[1]: found["where"] for found in PINNED.finditer(requirements)}
    here = sorted(name for name, where in pinned.items() if not where or Marker(where.strip()).evaluate())
    elsewhere = sorted(pinned.keys() - set(here))
    rows = "".join(f"| {name} | {said(name)} |\n" for name in here)
    return HEAD + rows + f"\nOn other systems also: {', '.join(elsewhere) or 'none'}.\n"


if __name__ == "__main__":
    try:
        TARGET.write_text(page((ROOT / "requirements.txt").read_text()), encoding="utf-8")
    except PackageNotFoundError as missing:
        sys.exit(f"{missing.name} is not installed: make setup")
