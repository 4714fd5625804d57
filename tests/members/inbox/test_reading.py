"""The Forum's mailbox is read on a real mail server: each message once, whoever reads, whatever ends in the middle."""

import datetime
import socket
import ssl
import subprocess
import threading

import pytest
from django.db import connections
from django.utils import timezone

from forum_site.jobs import read_mailbox
from forum_site.watching import health
from members.inbox import reading, server
from members.letters import names
from members.models import Incoming, Letter, Mailbox
from tests.imap import USER, free_port, served
from tests.members.inbox import letters
from tests.members.inbox.answers import Facts, google
from tests.members.inbox.bounced import postfix

pytestmark = pytest.mark.django_db


def nobody_asked(reply):
    return None


def outcomes():
    return list(Incoming.objects.order_by("uid").values_list("outcome", flat=True))


def waiting():
    return Incoming.objects.waiting().count()


def test_without_a_mailbox_nothing_is_read(settings):
    assert settings.MAIL_INBOX is None
    read_mailbox(0)
    assert not Mailbox.objects.exists()


def test_each_message_is_read_once_and_what_is_for_a_person_is_counted_until_it_is_read(mailbox):
    mailbox.put(letters.letter("One"), letters.AUTOMATIC["Outlook"], letters.letter("Two"))
    assert [reading.read(nobody_asked) for _time in range(2)] == [3, 0]
    assert (outcomes(), waiting()) == (["other", "automatic", "other"], 2)
    assert mailbox.unread() == ["One", "Automatic reply: The agenda", "Two"]
    mailbox.put(letters.letter("Three"))
    assert (reading.read(nobody_asked), waiting()) == (1, 3)
    mailbox.read_all()
    assert (reading.read(nobody_asked), waiting()) == (0, 0)


def test_what_somebody_moves_away_waits_no_more(mailbox):
    mailbox.put(letters.letter("One"))
    reading.read(nobody_asked)
    mailbox.empty()
    assert (reading.read(nobody_asked), waiting()) == (0, 0)


def test_broken_and_huge_messages_stay_with_a_count_and_hold_up_no_other(mailbox, monkeypatch):
    monkeypatch.setattr(server, "MOST_BYTES", 20_000)
    mailbox.put(b"no message at all\r\n", letters.letter("Huge", "x" * 30_000), letters.letter("Fine"))
    reading.read(nobody_asked)
    assert (outcomes(), waiting()) == (["broken", "huge", "other"], 3)


def test_a_fault_of_ours_over_one_message_holds_up_no_other(mailbox, cast):
    def breaks(reply):
        raise ValueError("A fault")

    mailbox.put(google(Facts("x", cast.member.email)), letters.letter("Fine"))
    reading.read(breaks)
    assert outcomes() == ["broken", "other"]


def test_settled_messages_are_marked_as_read_also_when_a_reader_was_killed_before(mailbox, cast):
    Letter.objects.create(kind="greeting", thing="1", person=cast.member, state=Letter.State.SENT)
    name = names.name_of(Letter.objects.get().pk, cast.member.email)
    mailbox.put(postfix(name, cast.member.email), letters.letter("For a person"))
    with server.opened() as box:
        number = min(box.numbers())
        reading._take_one(box, number, nobody_asked)  # and killed here
    assert len(mailbox.unread()) == 2
    reading.read(nobody_asked)
    assert (outcomes(), mailbox.unread()) == (["returned", "other"], ["For a person"])


def test_a_message_whose_reader_is_killed_in_the_middle_is_read_again(mailbox):
    class Killed(BaseException):
        pass

    def killed(found, answered):
        raise Killed

    mailbox.put(letters.letter("One"))
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
        patch.setattr(reading, "_done", killed)
        reading.read(nobody_asked)
    assert outcomes() == []
    assert (reading.read(nobody_asked), outcomes()) == (1, ["other"])


@pytest.mark.django_db(transaction=True)
def test_two_readers_at_once_take_each_message_once(mailbox, cast):
    taken, both = [], threading.Barrier(2)

    def answered(reply):
        taken.append(reply.uid)
        return Incoming.Outcome.TAKEN, None

    def read():
        both.wait()
        try:
            reading.read(answered)
        finally:
            connections.close_all()

    mailbox.put(*(google(Facts(f"uid-{number}", cast.member.email)) for number in range(4)))
    threads = [threading.Thread(target=read) for _reader in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == [f"uid-{number}" for number in range(4)]
    assert (outcomes(), mailbox.unread()) == (["taken"] * 4, [])


def test_what_was_dealt_with_is_not_dealt_with_again_when_the_mailbox_is_numbered_anew(mailbox, cast):
    taken = []

    def answered(reply):
        taken.append(reply.uid)
        return Incoming.Outcome.TAKEN, cast.member

    message = google(Facts("x", cast.member.email))
    mailbox.put(message)
    reading.read(answered)
    Incoming.objects.update(validity=1)
    assert (reading.read(answered), taken) == (1, ["x"])
    assert list(Incoming.objects.values_list("outcome", "person")) == [("taken", cast.member.pk)] * 2
    assert waiting() == 0


def test_numbers_of_another_numbering_say_nothing(mailbox):
    mailbox.put(letters.letter("One"))
    with server.opened() as box:
        (number,) = box.numbers()
    Incoming.objects.create(validity=1, uid=number, outcome="other", digest="other")
    assert (reading.read(nobody_asked), waiting()) == (1, 1)


def test_a_server_that_is_away_is_told_and_asked_again(settings, cast, as_person, mailbox):
    settings.MAIL_INBOX = mailbox.setting | {"port": free_port()}
    assert reading.read(nobody_asked) == 0
    assert (Mailbox.objects.get().fault, health.mailbox()) == ("ConnectionRefusedError", True)
    Mailbox.objects.update(made_at=timezone.now() - datetime.timedelta(hours=7))
    assert not health.mailbox()
    assert "mailbox cannot be read: see since when" in as_person("administrator").get("/").content.decode()
    page = as_person("administrator").get("/people/letters/").content.decode()
    assert "It has not been read yet." in page and "does not answer" in page
    settings.MAIL_INBOX = mailbox.setting
    reading.read(nobody_asked)
    assert (Mailbox.objects.get().fault, health.mailbox()) == ("", True)
    assert "mailbox cannot be read: see since when" not in as_person("administrator").get("/").content.decode()


@pytest.mark.parametrize("wrong", [{"password": "guessed"}, {"folder": "Nowhere"}])
def test_a_server_that_does_not_let_us_in_is_told_without_the_password(mailbox, settings, wrong, caplog):
    settings.MAIL_INBOX = mailbox.setting | wrong
    assert reading.read(nobody_asked) == 0
    assert Mailbox.objects.get().fault.startswith("Mailbox")
    assert USER not in caplog.text and "guessed" not in caplog.text and mailbox.password not in caplog.text


def test_a_server_whose_certificate_nobody_vouches_for_gets_no_password(settings, tmp_path, mailbox):
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    files = {"-keyout": tmp_path / "key", "-out": tmp_path / "cert"}
    subprocess.run([*command, *(str(word) for pair in files.items() for word in pair)], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files["-out"], files["-keyout"])
    got = []

    def serve(listening):
        client, _address = listening.accept()
        try:
            with context.wrap_socket(client, server_side=True) as secure:
                secure.sendall(b"* OK ready\r\n")
                got.append(secure.recv(1_000))
        except OSError:
            client.close()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=[listening])
        thread.start()
        settings.MAIL_INBOX = mailbox.setting | {"port": listening.getsockname()[1], "is_secure": True}
        reading.read(nobody_asked)
        thread.join()
    assert (Mailbox.objects.get().fault, got) == ("SSLCertVerificationError", [])


@pytest.mark.slow
def test_a_server_that_ends_in_the_middle_loses_nothing(settings):
    port = free_port()
    with served(port) as own:
        own.empty()
        own.put(letters.letter("One"), letters.letter("Two"))
        settings.MAIL_INBOX = own.setting

        def ends(box, uid, answered, one=reading._take_one):
            one(box, uid, answered)
            own.process.kill()
            own.process.wait()

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reading, "_take_one", ends)
            assert reading.read(nobody_asked) == 0
        assert (outcomes(), Mailbox.objects.get().read_at) == (["other"], None)
    with served(port) as own:
        own.empty()
        own.put(letters.letter("One"), letters.letter("Two"))
        assert (reading.read(nobody_asked), waiting()) == (2, 2)


def test_the_job_asks_the_apps(mailbox, cast):
    mailbox.put(google(Facts("no-such-meeting", cast.member.email)))
    read_mailbox(0)
    assert (outcomes(), waiting()) == (["not_invited"], 1)
