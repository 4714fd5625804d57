"""What everybody was told about a meeting after its agenda went out."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language
from common.keeping import stamps
from common.text import LongTextField
from meetings.models.meeting import Meeting


class Notice(models.Model):
    """One notice of a change, with the administrator's own words; its letters stand in the ledger."""

    class Kind(models.TextChoices):
        CHANGED = "changed", _("Something has changed")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notices", verbose_name=_("meeting"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.CHANGED)
    note = BothLanguages(LongTextField(_("what has changed"), max_length=2_000))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("notice of a change")
        verbose_name_plural = _("notices of changes")
        ordering = ["-written_at", "-pk"]
        triggers = [newer_language("note"), *stamps()]

    def __str__(self):
        return f"{self.meeting}: {self.get_kind_display()}"
