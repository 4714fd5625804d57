"""The letters about accounts, as the worker sends them."""

from django.core import mail
from procrastinate.contrib.django.models import ProcrastinateJob

from members.letters.posting import send_letter


def delivered():
    """Send what waits, as the worker would, and return every letter sent so far."""
    for job in ProcrastinateJob.objects.filter(task_name=send_letter.name).order_by("pk"):
        send_letter(**job.args)
    return mail.outbox
