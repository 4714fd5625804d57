"""Background work of the library: it asks what is due and not done, then calls a verb."""

from procrastinate.contrib.django import app

from library.consulting import reminding
from library.links import checking

LETTERS = (reminding.DUE,)  # the worker builds these


@app.periodic(cron="12 * * * *")
@app.task(name="library.remind")
def remind(timestamp):
    """Tell who leads an answer that it is due."""
    reminding.send_due()


@app.periodic(cron="42 * * * *")
@app.task(name="library.check_links")
def check_links(timestamp):
    """Ask the links that are due whether they still lead somewhere."""
    checking.check()
