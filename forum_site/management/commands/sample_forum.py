"""`manage.py sample_forum`: fills an empty database with the sample Forum; once it is there, changes nothing."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

import exchange.sample
import library.sample
import meetings.sample
import members.sample
import taskgroups.sample

OUR_APPS = ("members", "meetings", "taskgroups", "library", "exchange")


class Command(BaseCommand):
    help = (
        "Fill the database with the sample Forum: its year 2016 and a year around today. If it is there "
        "already, nothing changes."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--force", action="store_true", help="also where DATABASE_URL is set: invented people join the real ones"
        )

    def handle(self, *, force, **options):
        if not (settings.EMBEDDED or force):
            raise CommandError(
                "DATABASE_URL is set: invented people do not belong among real ones. Use --force if you mean it."
            )
        if not settings.SAMPLE_PASSWORD:
            raise CommandError("Set SAMPLE_PASSWORD: the people of the sample log in with it.")
        if members.sample.is_there():
            self.stdout.write("The sample Forum is there already; nothing has been changed.")
            return
        with transaction.atomic():
            for line in everything():
                self.stdout.write(f"The sample Forum: {line}")


def everything():
    """Make the sample app by app, each one building on those to its left; yield a line on each."""
    yield members.sample.make(members.sample.staff_group(OUR_APPS))
    today = timezone.localdate()
    held = meetings.sample.make(today)
    yield f"{len(held)} meetings"
    yield taskgroups.sample.make(held)
    yield library.sample.make(held)
    yield exchange.sample.make(today)
