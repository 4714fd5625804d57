"""`manage.py backup FILE`: database and uploads in one file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from forum_site.backups import making


class Command(BaseCommand):
    help = "Write everything the Forum keeps into one file; the site may go on running."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the file to write, as forum-2026-11-23.tar")

    def handle(self, *, file, **options):
        try:
            making.back_up(file.resolve())
        except (making.Refused, OSError) as reason:
            raise CommandError(str(reason)) from reason
        self.stdout.write(
            f"Written: {file} ({file.stat().st_size // 1024} kB). It holds personal data; keep it as such."
        )
