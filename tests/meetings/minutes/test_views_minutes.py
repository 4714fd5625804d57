"""Writing minutes through the pages, and their way to confirmation."""

import datetime

import pytest
from django.utils import timezone

from common.rich_text import plain_text
from meetings.models import Action, Decision, Minutes, Paragraph
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of
from tests.typed import errors, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    meeting = a_meeting(days=-3, state="held", chair=cast.chair)
    an_item(meeting), an_item(meeting, title_en="Social value")
    return meeting


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


def paragraph_form(item, **texts):
    """Return what the page for writing sends for a new paragraph under an item."""
    sides = {"text_en": "", "text_cy": ""} | texts
    return {"item": str(item.pk)} | {f"item-{item.pk}-{side}": text for side, text in sides.items()}


def everything():
    return [list(model.objects.order_by("pk").values()) for model in (Minutes, Paragraph, Decision, Action)]


def test_paragraphs_are_written_under_their_items(administrator, meeting):
    first, second = meeting.items.order_by("position")
    url = f"/meetings/{meeting.pk}/minutes/write/"
    for item, text in ((second, "Ewan Ross spoke."), (second, "We discussed it."), (first, "Welcome.")):
        response = administrator.post(url, paragraph_form(item, text_en=text))
        assert (response.status_code, response.url) == (302, f"{url}?item={item.number}#item-{item.position}")
    written = Paragraph.objects.order_by("item__position", "position")
    assert [(one.number, plain_text(one.text_en)) for one in written] == [
        ("1.1", "Welcome."),
        ("2.1", "Ewan Ross spoke."),
        ("2.2", "We discussed it."),
    ]
    assert Minutes.objects.get().state == "draft"


def test_opening_the_page_begins_nothing(administrator, meeting):
    assert administrator.get(f"/meetings/{meeting.pk}/minutes/write/").status_code == 200
    assert Minutes.objects.count() == 0


@pytest.mark.parametrize(
    ("texts", "field"), [({}, "text_en"), ({"text_cy": "x" * 50_001}, "text_cy"), ({"text_en": "bell \x07"}, "text_en")]
)
def test_a_bad_paragraph_is_refused_under_its_own_item(administrator, meeting, texts, field):
    first, second = meeting.items.order_by("position")
    response = administrator.post(f"/meetings/{meeting.pk}/minutes/write/", paragraph_form(second, **texts))
    name = f"item-{second.pk}-{field}"
    assert (response.status_code, list(errors(response)), Paragraph.objects.count()) == (200, [name], 0)
    assert typed(response)[name] == texts.get(field, "")
    assert typed(response)[f"item-{first.pk}-{field}"] == ""


def test_a_paragraph_goes_only_under_an_item_of_this_meeting(administrator, meeting):
    other = an_item(a_meeting(days=-9, state="held"))
    response = administrator.post(f"/meetings/{meeting.pk}/minutes/write/", paragraph_form(other, text_en="Astray"))
    assert (response.status_code, Paragraph.objects.count()) == (409, 0)


def test_a_decision_and_an_action_are_added_under_a_paragraph(administrator, meeting, cast):
    paragraph = a_paragraph(meeting.items.first())
    due = timezone.localdate() + datetime.timedelta(days=30)
    administrator.post(
        f"/meetings/paragraphs/{paragraph.pk}/decision/", {"text_en": "To go on.", "text_cy": "", "how": "consensus"}
    )
    facts = {"text_en": "Book a room.", "text_cy": "", "owner": cast.member.pk, "due_on": due.isoformat()}
    response = administrator.post(f"/meetings/paragraphs/{paragraph.pk}/action/", facts)
    assert (response.status_code, Decision.objects.get().number) == (302, f"{meeting.reference}/D1")
    action = Action.objects.get()
    assert (action.number, action.owner, action.due_on) == (f"{meeting.reference}/1.1", cast.member, due)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text_en": "", "text_cy": ""}, "text_en"),
        ({"text_en": "x" * 5_001}, "text_en"),
        ({"owner": ""}, "owner"),
        ({"owner": "999999"}, "owner"),
        ({"due_on": "tomorrow"}, "due_on"),
        ({"due_on": "2027-02-30"}, "due_on"),
    ],
)
def test_a_bad_action_is_refused_beside_the_field(administrator, meeting, cast, change, field):
    paragraph = a_paragraph(meeting.items.first())
    data = {
        "text_en": "Book a room.",
        "text_cy": "Llogi",
        "owner": str(cast.member.pk),
        "due_on": "2027-06-08",
    } | change
    response = administrator.post(f"/meetings/paragraphs/{paragraph.pk}/action/", data)
    assert (response.status_code, list(errors(response)), Action.objects.count()) == (200, [field], 0)
    assert {name: typed(response)[name] for name in data if name != "owner"} == {
        n: v for n, v in data.items() if n != "owner"
    }


@pytest.mark.parametrize("kind", ["paragraph", "decision", "action"])
def test_a_stale_part_answers_409_with_both_texts(administrator, meeting, cast, kind):
    paragraph = a_paragraph(meeting.items.first())
    row = {"paragraph": paragraph, "decision": a_decision(paragraph), "action": an_action(paragraph, cast.member)}[kind]
    url = f"/meetings/{kind}s/{row.pk}/{'' if kind == 'paragraph' else 'edit/'}"
    form = typed(administrator.get(url))
    administrator.post(url, form | {"text_en": "Theirs"})
    response = administrator.post(url, form | {"text_en": "Mine"})
    assert (response.status_code, typed(response)["text_en"], "Theirs" in errors(response)["text_en"]) == (
        409,
        "Mine",
        True,
    )
    row.refresh_from_db()
    assert plain_text(row.text_en) == "Theirs"


@pytest.mark.parametrize("kind", ["paragraph", "decision", "action"])
def test_a_part_is_removed_after_a_page_that_asks(administrator, meeting, cast, kind):
    paragraph = a_paragraph(meeting.items.first())
    row = {"paragraph": paragraph, "decision": a_decision(paragraph), "action": an_action(paragraph, cast.member)}[kind]
    url = f"/meetings/{kind}s/{row.pk}/remove/"
    assert administrator.get(url).status_code == 200
    assert type(row).objects.filter(pk=row.pk).exists()
    assert administrator.post(url).status_code == 302
    assert not type(row).objects.filter(pk=row.pk).exists()


def test_minutes_go_from_draft_to_confirmed(as_person, meeting, cast):
    a_paragraph(meeting.items.first(), text_en="What was said")
    base, member = f"/meetings/{meeting.pk}/minutes/", as_person("member")
    assert member.get(base).status_code == 404
    as_person("administrator").post(f"{base}circulate/")
    assert "What was said" in member.get(base).content.decode()
    later = a_meeting(days=-1, state="held")
    response = as_person("chair").post(f"{base}confirm/", {"at_meeting": later.pk})
    minutes = Minutes.objects.get()
    assert (response.status_code, minutes.state, minutes.confirmed_by, minutes.confirmed_at_meeting) == (
        302,
        "confirmed",
        cast.chair,
        later,
    )


def test_minutes_are_not_confirmed_at_an_earlier_meeting(as_person, meeting):
    minutes_of(meeting, "circulated")
    earlier = a_meeting(days=-90, state="held")
    response = as_person("chair").post(f"/meetings/{meeting.pk}/minutes/confirm/", {"at_meeting": earlier.pk})
    assert (response.status_code, list(errors(response)), Minutes.objects.get().state) == (
        200,
        ["at_meeting"],
        "circulated",
    )


@pytest.mark.parametrize(
    ("state", "step", "role"),
    [
        ("draft", "withdraw", "administrator"),
        ("circulated", "circulate", "administrator"),
        ("draft", "confirm", "chair"),
    ],
)
def test_an_illegal_step_of_the_minutes_answers_409(as_person, meeting, state, step, role):
    minutes_of(meeting, state)
    before = everything()
    response = as_person(role).post(f"/meetings/{meeting.pk}/minutes/{step}/", {"at_meeting": ""})
    assert (response.status_code, everything() == before) == (409, True)


def test_confirmed_minutes_are_closed_to_every_form(administrator, as_person, meeting, cast):
    paragraph = a_paragraph(meeting.items.first())
    decision, action = a_decision(paragraph), an_action(paragraph, cast.member)
    minutes_of(meeting, "confirmed", by=cast.chair)
    before = everything()
    urls = [f"/meetings/{meeting.pk}/minutes/{page}/" for page in ("write", "circulate", "withdraw", "confirm")]
    urls += [f"/meetings/paragraphs/{paragraph.pk}/{page}" for page in ("", "remove/", "decision/", "action/")]
    urls += [
        f"/meetings/{kind}/{row.pk}/{page}/"
        for kind, row in (("decisions", decision), ("actions", action))
        for page in ("edit", "remove")
    ]
    data = {"text_en": "Changed", "version": "1"}
    answers = {as_person(role).post(url, data).status_code for url in urls for role in ("administrator", "chair")}
    assert answers == {403, 409}  # 403: the administrator confirms no minutes
    assert everything() == before


def test_whoever_owns_an_action_says_how_it_stands(as_person, meeting, cast):
    action = an_action(a_paragraph(meeting.items.first()), cast.member)
    minutes_of(meeting, "confirmed", by=cast.chair)
    url, member = f"/meetings/actions/{action.pk}/", as_person("member")
    form = typed(member.get(url))
    assert member.post(url, form | {"status": "done", "progress": "Booked."}).url == "/meetings/actions/"
    action.refresh_from_db()
    assert (action.status, action.progress) == ("done", "Booked.")
    stale = member.post(url, form | {"status": "dropped", "progress": "No."})
    assert (stale.status_code, typed(stale)["progress"]) == (409, "No.")
    assert list(errors(member.post(url, typed(member.get(url)) | {"progress": "x" * 501}))) == ["progress"]
