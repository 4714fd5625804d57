"""Background work of the exchange: it asks what is due and not done, then calls a verb."""

from procrastinate.contrib.django import app

from exchange import retention  # noqa: F401 (adds rules)
from exchange.ideas import telling
from exchange.talking import replies

LETTERS = (replies.REPLIES, telling.OUTCOMES)  # the worker builds these


@app.periodic(cron="12 * * * *")
@app.task(name="exchange.tell_of_replies")
def tell_of_replies(timestamp):
    """Tell people what was said to what they wrote."""
    replies.send_due()


@app.periodic(cron="27 * * * *")
@app.task(name="exchange.tell_outcomes")
def tell_outcomes(timestamp):
    """Tell what came of ideas to whoever may know of it by now."""
    telling.send_due()
