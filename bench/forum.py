"""The Forum to measure: the sample, brought to forty people; and what each page is, for whom, and what changes it."""

import datetime
from dataclasses import dataclass, field

import psycopg
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from exchange.models import Post
from forum_site.management.commands import serve
from forum_site.running import database
from library.models import Document
from meetings import links
from meetings.calendars import calendars
from meetings.models import AgendaItem, Decision, Meeting, Paragraph
from members.models import Organisation, Person, Standing
from taskgroups.models import TaskGroup
from tests import template

FEW, MANY, BODIES = 40, 1_000, 300


@dataclass(frozen=True)
class Page:
    """A page: what it is called in the budgets, who asks for it where, and a row and its column that it shows."""

    name: str
    role: str
    path: str
    row: models.Model
    column: str = "title_en"
    headers: dict = field(default_factory=dict)

    def change(self, number):
        """Change what it shows, as a person does."""
        text = getattr(self.row, self.column)
        rows = type(self.row)._base_manager.filter(pk=self.row.pk)
        rows.update(**{self.column: f"{text} {number}"})

    def change_back(self):
        """Let it be as it was."""
        type(self.row)._base_manager.filter(pk=self.row.pk).update(**{self.column: getattr(self.row, self.column)})


def lay_database():
    """Lay the migrated database of the tests where our own Postgres will start, if nothing is there yet."""
    if not database.data().exists():
        options = connection.settings_dict["OPTIONS"]
        pool = options.pop("pool")  # which would hold on to what is copied
        template.lay()
        connection.close()
        options["pool"] = pool
        with database.running(), psycopg.connect(**_postgres(), autocommit=True) as postgres:
            postgres.execute(f"DROP DATABASE {database.NAME}")
            postgres.execute(f"ALTER DATABASE {template.NAME} RENAME TO {database.NAME}")


def _postgres():
    return {"host": str(database.socket_folder()), "user": database.NAME, "dbname": "postgres"}


def make():
    """Bring the database up to date, with the sample and forty people."""
    serve.prepare(collect=True)
    add_people(FEW)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def add_people(many):
    """Add members, and organisations for them, until there are so many people."""
    there = Person.objects.filter(is_active=True).count()
    bodies = list(Organisation.objects.all())
    if many > FEW:
        bodies += Organisation.objects.bulk_create(Organisation(name_en=f"Body {one:03}") for one in range(BODIES))
    people = Person.objects.bulk_create(
        Person(email=f"p{one}@many.example", name=f"Person {one:04}", organisation=bodies[one % len(bodies)])
        for one in range(there, many)
    )
    since = datetime.date(2020, 1, 1)
    Standing.objects.bulk_create(Standing(person=person, capacity="member", starts_on=since) for person in people)


def pages():
    """Return the pages that have a budget."""
    coming = Meeting.objects.filter(state=Meeting.State.PUBLISHED).latest("starts_at")
    held = Meeting.objects.filter(minutes__state="circulated").latest("starts_at")
    member = somebody("member")
    item = AgendaItem.objects.filter(meeting=coming).first()
    paragraph = Paragraph.objects.filter(item__meeting=held).first()
    decision = Decision.objects.filter(paragraph__item__meeting=held).first()
    person = Person.objects.filter(standings__capacity="member").order_by("name").first()
    return [
        Page("front page", "visitor", "/", coming),
        Page("home", "member", "/", coming),
        Page("administrator's home", "administrator", "/", coming),
        Page("agenda", "member", reverse("meetings:meeting", args=[coming.pk]), item),
        Page("minutes", "member", reverse("meetings:minutes", args=[held.pk]), paragraph, "text_en"),
        Page("page by link", "visitor", links.answer_path(coming, person=member), item),
        Page("to come", "member", reverse("meetings:upcoming"), coming),
        Page("past", "member", reverse("meetings:past"), held),
        Page("library", "member", reverse("library:documents"), Document.objects.first()),
        Page("exchange", "member", reverse("exchange:posts"), Post.objects.first(), "title"),
        Page("groups", "member", reverse("taskgroups:groups"), TaskGroup.objects.first(), "name_en"),
        Page("decisions", "member", reverse("meetings:decisions"), decision, "text_en"),
        Page("directory", "member", reverse("members:directory"), person, "name"),
        Page("register", "administrator", reverse("meetings:register", args=[held.pk]), person, "name"),
        Page("search", "member", reverse("search") + "?words=care", coming),
        Page("calendar feed", "visitor", feed(member), coming),
    ]


def feed(person):
    """Return the path of somebody's calendar."""
    return reverse("meetings:calendar_feed", args=[calendars.new_address(person)])


def agenda_pdf():
    """Return the path of the agenda as PDF."""
    coming = Meeting.objects.filter(state=Meeting.State.PUBLISHED).latest("starts_at")
    return reverse("meetings:agenda_file", args=[coming.pk, "pdf"])


def somebody(role):
    """Return one of the cast."""
    return Person.objects.get(email=f"{role}@forum.example")


def logged_in(role):
    """Return a client of somebody of the cast who is logged in."""
    return client_of(None if role == "visitor" else somebody(role))


def client_of(person):
    """Return a client of a person who is logged in; of a visitor where it is None."""
    client = Client(headers={"host": "127.0.0.1"})
    if person:
        client.force_login(person)
    return client


def headers(role):
    """Return the headers by which the site knows somebody of the cast."""
    return headers_of(logged_in(role))


def headers_of(client):
    """Return the headers by which the site knows whose client this is."""
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    return {"Cookie": cookies} if cookies else {}


def queries(page):
    """Return how often a page asks the database, the second time."""
    client = logged_in(page.role)
    client.get(page.path)
    with CaptureQueriesContext(connection) as captured:
        client.get(page.path)
    return len(captured)
