"""`manage.py migrate`: Django's own, one process at a time, no long wait for a table, quick where all is new."""

from functools import partial

from django.core.management.commands import migrate

from common import turns
from forum_site.migrating.brief_locks import with_brief_locks
from forum_site.migrating.lean_states import drawn_leanly


class Command(migrate.Command):
    def handle(self, *args, **options):
        """Wait for another process that migrates, and then do what is left: the same changes at once would clash."""
        with turns.by_turns("migrate"), drawn_leanly():
            with_brief_locks(partial(super().handle, *args, **options), options["database"])
