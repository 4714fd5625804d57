"""Whether the addresses that the library leads to still answer, as far as they were asked."""

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from common.text import WebField

TWICE = 2  # times in a row that an address must fail before anybody is told


class LinkCheckQuerySet(models.QuerySet):
    def dead(self):
        """Addresses that failed more than once in a row, those that failed first in front."""
        return self.filter(failures__gte=TWICE).order_by("failed_since", "pk")


class LinkCheck(models.Model):
    """One address, when it was asked last, and since when it fails and why."""

    class Why(models.TextChoices):
        GONE = "gone", _("The page is gone")
        FAULT = "fault", _("The server answers with a fault")
        SILENT = "silent", _("No server answers")
        NOT_PUBLIC = "not_public", _("It is no public address")

    address = WebField(_("address"), unique=True)
    checked_at = models.DateTimeField(_("asked"), null=True, blank=True)
    failed_since = models.DateTimeField(_("fails since"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("times in a row that it failed"), default=0)
    why = models.CharField(_("why"), max_length=10, choices=Why.choices, blank=True, default="")

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("link that was asked")
        verbose_name_plural = _("links that were asked")
        ordering = [F("failed_since").asc(nulls_last=True), "address"]

    def __str__(self):
        return self.address
