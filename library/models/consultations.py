"""The consultations the Forum takes part in."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.text import LineField, LongTextField, WebField
from library.models.documents import WRITE_A_TITLE, Document
from library.models.indexes import CONSULTATION
from members.access import ForCircles
from members.history import tracked


class ConsultationQuerySet(ForCircles):
    def open(self):
        """Consultations that can still be answered, the most pressing first."""
        return self.filter(Q(closes_on=None) | Q(closes_on__gte=timezone.localdate())).order_by(
            F("closes_on").asc(nulls_last=True), "pk"
        )

    def closed(self):
        """Consultations that are over, the last one first."""
        return self.filter(closes_on__lt=timezone.localdate()).order_by("-closes_on", "-pk")


@tracked()
class Consultation(Versioned):
    """Somebody asks, and the Forum may answer."""

    title = BothLanguages(LineField(_("title"), max_length=200))
    asked_by = LineField(_("asked by"), max_length=200)
    summary = BothLanguages(LongTextField(_("what it asks"), max_length=5_000))
    link = WebField(_("link"), blank=True)
    opens_on = models.DateField(_("opens"), null=True, blank=True)
    closes_on = models.DateField(_("closes"), null=True, blank=True)
    shared_with_partners = models.BooleanField(
        _("shared with partners"),
        default=True,
        help_text=_("Partners see what is asked, and may take part in the answer."),
    )
    response = models.ForeignKey(
        Document,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="consultations",
        verbose_name=_("the Forum's response"),
    )

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = _("consultation")
        verbose_name_plural = _("consultations")
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on=None) | Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="library_consultation_closes_after",
                violation_error_message=_("It closes before it opens. Please check the two dates."),
            ),
            said_in_one("title", WRITE_A_TITLE),
        ]
        triggers = [newer_language("title", "summary"), counts_saves(), *searched(CONSULTATION), *stamps()]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("library:consultation", args=[self.pk])

    def clean(self):
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": _("It closes before it opens. Please check the two dates.")})

    @property
    def is_open(self):
        """Whether it can still be answered."""
        return self.closes_on is None or self.closes_on >= timezone.localdate()
