"""`manage.py migrate`: Django's own, one process at a time."""

from django.core.management.commands import migrate

from common import turns


class Command(migrate.Command):
    def handle(self, *args, **options):
        """Wait for another process that migrates, and then do what is left: the same changes at once would clash."""
        with turns.by_turns("migrate"):
            return super().handle(*args, **options)
