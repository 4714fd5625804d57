"""Background work of the groups: it asks what is due and not done, then calls a verb."""

from procrastinate.contrib.django import app

from taskgroups import emails, joining, reminding  # noqa: F401 (builds letters)

LETTERS = (reminding.REPORT_DUE, joining.ASKED, joining.ASKS, joining.ANSWERED)  # the worker builds these


@app.periodic(cron="2 * * * *")
@app.task(name="taskgroups.remind")
def remind(timestamp):
    """Tell convenors that the report of their group is due."""
    reminding.send_due()
