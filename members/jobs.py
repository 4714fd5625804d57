"""Sends the letters about accounts, outside of the request:
an address that exists answers as fast as one that does not.
"""

import datetime

from django.utils import timezone
from procrastinate.contrib.django import app

from members.account import lost_factors, sessions
from members.data import complaints, retention
from members.enquiries import emails as enquiries
from members.letters import letters, mailings
from members.letters.posting import QUEUE, NotSent, Patience
from members.models import Complaint, Letter
from members.standing import emails, renewals

LETTERS = (  # the worker builds these
    *(emails.APPLIED, emails.ASKED_BACK, emails.WELCOME, emails.DECLINED, emails.INVITED, emails.RENEWAL),
    *(complaints.RECEIVED, complaints.NEW, complaints.REMINDER, complaints.ANSWERED),
    *(enquiries.RECEIVED, enquiries.NEW, enquiries.ANSWERED),
    *(mailings.MAILING, lost_factors.ASKED, lost_factors.WAITING, lost_factors.REMOVED),
)
PATIENT = Patience(hours=48)


@app.task(name=letters.SEND, queue=QUEUE, retry=PATIENT, pass_context=True)
def send(context, letter_id):
    """Send a letter of the ledger; again later if the mail server was not there or would not take it,
    until it is told to the administrator.
    """
    is_last = PATIENT.is_last(context.job)
    try:
        is_to_be_tried_again = letters.deliver(letter_id, is_last=is_last)
    except Exception:
        if is_last:
            letters.give_up(letter_id)
        raise
    if is_to_be_tried_again:
        raise NotSent("not taken")


@app.periodic(cron="*/15 * * * *")
@app.task(name="members.send_waiting", queue=QUEUE)
def send_waiting(timestamp):
    """Take up letters that have waited for an hour and have no job any more: it was lost."""
    letters.take_up(Letter.objects.filter(created_at__lt=timezone.now() - datetime.timedelta(hours=1)))


@app.periodic(cron="22 * * * *")
@app.task(name="members.remind_of_complaints")
def remind_of_complaints(timestamp):
    """Remind the record keepers of complaints that will soon be late; of each once."""
    for complaint in Complaint.objects.due():
        complaints.remind(complaint=complaint)


@app.periodic(cron="52 * * * *")
@app.task(name="members.retire")
def retire(timestamp):
    """Delete what has been kept for as long as its rule says; every hour,
    so that no machine that sleeps at night misses it.
    """
    retention.retire()


@app.periodic(cron="12 * * * *")
@app.task(name="members.renewals")
def ask_and_lapse(timestamp):
    """Ask members whether they stay, and end the standing of who has not answered for long;
    nothing while the Forum has no renewals.
    """
    renewals.ask()
    renewals.lapse_due()


@app.periodic(cron="37 * * * *")
@app.task(name="members.shut_out_ended")
def shut_out_ended(timestamp):
    """End sessions and calendar addresses of whose standing ended with its last day, or in the records."""
    sessions.shut_out_ended()
