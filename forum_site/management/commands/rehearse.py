"""`manage.py rehearse`: the newest backup restored beside the running site and compared; a good yearly exercise."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from forum_site.backups import making, rehearsal
from forum_site.management.commands.restore import said


class Command(BaseCommand):
    help = "Restore the newest backup into a place of its own, compare every table and file, and throw the copy away."

    def add_arguments(self, parser):
        parser.add_argument("--key", type=Path, help="the file with the key that opens a sealed one")

    def handle(self, *, key, **options):
        try:
            report = rehearsal.rehearse(key_file=key)
        except (making.Refused, OSError) as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(said(report))
        for name in report["missing"]:
            self.stderr.write(f"Missing: {name}, which a row has and the backup had not.")
        if not report["is_whole"]:
            raise CommandError(f"{report['name']} does not give back all that was backed up.")
        self.stdout.write(f"{report['name']} gives back all that was backed up.")
