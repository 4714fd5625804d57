"""`manage.py take_over FILE`: a record that was handed over, read into an empty site of the same version."""

from dataclasses import astuple
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from forum_site.backups import making
from forum_site.handing_over import taking_over
from forum_site.management.commands.restore import said

LOGINS = {
    True: "Nobody is logged in: everybody asks for a code by e-mail and sets up a second factor anew if they need one.",
    False: "Contact details were not handed over, so nobody can log in or get letters yet: make a staff account with "
    "`manage.py createsuperuser`, and give people their addresses in the admin.",
}


class Command(BaseCommand):
    help = "Fill an empty site from a zip that was handed over, and compare every table and file with it."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the zip")

    def handle(self, *, file, **options):
        try:
            found = taking_over.take_over(file.resolve(strict=True))
        except (taking_over.Refused, making.Refused, OSError) as reason:
            raise CommandError(str(reason)) from reason
        tables = [list(astuple(line)) for line in found.tables]
        self.stdout.write(said({"tables": tables, "files": found.files}))
        for name in found.missing:
            self.stderr.write(f"Missing: {name}, which a row has and the zip had not.")
        self.stdout.write(LOGINS[found.with_contacts])
        self.stdout.write("Letters that waited are held back; who keeps the record sends or drops them on the site.")
        if not found.is_whole:
            raise CommandError("Not all is as it was handed over; see above.")
