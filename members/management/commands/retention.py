"""Deletes what has been kept for as long as its rule says, or with `--dry-run` only tells what that would be."""

from django.core.management.base import BaseCommand

from members.data.retention import retire


class Command(BaseCommand):
    """`manage.py retention --dry-run`"""

    help = "Delete what has been kept for as long as its rule says."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args, dry_run, **options):
        for rule, number in retire(dry_run=dry_run):
            self.stdout.write(f"{number:>8}  {rule.label} ({rule.days} days)")
        self.stdout.write("Nothing was deleted." if dry_run else "Deleted.")
