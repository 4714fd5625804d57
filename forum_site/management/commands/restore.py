"""`manage.py restore FILE`: the Forum as it was when the backup was made, into an empty database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from forum_site.backups import making
from members.letters import letters


class Command(BaseCommand):
    help = "Fill an empty database and an empty folder of uploads from a file that `manage.py backup` wrote."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the backup")
        parser.add_argument(
            "--send-letters", action="store_true", help="send the letters that waited, instead of holding them back"
        )

    def handle(self, *, file, send_letters, **options):
        try:
            missing = making.restore(file.resolve(strict=True), send_letters=send_letters)
        except (making.Refused, OSError) as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write("Restored. Everybody logs in anew.")
        if letters.are_held():
            self.stdout.write(
                "Letters that waited are held back; who keeps the record sends or drops them on the site."
            )
        for name in missing:
            self.stderr.write(f"Missing: {name}, which a row has and the backup had not.")
