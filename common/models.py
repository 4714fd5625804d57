"""What presses of forms have made, so that one that is sent again is known; forgotten after some days."""

import datetime

from django.db import models
from django.utils import timezone

KEPT = datetime.timedelta(days=3)


class PressQuerySet(models.QuerySet):
    def expired(self):
        """Presses of which nobody can be waiting for the answer any more."""
        return self.filter(at__lt=timezone.now() - KEPT)


class Press(models.Model):
    """One press of a button on a form: what it made, until nobody can be sending it again."""

    key = models.CharField(max_length=64, primary_key=True)
    made = models.TextField(blank=True)  # the address it led to, or the row and the version of it that it saved
    number = models.PositiveIntegerField(
        default=0
    )  # how many saves of this page came before; one that comes late is no news
    at = models.DateTimeField(auto_now=True, db_index=True)

    objects = PressQuerySet.as_manager()

    def __str__(self):
        return self.made
