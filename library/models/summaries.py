"""What an annual summary is of: a document drafted from the record of one year, for those who may read it."""

import pgtrigger
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from library.models.documents import OFFERED, Document
from members.history import tracked

PUBLISHED = gettext_noop("This summary is published, and its picture cannot be changed.")
YEARS = [MinValueValidator(1990), MaxValueValidator(2200)]


@tracked()
class AnnualSummary(models.Model):
    """Of which year a document takes stock, from what whose eyes may see, and how the time was spent as it was drafted.

    `times` is [[year, {kind of item: minutes}], …], the year itself first.
    """

    document = models.OneToOneField(
        Document, models.CASCADE, editable=False, related_name="of_a_year", verbose_name=_("document")
    )
    year = models.PositiveSmallIntegerField(_("year"), editable=False, validators=YEARS)
    audience = models.CharField(_("who may read it"), max_length=10, choices=OFFERED, editable=False)
    times = models.JSONField(_("how time was spent"), default=list, editable=False)
    drafted_at = models.DateTimeField(_("drafted"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("annual summary")
        verbose_name_plural = _("annual summaries")
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "audience"],
                name="library_annualsummary_once",
                violation_error_message=_("There is a summary of this year for these readers already."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_stands",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=f"""
                    IF EXISTS (SELECT 1 FROM library_documentversion v
                        WHERE v.document_id = OLD.document_id AND v.adopted_at IS NOT NULL) THEN
                        RAISE EXCEPTION '{PUBLISHED}';
                    END IF;
                    RETURN NEW;""",  # noqa: S608 (nothing in it comes from outside)
            )
        ]

    def __str__(self):
        return str(self.year)
