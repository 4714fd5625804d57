"""The consultations the Forum takes part in: who leads the answer, how it was agreed, and what came of it."""

from django.conf import settings
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
from meetings.models import AgendaItem, Ballot, Decision
from meetings.models.papers import random_name
from members.access import ForCircles, belongs, circle_of, within
from members.history import tracked
from taskgroups.models import TaskGroup


def led_by(person, path=""):
    """Return the condition (Q) that somebody leads the answer to a consultation, to which `path` leads: by
    themselves, or as convenor of the group that does.
    """
    return Q(**{f"{path}lead": person.pk}) | Q(**{f"{path}lead_group__convenor": person.pk})


class ConsultationQuerySet(ForCircles):
    def visible_to(self, person):
        """Members see all, partners what is shared; and whoever leads an answer sees what is asked."""
        seen = self.visible_within(circle_of(person))
        return self.filter(within(circle_of(person)) | led_by(person)) if belongs(person) else seen

    def open(self):
        """Consultations that can still be answered, the most pressing first."""
        return self.filter(Q(closes_on=None) | Q(closes_on__gte=timezone.localdate())).order_by(
            F("closes_on").asc(nulls_last=True), "pk"
        )

    def closed(self):
        """Consultations that are over, the last one first."""
        return self.filter(closes_on__lt=timezone.localdate()).order_by("-closes_on", "-pk")

    def answering(self):
        """Consultations with a deadline to come that are neither answered yet nor let pass."""
        return self.filter(state=Consultation.State.OPEN, closes_on__gte=timezone.localdate())


@tracked(without=["sent_file"])
class Consultation(Versioned):
    """Somebody asks, and the Forum may answer."""

    class State(models.TextChoices):
        OPEN = "open", _("To be answered")
        SENT = "sent", _("Answer sent")
        PASSED = "passed", _("Not answered")

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
    lead = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who leads the answer"),
    )
    lead_group = models.ForeignKey(
        TaskGroup, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("or a group that leads it")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN, editable=False)
    approved_by = models.ForeignKey(
        Decision, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("agreed by decision")
    )
    ballot = models.ForeignKey(
        Ballot,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("agreed between meetings"),
    )
    item = models.ForeignKey(
        AgendaItem,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("agenda item that brings the answer"),
    )
    sent_on = models.DateField(_("sent on"), null=True, blank=True, editable=False)
    sent_file = models.FileField(_("what was sent"), upload_to=random_name, blank=True, editable=False)
    sent_name = LineField(_("file name"), max_length=200, blank=True, editable=False)
    sent_type = models.CharField(_("kind of file"), max_length=100, blank=True, editable=False)
    outcome = BothLanguages(LongTextField(_("what came of it"), max_length=5_000))
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
            models.CheckConstraint(
                condition=Q(lead=None) | Q(lead_group=None),
                name="library_consultation_one_lead",
                violation_error_message=_("Please choose a person or a group, not both."),
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_on__isnull=False) | (~Q(state="sent") & Q(sent_on=None)),
                name="library_consultation_sent_whole",
            ),
            said_in_one("title", WRITE_A_TITLE),
        ]
        triggers = [
            newer_language("title", "summary", "outcome"),
            counts_saves(),
            *searched(CONSULTATION),
            *stamps(),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("library:consultation", args=[self.pk])

    def clean(self):
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            raise ValidationError({"closes_on": _("It closes before it opens. Please check the two dates.")})
        if self.lead_id and self.lead_group_id:
            raise ValidationError({"lead_group": _("Please choose a person or a group, not both.")})

    @property
    def is_open(self):
        """Whether it can still be answered."""
        return self.closes_on is None or self.closes_on >= timezone.localdate()

    @property
    def is_asked(self):
        """Whether the members are asked to agree to its answer, and what came of that is not known yet."""
        return self.ballot_id is not None and not self.ballot.outcome

    @property
    def is_agreed(self):
        """Whether the Forum has agreed to its answer: by a decision, or by a proposal that was carried."""
        return bool(self.approved_by_id) or (
            self.ballot_id is not None and self.ballot.outcome == Ballot.Outcome.CARRIED
        )


class Interested(models.Model):
    """Somebody who wants to be heard when an answer is written."""

    consultation = models.ForeignKey(
        Consultation, models.CASCADE, related_name="interested", verbose_name=_("consultation")
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))

    class Meta:
        verbose_name = _("interest in a consultation")
        verbose_name_plural = _("interests in consultations")
        ordering = ["consultation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["consultation", "person"], name="library_interested_once"),
        ]
        triggers = stamps()

    def __str__(self):
        return f"{self.consultation}: {self.person}"
