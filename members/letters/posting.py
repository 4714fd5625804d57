"""Sends letters about accounts outside of the request: an address that exists answers as fast as one that does not."""

import secrets
from smtplib import SMTPException

from django.core.cache import cache
from django.core.mail import EmailMessage
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

QUEUE = "letters"  # a worker of its own takes them (serve), so that no other work keeps them waiting
DAY = 24 * 60 * 60
PATIENT = RetryStrategy(max_attempts=6, exponential_wait=4)


class NotSent(Exception):
    """The mail server did not take a letter; says no more, because its words hold the address."""


def post(letter):
    """Have a letter (an EmailMessage) sent by the worker; its text, which may hold a code or a link,
    waits in the cache alone.
    """
    key = f"letter:{secrets.token_urlsafe(16)}"
    cache.set(
        key, {"subject": letter.subject, "body": letter.body, "from_email": letter.from_email, "to": letter.to}, DAY
    )
    send_letter.defer(key=key)


@app.task(name="members.send_letter", queue=QUEUE, retry=PATIENT)
def send_letter(key):
    """Send the letter that waits under a key of the cache; again later if the mail server does not take it."""
    letter = cache.get(key)
    if letter is None:
        return
    try:
        EmailMessage(**letter).send()
    except (SMTPException, OSError) as refusal:
        raise NotSent(type(refusal).__name__) from None
    cache.delete(key)
