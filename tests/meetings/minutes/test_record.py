"""The record after the meeting: corrections in their window, notes beside what stands, decisions, and the history."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from common.editing import IllegalChange
from common.rich_text import plain_text
from meetings.minutes import corrections
from meetings.models import Action, AgendaItem, Attendance, Correction, Decision, Meeting, Minutes, Paragraph
from meetings.papers import documents
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"meetings:{name}", args=args)


@pytest.fixture
def scene(cast):
    """A held meeting that the member and the partner were at, with a paragraph,
    a decision and an action; minutes circulated.
    """
    meeting = a_meeting(days=-3, state="held")
    paragraph = a_paragraph(an_item(meeting), text_en="Twelve people came.", text_cy="Daeth deuddeg o bobl.")
    a_decision(paragraph)
    an_action(paragraph, cast.member)
    for person, capacity in ((cast.member, "member"), (cast.partner, "partner")):
        Attendance.objects.create(meeting=meeting, person=person, capacity=capacity, mode="in_person")
    minutes_of(meeting, "circulated")
    return meeting


def confirm(meeting, cast):
    Minutes.objects.filter(meeting=meeting).update(
        state="confirmed", confirmed_at=timezone.now(), confirmed_by=cast.chair
    )


def test_who_was_there_offers_a_correction_and_reads_the_answer(scene, as_person, cast):
    paragraph = Paragraph.objects.get()
    member = as_person("member")
    assert url("offer_correction", paragraph.pk) in member.get(url("minutes", scene.pk)).content.decode()
    member.post(url("offer_correction", paragraph.pk), {"text": "Thirteen people came.", "language": "en"})
    correction = Correction.objects.get()
    page = as_person("administrator").get(url("answer_correction", correction.pk)).content.decode()
    assert "<del>Twelve</del>" in page and "<ins>Thirteen</ins>" in page
    as_person("administrator").post(
        url("answer_correction", correction.pk), {"answer": "accept", "reason": "Thank you."}
    )
    paragraph.refresh_from_db()
    assert (plain_text(paragraph.text_en), paragraph.text_newer) == ("Thirteen people came.", "en")
    assert "Thank you." in member.get(url("corrections", scene.pk)).content.decode()
    with pytest.raises(IllegalChange):
        corrections.decline(correction=correction, reason="No")


def test_two_corrections_to_one_paragraph_lose_no_accepted_word(scene, as_person, cast):
    paragraph = Paragraph.objects.get()
    texts = ("Thirteen people came.", "Twelve people and a dog came.")
    first, second = (corrections.offer(paragraph=paragraph, by=cast.member, language="en", text=text) for text in texts)
    administrator, seen = as_person("administrator"), {"answer": "accept", "version": paragraph.version}
    corrections.accept(correction=first, version=paragraph.version)
    page = administrator.post(url("answer_correction", second.pk), seen | {"reason": "Thank you."})
    assert "This paragraph was changed while you read the correction." in page.content.decode()
    assert "<del>Thirteen</del>" in page.content.decode() and 'value="Thank you."' in page.content.decode()
    with pytest.raises(IllegalChange):
        corrections.accept(correction=second, version=paragraph.version)
    assert plain_text(Paragraph.objects.get().text_en) == "Thirteen people came."
    seen["version"] = Paragraph.objects.get().version
    administrator.post(url("answer_correction", second.pk), seen)
    assert plain_text(Paragraph.objects.get().text_en) == "Twelve people and a dog came."


@pytest.mark.parametrize(("text", "said"), [("Thirteen people came.", True), ("", False)])
def test_minutes_are_confirmed_as_circulated_or_as_corrected(scene, as_person, cast, text, said):
    waiting = corrections.offer(
        paragraph=Paragraph.objects.get(), by=cast.member, language="en", text=text or "Nobody came."
    )
    assert "Answer 1 correction" in as_person("administrator").get("/").content.decode()
    assert (
        "Mae 1 cywiriad yn dal i aros am ateb."
        in as_person("chair").get(url("confirm_minutes", scene.pk)).content.decode()
    )
    if text:
        corrections.accept(correction=waiting)
    as_person("chair").post(url("confirm_minutes", scene.pk), {"at_meeting": ""})
    assert (Minutes.objects.get().state, Minutes.objects.get().as_corrected) == ("confirmed", said)
    assert (", as corrected" in as_person("member").get(url("minutes", scene.pk)).content.decode()) is said
    state = documents.state_of(Minutes.objects.get())
    assert state.endswith(", as corrected") is said


def test_a_correction_is_declined_with_a_word(scene, as_person, cast):
    correction = corrections.offer(paragraph=Paragraph.objects.get(), by=cast.partner, language="en", text="Zanzibar")
    chair = as_person("administrator")
    assert chair.post(url("answer_correction", correction.pk), {"answer": "decline"}).context["form"].errors.keys() == {
        "reason"
    }
    chair.post(url("answer_correction", correction.pk), {"answer": "decline", "reason": "The list says twelve."})
    assert plain_text(Paragraph.objects.get().text_en) == "Twelve people came."
    assert "Zanzibar" not in as_person("member").get(url("corrections", scene.pk)).content.decode()


def test_who_was_not_there_offers_none(scene, as_person):
    paragraph = Paragraph.objects.get()
    assert as_person("convenor").get(url("offer_correction", paragraph.pk)).status_code == 403
    assert as_person("staff").get(url("offer_correction", paragraph.pk)).status_code == 404
    assert as_person("member").get(url("answer_correction", 1)).status_code == 404


def test_the_window_closes(scene, as_person, cast):
    paragraph = Paragraph.objects.get()
    Minutes.objects.update(circulated_at=timezone.now() - datetime.timedelta(days=11))
    answer = as_person("member").post(url("offer_correction", paragraph.pk), {"text": "Late", "language": "en"})
    assert answer.status_code == 409
    assert Correction.objects.count() == 0
    assert (
        url("offer_correction", paragraph.pk) not in as_person("member").get(url("minutes", scene.pk)).content.decode()
    )


CHANGES = {
    "paragraph": lambda: Paragraph.objects.update(text_en="Other"),
    "paragraph gone": lambda: Paragraph.objects.all().delete(),
    "decision": lambda: Decision.objects.update(text_en="Other"),
    "decision gone": lambda: Decision.objects.all().delete(),
    "action": lambda: Action.objects.update(text_en="Other"),
    "item": lambda: AgendaItem.objects.update(title_en="Other"),
    "meeting": lambda: Meeting.objects.update(starts_at=timezone.now()),
    "attendance": lambda: Attendance.objects.update(mode="absent"),
    "attendance gone": lambda: Attendance.objects.all().delete(),
    "state": lambda: Minutes.objects.update(state="draft"),
    "minutes gone": lambda: Minutes.objects.all().delete(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_the_database_refuses_every_change_of_what_is_confirmed(scene, cast, change):
    confirm(scene, cast)
    with pytest.raises(DatabaseError), transaction.atomic():
        CHANGES[change]()


def test_nothing_is_added_to_what_is_confirmed(scene, cast):
    item = scene.items.get()
    confirm(scene, cast)
    for add in (
        lambda: Paragraph.objects.create(item=item, position=9, text_en="Other"),
        lambda: Attendance.objects.create(meeting=scene, name="Other", capacity="guest", mode="online"),
        lambda: AgendaItem.objects.create(meeting=scene, position=9, title_en="Other"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            add()


def test_an_action_of_confirmed_minutes_is_still_done(scene, cast, as_person):
    confirm(scene, cast)
    action = Action.objects.get()
    as_person("member").post(
        url("action", action.pk),
        {"status": "done", "progress": "Booked.", "progress_language": "en", "version": action.version},
    )
    action.refresh_from_db()
    assert (action.status, action.closed_at is not None) == ("done", True)


def test_a_later_note_stands_beside_confirmed_minutes(scene, as_person, cast):
    chair = as_person("administrator")
    assert chair.get(url("add_note", scene.pk)).status_code == 409
    confirm(scene, cast)
    chair.post(url("add_note", scene.pk), {"text_en": "The address was wrong.", "text_cy": ""})
    assert "The address was wrong." in as_person("member").get(url("minutes", scene.pk)).content.decode()
    assert as_person("member").get(url("add_note", scene.pk)).status_code == 403


def test_the_register_of_decisions_is_searched_and_leaks_no_drafts(scene, as_person, cast):
    draft = a_meeting(days=-2, state="held")
    a_decision(a_paragraph(an_item(draft)), text_en="Zanzibar")
    member = as_person("member")
    assert "Zanzibar" not in member.get(url("decisions")).content.decode()
    assert "Zanzibar" in as_person("administrator").get(url("decisions"), {"words": "zanz"}).content.decode()
    number = scene.items.get().paragraphs.get().decisions.get().number
    assert number in member.get(url("decisions"), {"words": "north", "how": "consensus"}).content.decode()
    assert number not in member.get(url("decisions"), {"words": "nothing"}).content.decode()
    assert member.get(url("decisions"), {"year": "x"}).status_code == 200


def test_a_vote_has_its_figures_and_nothing_else_has(scene, as_person):
    decision = Decision.objects.get()
    administrator = as_person("administrator")
    words = {"text_en": decision.text_en, "text_cy": decision.text_cy, "version": 1}
    for bad, field in (({"how": "vote"}, "votes_for"), ({"how": "consensus", "votes_for": 3}, "how")):
        assert administrator.post(url("edit_decision", decision.pk), words | bad).context["form"].errors.keys() == {
            field
        }
    administrator.post(
        url("edit_decision", decision.pk), words | {"how": "vote", "votes_for": 9, "votes_against": 2, "abstentions": 1}
    )
    assert "9 for, 2 against, 1 abstained" in administrator.get(url("minutes", scene.pk)).content.decode()


def test_the_history_says_who_changed_what(scene, as_person, cast):
    paragraph = Paragraph.objects.get()
    administrator = as_person("administrator")
    administrator.post(
        url("edit_paragraph", paragraph.pk), {"text_en": "Eleven people came.", "text_cy": "", "version": 1}
    )
    answer = administrator.get(url("history", scene.pk))
    changed = [
        event.who for event in answer.context["events"] if (event.label, event.kind) == ("update", "meetings.Paragraph")
    ]
    page = answer.content.decode()
    assert changed == ["Lowri Prysor"]
    assert "<del>Twelve</del>" in page and "<ins>Eleven</ins>" in page
    assert as_person("member").get(url("history", scene.pk)).status_code == 404
