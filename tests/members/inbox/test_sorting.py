"""What comes in is told apart: calendars' answers, letters that came back, automatic answers, what is for a person."""

import datetime
import email

import pytest

from common.bare import apart
from members.inbox import sorting
from members.inbox.kinds import AUTOMATIC, OTHER, Bounce, CalendarReply, unpacked
from tests.members.inbox import letters
from tests.members.inbox.answers import PROGRAMS, Facts, google
from tests.members.inbox.bounced import SERVERS, exim, postfix

NAME = f"<letter-12-{'a' * 20}-{'b' * 12}@127.0.0.1>"
ADDRESS = "ann@council.example"
STARTS = datetime.datetime(2027, 6, 8, 10, 30, tzinfo=datetime.timezone(datetime.timedelta(hours=1)))
SENT = datetime.datetime(2026, 11, 26, 10, 2, 11, tzinfo=datetime.UTC)


@pytest.mark.parametrize("answer", ["ACCEPTED", "DECLINED", "TENTATIVE"])
@pytest.mark.parametrize("program", PROGRAMS)
def test_a_calendars_answer_is_read_whatever_program_wrote_it(program, answer):
    uid = "a-name-that-is-long-enough-to-be-folded-over-two-lines-0123456789abcdef@forum"
    facts = Facts(uid, ADDRESS, answer=answer, sequence=4, sent_at=SENT, starts_at=STARTS)
    assert sorting.sort(PROGRAMS[program](facts)) == CalendarReply(
        method="REPLY", uid=uid, sender=ADDRESS, attendee=ADDRESS, answer=answer, sequence=4, sent_at=SENT,
        starts_at=STARTS.astimezone(datetime.UTC), is_delegated=False, is_disowned=False, has_words=False,
    )  # fmt: skip


@pytest.mark.parametrize("program", PROGRAMS)
def test_words_that_go_with_an_answer_are_noticed(program):
    assert sorting.sort(PROGRAMS[program](Facts("x", ADDRESS, comment="I shall be late."))).has_words


@pytest.mark.parametrize("server", SERVERS)
def test_a_letter_that_came_back_is_known_by_its_name_whatever_server_says_so(server):
    found = sorting.sort(SERVERS[server](NAME, ADDRESS))
    assert (found.names, found.status) == ((NAME,), {"exchange": "5.1.10"}.get(server, "5.1.1"))


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ("550 Unrouteable address", "5.1.1"),
        ("552 5.2.2 The mailbox is full", "5.2.2"),
        ("553 sorry", "5.1.3"),
        ("554 refused", "5.0.0"),
        ("no code at all", "5.0.0"),
        ("450 4.2.1 try later", "4.2.1"),
    ],
)
def test_why_it_came_back_is_read_from_plain_words(said, status):
    assert sorting.sort(exim(NAME, ADDRESS, said)) == Bounce((NAME,), status)


def test_a_vague_status_gives_way_to_what_the_other_server_said():
    raw = postfix(NAME, ADDRESS, "5.0.0").replace(b"smtp; 550 5.0.0", b"smtp; 550 5.2.2")
    assert sorting.sort(raw) == Bounce((NAME,), "5.2.2")


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded"])
def test_word_that_a_letter_is_late_or_has_arrived_is_no_word_that_it_came_back(action):
    assert sorting.sort(postfix(NAME, ADDRESS, "4.4.1", action)) == AUTOMATIC


def test_a_delay_in_plain_words_is_none_either():
    raw = exim(NAME, ADDRESS).replace(b"Mail delivery failed: returning message to sender", b"Warning: message delayed")
    assert sorting.sort(raw) == AUTOMATIC


@pytest.mark.parametrize("which", letters.AUTOMATIC)
def test_automatic_answers_are_known_by_headers_or_words(which):
    assert sorting.sort(letters.AUTOMATIC[which]) == AUTOMATIC


@pytest.mark.parametrize("which", letters.FOR_A_PERSON)
def test_what_people_write_is_for_a_person(which):
    assert sorting.sort(letters.FOR_A_PERSON[which]) == OTHER


def test_a_published_calendar_is_no_answer():
    assert sorting.sort(google(Facts("x", ADDRESS, method="PUBLISH"))) == OTHER


@pytest.mark.parametrize("header", ["dmarc=fail action=quarantine header.from=council.example", "compauth=fail"])
def test_the_mailboxs_own_server_may_disown_a_sender(header):
    said = f"Authentication-Results: mx.forum.example; spf=pass; {header}\n"
    assert sorting.sort(google(Facts("x", ADDRESS, headers=said))).is_disowned
    below = "Authentication-Results: mx.forum.example; dmarc=pass\nAuthentication-Results: elsewhere; dmarc=fail\n"
    assert not sorting.sort(google(Facts("x", ADDRESS, headers=below))).is_disowned


@pytest.mark.parametrize(
    "broken",
    [
        b"", b"\0" * 1_000, b"no header at all\r\n\r\n", b"Subject: nobody\r\n\r\nHello",
        b"From: a@b.example\r\n" + b"X: " + b"y" * 200_000 + b"\r\n\r\nHello",
        b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" + b"--x\r\n\r\ny\r\n" * 500,
    ],
)  # fmt: skip
def test_what_is_no_message_is_broken(broken):
    with pytest.raises(sorting.Broken):
        sorting.sort(broken)


def test_half_a_message_breaks_nothing():
    """However much of it is lost, at whatever place."""
    for raw in (
        *(one(Facts("x", ADDRESS)) for one in PROGRAMS.values()),
        *(one(NAME, ADDRESS) for one in SERVERS.values()),
    ):
        for end in range(len(raw) // 20, len(raw), len(raw) // 20):
            try:
                sorting.sort(raw[:end])
            except sorting.Broken:
                assert "from" not in email.message_from_bytes(raw[:end])


def test_it_is_sorted_apart_from_settings_and_database():
    facts = Facts("x", ADDRESS, sent_at=SENT, starts_at=STARTS)
    for raw in (google(facts), postfix(NAME, ADDRESS), letters.letter()):
        assert unpacked(apart.run("members.inbox.sorting.sort_apart", raw)) == sorting.sort(raw)
