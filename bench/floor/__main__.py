"""Makes the floor's tables, its rows and somebody who is logged in, and prints the cookie."""

import datetime

import django
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

ROWS, WORDS = 12, "What was said about this was written down by those who were there. "


def main():
    django.setup()
    from django.contrib.auth.models import User

    from bench.floor.models import Note

    call_command("migrate", run_syncdb=True, verbosity=0)
    Note.objects.all().delete()
    moment = timezone.now()
    Note.objects.bulk_create(
        Note(title=f"Note {number}", text=WORDS * 15, written_at=moment + datetime.timedelta(hours=number))
        for number in range(ROWS)
    )
    client = Client()
    client.force_login(User.objects.get_or_create(username="somebody")[0])
    print(f"sessionid={client.cookies['sessionid'].value}")


main()
