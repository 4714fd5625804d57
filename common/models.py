"""What presses of forms have made, so that one sent again is known; the stamp of the record; what the site did last;
and the words of all that is searched.
"""

import datetime
import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.finding.rows import Searched, SearchedWord

__all__ = ["Done", "Press", "Searched", "SearchedWord", "Stamp"]
KEPT = datetime.timedelta(days=3)


class PressQuerySet(models.QuerySet):
    def expired(self):
        """Presses of which nobody can be waiting for the answer any more."""
        return self.filter(at__lt=timezone.now() - KEPT)


class Press(models.Model):
    """One press of a button on a form: what it made, until nobody can be sending it again."""

    key = models.CharField(_("key of its page"), max_length=64, primary_key=True)
    made = models.TextField(
        _("what it made"), blank=True
    )  # the address it led to, or the row and version that it saved
    # How many saves of this page came before; one that comes late is no news.
    number = models.PositiveIntegerField(_("number"), default=0)
    at = models.DateTimeField(_("when"), auto_now=True, db_index=True)

    objects = PressQuerySet.as_manager()

    class Meta:
        verbose_name = _("press of a button")
        verbose_name_plural = _("presses of buttons")

    def __str__(self):
        return self.made


class Stamp(models.Model):
    """What stands for the record as it is: each transaction that changes it leaves a row of its own here."""

    id = models.UUIDField(_("number"), primary_key=True, default=uuid.uuid4, editable=False)

    class Meta:
        verbose_name = _("stamp of the record")
        verbose_name_plural = _("stamps of the record")

    def __str__(self):
        return str(self.id)


class Done(models.Model):
    """What the site does for itself, such as a backup: when it was done last, and how that went."""

    name = models.CharField(_("what was done"), max_length=40, primary_key=True)
    at = models.DateTimeField(_("when"), default=timezone.now)
    facts = models.JSONField(_("how it went"), default=dict)  # figures and names of files; nobody's name

    class Meta:
        verbose_name = _("work of the site")
        verbose_name_plural = _("works of the site")

    def __str__(self):
        return self.name
