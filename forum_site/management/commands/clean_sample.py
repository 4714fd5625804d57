"""`manage.py clean_sample`: removes all that the embedded mode keeps, so that the next start begins afresh."""

import shutil

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from forum_site.running import database

KEPT = ("postgres", "postgres.log", "files", "mail", "static", "secret_key", "sample_password")


class Command(BaseCommand):
    help = (
        "Remove the sample Forum: database, files, letters and password. Refused while the site runs, or "
        "outside the embedded mode."
    )
    requires_system_checks = ()

    def handle(self, **options):
        if not settings.EMBEDDED:
            raise CommandError("DATABASE_URL is set: that database is not the sample's, and nothing was removed.")
        if not database.stop_unused():
            raise CommandError("The site is running; stop it first (Ctrl-C), then try again.")
        for name in KEPT:
            path = settings.VAR / name
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
        self.stdout.write("The sample Forum is removed; `make run` makes a new one.")
