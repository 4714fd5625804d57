"""More ways in which mail servers say that a letter came back, is late or was read; each with what it is."""

from members.inbox.kinds import AUTOMATIC, OTHER, Bounce
from tests.members.inbox.answers import crlf
from tests.members.inbox.bounced import HEADERS, exchange, exim, gmail, postfix, qmail

NAME, ADDRESS = f"<letter-12-{'a' * 20}-{'b' * 12}@127.0.0.1>", "ann@council.example"
LETTER = HEADERS.format(name=NAME, address=ADDRESS)


def words(sender, subject, text, letter=LETTER):
    """Return a message of plain words with the letter below them."""
    return crlf(f"""
Return-Path: <>
From: {sender}
To: forum@forum.example
Subject: {subject}
Date: Thu, 26 Nov 2026 10:01:00 +0000
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

{text}

{letter}
""")


def report(status, action="failed", *, kind="report; report-type=delivery-status", said="", inside=None, letter=LETTER):
    """Return a report as Amazon, Mimecast and others send it; `inside` are lines of the report before the recipient."""
    below = f"--xx\nContent-Type: text/rfc822-headers\n\n{letter}\n" if letter else ""
    return crlf(f"""
From: MAILER-DAEMON@eu-west-2.amazonses.example
To: forum@forum.example
Subject: Delivery Status Notification
Date: Thu, 26 Nov 2026 10:01:00 +0000
MIME-Version: 1.0
Content-Type: multipart/{kind}; boundary="xx"

--xx
Content-Type: text/plain; charset=utf-8

An error occurred while trying to deliver the mail to the following recipients:
{ADDRESS}

--xx
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example
{inside or ""}
Final-Recipient: rfc822; {ADDRESS}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said or "550 user unknown"}

{below}--xx--
""")


READ = crlf(f"""
From: Ann Jones <{ADDRESS}>
To: forum@forum.example
Subject: Read: The agenda
Date: Thu, 26 Nov 2026 10:01:00 +0000
In-Reply-To: {NAME}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=disposition-notification; boundary="xx"

--xx
Content-Type: text/plain

Your message was read on Thursday.
--xx
Content-Type: message/disposition-notification

Final-Recipient: rfc822;{ADDRESS}
Disposition: automatic-action/MDN-sent-automatically; displayed
--xx--
""")
FORWARDED = crlf(f"""
From: Ann Jones <{ADDRESS}>
To: forum@forum.example
Subject: Fwd: Undeliverable
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="yy"

--yy
Content-Type: text/plain

What does this mean?
--yy
Content-Type: message/rfc822

{postfix(NAME, ADDRESS).decode().replace(chr(13), "")}
--yy--
""")
GLOBAL = exchange(NAME, ADDRESS).replace(b"message/delivery-status", b"message/global-delivery-status")
SAYS = {
    "Amazon": (report("5.1.1"), Bounce((NAME,), "5.1.1")),
    "Mimecast, in a mixed message": (report("5.1.1", kind="mixed"), Bounce((NAME,), "5.1.1")),
    "in letters of all alphabets (RFC 6533)": (
        GLOBAL.replace(b"text/rfc822-headers", b"message/global-headers"),
        Bounce((NAME,), "5.1.10"),
    ),
    "a full mailbox, given up": (report("4.2.2", said="452 4.2.2 mailbox full"), Bounce((NAME,), "4.2.2")),
    "a full mailbox, tried again": (report("4.2.2", "delayed"), AUTOMATIC),
    "Exchange, a full mailbox": (exchange(NAME, ADDRESS, "5.2.2"), Bounce((NAME,), "5.2.2")),
    "Gmail, a full mailbox": (gmail(NAME, ADDRESS, "5.2.2"), Bounce((NAME,), "5.2.2")),
    "refused as spam": (report("5.7.1", said="550 5.7.1 message content rejected"), Bounce((NAME,), "5.7.1")),
    "without the letter": (report("5.1.1", letter=""), Bounce((), "5.1.1")),
    "without the letter, named in the report": (
        report("5.1.1", letter="", inside=f"X-Original-Message-ID: {NAME}\n"),
        Bounce((NAME,), "5.1.1"),
    ),
    "the name folded": (
        report("5.1.1", letter=LETTER.replace("Message-ID: ", "Message-ID:\n ")),
        Bounce((NAME,), "5.1.1"),
    ),
    "Yahoo": (
        words(
            "MAILER-DAEMON@yahoo.example", "Failure Notice", "Sorry, we were unable to deliver your message to the "
            f"following address.\n\n<{ADDRESS}>:\n554: delivery error: dd This user doesn't have an account - mta4",
        ),
        Bounce((NAME,), "5.0.0"),
    ),
    "in Welsh": (
        words(
            "Postfeistr <postmaster@cyngor.example>", "Methwyd danfon: Yr agenda",
            f"Ni ellid danfon eich neges i {ADDRESS}.\n550 5.1.1 Nid oes blwch post o’r enw hwnnw.",
        ),
        Bounce((NAME,), "5.1.1"),
    ),
    "Exim, in both languages": (
        exim(NAME, ADDRESS, "550 5.1.1 No such user / Dim defnyddiwr o’r enw"), Bounce((NAME,), "5.1.1"),
    ),
    "late, in Welsh": (
        words("postmaster@cyngor.example", "Oedi wrth ddanfon: Yr agenda", "Mae oedi. Rhoddir cynnig arall arni."),
        AUTOMATIC,
    ),
    "qmail": (qmail(NAME, ADDRESS), Bounce((NAME,), "5.1.1")),
    "a receipt": (READ, AUTOMATIC),
    "one that is forwarded": (FORWARDED, OTHER),
    "a postmaster who writes": (
        words("postmaster@council.example", "The hall", "When is the next meeting?", letter=""), OTHER,
    ),
}  # fmt: skip
