"""The circles: the rule of who reads what stands once, and whoever reads within a circle reads as it does."""

import ast

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from exchange.models import Comment, Post
from library.models import Outcome, Part, Talk
from meetings import access as meeting_access
from meetings.models import Meeting, Minutes, Pack
from members.access import OF_AUDIENCE, Audience, Circle, ForCircles, audiences_of, circle_of, is_within, within
from members.models import Office, Term
from taskgroups.models import TaskGroup
from tests.cast import a_decision, a_meeting, a_paragraph, an_item, minutes_of
from tests.rooms import furnish
from tests.sources import ROOT, modules, tree

VISITOR, PARTNER, MEMBER, KEEPER = Circle
ROLES = {
    "administrator": KEEPER,
    "chair": KEEPER,
    "member": MEMBER,
    "convenor": MEMBER,
    "partner": PARTNER,
    "lapsed": VISITOR,
    "staff": VISITOR,
}


def test_the_rule_is_what_the_house_says():
    """Keepers read all, members all but drafts, partners what is shared of that, visitors what is public of it."""
    facts = [(out, shared, public) for out in (True, False) for shared in (True, False) for public in (True, False)]
    read = {
        circle: [is_within(circle, out=out, shared=shared, public=public) for out, shared, public in facts]
        for circle in Circle
    }
    assert read == {
        KEEPER: [True] * 8,
        MEMBER: [True] * 4 + [False] * 4,
        PARTNER: [True, True, True, False] + [False] * 4,
        VISITOR: [True, False, True, False] + [False] * 4,
    }


def test_an_audience_is_the_smallest_circle_that_reads():
    assert {circle: set(audiences_of(circle)) for circle in Circle} == {
        VISITOR: {Audience.PUBLIC},
        PARTNER: {Audience.PUBLIC, Audience.SHARED},
        MEMBER: {Audience.PUBLIC, Audience.SHARED, Audience.MEMBERS},
        KEEPER: set(OF_AUDIENCE),
    }
    assert [Pack.Audience.of(circle) for circle in Circle] == ["partners", "partners", "members", "members"]
    assert [audience.circle for audience in Pack.Audience] == [MEMBER, PARTNER]


def test_everybody_reads_in_the_circle_of_their_standing(cast):
    assert {role: circle_of(person) for role, person in vars(cast).items()} == ROLES
    assert circle_of(AnonymousUser()) == VISITOR


def test_an_office_without_rights_opens_the_directory_and_nothing_else(cast):
    office = Office.objects.create(name_en="Treasurer", name_cy="Trysorydd")
    Term.objects.create(office=office, person=cast.lapsed, starts_on=timezone.localdate())
    assert circle_of(cast.lapsed) == VISITOR
    shown = {audience for audience in Audience if cast.member in _showing(cast.member, audience, cast.lapsed)}
    assert shown == {Audience.SHARED, Audience.PUBLIC}


def _showing(person, audience, reader):
    person.email_audience = audience
    person.save(update_fields=["email_audience"])
    return type(person).objects.showing("email", reader)


@pytest.fixture
def everything(cast):
    """Meetings and things of the rooms in every state."""
    days = 1
    for shared in (True, False):
        for public in (True, False):
            for state in ("planned", "published", "draft", "circulated", "confirmed"):
                is_held = state not in ("planned", "published")
                facts = {"shared_with_partners": shared, "is_public": public, "state": "held" if is_held else state}
                meeting, days = a_meeting(days=-days, **facts), days + 1
                for reserved in (True, False):
                    item = an_item(meeting, reserved=reserved)
                    a_decision(a_paragraph(item)) if is_held else None
                minutes_of(meeting, state, by=cast.chair) if is_held else None
    return furnish(cast, meeting)


def circled():
    """Return the models whose rows each circle reads its part of."""
    return [model for model in apps.get_models() if isinstance(model._default_manager.all(), ForCircles)]


def test_whoever_reads_reads_what_their_circle_does(cast, everything):
    """A circle sees what a person of it sees who has nothing of their own there."""
    own = (TaskGroup, Post, Comment, Part, Talk, Outcome)  # the cast has groups, posts, talks and outcomes, tried below
    assert len(circled()) == 34
    for model in set(circled()) - set(own):
        for person in [*vars(cast).values(), AnonymousUser()]:
            seen = set(model._default_manager.visible_to(person))
            assert seen == set(model._default_manager.visible_within(circle_of(person))), (model, person)


def test_each_circle_reads_what_the_smaller_reads_and_more(cast, everything):
    for model in circled():
        read = [set(model._default_manager.visible_within(circle).values_list("pk", flat=True)) for circle in Circle]
        assert read[0] <= read[1] <= read[2] <= read[3], model
        assert read[3] == set(model._default_manager.values_list("pk", flat=True)), model


def test_ones_own_comes_to_what_the_circle_reads(cast, everything):
    for model in (TaskGroup, Post, Comment):
        within_it = set(model.objects.visible_within(PARTNER))
        assert set(model.objects.visible_to(cast.partner)) == within_it
    mine = Post.objects.create(author=cast.partner, title="Mine", text="Mine", shared_with_partners=False)
    assert mine in Post.objects.visible_to(cast.partner)
    assert mine not in Post.objects.visible_within(PARTNER)
    unshown = Talk.objects.filter(speaker=cast.convenor).exclude(pk__in=Talk.objects.visible_within(MEMBER))
    assert unshown and set(unshown) <= set(Talk.objects.visible_to(cast.convenor))
    assert not set(unshown) & set(Talk.objects.visible_to(cast.member))


def test_one_meeting_is_open_to_whom_the_rows_are(cast, everything):
    """What is asked of one row and what is asked of the database give one answer."""
    for circle in Circle:
        agendas = {row.pk for row in Meeting.objects.all() if meeting_access.agenda_is_open_to(circle, row)}
        items = Meeting.items.rel.related_model.objects
        assert agendas == set(items.visible_within(circle).values_list("meeting", flat=True)), circle
        minutes = {row.pk for row in Meeting.objects.all() if meeting_access.minutes_are_open_to(circle, row)}
        assert minutes == set(Minutes.objects.visible_within(circle).values_list("meeting", flat=True)), circle


def test_paths_lead_to_the_column_of_another_row():
    assert str(within(PARTNER, "item__meeting__")).count("item__meeting__shared_with_partners") == 1


def test_nobody_is_forged_to_stand_for_an_audience():
    """Rights are what the database says of a person; no code writes them."""
    written = [
        (str(path), node.lineno)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "rights"
    ]
    assert written == []


def test_the_rule_is_written_once():
    """No other place reads the column that says what partners share in order to decide who may see a row."""
    found = {
        str(path)
        for path in modules()
        for line in (ROOT / path).read_text(encoding="utf-8").splitlines()
        if "shared_with_partners" in line and ("Q(" in line or "filter(" in line)
        if "condition=" not in line  # what the database refuses of a row, not who reads it
    }
    assert found == {"members/access.py", "library/together.py"}  # the latter: of what one sees, what both share
