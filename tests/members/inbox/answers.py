"""Calendars' answers as the mail programs of our people write them; each a function from the facts to the message."""

import base64
import datetime
import quopri
import textwrap

ORGANIZER, NO_WORDS = "forum@forum.example", "\\n"


def moment(when):
    return when.astimezone(datetime.UTC).strftime("%Y%m%dT%H%M%SZ")


def wall(when):
    return when.strftime("%Y%m%dT%H%M%S")


def folded(lines):
    """Return the lines of a calendar as calendars fold them, at 75 octets."""
    return "".join("\r\n ".join(textwrap.wrap(line, 73, drop_whitespace=False)) + "\r\n" for line in lines)


def crlf(text):
    return textwrap.dedent(text).strip("\n").replace("\r\n", "\n").replace("\n", "\r\n").encode()


class Facts:
    """What an answer says: by whom, about which event, when."""

    def __init__(self, uid, who, name="Ann Jones", answer="ACCEPTED", **more):
        now = datetime.datetime.now(datetime.UTC)
        self.uid, self.who, self.name, self.answer = uid, who, name, answer
        self.sender = more.pop("sender", who)
        self.sequence = more.pop("sequence", 1)
        self.sent_at = more.pop("sent_at", now)
        self.starts_at = more.pop("starts_at", now + datetime.timedelta(days=21))
        self.comment = more.pop("comment", "")
        self.method = more.pop("method", "REPLY")
        self.headers = more.pop("headers", "")
        self.extra = more.pop("extra", "")
        assert not more


def outlook(f):
    """Outlook and Exchange: multipart/alternative, the calendar in base64, Windows's names of clocks, an empty text."""
    head = {"ACCEPTED": "Accepted", "DECLINED": "Declined", "TENTATIVE": "Tentative"}.get(f.answer, "Re")
    calendar = folded([
        "BEGIN:VCALENDAR", f"METHOD:{f.method}", "PRODID:Microsoft Exchange Server 2010", "VERSION:2.0",
        "BEGIN:VTIMEZONE", "TZID:GMT Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0000", "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10", "END:STANDARD", "BEGIN:DAYLIGHT",
        "DTSTART:16010101T010000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100",
        "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE", "BEGIN:VEVENT",
        f"ATTENDEE;PARTSTAT={f.answer}{f.extra};CN={f.name}:mailto:{f.who}",
        f"COMMENT;LANGUAGE=en-GB:{f.comment or NO_WORDS}",
        f"UID:{f.uid}", f"SUMMARY;LANGUAGE=en-GB:{head}: Quarterly meeting",
        f"DTSTART;TZID=GMT Standard Time:{wall(f.starts_at)}",
        f"DTEND;TZID=GMT Standard Time:{wall(f.starts_at + datetime.timedelta(hours=2))}", "CLASS:PUBLIC", "PRIORITY:5",
        f"DTSTAMP:{moment(f.sent_at)}", "TRANSP:OPAQUE", "STATUS:CONFIRMED", f"SEQUENCE:{f.sequence}",
        "LOCATION;LANGUAGE=en-GB:The Old Library", f"X-MICROSOFT-CDO-APPT-SEQUENCE:{f.sequence}",
        "X-MICROSOFT-CDO-OWNERAPPTID:0", "X-MICROSOFT-CDO-BUSYSTATUS:BUSY", "END:VEVENT", "END:VCALENDAR",
    ])  # fmt: skip
    packed = base64.encodebytes(calendar.encode()).decode()
    text = quopri.encodestring(f.comment.encode()).decode()
    return crlf(f"""
From: {f.name} <{f.sender}>
To: The Forum <{ORGANIZER}>
Subject: {head}: Quarterly meeting
Thread-Topic: Quarterly meeting
Date: Thu, 26 Nov 2026 10:02:11 +0000
Message-ID: <LO2P265MB1234.{f.sequence}{moment(f.sent_at)}@LO2P265MB1234.GBRP265.PROD.OUTLOOK.COM>
{f.headers}Content-Language: en-GB
X-MS-Has-Attach:
X-MS-TNEF-Correlator:
Content-Type: multipart/alternative; boundary="_002_LO2P265MB_"
MIME-Version: 1.0

--_002_LO2P265MB_
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

{text}
--_002_LO2P265MB_
Content-Type: text/html; charset="iso-8859-1"
Content-Transfer-Encoding: quoted-printable

<html><head><meta http-equiv=3D"Content-Type" content=3D"text/html; charset=3Diso-8859-1"></head><body></body></html>

--_002_LO2P265MB_
Content-Type: text/calendar; charset="utf-8"; method={f.method}
Content-Transfer-Encoding: base64

{packed}
--_002_LO2P265MB_--
""")


def google(f):
    """Google: the calendar twice, once in the alternatives and once as invite.ics; sent by its own address."""
    said = {"ACCEPTED": "accepted", "DECLINED": "declined"}.get(f.answer, "tentatively accepted")
    note = f';X-RESPONSE-COMMENT="{f.comment}"' if f.comment else ""
    who = f"{f.extra};X-NUM-GUESTS=0{note}:mailto:{f.who}"
    calendar = folded([
        "BEGIN:VCALENDAR", "PRODID:-//Google Inc//Google Calendar 70.9054//EN", "VERSION:2.0", "CALSCALE:GREGORIAN",
        f"METHOD:{f.method}", "BEGIN:VEVENT", f"DTSTART:{moment(f.starts_at)}",
        f"DTEND:{moment(f.starts_at + datetime.timedelta(hours=2))}", f"DTSTAMP:{moment(f.sent_at)}",
        f"ORGANIZER;CN=The Forum:mailto:{ORGANIZER}", f"UID:{f.uid}",
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={f.answer};CN={f.name}{who}",
        "CREATED:20261101T090000Z", *([f"COMMENT:{f.comment}"] if f.comment else []),
        "DESCRIPTION:Agenda\\n10:30 Welcome",
        f"LAST-MODIFIED:{moment(f.sent_at)}", "LOCATION:The Old Library", f"SEQUENCE:{f.sequence}", "STATUS:CONFIRMED",
        "SUMMARY:Quarterly meeting", "TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR",
    ])  # fmt: skip
    packed = base64.encodebytes(calendar.encode()).decode()
    quoted = quopri.encodestring(calendar.replace("\r\n", "\n").encode()).decode()
    return crlf(f"""
Return-Path: <{f.sender}>
{f.headers}Reply-To: {f.name} <{f.sender}>
Sender: Google Calendar <calendar-notification@google.com>
Message-ID: <calendar-1b2c3d4e-{f.sequence}-{moment(f.sent_at)}@google.com>
Date: Thu, 26 Nov 2026 10:02:11 +0000
Subject: {said.capitalize()}: Quarterly meeting @ Fri 18 Dec 2026 10:30am - 12:30pm (GMT) (Forum)
From: {f.name} <{f.sender}>
To: {ORGANIZER}
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="000000000000c0ffee"

--000000000000c0ffee
Content-Type: multipart/alternative; boundary="000000000000decade"

--000000000000decade
Content-Type: text/plain; charset="UTF-8"; format=flowed; delsp=yes
Content-Transfer-Encoding: base64

{base64.encodebytes(f"{f.name} has {said} this invitation.".encode()).decode()}
--000000000000decade
Content-Type: text/html; charset="UTF-8"
Content-Transfer-Encoding: quoted-printable

<span itemscope itemtype=3D"http://schema.org/InformAction">{f.name} has {said} this invitation.</span>
--000000000000decade
Content-Type: text/calendar; charset="UTF-8"; method={f.method}
Content-Transfer-Encoding: quoted-printable

{quoted}
--000000000000decade--
--000000000000c0ffee
Content-Type: application/ics; name="invite.ics"
Content-Disposition: attachment; filename="invite.ics"
Content-Transfer-Encoding: base64

{packed}
--000000000000c0ffee--
""")


def apple(f):
    """Apple's Calendar on a Mac or a telephone: a text, and the calendar as an attachment in 7 bits."""
    head = {"ACCEPTED": "Accepted", "DECLINED": "Declined", "TENTATIVE": "Maybe"}.get(f.answer, "Re")
    calendar = folded([
        "BEGIN:VCALENDAR", "CALSCALE:GREGORIAN", f"METHOD:{f.method}", "PRODID:-//Apple Inc.//macOS 15.1//EN",
        "VERSION:2.0",
        "BEGIN:VTIMEZONE", "TZID:Europe/London", "BEGIN:DAYLIGHT", "DTSTART:19810329T010000",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "TZNAME:BST", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100",
        "END:DAYLIGHT",
        "BEGIN:STANDARD", "DTSTART:19961027T020000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZNAME:GMT",
        "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "END:STANDARD", "END:VTIMEZONE", "BEGIN:VEVENT",
        f"ATTENDEE;CN={f.name};CUTYPE=INDIVIDUAL;EMAIL={f.who};PARTSTAT={f.answer}{f.extra}:mailto:{f.who}",
        f"DTEND;TZID=Europe/London:{wall(f.starts_at + datetime.timedelta(hours=2))}", f"DTSTAMP:{moment(f.sent_at)}",
        f"DTSTART;TZID=Europe/London:{wall(f.starts_at)}", *([f"COMMENT:{f.comment}"] if f.comment else []),
        f"ORGANIZER;CN=The Forum;EMAIL={ORGANIZER}:mailto:{ORGANIZER}", f"SEQUENCE:{f.sequence}",
        "SUMMARY:Quarterly meeting", f"UID:{f.uid}", "END:VEVENT", "END:VCALENDAR",
    ])  # fmt: skip
    return crlf(f"""
From: {f.name} <{f.sender}>
Content-Type: multipart/mixed; boundary="Apple-Mail-4C5D6E7F"
Mime-Version: 1.0 (Mac OS X Mail 16.0)
Subject: {head}: Quarterly meeting
Message-Id: <0F1E2D3C-{f.sequence}-{moment(f.sent_at)}@icloud.com>
Date: Thu, 26 Nov 2026 10:02:11 +0000
To: The Forum <{ORGANIZER}>
{f.headers}X-Mailer: iPhone Mail (22B83)

--Apple-Mail-4C5D6E7F
Content-Type: text/plain;
\tcharset=us-ascii
Content-Transfer-Encoding: 7bit

{f.name} has answered the invitation to the event \"Quarterly meeting\".
--Apple-Mail-4C5D6E7F
Content-Disposition: attachment;
\tfilename=iCal-20261126-100211.ics
Content-Type: text/calendar;
\tmethod={f.method};
\tname=\"iCal-20261126-100211.ics\";
\tcharset=utf-8
Content-Transfer-Encoding: 7bit

{calendar}
--Apple-Mail-4C5D6E7F--
""")


def thunderbird(f):
    """Thunderbird: text and calendar side by side, quoted-printable, MAILTO in capitals."""
    head = {"ACCEPTED": "Event Invitation Reply (Accepted)", "DECLINED": "Event Invitation Reply (Declined)"}
    calendar = folded([
        "BEGIN:VCALENDAR", "PRODID:-//Mozilla.org/NONSGML Mozilla Calendar V1.1//EN", "VERSION:2.0",
        f"METHOD:{f.method}", "BEGIN:VEVENT", "CREATED:20261126T100000Z", f"LAST-MODIFIED:{moment(f.sent_at)}",
        f"DTSTAMP:{moment(f.sent_at)}",
        f"UID:{f.uid}", "SUMMARY:Quarterly meeting", f"ORGANIZER;CN=The Forum:mailto:{ORGANIZER}",
        f"ATTENDEE;CN={f.name};PARTSTAT={f.answer}{f.extra};ROLE=REQ-PARTICIPANT:MAILTO:{f.who}",
        *([f"COMMENT:{f.comment}"] if f.comment else []), f"DTSTART;TZID=Europe/London:{wall(f.starts_at)}",
        f"DTEND;TZID=Europe/London:{wall(f.starts_at + datetime.timedelta(hours=2))}",
        f"X-MOZ-RECEIVED-SEQUENCE:{f.sequence}", f"SEQUENCE:{f.sequence}", "END:VEVENT", "END:VCALENDAR",
    ])  # fmt: skip
    quoted = quopri.encodestring(calendar.replace("\r\n", "\n").encode()).decode()
    return crlf(f"""
MIME-Version: 1.0
User-Agent: Mozilla Thunderbird
From: {f.name} <{f.sender}>
To: {ORGANIZER}
Subject: {head.get(f.answer, "Event Invitation Reply")}: Quarterly meeting
Message-ID: <b7c6-{f.sequence}-{moment(f.sent_at)}@thunderbird.example>
Date: Thu, 26 Nov 2026 10:02:11 +0000
{f.headers}Content-Type: multipart/alternative; boundary="------------0A1B2C3D"

--------------0A1B2C3D
Content-Type: text/plain; charset=UTF-8; format=flowed
Content-Transfer-Encoding: 8bit

{f.name} has answered your event invitation.
--------------0A1B2C3D
Content-Type: text/calendar; method={f.method}; charset=UTF-8
Content-Transfer-Encoding: quoted-printable

{quoted}
--------------0A1B2C3D--
""")


PROGRAMS = {"outlook": outlook, "google": google, "apple": apple, "thunderbird": thunderbird}
