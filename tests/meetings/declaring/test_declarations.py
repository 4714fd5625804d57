"""Declarations of interest: recorded by keepers, in the minutes at their item, frozen with them."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from meetings.models import Declaration
from meetings.papers import documents
from tests.cast import a_meeting, an_item, minutes_of


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"meetings:{name}", args=args)


@pytest.fixture
def meeting(cast):
    """A held meeting with an item and one declaration at it, minutes circulated."""
    meeting = a_meeting(days=-3, state="held")
    Declaration.objects.create(
        item=an_item(meeting), person=cast.member, text_en="A trustee.", text_cy="Ymddiriedolwr."
    )
    minutes_of(meeting, "circulated")
    return meeting


def test_a_keeper_records_one_at_an_item_and_the_minutes_tell_of_it(meeting, as_person):
    item = meeting.items.get()
    facts = {"item": item.pk, "name": "Ann Guest", "text_en": "Sells beds.", "then": "left"}
    administrator = as_person("administrator")
    assert administrator.post(url("declarations", meeting.pk), facts).status_code == 302
    page = as_person("member").get(url("minutes", meeting.pk)).content.decode()
    assert "Ann Guest" in page and "Sells beds." in page and "Left the room" in page
    assert "Ann Guest" in administrator.get(url("write_minutes", meeting.pk)).content.decode()
    paper = documents.minutes_file(meeting.minutes, as_person("member").get("/").wsgi_request.user, "docx", "cy")
    assert "Gadawodd yr ystafell" in str(paper.page) and paper.opened().read()


def test_it_is_of_a_person_or_of_a_name(meeting, as_person, cast):
    facts = {"item": meeting.items.get().pk, "text_en": "Sells beds.", "then": "left"}
    for who in ({}, {"person": cast.member.pk, "name": "Ann Guest"}):
        answer = as_person("administrator").post(url("declarations", meeting.pk), facts | who)
        assert "Please say who declared it" in answer.content.decode()
    assert Declaration.objects.count() == 1


def test_who_may_change_it_and_take_it_back(meeting, as_person):
    row = Declaration.objects.get()
    answers = {"visitor": 302, "partner": 403, "member": 403, "staff": 404, "administrator": 200, "chair": 200}
    for page in ("edit_declaration", "remove_declaration"):
        assert {role: as_person(role).get(url(page, row.pk)).status_code for role in answers} == answers
    assert as_person("administrator").post(url("remove_declaration", row.pk)).status_code == 302
    assert not Declaration.objects.exists()
    assert as_person("member").post(url("put_back_declaration", row.pk)).status_code == 403
    assert as_person("administrator").post(url("put_back_declaration", row.pk)).status_code == 302
    assert Declaration.objects.get().text_en == row.text_en


def test_it_stands_with_the_confirmed_minutes(meeting, as_person, cast):
    meeting.minutes.__class__.objects.filter(pk=meeting.minutes.pk).update(state="confirmed", confirmed_by=cast.chair)
    row, administrator = Declaration.objects.get(), as_person("administrator")
    assert administrator.get(url("edit_declaration", row.pk)).status_code == 409
    assert administrator.post(url("remove_declaration", row.pk)).status_code == 409
    for change in (lambda: Declaration.objects.update(then="left"), lambda: Declaration.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert Declaration.objects.get().then == "stayed"
