"""Letters that came back are marked, and an address that they come back from for good gets none until it is changed."""

import datetime

import pytest
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone

from members.inbox import reading, returned, sorting
from members.letters import letters, names
from members.models import Incoming, Letter, ReturnedAddress
from tests.members.inbox.bounced import SERVERS, postfix

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def greeting(monkeypatch):
    """A kind of letter; `send(person)` sends one more and returns it with its name."""

    def build(letter):
        to = letter.person.email if letter.person else letter.address
        return EmailMultiAlternatives("Hello", "Hello", to=[f"Somebody <{to}>"])

    monkeypatch.setitem(letters.BUILDERS, "greeting", build)

    def send(person=None, address=""):
        who = {"people": [person]} if person else {"addresses": [address]}
        letters.write("greeting", Letter.objects.count(), **who)
        letter = Letter.objects.order_by("pk").last()
        letters.deliver(letter.pk, is_last=True)
        letter.refresh_from_db()
        letter.name = mail.outbox[-1].extra_headers["Message-ID"] if mail.outbox else ""
        return letter

    return send


def comes_back(letter, address, status="5.1.1", server=postfix):
    raw = server(letter.name, address) if server is not postfix else postfix(letter.name, address, status)
    outcome, _person = reading._dealt_with(sorting.sort(raw), None)
    letter.refresh_from_db()
    return outcome


def stopped():
    return list(ReturnedAddress.objects.stopped().in_use().values_list("address", flat=True))


@pytest.mark.parametrize("server", SERVERS)
def test_the_letter_and_its_address_are_marked_whatever_server_says_so(greeting, cast, server, as_person):
    letter = greeting(cast.member)
    assert comes_back(letter, cast.member.email, server=SERVERS[server]) == "returned"
    assert (letter.state, letter.error[:10]) == (Letter.State.FAILED, "CameBack 5")
    assert stopped() == [cast.member.email]
    page = as_person("administrator").get(reverse("members:letters")).content.decode()
    assert "The letter came back. There is no such address." in page and "Nothing more is sent there" in page
    home = as_person("administrator").get("/").content.decode()
    assert "Ring somebody whose letters come back" in home and cast.member.name in home


def test_nothing_more_is_sent_there_and_who_keeps_the_record_sees_it(greeting, cast):
    comes_back(greeting(cast.member), cast.member.email)
    mail.outbox.clear()
    later = greeting(cast.member)
    assert (later.state, later.error, later.subject, mail.outbox) == (Letter.State.FAILED, "Stopped", "Hello", [])
    assert greeting(cast.chair).state == Letter.State.SENT


def test_another_address_gets_letters_again(greeting, cast):
    comes_back(greeting(cast.member), cast.member.email)
    cast.member.email = "new@council.example"
    cast.member.save()
    assert stopped() == []
    assert greeting(cast.member).state == Letter.State.SENT


def test_a_letter_to_an_address_that_is_changed_since_says_nothing_of_the_new_one(greeting, cast):
    letter, before = greeting(cast.member), cast.member.email
    cast.member.email = "new@council.example"
    cast.member.save()
    assert comes_back(letter, before) == "returned"
    assert (letter.state, ReturnedAddress.objects.count()) == (Letter.State.FAILED, 0)


def test_an_address_without_an_account_is_stopped_too(greeting):
    comes_back(greeting(address="Guest@elsewhere.example"), "guest@elsewhere.example")
    assert stopped() == ["guest@elsewhere.example"]
    assert greeting(address="guest@elsewhere.example").state == Letter.State.FAILED


@pytest.mark.parametrize("status", ["5.2.2", "5.0.0", "5.4.4", "5.3.4"])
def test_what_may_pass_takes_two_letters_a_day_apart(greeting, cast, status):
    first, second = greeting(cast.member), greeting(cast.member)
    comes_back(first, cast.member.email, status)
    comes_back(second, cast.member.email, status)
    assert stopped() == []  # both at one time: one bad day
    ReturnedAddress.objects.update(noted_at=timezone.now() - DAY)
    comes_back(first, cast.member.email, status)
    assert stopped() == []  # the same letter
    comes_back(second, cast.member.email, status)
    assert stopped() == [cast.member.email]


def test_what_was_long_ago_is_forgotten(greeting, cast):
    comes_back(greeting(cast.member), cast.member.email, "5.2.2")
    ReturnedAddress.objects.update(noted_at=timezone.now() - returned.REMEMBERED - DAY)
    comes_back(greeting(cast.member), cast.member.email, "5.2.2")
    assert stopped() == []
    ReturnedAddress.objects.update(noted_at=timezone.now() - DAY)
    comes_back(greeting(cast.member), cast.member.email, "5.2.2")
    assert stopped() == [cast.member.email]


def test_a_server_that_refuses_us_says_nothing_of_the_address(greeting, cast):
    letter = greeting(cast.member)
    assert comes_back(letter, cast.member.email, "5.7.1") == "returned"
    assert (letter.state, ReturnedAddress.objects.count()) == (Letter.State.FAILED, 0)


@pytest.mark.parametrize("status", ["4.4.7", "4.2.2"])
def test_a_server_that_gave_up_for_now_says_nothing_of_the_address(greeting, cast, status):
    letter = greeting(cast.member)
    assert comes_back(letter, cast.member.email, status) == "returned"
    assert (letter.state, ReturnedAddress.objects.count()) == (Letter.State.FAILED, 0)


def test_nobody_stops_letters_to_another_by_a_name_they_made_up(greeting, cast):
    letter = greeting(cast.member)
    number, key, address = letter.name.split("@")[0].split("-")[1:]
    for forged in (
        f"<letter-{number}-{'0' * 20}-{address}@127.0.0.1>",
        f"<letter-{int(number) + 1}-{key}-{address}@127.0.0.1>",
        f"<letter-{number}@127.0.0.1>",
        "<someone@elsewhere.example>",
    ):
        letter.name = forged
        assert comes_back(letter, cast.member.email) == "not_ours"
    assert (letter.state, ReturnedAddress.objects.count()) == (Letter.State.SENT, 0)
    assert "not_ours" not in Incoming.FOR_NOBODY


def test_a_letter_that_the_ledger_has_forgotten_breaks_nothing(greeting, cast):
    letter = greeting(cast.member)
    raw = postfix(letter.name, cast.member.email)
    letter.delete()
    assert reading._dealt_with(sorting.sort(raw), None) == ("returned", None)


def test_a_letter_has_the_same_name_when_it_is_sent_again_and_another_address_another_one(cast):
    assert names.name_of(1, "Ann@council.example") == names.name_of(1, "ann@council.example")
    assert names.name_of(1, "a@council.example") != names.name_of(1, "b@council.example")
    assert names.name_of(1, "a@council.example") != names.name_of(2, "a@council.example")


def test_the_owner_sees_it_and_says_that_it_works_again(greeting, cast, as_person):
    comes_back(greeting(cast.member), cast.member.email)
    row, member = ReturnedAddress.objects.get(), as_person("member")
    assert "Letters to you come back" in member.get(reverse("members:account")).content.decode()
    again = reverse("members:use_address_again", args=[row.pk])
    assert [as_person(role).post(again).status_code for role in ("visitor", "partner", "staff")] == [302, 404, 404]
    assert stopped() == [cast.member.email]
    assert member.post(again).url == reverse("members:account")
    assert stopped() == []
    assert "Letters to you come back" not in member.get(reverse("members:account")).content.decode()
    assert greeting(cast.member).state == Letter.State.SENT


def test_who_keeps_the_record_has_letters_sent_again(greeting, cast, as_person):
    comes_back(greeting(cast.member), cast.member.email)
    again = reverse("members:use_address_again", args=[ReturnedAddress.objects.get().pk])
    administrator = as_person("administrator")
    assert administrator.get(again).status_code == 405
    assert administrator.post(again).url == reverse("members:letters")
    assert administrator.post(again).status_code == 404
    assert stopped() == []
