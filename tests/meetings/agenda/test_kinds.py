"""Every kind of item goes all the way: style, pattern, page, pack, PDF and Word, past minutes; a pause is no work."""

import re

import pytest
from django.conf import settings
from django.utils.translation import override

from common.steps import take
from exchange.posting import asking
from meetings.agenda.showing import read_agenda
from meetings.importing.other_side import misfits
from meetings.models import AgendaItem, ItemKind, Minutes
from meetings.models.kinds import KINDS, LOOKS, MARK, RESERVED, TALKS, WORK, is_pause, kind_of
from meetings.phrases.sheet import sheet_of
from meetings.planning import lifecycle
from meetings.telling.forms import ProposalForm
from members.access import Circle
from tests.cast import a_meeting, a_paragraph, an_item
from tests.crawl import unpacked
from tests.files import read_out
from tests.letters import deliver_to_roles

CSS = settings.ROOT / "static" / "css"
PATTERNS = " ".join((settings.ROOT / "templates" / "partials" / "_patterns.html").read_text().split())
PATTERN = re.compile(r'<pattern id="kind-(\w+)" width="(\d+)" height="(\d+)".*?</pattern>')
SHAPE = re.compile(r"<(rect|path|circle) (.*?)/>")


def test_each_kind_has_its_place_in_the_table():
    assert set(KINDS) == set(ItemKind)


@pytest.mark.parametrize("kind", LOOKS)
def test_each_kind_has_its_colour_in_the_light_and_in_the_dark(kind):
    tokens, components = (CSS / "tokens.css").read_text(), (CSS / "components.css").read_text()
    look = LOOKS[kind]
    assert re.findall(rf"--kind-{kind}: (#\w+);", tokens) == [look.colour, look.dark]
    assert f".kind__ground--{kind} {{ fill: var(--kind-{kind}); }}" in components
    assert f"--kind-mark: {MARK};" in tokens


@pytest.mark.parametrize("kind", LOOKS)
def test_each_kind_has_its_pattern_on_the_page_as_on_paper(kind):
    found = {one[1]: one for one in PATTERN.finditer(PATTERNS)}[kind]
    shapes = {name: dict(re.findall(r'([\w-]+)="([^"]*)"', rest)) for name, rest in SHAPE.findall(found[0])}
    look = LOOKS[kind]
    assert (int(found[2]), int(found[3])) == look.size
    assert shapes["rect"]["class"] == f"kind__ground--{kind}"
    assert shapes.get("path", {}).get("d", "") == look.lines
    dot = shapes.get("circle")
    assert (tuple(float(dot[name]) for name in ("cx", "cy", "r")) if dot else None) == look.dot


def test_no_two_kinds_look_alike():
    assert len({look.colour for look in LOOKS.values()}) == len({look.dark for look in LOOKS.values()}) == len(LOOKS)
    assert len({(look.size, look.lines, look.dot) for look in LOOKS.values()}) == len(LOOKS)


@pytest.mark.parametrize("kind", ItemKind)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_each_kind_is_known_by_its_name_in_past_minutes(kind, language):
    with override(language):
        assert kind_of(str(kind.label)) == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Lunch together", "break"), ("Cinio gyda'n gilydd", "break"), ("Egwyl fer", "break"), ("Te", "break"),
        ("From lunch club to co-operative", "business"), ("Lunch club", "business"), ("Tenants", "business"),
        ("Case study: a break from caring", "case_study"), ("Coffee and a talk by the WLGA", "presentation"),
    ],
)  # fmt: skip
def test_a_pause_is_told_from_what_only_speaks_of_one(title, kind):
    assert kind_of(title) == kind


def test_a_pause_is_nothing_that_anybody_asks_for_or_is_thanked_for():
    assert not any(is_pause(kind) for kind in (*TALKS, *WORK, *asking.KINDS.values(), ""))
    assert set(asking.KINDS.values()) <= set(ItemKind)


@pytest.fixture
def meeting(cast):
    """A meeting that was held, with an item of every kind, half an hour each, and a reserved one."""
    meeting = a_meeting(days=-2, state="held")
    for kind in ItemKind:
        an_item(meeting, title_en=f"Zq{kind}", kind=kind, minutes=30)
    an_item(meeting, title_en="Zqreserved", reserved=True, minutes=30)
    return meeting


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["member", "partner"])
def test_an_agenda_of_all_kinds_is_read_everywhere(as_person, meeting, role):
    client = as_person(role)
    page = client.get(meeting.get_absolute_url()).content.decode()
    drawn = {kind.value for kind in ItemKind} | ({RESERVED} if role == "partner" else set())
    assert set(re.findall(r"url\(#kind-(\w+)\)", page)) == drawn
    for name in ("pack/", "agenda.pdf", "agenda.docx"):
        answer = client.get(f"/meetings/{meeting.pk}/{name}")
        assert answer.status_code == 200, name
        text = unpacked(read_out(answer)).decode(errors="ignore")
        assert {f"Zq{kind}" for kind in ItemKind} - set(re.findall(r"Zq\w+", text)) == set(), name


@pytest.mark.django_db
def test_a_letter_names_the_kinds(cast):
    meeting = a_meeting()
    for kind in ItemKind:
        an_item(meeting, title_en=f"Zq{kind}", title_cy="", kind=kind)
    take(meeting, lifecycle.PUBLISH)
    letter = deliver_to_roles()["member"]
    for kind in ItemKind:
        assert f"Zq{kind} ({kind.label})" in " ".join(letter.body.split())


@pytest.mark.django_db
def test_a_pause_counts_for_the_clock_and_not_for_the_work(meeting):
    bar = read_agenda(meeting, Circle.MEMBER).bar
    shares = {share.kind: (share.minutes, share.percent) for share in bar.shares}
    assert (bar.total_minutes, shares["break"], shares["presentation"]) == (210, (30, None), (30, 17))
    assert bar.business_percent == 33
    AgendaItem.objects.filter(meeting=meeting).exclude(kind="break").delete()
    assert read_agenda(meeting, Circle.MEMBER).bar.business_percent == 0


@pytest.mark.django_db
def test_a_pause_has_no_place_in_the_minutes_until_something_is_written_of_it(as_person, meeting):
    pause = meeting.items.get(kind="break")
    a_paragraph(meeting.items.first())
    Minutes.objects.update(state="circulated", circulated_at=meeting.ends_at)
    reader, keeper = as_person("member"), as_person("administrator")
    pages = [(reader, "minutes/"), (reader, "minutes.pdf"), (reader, "minutes.docx"), (keeper, "minutes/write/")]

    def told():
        answers = [client.get(f"/meetings/{meeting.pk}/{name}") for client, name in pages]
        texts = [unpacked(read_out(answer)).decode(errors="ignore") for answer in answers]
        assert all("Zqdiscussion" in text for text in texts)
        return ["Zqbreak" in text for text in texts]

    assert told() == [False] * 4
    a_paragraph(pause)
    assert told() == [True] * 4


@pytest.mark.django_db
def test_the_other_language_fits_with_the_pause_and_without(meeting):
    a_paragraph(meeting.items.first())
    titles = [f"# {item.get_kind_display()}" for item in meeting.items.order_by("position")]
    first = f"{titles[0]}\n\nCroesawyd pawb."
    assert misfits(sheet_of("\n\n".join([first, *titles[1:]])), meeting) == []
    assert misfits(sheet_of("\n\n".join([first, *(t for t in titles[1:] if "Break" not in t)])), meeting) == []
    assert misfits(sheet_of("\n\n".join([first, *titles[2:]])), meeting) != []


@pytest.mark.django_db
def test_nobody_asks_for_a_pause(cast):
    offered = [value for value, _label in ProposalForm(person=cast.member).fields["kind"].choices]
    assert offered == [kind.value for kind in WORK]
