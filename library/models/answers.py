"""Drafts of the Forum's answer to a consultation, and what people remark on their paragraphs."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language
from common.editing import Versioned, counts_saves
from common.keeping import stamps
from common.rich_text import RichTextField
from common.text import LongTextField
from library.models.consultations import Consultation, led_by
from members.access import ForCircles, belongs, circle_of, within
from members.history import tracked


def drafts_within(circle, path=""):
    """Return the condition (Q) that a circle reads drafts, to which `path` leads: those put to the members with whom
    the consultation is shared.
    """
    return within(circle, f"{path}consultation__", out=Q(**{f"{path}shown_at__isnull": False}))


def visible_drafts(person, path=""):
    """Return the condition (Q) that somebody reads drafts, to which `path` leads: as their circle does; who leads the
    answer reads them before.
    """
    seen = drafts_within(circle_of(person), path)
    return seen | led_by(person, f"{path}consultation__") if belongs(person) else seen


class AnswerDraftQuerySet(ForCircles):
    def visible_within(self, circle):
        """Drafts that a circle reads."""
        return self.filter(drafts_within(circle))

    def visible_to(self, person):
        """Drafts as `visible_drafts` says."""
        return self.filter(visible_drafts(person))

    def shown(self):
        """Drafts that were put to the members."""
        return self.filter(shown_at__isnull=False)


@tracked()
class AnswerDraft(Versioned):
    """One version of the answer: written, then put to the members; from then on it stands, and the next is a copy."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="drafts", verbose_name=_("consultation")
    )
    number = models.PositiveSmallIntegerField(_("version"), editable=False)
    text = BothLanguages(RichTextField(_("answer"), max_length=200_000))
    shown_at = models.DateTimeField(_("put to the members"), null=True, blank=True, editable=False)

    objects = AnswerDraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("draft of an answer")
        verbose_name_plural = _("drafts of answers")
        ordering = ["consultation", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "number"], name="library_answerdraft_number_once"),
            models.UniqueConstraint(
                fields=["consultation"], condition=Q(shown_at=None), name="library_answerdraft_one_open"
            ),
        ]
        triggers = [
            newer_language("text"),
            counts_saves("number"),
            pgtrigger.Protect(
                name="shown_stands", operation=pgtrigger.Update, condition=pgtrigger.Q(old__shown_at__isnull=False)
            ),
            *stamps(),
        ]

    def __str__(self):
        return f"{self.consultation}, {self.number}"

    def get_absolute_url(self):
        return reverse("library:answer", args=[self.pk])


class RemarkQuerySet(ForCircles):
    def visible_within(self, circle):
        """Remarks on the drafts that a circle reads."""
        return self.filter(drafts_within(circle, "draft__"))

    def visible_to(self, person):
        """Remarks on the drafts that somebody reads."""
        return self.filter(visible_drafts(person, "draft__"))


@tracked()
class Remark(Versioned):
    """What somebody remarks on a paragraph of a draft."""

    draft = models.ForeignKey(AnswerDraft, models.CASCADE, related_name="remarks", verbose_name=_("draft of an answer"))
    paragraph = models.PositiveSmallIntegerField(_("paragraph"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("author")
    )
    text = LongTextField(_("remark"), max_length=2_000)
    made_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark on an answer")
        verbose_name_plural = _("remarks on answers")
        ordering = ["draft", "paragraph", "made_at", "pk"]
        triggers = [counts_saves(), *stamps()]

    def __str__(self):
        return self.text[:60]
