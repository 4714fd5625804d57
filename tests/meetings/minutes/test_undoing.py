"""What is removed from minutes comes back by one press of the bar that says so."""

import re

from django.urls import reverse

from meetings.models import Correction, Decision
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of

UNDO = re.compile(r'<form method="post" action="([^"]+)">(?=(?:(?!</form>).)*>Undo<)', re.DOTALL)


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"meetings:{name}", args=args)


def test_a_decision_and_an_action_come_back_as_they_were(as_person, cast):
    paragraph = a_paragraph(an_item(a_meeting(days=-3, state="held")))
    rows = {"decision": a_decision(paragraph, how="vote", votes_for=7), "action": an_action(paragraph, cast.member)}
    administrator = as_person("administrator")
    for kind, row in rows.items():
        page = administrator.post(url(f"remove_{kind}", row.pk), follow=True).content.decode()
        undo = UNDO.search(page)[1]
        assert undo == url(f"put_back_{kind}", row.pk) and not type(row).objects.exists()
        assert as_person("member").post(undo).status_code == 403
        assert administrator.post(undo).status_code == 302
        again = type(row).objects.get()
        assert (again.pk, again.number, again.text_en) == (row.pk, row.number, row.text_en)
        assert administrator.post(undo).status_code == 409
    assert Decision.objects.get().votes_for == 7


def test_a_number_that_was_given_again_is_not_given_twice(as_person):
    paragraph = a_paragraph(an_item(a_meeting(days=-3, state="held")))
    first, administrator = a_decision(paragraph), as_person("administrator")
    administrator.post(url("remove_decision", first.pk))
    second = a_decision(paragraph)
    administrator.post(url("put_back_decision", first.pk))
    assert {row.pk: row.position for row in Decision.objects.all()} == {second.pk: 1, first.pk: 2}


def test_nothing_comes_back_under_a_paragraph_that_is_gone(as_person):
    paragraph = a_paragraph(an_item(a_meeting(days=-3, state="held")))
    row, administrator = a_decision(paragraph), as_person("administrator")
    administrator.post(url("remove_decision", row.pk))
    administrator.post(url("remove_paragraph", paragraph.pk))
    assert administrator.post(url("put_back_decision", row.pk)).status_code == 404


def test_an_action_comes_back_to_whoever_had_it(as_person, cast):
    row = an_action(a_paragraph(an_item(a_meeting(days=-3, state="held"))), cast.member)
    administrator = as_person("administrator")
    administrator.post(url("remove_action", row.pk))
    assert as_person("partner").post(url("put_back_action", row.pk)).status_code in (403, 404)
    administrator.post(url("put_back_action", row.pk))
    assert type(row).objects.get().owner == cast.member


def test_a_paragraph_comes_back_at_its_place_with_what_went_with_it(as_person, cast):
    item = an_item(a_meeting(days=-3, state="held"))
    earlier = a_decision(a_paragraph(an_item(a_meeting(days=-9, state="held"))))
    first, second = a_paragraph(item, text_en="<p>Rents.</p>"), a_paragraph(item)
    lost, kept = a_decision(first), a_decision(first, supersedes=earlier)
    a_decision(first, supersedes=kept)
    an_action(first, cast.member)
    administrator = as_person("administrator")
    administrator.post(url("remove_decision", lost.pk), follow=True)
    page = administrator.post(url("remove_paragraph", first.pk), follow=True).content.decode()
    undo = UNDO.search(page)[1]
    assert (undo, item.paragraphs.get()) == (url("put_back_paragraph", first.pk), second)
    assert [as_person(role).post(undo).status_code for role in ("visitor", "member", "staff")] == [302, 403, 403]
    assert administrator.post(undo).status_code == 302
    again = item.paragraphs.get(position=1)
    assert (again.pk, again.text_en, item.paragraphs.get(position=2)) == (first.pk, "<p>Rents.</p>", second)
    superseded = set(again.decisions.values_list("supersedes", flat=True))
    assert superseded == {earlier.pk, kept.pk}, "the one that was removed before stays away"
    assert again.actions.get().owner == cast.member
    assert administrator.post(undo).status_code == 409


def test_a_paragraph_stays_while_corrections_of_it_wait(as_person, cast):
    paragraph = a_paragraph(an_item(a_meeting(days=-3, state="held")))
    minutes_of(paragraph.item.meeting, "circulated")
    offered = Correction.objects.create(paragraph=paragraph, proposer=cast.member, text="<p>No.</p>")
    answer = as_person("administrator").post(url("remove_paragraph", paragraph.pk))
    assert answer.status_code == 409 and "answer them first" in answer.content.decode()
    assert Correction.objects.get() == offered


def test_answered_corrections_outlive_their_paragraph_and_come_back_with_it(as_person, cast):
    item = an_item(a_meeting(days=-3, state="held"))
    paragraph = a_paragraph(item, text_en="<p>Rents fell.</p>")
    minutes_of(item.meeting, "circulated")
    Correction.objects.create(paragraph=paragraph, proposer=cast.member, text="<p>Rents rose.</p>", answer="declined")
    administrator, corrections = as_person("administrator"), url("corrections", item.meeting_id)
    assert administrator.post(url("remove_paragraph", paragraph.pk)).status_code == 302
    page = as_person("member").get(corrections).content.decode()
    assert "Rents rose." in page and "Rents fell." in page and "removed later" in page
    assert "Rents fell." not in as_person("partner").get(corrections).content.decode()
    kept = Correction.objects.get()
    assert (kept.number, kept.meeting_id) == ("1.1", item.meeting_id)
    assert administrator.get(url("answer_correction", kept.pk)).status_code == 409
    administrator.post(url("put_back_paragraph", paragraph.pk))
    kept.refresh_from_db()
    assert (kept.paragraph, kept.item, kept.removed_text) == (paragraph, None, "")
