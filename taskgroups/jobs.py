"""Background work of the groups: it asks what is due and not done, then calls a verb."""

from procrastinate.contrib.django import app

from taskgroups.at_work import calendars, work  # noqa: F401 (adds its meetings to calendars)
from taskgroups.at_work import emails as emails_at_work
from taskgroups.joining import emails, joining  # noqa: F401 (builds letters)
from taskgroups.reporting import reminding
from taskgroups.talking import progress, saying

LETTERS = (
    reminding.REPORT_DUE,
    emails_at_work.ACTION_DUE,
    joining.ASKED,
    joining.ASKS,
    joining.ANSWERED,
    saying.MESSAGE,
    progress.QUESTION,
    work.GIVEN,
)  # the worker builds these


@app.periodic(cron="2 * * * *")
@app.task(name="taskgroups.remind")
def remind(timestamp):
    """Tell convenors that the report of their group is due, and people that what they took on in a group is."""
    reminding.send_due()
    emails_at_work.remind_owners()


@app.periodic(cron="12 * * * *")
@app.task(name="taskgroups.ask_for_progress")
def ask_for_progress(timestamp):
    """Ask the convenors of groups at work how these get on, once a month."""
    progress.ask_for_progress()
