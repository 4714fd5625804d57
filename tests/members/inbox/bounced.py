"""Letters that came back, as mail servers say it; each a function from the letter's name and address to the message."""

from tests.members.inbox.answers import crlf

HEADERS = """Received: from forum.example (forum.example [192.0.2.1]) by mail.example with ESMTPS
From: The Forum <forum@forum.example>
To: Ann Jones <{address}>
Subject: The agenda
Message-ID: {name}
Date: Thu, 26 Nov 2026 10:00:00 -0000
Auto-Submitted: auto-generated
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="==1"
"""


def postfix(name, address, status="5.1.1", action="failed"):
    said = f"550 {status} <{address}>: Recipient address rejected: User unknown in virtual mailbox table"
    return crlf(f"""
Return-Path: <>
Date: Thu, 26 Nov 2026 10:01:00 +0000 (GMT)
From: MAILER-DAEMON@mx.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: forum@forum.example
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4XyZ.1764151260/mx.example"
Content-Transfer-Encoding: 8bit
Message-Id: <20261126100100.4XyZ@mx.example>

This is a MIME-encapsulated message.

--4XyZ.1764151260/mx.example
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

This is the mail system at host mx.example.

I'm sorry to have to inform you that your message could not
be delivered to one or more recipients. It's attached below.

<{address}>: host mail.example[192.0.2.9] said: {said} (in reply to RCPT TO command)

--4XyZ.1764151260/mx.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example
X-Postfix-Queue-ID: 4XyZ
X-Postfix-Sender: rfc822; forum@forum.example
Arrival-Date: Thu, 26 Nov 2026 10:00:59 +0000 (GMT)

Final-Recipient: rfc822; {address}
Original-Recipient: rfc822;{address}
Action: {action}
Status: {status}
Remote-MTA: dns; mail.example
Diagnostic-Code: smtp; {said}

--4XyZ.1764151260/mx.example
Content-Description: Undelivered Message
Content-Type: message/rfc822
Content-Transfer-Encoding: 8bit

{HEADERS.format(name=name, address=address)}
--==1
Content-Type: text/plain

The agenda is out.
--==1--

--4XyZ.1764151260/mx.example--
""")


def exchange(name, address, status="5.1.10"):
    """Exchange and Outlook 365: a page for people, the report, and the letter's headers alone."""
    said = f"550 {status} RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"
    return crlf(f"""
From: <postmaster@council.onmicrosoft.example>
To: <forum@forum.example>
Date: Thu, 26 Nov 2026 10:01:00 +0000
Subject: Undeliverable: The agenda
Message-ID: <8a7b6c5d@LO2P265MB1234.GBRP265.PROD.OUTLOOK.COM>
In-Reply-To: {name}
References: {name}
X-MS-Exchange-Message-Is-Ndr:
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="57b7fd5f-8f2c"
MIME-Version: 1.0

--57b7fd5f-8f2c
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="ed0a1b2c"

--ed0a1b2c
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Delivery has failed to these recipients or groups:

{address}
The email address you entered couldn't be found.
--ed0a1b2c
Content-Type: text/html; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

<html><body><p>Your message to {address} couldn't be delivered.</p></body></html>
--ed0a1b2c--

--57b7fd5f-8f2c
Content-Type: message/delivery-status

Reporting-MTA: dns;LO2P265MB1234.GBRP265.PROD.OUTLOOK.COM
Received-From-MTA: dns;forum.example
Arrival-Date: Thu, 26 Nov 2026 10:00:58 +0000

Final-Recipient: rfc822;{address}
Action: failed
Status: {status}
Diagnostic-Code: smtp;{said}

--57b7fd5f-8f2c
Content-Type: text/rfc822-headers

{HEADERS.format(name=name, address=address)}
--57b7fd5f-8f2c--
""")


def gmail(name, address, status="5.1.1"):
    """Gmail: the report beside a page with a picture, an answer to the letter, the address in its headers."""
    said = f"550-{status} The email account that you tried to reach does not exist. 550 {status} NoSuchUser - gsmtp"
    return crlf(f"""
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
To: forum@forum.example
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Failure)
References: {name}
In-Reply-To: {name}
X-Failed-Recipients: {address}
Message-ID: <6565aa.a05.0220@mx.google.com>
Date: Thu, 26 Nov 2026 02:01:00 -0800 (PST)
Content-Type: multipart/report; boundary="000000000000b0b0"; report-type=delivery-status

--000000000000b0b0
Content-Type: multipart/related; boundary="000000000000b1b1"

--000000000000b1b1
Content-Type: text/plain; charset="UTF-8"

** Address not found **

Your message wasn't delivered to {address} because the address couldn't be found, or is unable to receive mail.
--000000000000b1b1
Content-Type: image/png; name="icon.png"
Content-Disposition: attachment; filename="icon.png"
Content-Transfer-Encoding: base64
Content-ID: <icon.png>

iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ
--000000000000b1b1--
--000000000000b0b0
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.com
Arrival-Date: Thu, 26 Nov 2026 02:00:59 -0800 (PST)
X-Original-Message-ID: {name}

Final-Recipient: rfc822; {address}
Action: failed
Status: {status}
Diagnostic-Code: smtp; {said}
Last-Attempt-Date: Thu, 26 Nov 2026 02:01:00 -0800 (PST)

--000000000000b0b0
Content-Type: message/rfc822

{HEADERS.format(name=name, address=address)}
--000000000000b0b0--
""")


def exim(name, address, said="550 5.1.1 Unrouteable address"):
    """An older Exim: plain words, and a copy of the letter below them."""
    return crlf(f"""
Return-path: <>
From: Mail Delivery System <Mailer-Daemon@mx.example>
To: forum@forum.example
X-Failed-Recipients: {address}
Auto-Submitted: auto-replied
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1abcDE-0001fg-2H@mx.example>
Date: Thu, 26 Nov 2026 10:01:00 +0000

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {address}
    host mail.example [192.0.2.9]
    SMTP error from remote mail server after RCPT TO:<{address}>:
    {said}

------ This is a copy of the message, including all the headers. ------

{HEADERS.format(name=name, address=address)}
The agenda is out.
""")


def qmail(name, address):
    """qmail: plain words and no code but in the text."""
    return crlf(f"""
Return-Path: <>
From: MAILER-DAEMON@mx.example
To: forum@forum.example
Subject: failure notice
Date: 26 Nov 2026 10:01:00 -0000

Hi. This is the qmail-send program at mx.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{address}>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.

{HEADERS.format(name=name, address=address)}
The agenda is out.
""")


SERVERS = {"postfix": postfix, "exchange": exchange, "gmail": gmail, "exim": exim, "qmail": qmail}
