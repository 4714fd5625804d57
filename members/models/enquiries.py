"""Enquiries of people who think of a social co-operative near them, and who answers them in which area."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.text import LineField, LongTextField, NameField
from members import access
from members.models.areas import AreaField, names_area
from members.models.contacts import Stakeholder
from members.models.indexes import ENQUIRY, ENQUIRY_WORD
from members.models.people import Language

PERSONAL = {"name": "", "email": "", "phone": "", "place": "", "text": "", "next_step": ""}  # what goes when it is old


class Answerer(models.Model):
    """Who answers the enquiries from an area; where nobody stands, who keeps the record does."""

    area = AreaField(unique=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("who answers")
    )

    class Meta:
        verbose_name = _("who answers enquiries")
        verbose_name_plural = _("who answers enquiries")
        ordering = ["area"]
        triggers = [names_area()]

    def __str__(self):
        return f"{self.get_area_display()}: {self.person}"


class EnquiryQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Who keeps the record sees all; others who belong to the Forum see those that are theirs to answer."""
        if access.keeps_the_record(person):
            return self
        return self.filter(answerer=person) if access.belongs(person) else self.none()

    def open(self):
        """Those that are not closed, the oldest first."""
        return self.filter(closed_at=None).order_by("received_at", "pk")


class Enquiry(Versioned):
    """What somebody asks, how to reach them, who answers, and what came of it."""

    class Outcome(models.TextChoices):
        BEGUN = "begun", _("A co-operative has begun")
        ADVICE = "advice", _("Advice was given")
        IN_TOUCH = "in_touch", _("Put in touch with somebody")
        NOTHING = "nothing", _("Nothing came of it")
        NOT_ONE = "not_one", _("It was no enquiry")

    name = NameField(_("your name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    phone = LineField(_("telephone"), max_length=40, blank=True)
    language = models.CharField(
        _("language of the answer"), max_length=2, choices=Language.choices, default=Language.ENGLISH
    )
    area = AreaField(_("in which area?"))
    place = LineField(_("town or village"), max_length=100, blank=True)
    text = LongTextField(_("what are you thinking of?"), max_length=5_000)
    may_pass_on = models.BooleanField(
        _("You may pass this on to somebody else who can help me"), default=False,
        help_text=_("Without this it stays with those who answer enquiries for the Forum."),
    )  # fmt: skip
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    answerer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("who answers"),
    )  # fmt: skip
    answered_at = models.DateTimeField(_("first answered"), null=True, blank=True, editable=False)
    next_step = LineField(_("next step"), max_length=300, blank=True, editable=False)
    next_step_on = models.DateField(_("by when"), null=True, blank=True, editable=False)
    contact = models.ForeignKey(
        Stakeholder, models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("kept as a contact"),
    )  # fmt: skip
    outcome = models.CharField(_("what came of it"), max_length=10, choices=Outcome.choices, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["received_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="members_enquiry_closed_whole",
                violation_error_message=_("An enquiry is closed with what came of it."),
            )
        ]
        triggers = [counts_saves(), names_area(), *searched(ENQUIRY), *stamps()]

    def __str__(self):
        return self.name or str(_("an enquiry whose time is over"))

    def get_absolute_url(self):
        return reverse("members:enquiry", args=[self.pk])

    @property
    def where(self) -> str:
        """The place and the area, as far as they were named."""
        return ", ".join(filter(None, [self.place, str(self.get_area_display())]))

    @property
    def days_to_answer(self) -> int | None:
        """Days from the day it came to that of its first answer, or None while it has none."""
        return self.answered_at and (_day(self.answered_at) - _day(self.received_at)).days

    @property
    def days_waiting(self) -> int:
        """Days since it came."""
        return (timezone.localdate() - _day(self.received_at)).days


def _day(moment) -> datetime.date:
    return timezone.localdate(moment)


class EnquiryWord(models.Model):
    """One thing that was said or done about an enquiry: an answer by letter, a note, its handing on, its end."""

    class Kind(models.TextChoices):
        ANSWER = "answer", _("Answer")
        NOTE = "note", _("Note")
        HANDED_ON = "handed_on", _("Handed on")
        CLOSED = "closed", _("Closed")

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="words", verbose_name=_("enquiry"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    text = LongTextField(_("text"), max_length=5_000, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    at = models.DateTimeField(_("when"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("word on an enquiry")
        verbose_name_plural = _("words on enquiries")
        ordering = ["at", "pk"]
        triggers = [*searched(ENQUIRY_WORD), *stamps()]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.enquiry}"
