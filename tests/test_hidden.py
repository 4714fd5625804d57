"""What is hidden from somebody answers them as what is not there, whatever they ask of it."""

import re

import pytest
from django.contrib.auth.models import AnonymousUser

from exchange.models import Comment, Post
from library.models import Consultation, Document
from meetings.agenda import building
from meetings.models import AgendaItem, Meeting, Paper
from meetings.papers import papers
from members.models import Organisation, Person
from taskgroups.models import TaskGroup
from tests.cast import an_item
from tests.test_canaries import patterns

pytestmark = pytest.mark.django_db
MODELS = {
    "meetings/items/": AgendaItem,
    "meetings/papers/": Paper,
    "meetings/": Meeting,
    "groups/": TaskGroup,
    "library/consultations/": Consultation,
    "library/": Document,
    "exchange/comments/": Comment,
    "exchange/": Post,
    "people/organisations/": Organisation,
    "people/": Person,
}
NOWHERE = 2_000_000_000
NUMBER = re.compile(r"\d+")
MORE = {"<int:number>": "1", "<int:older>": "1", "<int:newer>": "2", "<str:language>": "en", "<str:name>": "publish"}


@pytest.fixture
def binned(world, planted):
    """Rows in the bin: an item of an agenda that everybody reads, and a paper under another."""
    meeting = world.scenes["published shared private"].meeting
    item = an_item(meeting, title_en="Binned")
    building.remove_item(item=item)
    paper = Paper.objects.get(pk=planted.rows["meetings/papers/"][0])
    papers.remove_paper(paper=paper)
    return {"meetings/items/": [item.pk], "meetings/papers/": [paper.pk]}


def asked():
    """Return [(start, address)] of all addresses that are about one row, its number left open."""
    found = []
    for pattern in patterns():
        start = max((start for start in MODELS if pattern.startswith(f"{start}<int:pk>/")), key=len, default=None)
        for argument, value in MORE.items():
            pattern = pattern.replace(argument, value)
        if start and pattern.count("<") == 1:
            found.append((start, f"/{pattern}"))
    return found


@pytest.mark.parametrize("role", ["visitor", "member", "partner"])
def test_the_hidden_answers_as_what_is_not_there(world, planted, binned, role):
    client, person = world.clients[role], getattr(world.cast, role, AnonymousUser())
    wrong, tried = [], 0
    for start, address in asked():
        model = MODELS[start]
        shown = set(model.objects.visible_to(person).values_list("pk", flat=True))
        every = [*binned.get(start, []), *model._base_manager.order_by("-pk").values_list("pk", flat=True)]
        for pk in [pk for pk in every if pk not in shown][:1]:
            for method in ("get", "post"):
                paths = [address.replace("<int:pk>", str(number)) for number in (pk, NOWHERE)]
                answers = [getattr(client, method)(path) for path in paths]
                said = [(one.status_code, one.headers.get("Location", "")) for one in answers]
                said = [(status, NUMBER.sub("N", place)) for status, place in said]
                tried += 1
                wrong += [(method, paths[0], *said)] if said[0] != said[1] else []
    assert wrong == []
    assert tried > 30
