"""Sends letters about accounts outside of the request: an address that exists answers as fast as one that does not."""

import secrets
from smtplib import SMTPException

from django.core.cache import cache
from django.core.mail import EmailMultiAlternatives
from procrastinate import BaseRetryStrategy, RetryDecision
from procrastinate.contrib.django import app

QUEUE = "letters"  # a worker of its own takes them (serve), so that no other work keeps them waiting
DAY = 24 * 60 * 60
HOUR = 60 * 60
WAITS = (5, 15, 60, 120, 240, 480, 960, 1_920)  # seconds: about an hour; then once an hour


class Patience(BaseRetryStrategy):
    """Tries again sooner at first and then every hour, for so many hours, which outlasts a mail server's bad day."""

    def __init__(self, hours) -> None:
        self.waits = (*WAITS, *([HOUR] * (hours - 1)))

    def is_last(self, job) -> bool:
        """Whether a job will not be tried again if it fails this time."""
        return job.attempts >= len(self.waits)

    def get_retry_decision(self, *, exception, job):
        return None if self.is_last(job) else RetryDecision(retry_in={"seconds": self.waits[job.attempts]})


class NotSent(Exception):
    """The mail server did not take a letter; says no more, because its words hold the address."""


def post(letter) -> None:
    """Have a letter (an EmailMultiAlternatives) sent by the worker; its text, which may hold a code or a link,
    waits in the cache alone.
    """
    key = f"letter:{secrets.token_urlsafe(16)}"
    facts = {name: getattr(letter, name) for name in ("subject", "body", "from_email", "to", "reply_to")}
    cache.set(key, (facts | {"headers": letter.extra_headers}, letter.alternatives), DAY)
    send_letter.defer(key=key)


@app.task(name="members.send_letter", queue=QUEUE, retry=Patience(hours=24))
def send_letter(key) -> None:
    """Send the letter that waits under a key of the cache; again later if the mail server does not take it."""
    waiting = cache.get(key)
    if waiting is None:
        return
    facts, alternatives = waiting
    letter = EmailMultiAlternatives(**facts)
    letter.alternatives = alternatives
    try:
        letter.send()
    except (SMTPException, OSError) as refusal:
        raise NotSent(type(refusal).__name__) from None
    cache.delete(key)
