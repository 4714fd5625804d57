"""What a run found is written into docs/reliability.md, with its day and the commit: one row a test, the newest run."""

import datetime
import re
import subprocess

from tests.sources import ROOT

TARGET = ROOT / "docs" / "reliability.md"


def report(what: str, figures: str):
    """Put a row into the table in the place of the former one of that name."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    row = f"| {what} | {figures} | {datetime.date.today()} | {commit.stdout.strip() or 'unknown'} |\n"
    text = TARGET.read_text(encoding="utf-8")
    former = re.compile(rf"^\| {re.escape(what)} \|.*\n", re.MULTILINE)
    text = former.sub(lambda _found: row, text) if former.search(text) else text.rstrip("\n") + "\n" + row
    TARGET.write_text(text, encoding="utf-8")
