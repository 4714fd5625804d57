"""Background work of the exchange: it asks what is due and not done, then calls a verb."""

from procrastinate.contrib.django import app

from exchange import replies

LETTERS = (replies.REPLIES,)  # the worker builds these


@app.periodic(cron="12 * * * *")
@app.task(name="exchange.tell_of_replies")
def tell_of_replies(timestamp):
    """Tell people what was said to what they wrote."""
    replies.send_due()
