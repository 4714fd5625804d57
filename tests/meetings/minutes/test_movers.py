"""Who proposed and seconded a decision, whether it was carried, and what took its place: on page, paper and file."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from meetings.minutes import decided
from meetings.models import Decision
from meetings.papers import documents
from members.access import Circle
from tests.cast import a_decision, a_meeting, a_paragraph, an_item, minutes_of


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"meetings:{name}", args=args)


def a_held(days, text, state, *, reserved=False, **facts):
    """Return a decision of a meeting so many days ago, whose minutes are in a state."""
    meeting = a_meeting(days=-days, state="held", is_public=True)
    row = a_decision(a_paragraph(an_item(meeting, reserved=reserved)), text_en=text, text_cy="", **facts)
    if state != "draft":
        minutes_of(meeting, state)
    return row


@pytest.fixture
def two(cast):
    """A confirmed decision, and a later one that is to supersede it, proposed by the member."""
    older = a_held(90, "To meet in the north.", "confirmed")
    newer = a_held(5, "To meet in the south.", "circulated", supersedes=older, proposed_by=cast.member)
    return older, newer


def standing(circle, stands):
    """Return the words of the decisions in the register that stand so."""
    entries = decided.entries(list(decided.register(circle, stands=stands)), circle)
    return {str(entry.row.text) for entry in entries}


def test_minutes_say_who_moved_it_and_what_took_its_place(two, as_person, cast):
    older, newer = two
    member = as_person("member")
    before = member.get(url("minutes", older.paragraph.item.meeting_id)).content.decode()
    after = member.get(url("minutes", newer.paragraph.item.meeting_id)).content.decode()
    assert "Superseded" in before and f">{newer.number}</a>" in before
    assert f">{older.number}</a>" in after and f"Proposed by {cast.member.name}" in after
    meeting = newer.paragraph.item.meeting
    for row in (older, newer):
        page = documents.minutes_page(row.paragraph.item.meeting.minutes, cast.member, "en")
        assert ("Superseded by" in str(page), "Supersedes" in str(page)) == (row == older, row == newer)
    assert documents.minutes_file(meeting.minutes, cast.member, "docx", "cy").opened().read()


def test_nobody_learns_of_a_later_decision_that_they_may_not_read(cast, as_person):
    older = a_held(90, "To meet in the north.", "confirmed")
    newer = a_held(5, "To meet in the south.", "circulated", reserved=True, supersedes=older)
    shown = {}
    for role in ("visitor", "partner", "member"):
        page = as_person(role).get(url("minutes", older.paragraph.item.meeting_id)).content.decode()
        shown[role] = newer.number in page
    assert shown == {"visitor": False, "partner": False, "member": True}
    assert standing(Circle.PARTNER, "in_force") == {"To meet in the north."}
    assert standing(Circle.MEMBER, "superseded") == {"To meet in the north."}


def test_a_draft_takes_nothing_out_of_force(cast):
    older = a_held(90, "To meet in the north.", "confirmed")
    a_held(5, "To meet in the south.", "draft", supersedes=older)
    assert standing(Circle.KEEPER, "in_force") == {"To meet in the north."}
    assert standing(Circle.KEEPER, "superseded") == set()


def test_what_was_not_carried_is_never_in_force(two, cast, as_person):
    a_held(4, "To meet nowhere.", "circulated", is_lost=True)
    assert standing(Circle.MEMBER, "in_force") == {"To meet in the south."}
    assert standing(Circle.MEMBER, "not_carried") == {"To meet nowhere."}
    page = as_person("member").get(url("decisions"), {"stands": "not_carried"}).content.decode()
    assert "To meet nowhere." in page and "To meet in the south." not in page
    found = as_person("member").get(reverse("search"), {"words": "nowhere"}).content.decode()
    assert "Decision · Not carried" in found
    rows = as_person("member").get(url("decisions_file", "csv") + "?language=en").getvalue().decode()
    assert "Not carried" in rows and cast.member.name in rows


def test_the_database_refuses_what_cannot_be(two, cast):
    older, newer = two
    for facts in (
        {"supersedes": newer},
        {"is_lost": True},
        {"seconded_by": cast.member},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            Decision.objects.filter(pk=newer.pk).update(**facts)
    with pytest.raises(DatabaseError), transaction.atomic():
        a_held(200, "To have met in the west.", "draft", supersedes=older)


def test_the_form_offers_earlier_decisions_and_takes_their_numbers(two, as_person, cast):
    older, newer = two
    administrator = as_person("administrator")
    page = url("edit_decision", newer.pk)
    form = administrator.get(page).context["form"]
    assert [key for key, _label in form.fields["supersedes"].offered()] == [older.pk]
    assert form.folded["is_open"]
    facts = {"text_en": "To meet in the east.", "how": "consensus", "version": newer.version}
    movers = {"proposed_by": cast.member.pk, "seconded_by": cast.chair.pk}
    assert administrator.post(page, facts | movers | {"supersedes": older.number}).status_code == 302
    newer.refresh_from_db()
    assert (newer.supersedes, newer.seconded_by, newer.text_en) == (older, cast.chair, "To meet in the east.")
    lost = administrator.post(page, facts | {"supersedes": older.pk, "is_lost": "on", "version": newer.version})
    assert "What was not carried supersedes nothing" in lost.content.decode()
    assert not administrator.get(url("add_decision", newer.paragraph_id)).context["form"].folded["is_open"]


def test_two_that_hang_together_are_removed_with_their_paragraph(cast, as_person):
    meeting = a_meeting(days=-3, state="held")
    paragraph = a_paragraph(an_item(meeting))
    a_decision(paragraph, supersedes=a_decision(paragraph))
    assert as_person("administrator").post(url("remove_paragraph", paragraph.pk)).status_code == 302
    assert not Decision.objects.exists()
