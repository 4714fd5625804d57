"""A process of its own over the database of a test: it is told who asks for what, and tells what it saw.

It reads lines of "e-mail-address path", and answers each with the digest of the page.
"""

import hashlib
import sys

import django
from django.conf import settings


def answer(email, path):
    from django.test import Client

    from members.models import Person
    from tests.keeping import body

    if email not in CLIENTS:
        CLIENTS[email] = Client()
        CLIENTS[email].force_login(Person.objects.get(email=email))
    return hashlib.sha256(body(CLIENTS[email].get(path))[1]).hexdigest()


CLIENTS = {}

if __name__ == "__main__":
    settings.DATABASES["default"]["NAME"] = sys.argv[1]
    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.ALLOWED_HOSTS.append("testserver")
    django.setup()
    for line in sys.stdin:
        sys.stdout.write(answer(*line.split()) + "\n")
        sys.stdout.flush()
