"""Letters that the mail server does not take: tried for two days, told in a sentence, and sent again all at once."""

import smtplib
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from members import jobs
from members.letters import letters, refused
from members.letters.posting import Patience
from members.models import Letter
from tests.members.letters.test_letters import Refusing

pytestmark = pytest.mark.django_db
REFUSING = f"{Refusing.__module__}.Refusing"
CHAIR = "chair@forum.example"
FOR_NOW = [
    OSError("no route"),
    smtplib.SMTPConnectError(554, b"No SMTP service here"),
    smtplib.SMTPSenderRefused(550, b"5.7.1 not allowed", "forum@forum.example"),
    smtplib.SMTPAuthenticationError(535, b"wrong password"),
    smtplib.SMTPDataError(554, b"looks like spam"),
    smtplib.SMTPRecipientsRefused({CHAIR: (451, b"greylisted")}),
    smtplib.SMTPRecipientsRefused({CHAIR: (554, b"blocked")}),
    smtplib.SMTPRecipientsRefused({CHAIR: (550, b"5.7.1 relaying denied")}),
]


@pytest.fixture
def greeting(monkeypatch):
    """A kind of letter that greets, and a letter to the Chair that waits; its builder breaks for "broken"."""

    def build(letter):
        words = {"1": "Hello of 12 March"}[letter.thing]
        return EmailMultiAlternatives(words, words, to=[letter.person.email])

    monkeypatch.setitem(letters.BUILDERS, "greeting", build)


def sent_by_worker(letter, *, attempts=0):
    """Have the worker send a letter, and return whether it will try again."""
    context = SimpleNamespace(job=SimpleNamespace(attempts=attempts))
    try:
        jobs.send(context, letter.pk)
    except Exception as refusal:
        return jobs.send.retry_strategy.get_retry_decision(exception=refusal, job=context.job) is not None
    return False


def test_the_waits_are_short_at_first_hourly_later_and_last_two_days():
    waits = Patience(hours=48).waits
    assert (waits[0], waits[-1], list(waits) == sorted(waits)) == (5, 3_600, True)
    assert 48 <= sum(waits) / 3_600 < 49


@pytest.mark.parametrize("refusal", FOR_NOW, ids=lambda fault: f"{type(fault).__name__} {fault}"[:50])
def test_what_may_pass_is_tried_for_two_days_however_old_the_letter(greeting, cast, monkeypatch, refusal):
    monkeypatch.setattr(Refusing, "error", refusal)
    letters.write("greeting", 1, people=[cast.chair])
    letter = Letter.objects.get()
    Letter.objects.update(created_at=timezone.now() - timezone.timedelta(days=1))
    last = len(jobs.PATIENT.waits)
    with override_settings(EMAIL_BACKEND=REFUSING):
        assert [sent_by_worker(letter, attempts=number) for number in (0, 5, last - 1)] == [True] * 3
        assert Letter.objects.get().state == Letter.State.WAITING
        assert sent_by_worker(letter, attempts=last) is False
    assert Letter.objects.get().state == Letter.State.FAILED
    letters.send_all(Letter.State.FAILED)
    assert sent_by_worker(letter) is False
    assert (Letter.objects.get().state, Letter.objects.get().subject, len(mail.outbox)) == (Letter.State.SENT, "", 1)


def test_a_letter_that_cannot_be_put_together_is_told_at_last(greeting, cast):
    letters.write("greeting", "broken", people=[cast.chair])
    letter = Letter.objects.get()
    assert sent_by_worker(letter) is True
    assert Letter.objects.get().state == Letter.State.WAITING
    assert sent_by_worker(letter, attempts=len(jobs.PATIENT.waits)) is False
    letter.refresh_from_db()
    assert (letter.state, "put together" in refused.sentence(letter.error)) == (Letter.State.FAILED, True)


def test_only_a_letter_whose_job_was_lost_is_taken_up_again(greeting, cast):
    letters.write("greeting", 1, people=[cast.chair, cast.member])
    Letter.objects.update(created_at=timezone.now() - timezone.timedelta(hours=2))
    lost = Letter.objects.get(person=cast.member)
    ProcrastinateJob.objects.filter(args__letter_id=lost.pk).delete()
    before = set(ProcrastinateJob.objects.values_list("pk", flat=True))
    jobs.send_waiting(timestamp=0)
    jobs.send_waiting(timestamp=0)
    assert [job.args for job in ProcrastinateJob.objects.exclude(pk__in=before)] == [{"letter_id": lost.pk}]


def test_who_keeps_the_record_sees_what_failed_and_tries_again(cast, as_person):
    failed = Letter.objects.create(
        kind="greeting", thing="1", person=cast.member, state=Letter.State.FAILED, error="OSError"
    )
    chair, again = as_person("administrator"), reverse("members:try_letter_again", args=[failed.pk])
    assert "Margaret Ellicott" in chair.get("/people/letters/").content.decode()
    assert "1 letter could not be sent" in chair.get("/").content.decode()
    assert as_person("member").post(again).status_code == 404
    assert chair.post(again).url == "/people/letters/"
    failed.refresh_from_db()
    assert failed.state == Letter.State.WAITING
    assert chair.post(again).status_code == 409


def test_the_ledger_says_which_letter_it_was_and_why_in_a_sentence(greeting, cast, as_person, monkeypatch):
    monkeypatch.setattr(Refusing, "error", smtplib.SMTPRecipientsRefused({CHAIR: (550, b"No such chair")}))
    letters.write("greeting", 1, people=[cast.chair])
    with override_settings(EMAIL_BACKEND=REFUSING):
        assert sent_by_worker(Letter.objects.get()) is False
    page = as_person("administrator").get("/people/letters/").content.decode()
    assert "there is no such address (550)" in page
    assert "Hello of 12 March" in page
    assert "SMTPRecipientsRefused" not in page


def test_what_waits_is_never_called_sent_and_what_is_refused_for_now_is_told(greeting, cast, as_person):
    letters.write("greeting", 1, people=[cast.chair])
    with override_settings(EMAIL_BACKEND=REFUSING):
        sent_by_worker(Letter.objects.get())
    page = as_person("administrator").get("/people/letters/").content.decode()
    assert "Waiting: 1." in page
    assert "Not taken by the mail server so far: 1." in page
    assert "No letter has failed." in page
    assert "has been sent" not in page


@pytest.mark.parametrize(
    ("state", "press", "then", "queued"),
    [
        (Letter.State.FAILED, "try_letters_again", Letter.State.WAITING, 3),
        (Letter.State.HELD, "send_held_letters", Letter.State.WAITING, 3),
        (Letter.State.HELD, "drop_held_letters", Letter.State.DROPPED, 0),
    ],
)
def test_all_are_sent_again_or_dropped_by_one_press(cast, as_person, state, press, then, queued):
    Letter.objects.bulk_create(Letter(kind="greeting", thing=str(n), person=cast.member, state=state) for n in range(3))
    Letter.objects.create(kind="greeting", thing="4", person=cast.member, state=Letter.State.SENT)
    address = reverse(f"members:{press}")
    assert as_person("member").post(address).status_code == 404
    assert address in as_person("chair").get("/people/letters/").content.decode()
    assert as_person("chair").post(address).url == "/people/letters/"
    assert [Letter.objects.filter(state=one).count() for one in (then, Letter.State.SENT)] == [3, 1]
    assert ProcrastinateJob.objects.filter(task_name=letters.SEND).count() == queued
