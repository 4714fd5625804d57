"""`manage.py restore FILE`: the Forum as it was when the backup was made, into an empty database."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from forum_site.running import backups


class Command(BaseCommand):
    help = "Fill an empty database and an empty folder of uploads from a file that `manage.py backup` wrote."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the backup")

    def handle(self, *, file, **options):
        try:
            backups.restore(file.resolve(strict=True))
        except (backups.Refused, OSError) as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write("Restored. Everybody logs in anew.")
