"""What is removed from minutes comes back by one press of the bar that says so."""

import re

from django.urls import reverse

from meetings.models import Decision
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item

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
