"""The Forum to measure: the sample, a thousand people more, and three hundred organisations."""

import datetime
import io

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forum_site.running import static_files
from meetings.models import Meeting
from members.models import Organisation, Person, Standing

MANY, BODIES = 1_000, 300


def make():
    """Fill the empty database."""
    call_command("catalogues", "--compile", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    static_files.collect()
    call_command("sample_forum", stdout=io.StringIO())
    bodies = Organisation.objects.bulk_create(
        Organisation(name_en=f"Body {number:03}", is_sample=True) for number in range(BODIES)
    )
    people = [
        Person(
            email=f"p{number}@many.example",
            name=f"Person {number:04}",
            organisation=bodies[number % BODIES],
            is_sample=True,
        )
        for number in range(MANY)
    ]
    Person.objects.bulk_create(people)
    since = datetime.date(2020, 1, 1)
    Standing.objects.bulk_create(Standing(person=person, capacity="member", starts_on=since) for person in people)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def pages():
    """Return the pages to measure: what, for whom, where."""
    coming = Meeting.objects.filter(state=Meeting.State.PUBLISHED).latest("starts_at")
    held = Meeting.objects.filter(state=Meeting.State.HELD, minutes__isnull=False).latest("starts_at")
    return [
        ("front page", "visitor", "/"),
        ("home", "member", "/"),
        ("home", "administrator", "/"),
        ("meeting with agenda", "member", reverse("meetings:meeting", args=[coming.pk])),
        ("building the agenda", "administrator", reverse("meetings:build_agenda", args=[coming.pk])),
        ("minutes", "member", reverse("meetings:minutes", args=[held.pk])),
        (f"register, {MANY} people", "administrator", reverse("meetings:register", args=[held.pk])),
        (f"directory, {MANY} people", "member", reverse("members:directory")),
        (f"planning a meeting, {MANY} people", "administrator", reverse("meetings:schedule")),
        (f"an agenda item, {MANY} people", "administrator", reverse("meetings:add_item", args=[coming.pk])),
        ("history", "administrator", reverse("history")),
        ("library", "member", reverse("library:documents")),
        ("exchange", "member", reverse("exchange:posts")),
    ]


def cookies(role):
    """Return the cookie header of somebody of the cast who is logged in."""
    client = Client()
    if role != "visitor":
        client.force_login(Person.objects.get(email=f"{role}@forum.example"))
    return "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())


def queries(role, path):
    """Return how many queries the page asks, the second time."""
    client = Client(headers={"host": "127.0.0.1"})
    if role != "visitor":
        client.force_login(Person.objects.get(email=f"{role}@forum.example"))
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)
