"""How matters hang together from meeting to meeting: which item took up an earlier one,
and what was said on reviewing a decision.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.keeping import stamps
from meetings.models.agenda import AgendaItem, not_reserved, visible_agendas
from meetings.models.decisions import Decision
from meetings.models.minutes import visible_minutes


def visible_item(circle):
    """Return the condition (Q) that a circle may read an item, on its agenda or in its minutes."""
    seen = visible_agendas(circle, "meeting__") | visible_minutes(circle, "meeting__")
    return Q(removed_at=None) & seen & not_reserved(circle)


class Precedent(models.Model):
    """That an item takes up a matter which an item of an earlier meeting was about."""

    later = models.ForeignKey(AgendaItem, models.CASCADE, related_name="+", verbose_name=_("later item"))
    earlier = models.ForeignKey(AgendaItem, models.CASCADE, related_name="+", verbose_name=_("earlier item"))

    class Meta:
        verbose_name = _("matter taken up again")
        verbose_name_plural = _("matters taken up again")
        ordering = ["later", "earlier"]
        constraints = [
            models.UniqueConstraint(fields=["later", "earlier"], name="meetings_precedent_once"),
            models.CheckConstraint(condition=~Q(later=F("earlier")), name="meetings_precedent_of_another"),
        ]
        triggers = stamps()

    def __str__(self):
        return f"{self.earlier} → {self.later}"


class DecisionReview(models.Model):
    """That a decision has been reviewed, and when it comes back again, if it does;
    the recorded decision itself stays as it is.
    """

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="reviews", verbose_name=_("decision"))
    next_on = models.DateField(_("to be reviewed again"), null=True, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded by"),
    )
    said_at = models.DateTimeField(_("recorded"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("review of a decision")
        verbose_name_plural = _("reviews of decisions")
        ordering = ["said_at", "pk"]
        triggers = stamps()

    def __str__(self):
        return f"{self.decision}: {date_format(timezone.localtime(self.said_at), 'j F Y')}"
