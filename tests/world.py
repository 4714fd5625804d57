"""A whole Forum for tests that look at everything: a meeting of every state, shared or not, public or not, with secret
words.

`world` is built once a test module and rolled back after it. In every text that somebody may not see stands a word of
its own (`secret`), so that a leak shows by its name wherever it comes out.
"""

import itertools
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from meetings.day import attendance
from meetings.models import Action, AgendaItem, Answer, Attendance, Decision, Declaration, Meeting, Paragraph
from members.models import Organisation, Person, Standing
from tests.cast import (
    EVERYBODY,
    Cast,
    a_decision,
    a_meeting,
    a_paragraph,
    an_action,
    an_item,
    let_in,
    make_cast,
    minutes_of,
    wall_clock,
)
from tests.rooms import both, furnish, secret

MINUTED = ("draft", "circulated", "confirmed")
STATES = (*Meeting.State.values, *MINUTED)
AUDIENCES = (
    (True, False),
    (False, True),
    (False, False),
)  # shared with partners, public; what is both adds nothing to either


@dataclass(frozen=True)
class Scene:
    """A meeting with what hangs on it; `name` is such as "published shared private"."""

    name: str
    state: str
    shared: bool
    public: bool
    meeting: Meeting
    item: AgendaItem
    guest: Attendance | None = None
    paragraph: Paragraph | None = None
    decision: Decision | None = None
    action: Action | None = None

    @property
    def agenda_is_out(self):
        return self.state in ("published", "held", *MINUTED)


@dataclass(frozen=True)
class World:
    """The cast, the scenes and the things of the other rooms by name,
    people with something to hide, a browser for each.
    """

    cast: Cast
    scenes: dict
    things: dict
    organisation: Organisation
    private: Person
    gone: Person
    clients: dict


def a_scene(cast, state, shared, public, number):
    """Return the Scene of one meeting, every text of it with its secret."""
    name = f"{state} {'shared' if shared else 'unshared'} {'public' if public else 'private'}"
    is_past = state in ("held", *MINUTED)
    meeting = a_meeting(
        **both("title", f"Meeting {secret('title', name)}"),
        **both("place", f"Hall {secret('place', name)}"),
        days=-number - 1 if is_past else number + 1,
        state="held" if is_past else state,
        shared_with_partners=shared,
        is_public=public,
        chair=cast.chair,
        online_link=f"https://meet.example/{secret('link', name)}",
    )
    item = an_item(
        meeting,
        **both("title", secret("item", name)),
        **both("text", f"<p>{secret('text', name)}</p>"),
        presenter=cast.partner,
    )
    reserved = an_item(
        meeting,
        **both("title", secret("reserved", name)),
        **both("text", f"<p>{secret('reserved', name)}</p>"),
        reserved=True,
    )
    an_item(meeting, title_en="Matters arising", title_cy="Materion yn codi", writes_itself="matters_arising")
    if state in MINUTED:
        a_paragraph(reserved, **both("text", secret("hidden", name)))
        Declaration.objects.create(item=reserved, name="A guest", **both("text", secret("hidden", name)))
        Declaration.objects.create(item=item, person=cast.member, **both("text", secret("paragraph", name)))
        guest = Attendance(name=f"Guest {secret('guest', name)}", capacity="guest", mode="in_person")
        attendance.add_attendance(meeting=meeting, row=guest)
        paragraph = a_paragraph(item, **both("text", secret("paragraph", name)))
        decision = a_decision(paragraph, **both("text", secret("decision", name)))
        action = an_action(paragraph, cast.member, **both("text", secret("action", name)))
        minutes_of(meeting, state, by=cast.chair)
        return Scene(name, state, shared, public, meeting, item, guest, paragraph, decision, action)
    return Scene(name, state, shared, public, meeting, item)


def build(cast):
    """Add it all to the database and return the World."""
    rows = itertools.product(STATES, AUDIENCES)
    scenes = [a_scene(cast, state, *audience, number) for number, (state, audience) in enumerate(rows)]
    scenes = {scene.name: scene for scene in scenes}
    things = furnish(cast, scenes["held unshared private"].meeting)
    organisation = Organisation.objects.create(**both("name", f"Body {secret('organisation', '')}"), kind="regulator")
    facts = {"organisation": organisation, "phone": secret("phone", "private")}
    private = Person.objects.create_user(f"{secret('email', 'private')}@forum.example", name="Huw Preifat", **facts)
    gone = Person.objects.create_user(
        f"{secret('email', 'gone')}@forum.example", name=f"Non {secret('person', 'gone')}", email_audience="shared"
    )
    Standing.objects.create(person=private, capacity="member", starts_on=timezone.localdate(wall_clock(-400)))
    Standing.objects.create(
        person=gone,
        capacity="member",
        starts_on=timezone.localdate(wall_clock(-400)),
        ends_on=timezone.localdate(wall_clock(-40)),
    )
    Answer.objects.create(
        meeting=scenes["published shared private"].meeting,
        person=private,
        coming="in_person",
        needs=secret("needs", "private"),
    )
    clients = {}
    for role in EVERYBODY:
        clients[role] = Client()
        if role not in ("visitor", "lapsed"):
            let_in(clients[role], getattr(cast, role))
    return World(cast, scenes, things, organisation, private, gone, clients)


@pytest.fixture(scope="module")
def world(cast_is_kept, django_db_blocker):
    """The World, for the tests of one module; each test's own changes are rolled back by its `db`."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build(make_cast())
        transaction.set_rollback(True)
