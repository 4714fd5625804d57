"""Calendars' answers of programs besides the four of `answers.py`, and in shapes that those have now and then."""

import base64
import quopri

from tests.members.inbox.answers import ORGANIZER, Facts, apple, crlf, google, moment, outlook, thunderbird

UID, WHO = "a1b2c3@forum", "sian.prys@cyngor.example"


def facts(**more):
    return Facts(UID, WHO, **{"name": "Siân Prŷs", **more})


def calendar(*attendees, method="METHOD:REPLY", event=(), product="-//Example//EN", uid=UID):
    """Return a calendar with one event; `attendees` are whole lines, `event` other lines of the event."""
    lines = [
        "BEGIN:VCALENDAR", f"PRODID:{product}", "VERSION:2.0", *([method] if method else []), "BEGIN:VEVENT",
        f"UID:{uid}", "DTSTAMP:20261126T100211Z", "DTSTART:20270608T093000Z", "DTEND:20270608T113000Z", "SEQUENCE:1",
        f"ORGANIZER:mailto:{ORGANIZER}", *attendees, *event, "SUMMARY:Quarterly meeting", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return "\r\n".join(lines) + "\r\n"


def attendee(answer="ACCEPTED", more="", address=f"mailto:{WHO}"):
    return f'ATTENDEE;CN="Siân Prŷs";PARTSTAT={answer}{more}:{address}'


def message(content, kind="text/calendar; charset=UTF-8; method=REPLY", sender=WHO, text="", headers=""):
    """Return a message with a calendar in base64, below a text if there is one."""
    packed = base64.encodebytes(content if isinstance(content, bytes) else content.encode()).decode()
    said = quopri.encodestring(text.encode()).decode()
    return crlf(f"""
From: =?utf-8?q?Si=C3=A2n_Pr=C5=B7s?= <{sender}>
To: {ORGANIZER}
Subject: Re: Quarterly meeting
Message-ID: <reply-1@cyngor.example>
Date: Thu, 26 Nov 2026 10:02:11 +0000
{headers}MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="b0b0"

--b0b0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

{said}
--b0b0
Content-Type: {kind}
Content-Transfer-Encoding: base64

{packed}
--b0b0--
""")


def zimbra():
    who = f"ATTENDEE;CN=Siân Prŷs;ROLE=REQ-PARTICIPANT;PARTSTAT=DECLINED:mailto:{WHO}"
    return message(calendar(who, product="Zimbra-Calendar-Provider"), text="No, I won't attend.")


def sogo():
    """The type in small letters, the calendar as the only part."""
    who = f"ATTENDEE;PARTSTAT=ACCEPTED;CN=Siân Prŷs;X-SOGO-KEY=1:mailto:{WHO}"
    body = quopri.encodestring(calendar(who, product="-//Inverse inc./SOGo 5.11//EN").encode()).decode()
    return crlf(f"""
from: Sian Prys <{WHO}>
to: {ORGANIZER}
subject: Accepted invitation: "Quarterly meeting"
x-sogo-message-type: calendar:invitation-reply
content-type: text/calendar; method=reply; charset=utf-8
content-transfer-encoding: quoted-printable

{body}""")


def exchange_with_commas():
    """A name as directories have it, with a comma, and Welsh letters folded in the midst of a letter's bytes."""
    who = (
        f'ATTENDEE;PARTSTAT=ACCEPTED;CN="Prŷs, Siân (Cyngor Sir Gâr – Gwasanaethau Cymdeithasol)":MAILTO:{WHO.upper()}'
    )
    packed = who.encode()
    at = packed.index("ŷ".encode()) + 1
    content = calendar("@@", product="Microsoft Exchange Server 2010").encode()
    return message(content.replace(b"@@", packed[:at] + b"\r\n " + packed[at:]))


def in_words(event=(), more="", **facts_of_it):
    return message(calendar(attendee(more=more), event=event), **facts_of_it)


PLAIN = {  # what is simply yes or no: (message, answer, has words)
    "Zimbra": (zimbra(), "DECLINED", False),
    "SOGo": (sogo(), "ACCEPTED", False),
    "Exchange, a name with a comma": (exchange_with_commas(), "ACCEPTED", False),
    "method in the content type alone": (message(calendar(attendee(), method="")), "ACCEPTED", False),
    "an attachment of bytes": (
        message(calendar(attendee()), 'application/octet-stream; name="invite.ics"'),
        "ACCEPTED",
        False,
    ),
    "small letters": (message(calendar(attendee("accepted"), method="METHOD:Reply")), "ACCEPTED", False),
    "lines that end as on Unix": (message(calendar(attendee()).replace("\r\n", "\n")), "ACCEPTED", False),
    "no language of its letters": (message(calendar(attendee()), "text/calendar; method=REPLY"), "ACCEPTED", False),
    "letters of Windows": (
        message(calendar(attendee().replace("ŷ", "y")).encode("cp1252"), "text/calendar; charset=windows-1252"),
        "ACCEPTED",
        False,
    ),
    "many parameters": (
        in_words(more=';CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;RSVP=TRUE;X-NUM-GUESTS=0;X-UID="a;b:c"'),
        "ACCEPTED",
        False,
    ),
    "a comment beside the name": (in_words(more=';X-RESPONSE-COMMENT="Fydda i ar ei hôl hi"'), "ACCEPTED", True),
    "a comment in Welsh": (in_words(["COMMENT:Ddim yn gallu dod\\, sori"]), "ACCEPTED", True),
    "marked as made by a machine": (in_words(headers="Auto-Submitted: auto-generated\n"), "ACCEPTED", False),
    "with an alarm": (
        in_words(["BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT15M", "DESCRIPTION:x", "END:VALARM"]),
        "ACCEPTED",
        False,
    ),
}
FOR_A_PERSON = {  # what somebody must see to
    "one of a series": in_words(["RECURRENCE-ID:20270608T093000Z"]),
    "two who answer": message(calendar(attendee(), "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ned@cyngor.example")),
    "sent by a secretary": in_words(more=';SENT-BY="mailto:swyddfa@cyngor.example"'),
    "handed on": message(calendar(attendee("DELEGATED", ';DELEGATED-TO="mailto:ned@cyngor.example"'))),
    "Outlook, handed on to us": outlook(facts(extra=';DELEGATED-FROM="mailto:ned@cyngor.example"')),
}
FORGED = {  # whose sender is not whom the answer is for
    "of another": in_words(sender="eve@elsewhere.example"),
    "Google, of another": google(facts(sender="eve@elsewhere.example")),
    "Apple, of another": apple(facts(sender="eve@elsewhere.example")),
    "Thunderbird, of another": thunderbird(facts(sender="eve@elsewhere.example")),
    "of two": in_words().replace(b"From: ", b"From: Eve <eve@elsewhere.example>,"),
    "twice from": in_words().replace(b"To: ", b"From: eve@elsewhere.example\r\nTo: ", 1),
}
NO_ANSWERS = {  # calendars that answer no invitation
    "a task": message(calendar(attendee()).replace("VEVENT", "VTODO")),
    "an invitation": message(calendar(attendee(), method="METHOD:REQUEST"), "text/calendar; method=REQUEST"),
    "no calendar": message("BEGIN:VCALENDAR\r\nthis is none", "text/calendar; method=REPLY", text="Hello"),
    "several events": message(
        calendar(attendee()).replace(
            "END:VCALENDAR", f"BEGIN:VEVENT\r\nUID:{moment(facts().sent_at)}\r\nEND:VEVENT\r\nEND:VCALENDAR"
        )
    ),
}
