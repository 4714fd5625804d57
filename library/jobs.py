"""Background work of the library: it asks what is due and not done, then calls a verb."""

from procrastinate.contrib.django import app

from library.consulting import reminding

LETTERS = (reminding.DUE,)  # the worker builds these


@app.periodic(cron="12 * * * *")
@app.task(name="library.remind")
def remind(timestamp):
    """Tell who leads an answer that it is due."""
    reminding.send_due()
