"""A press that is sent again makes nothing twice; one that says something else, or comes from elsewhere, is another."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from common.models import Press
from exchange.models import Post
from forum_site import jobs
from meetings.balloting import ballots
from meetings.models import Ballot, Meeting, Paper
from members.models import Complaint, Letter
from tests.cast import a_meeting, an_item
from tests.forms import form_on
from tests.together import at_once

WRITE = "/exchange/new/"
POST = {"title": "Time banks", "text": "Could hours be shared?", "kind": "news", "language": "en"}


@pytest.fixture
def member(as_person):
    return as_person("member")


@pytest.mark.django_db
def test_the_same_press_is_led_to_what_the_first_made(member):
    fields = form_on(member, WRITE).fields | POST
    answers = [member.post(WRITE, fields) for _ in range(4)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [
        (302, f"/exchange/{Post.objects.get().pk}/")
    ] * 4


@pytest.mark.django_db
def test_other_words_another_page_and_another_person_are_other_presses(member, as_person):
    fields = form_on(member, WRITE).fields | POST
    for client, sent in (
        (member, fields),
        (member, fields | {"text": "Other words"}),
        (member, form_on(member, WRITE).fields | POST),
        (as_person("partner"), fields),
    ):
        assert client.post(WRITE, sent).status_code == 302
    assert Post.objects.count() == 4


@pytest.mark.django_db
def test_what_was_refused_may_be_sent_again(member):
    fields = form_on(member, WRITE).fields | POST
    assert member.post(WRITE, fields | {"title": ""}).status_code == 200
    assert Press.objects.count() == 0
    assert member.post(WRITE, fields).status_code == 302


@pytest.mark.django_db
def test_a_fault_undoes_the_press_and_it_may_be_sent_again(member, monkeypatch):
    fields = form_on(member, WRITE).fields | POST
    member.raise_request_exception = False

    def save_and_fail(form, *args, save=Post.save, **kwargs):
        save(form, *args, **kwargs)
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(Post, "save", save_and_fail)
        assert member.post(WRITE, fields).status_code == 500
    assert (Post.objects.count(), Press.objects.count()) == (0, 0)
    assert (member.post(WRITE, fields).status_code, Post.objects.count()) == (302, 1)


@pytest.mark.django_db
def test_two_who_meet_in_the_database_are_told_so_and_nothing_is_half_done(member, monkeypatch):
    fields = form_on(member, WRITE).fields | POST
    there = Post.objects.create(author_id=member.session["_auth_user_id"], **POST)

    def save(post, *args, save=Post.save, **kwargs):
        save(post, *args, **kwargs)
        Post(pk=there.pk, author=post.author, **POST).save_base(force_insert=True)

    monkeypatch.setattr(Post, "save", save)
    answer = member.post(WRITE, fields)
    assert (answer.status_code, "Things have changed" in answer.content.decode()) == (409, True)
    assert (list(Post.objects.all()), Press.objects.count()) == ([there], 0)


@pytest.mark.django_db
def test_the_script_that_uploads_is_told_where_the_first_led(as_person):
    meeting = an_item(a_meeting()).meeting
    administrator = as_person("administrator")
    path = f"/meetings/items/{meeting.items.get().pk}/papers/add/"
    fields = form_on(administrator, path).fields | {"title_en": "Budget"}
    answers = [
        administrator.post(path, fields | {"file_en": ContentFile(b"Words", "words.txt")}, headers={"X-Upload": "1"})
        for _ in range(2)
    ]
    assert [answer.json() for answer in answers] == [{"next": f"/meetings/{meeting.pk}/papers/#item-1"}] * 2
    assert Paper.objects.count() == 1


@pytest.mark.django_db
def test_presses_are_forgotten_after_some_days(member):
    member.post(WRITE, form_on(member, WRITE).fields | POST)
    jobs.remove_expired.func(0)
    assert Press.objects.count() == 1
    Press.objects.update(at=timezone.now() - datetime.timedelta(days=4))
    jobs.remove_expired.func(0)
    assert Press.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_complaints_pressed_at_once_are_one(cast):
    visitor = Client()
    fields = form_on(visitor, "/people/complain/").fields | {
        "name": "Huw", "email": "huw@forum.example", "text": "Nobody answers.",
    }  # fmt: skip
    answers = at_once(lambda: visitor.post("/people/complain/", fields), 5)
    assert [answer.status_code for answer in answers] == [302] * 5
    assert Complaint.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_meetings_planned_at_once_are_one(as_person):
    administrator = as_person("administrator")
    day = (timezone.localdate() + datetime.timedelta(days=60)).isoformat()
    facts = {"title_en": "Spring meeting", "date": day, "starts": "10:30", "ends": "15:00"}
    fields = form_on(administrator, "/meetings/new/").fields | facts
    answers = at_once(lambda: administrator.post("/meetings/new/", fields), 5)
    assert {answer["Location"] for answer in answers} == {f"/meetings/{Meeting.objects.get().pk}/agenda/"}


@pytest.mark.django_db(transaction=True)
def test_ballots_pressed_at_once_are_one_and_write_to_nobody_twice(as_person):
    administrator = as_person("administrator")
    day = (timezone.localdate() + datetime.timedelta(days=20)).isoformat()
    path = "/meetings/between/new/"
    fields = form_on(administrator, path).fields | {"text_en": "To meet in Bangor.", "closes_on": day}
    answers = at_once(lambda: administrator.post(path, fields), 5)
    assert {answer["Location"] for answer in answers} == {f"/meetings/between/{Ballot.objects.get().pk}/"}
    people = list(Letter.objects.filter(kind=ballots.LETTER).values_list("person", flat=True))
    assert (len(people), len(set(people))) == (3, 3)
