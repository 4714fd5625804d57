"""Messages that come into a mailbox besides: automatic answers in both languages, and what people write."""

from tests.members.inbox.answers import crlf


def letter(subject="Re: The agenda", text="Hello", headers="", sender="Ann Jones <ann@council.example>"):
    """Return a message of plain text; `headers` are whole lines."""
    return crlf(f"""
From: {sender}
To: forum@forum.example
Subject: {subject}
Date: Thu, 26 Nov 2026 10:02:00 +0000
{headers}MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"
Content-Transfer-Encoding: 8bit

{text}
""")


AUTOMATIC = {
    "RFC 3834": letter(headers="Auto-Submitted: auto-replied\n"),
    "RFC 3834 with a reason": letter(headers="Auto-Submitted: auto-replied (vacation)\n"),
    "Outlook": letter("Automatic reply: The agenda", "I am away.", "X-Auto-Response-Suppress: All\n"),
    "Exchange suppressing some": letter(headers="X-Auto-Response-Suppress: DR, OOF, AutoReply\n"),
    "vacation of old": letter(headers="Precedence: bulk\n"),
    "a list": letter(headers="Precedence: list\nList-Id: <news.example>\n"),
    "cPanel": letter(headers="X-Autorespond: The agenda\n"),
    "English, no headers": letter("Out of office: The agenda", "Back on Monday."),
    "English words alone": letter(text="Thank you for your email. I am currently out of the office until 4 January."),
    "English leave": letter(text="Hi,\n\nI'm on annual leave and will answer when I am back."),
    "Welsh subject": letter("Ymateb awtomatig: Yr agenda", "Diolch am eich neges."),
    "Welsh out of office": letter("Allan o’r swyddfa", "Byddaf yn ôl ddydd Llun."),
    "Welsh encoded": letter("=?utf-8?q?Ddim_yn_y_swyddfa=3A_Yr_agenda?=", "Diolch."),
    "Welsh words": letter(text="Diolch am eich e-bost. Rwyf allan o'r swyddfa tan 4 Ionawr."),
    "Welsh holidays": letter(text="Helo,\n\nRwy’n ar wyliau tan ddydd Llun, 4 Ionawr."),
    "Welsh leave": letter(text="Rwyf ar fy ngwyliau ar hyn o bryd."),
    "both languages": letter("Absenoldeb / Absence", "Nid wyf yn y swyddfa heddiw. / I am out of the office today."),
}
FOR_A_PERSON = {
    "a question": letter(text="When does the train from Bangor arrive?"),
    "Welsh question": letter("Re: Yr agenda", "Pryd mae’r cyfarfod nesaf?"),
    "not automatic": letter(headers="Auto-Submitted: no\n"),
    "leave spoken of further down": letter(text="I am coming.\n" + "A word. " * 100 + "I am on annual leave."),
    "somebody else's absence": letter(text="The Chair is on holiday, so who opens the meeting?"),
    "an unknown alphabet": letter("=?x-none?q?Hello?=", "Hello"),
    "a bounce that is forwarded": letter("Fwd: Undeliverable", "Somebody’s delivery has failed. What is this?"),
}
