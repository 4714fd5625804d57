"""The fixed cast of the tests, one person a role, and builders for the things they meet.

`cast` has `administrator`, `chair`, `member`, `partner`, `convenor`, `lapsed` and `staff`; `as_person("member")` is a
browser logged in as that one, `as_person("visitor")` one that is not. The builders are plain functions to import.
"""

import datetime
import time
from dataclasses import dataclass
from functools import cache

import pytest
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.test import Client
from django.utils import timezone

from common.steps import take
from forum_site.doors import APPS
from meetings.agenda import building
from meetings.minutes import lifecycle as minutes_lifecycle
from meetings.minutes import writing
from meetings.models import Action, AgendaItem, Decision, Declaration, Meeting, Minutes, Paragraph
from members.account import lasting
from members.data.areas import make_areas_of_wales
from members.models import Person, RegisteredInterest
from members.sample import CAST, play, staff_group
from tests import kept_cast

PASSWORD = "croeso-i'r-fforwm-2016"
ROLES = tuple(part.role for part in CAST)
EVERYBODY = ("visitor", *ROLES)


@dataclass(frozen=True)
class Cast:
    """One person a role, as the sample has them."""

    administrator: Person
    chair: Person
    member: Person
    partner: Person
    convenor: Person
    lapsed: Person
    staff: Person


@cache
def hashed_password():
    """Return PASSWORD hashed once a run, because hashing is slow on purpose."""
    return make_password(PASSWORD)


def play_all():
    """Add the cast to the database, one after the other; all have PASSWORD."""
    make_areas_of_wales()
    cast = Cast(**{part.role: play(part, hashed_password()) for part in CAST})
    for person in (cast.administrator, cast.staff):
        person.groups.add(staff_group(APPS))
    return cast


def make_cast():
    """Add the cast to the database and return it: as it was made at first, in one step, where that was kept."""
    return kept_cast.put_back(Cast) or play_all()


@pytest.fixture(scope="session")
def cast_is_kept(django_db_setup, django_db_blocker):
    """Keep what making the cast leaves in an empty database, because it takes 45 statements."""
    with django_db_blocker.unblock(), transaction.atomic():
        kept_cast.keep(play_all)
        transaction.set_rollback(True)


@pytest.fixture
def cast(cast_is_kept, db):
    """The fixed cast."""
    return make_cast()


@pytest.fixture
def as_person(cast):
    """A function from a role, or "visitor", to a browser of theirs."""

    def browser(role):
        client = Client()
        if role != "visitor":
            let_in(client, getattr(cast, role))
        return client

    return browser


def let_in(client, person, *, ago=-24 * 60 * 60):
    """Log a browser in as somebody who showed who they are so many seconds `ago`: so lately, unless told, that no test
    is asked again, however long it takes.
    """
    client.force_login(person)
    session, at = client.session, time.time() - ago
    session["account_authentication_methods"] = [{"method": "password", "at": at}]
    session["account_authentication_methods_user"] = str(person.pk)
    session[lasting.SEEN] = session[lasting.BEGAN] = at
    session.save()


def wall_clock(days, time="10:30"):
    """Return the moment so many days from today when clocks in Wales show `time`."""
    day = timezone.localdate() + datetime.timedelta(days=days)
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.fromisoformat(time)))


def a_meeting(*, days=21, **facts):
    """Return a meeting, planned unless told: shared with partners, not public, so many days from today, 10:30 to
    15:00, its register and minutes open already.
    """
    state = facts.get("state", Meeting.State.PLANNED)
    if state in (Meeting.State.PUBLISHED, Meeting.State.HELD):
        facts.setdefault("agenda_published_at", timezone.now())
    defaults = {
        "title_en": "Quarterly meeting",
        "title_cy": "Cyfarfod chwarterol",
        "place_en": "The Old Library",
        "place_cy": "Yr Hen Lyfrgell",
        "starts_at": wall_clock(days),
        "ends_at": wall_clock(days, "15:00"),
        "opened_early": True,
    }
    return Meeting.objects.create(**defaults | facts)


def an_item(meeting, **facts):
    """Return a new last item of a meeting's agenda: ten minutes of business unless told."""
    defaults = {"title_en": "Welcome and apologies", "title_cy": "Croeso ac ymddiheuriadau"}
    return building.add_item(meeting=meeting, item=AgendaItem(**defaults | facts))


def a_paragraph(item, **facts):
    """Return a new paragraph of the minutes under an item; the meeting's minutes are begun if there are none."""
    defaults = {"text_en": "The Chair welcomed everybody.", "text_cy": "Croesawodd y Cadeirydd bawb."}
    return writing.add_paragraph(item=item, paragraph=Paragraph(**defaults | facts))


def a_decision(paragraph, **facts):
    """Return a new decision under a paragraph."""
    defaults = {"text_en": "To meet in the north next time.", "text_cy": "Cwrdd yn y gogledd y tro nesaf."}
    return writing.add_decision(paragraph=paragraph, decision=Decision(**defaults | facts))


def a_declaration(cast):
    """Return a declaration of interest that the member made at an item of a meeting of their own."""
    item = a_paragraph(an_item(a_meeting(days=-3, state="held"))).item
    return Declaration.objects.create(item=item, person=cast.member, text_en="A trustee.", text_cy="Ymddiriedolwr.")


def an_interest(cast):
    """Return an interest of the member in the register."""
    return RegisteredInterest.objects.create(person=cast.member, text="A trustee of a hospice.")


def an_action(paragraph, owner, *, days=14, **facts):
    """Return a new open action under a paragraph, due so many days from today."""
    defaults = {
        "text_en": "Book a room.",
        "text_cy": "Llogi ystafell.",
        "due_on": timezone.localdate() + datetime.timedelta(days=days),
    }
    return writing.add_action(paragraph=paragraph, action=Action(owner=owner, **defaults | facts))


def minutes_of(meeting, state="draft", *, by=None):
    """Return a meeting's minutes brought to a state ("draft", "circulated", "confirmed"), with a paragraph if there is
    none.
    """
    if not Paragraph.objects.filter(item__meeting=meeting).exists():
        a_paragraph(meeting.items.first() or an_item(meeting))
    if state != Minutes.State.DRAFT:
        Meeting.objects.filter(pk=meeting.pk).update(state=Meeting.State.HELD)
        meeting.refresh_from_db()
        take(meeting.minutes, minutes_lifecycle.CIRCULATE)
    if state == Minutes.State.CONFIRMED:
        take(meeting.minutes, minutes_lifecycle.CONFIRM, by=by, at_meeting=None)
    meeting.refresh_from_db()
    return meeting.minutes
