"""`manage.py restore FILE`: the Forum as it was at a backup, into an empty database, or a folder of its own."""

import json
from dataclasses import astuple
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from forum_site.backups import making, rehearsal
from members.letters import letters


class Command(BaseCommand):
    help = "Fill an empty database and an empty place of uploads from a file that `manage.py backup` wrote."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the backup")
        parser.add_argument("--key", type=Path, help="the file with the key that opens a sealed one")
        parser.add_argument("--into", type=Path, help="an empty folder, the FORUM_VAR of a copy beside this site")
        parser.add_argument("--report", type=Path, help="write what was found there, as JSON")
        parser.add_argument(
            "--send-letters", action="store_true", help="send the letters that waited, instead of holding them back"
        )

    def handle(self, *, file, key, into, report, send_letters, **options):
        try:
            file = file.resolve(strict=True)
            found = rehearsal.into(into.resolve(), file, key_file=key) if into else _restored(file, key, send_letters)
        except (making.Refused, OSError) as reason:
            raise CommandError(str(reason)) from reason
        if report:
            report.write_text(json.dumps(found))
        self.tell(found, into)

    def tell(self, found, into):
        """Say what came, table by table where one is not as it was, and what is missing."""
        self.stdout.write(said(found))
        self.stdout.write(f"It is in {into}." if into else "Restored. Everybody logs in anew.")
        if not into and letters.are_held():
            self.stdout.write(
                "Letters that waited are held back; who keeps the record sends or drops them on the site."
            )
        for name in found["missing"]:
            self.stderr.write(f"Missing: {name}, which a row has and the backup had not.")


def _restored(file, key, send_letters):
    found = making.restore(file, key_file=key, send_letters=send_letters)
    tables = [list(astuple(line)) for line in found.tables]
    return {"tables": tables, "files": found.files, "missing": found.missing, "is_whole": found.is_whole}


def said(found: dict) -> str:
    """Return the report in lines: every table with its rows, and what is not as it was."""
    lines = [
        f"  {name:<44}{rows:>9}" + ("" if is_same else f"   NOT THE SAME: {expected} were backed up")
        for name, expected, rows, is_same in found["tables"]
    ]
    same = sum(is_same for *_, is_same in found["tables"])
    return "\n".join(
        [*lines, f"{same} of {len(found['tables'])} tables are the same, row by row; {found['files']} files."]
    )
