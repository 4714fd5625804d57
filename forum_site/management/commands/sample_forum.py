"""`manage.py sample_forum`: fills an empty database with the sample Forum; once it is there, changes nothing."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from forum_site import doors
from members import sample


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
        if sample.is_there():
            self.stdout.write("The sample Forum is there already; nothing has been changed.")
            return
        with transaction.atomic():
            for line in doors.sample(timezone.localdate(), {"staff": sample.staff_group(doors.APPS)}):
                self.stdout.write(f"The sample Forum: {line}")
