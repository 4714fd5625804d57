"""The ledger of letters: once a person, checked when it is sent, failures told and tried again."""

import smtplib

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import override_settings
from django.utils.translation import get_language
from procrastinate.contrib.django.models import ProcrastinateJob

from common.editing import IllegalChange
from forum_site.management.commands.serve import workers_of_jobs
from members import jobs
from members.letters import letters, names
from members.letters.posting import post
from members.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def greeting(monkeypatch):
    """A kind of letter that greets, in the reader's language; a person called Nobody gets none."""

    def build(letter):
        hello = {"cy": "Helo"}.get(get_language(), "Hello")
        to = letter.person.email if letter.person else letter.address
        return None if letter.thing == "nothing" else EmailMultiAlternatives(hello, hello, to=[to])

    monkeypatch.setitem(letters.BUILDERS, "greeting", build)


def deliver_all(is_last=False):
    return [letters.deliver(pk, is_last=is_last) for pk in Letter.objects.order_by("pk").values_list("pk", flat=True)]


class Refusing:
    """Stands in for a mail server: raises what it is given."""

    error = OSError("no route")

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise self.error


def test_a_letter_is_written_once_a_person(greeting, cast):
    assert letters.write("greeting", 1, people=[cast.chair, cast.member], addresses=["guest@example.org"]) == 3
    assert letters.write("greeting", 1, people=[cast.chair, cast.partner], addresses=["guest@example.org"]) == 1
    assert Letter.objects.count() == 4


def test_each_gets_it_once_in_their_language_with_a_message_id_that_lasts(greeting, cast):
    letters.write("greeting", 1, people=[cast.chair, cast.member])
    deliver_all()
    deliver_all()
    assert sorted((m.to[0], m.subject) for m in mail.outbox) == [
        ("chair@forum.example", "Helo"),
        ("member@forum.example", "Hello"),
    ]
    ids = {names.read(m.extra_headers["Message-ID"]).letter_id for m in mail.outbox}
    assert ids == {row.pk for row in Letter.objects.all()}
    assert set(Letter.objects.values_list("state", flat=True)) == {Letter.State.SENT}


def test_what_is_no_longer_called_for_is_dropped(greeting, cast):
    letters.write("greeting", "nothing", people=[cast.chair])
    letters.write("greeting", 1, people=[cast.member])
    cast.member.is_active = False
    cast.member.save()
    deliver_all()
    assert mail.outbox == []
    assert set(Letter.objects.values_list("state", flat=True)) == {Letter.State.DROPPED}


def test_a_server_that_is_away_is_tried_again_and_told_of_at_last(greeting, cast):
    letters.write("greeting", 1, people=[cast.chair])
    with override_settings(EMAIL_BACKEND=f"{__name__}.Refusing"):
        assert deliver_all() == [True]
        assert Letter.objects.get().state == Letter.State.WAITING
        assert deliver_all(is_last=True) == [False]
    letter = Letter.objects.get()
    assert (letter.state, letter.error) == (Letter.State.FAILED, "OSError")
    letters.try_again(letter=letter)
    with pytest.raises(IllegalChange):
        letters.try_again(letter=letter)
    deliver_all()
    assert Letter.objects.get().state == Letter.State.SENT


def test_a_bad_address_fails_at_once_and_the_ledger_says_why_without_it(greeting, cast, monkeypatch):
    monkeypatch.setattr(
        Refusing, "error", smtplib.SMTPRecipientsRefused({"chair@forum.example": (550, b"No such chair@forum.example")})
    )
    letters.write("greeting", 1, people=[cast.chair])
    with override_settings(EMAIL_BACKEND=f"{__name__}.Refusing"):
        assert deliver_all() == [False]
    assert Letter.objects.get().error == "SMTPRecipientsRefused 550"


def test_letters_have_a_queue_of_their_own_that_no_other_work_keeps_waiting(cast):
    letters.write("members.welcome", 1, people=[cast.member])
    post(EmailMultiAlternatives("A code", "A code", to=[cast.member.email]))
    assert set(ProcrastinateJob.objects.values_list("queue_name", flat=True)) == {"letters"}
    assert jobs.send_waiting.queue == "letters"
    _all, own = workers_of_jobs()
    assert own.command[-1] == "--queues=letters"
