"""Outcomes: what changed through the Forum's work, for whom, how it is known; and the fields of its own framework."""

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.filing.stored import RandomName
from common.finding.index import searched
from common.keeping import stamps
from common.rich_text import RichTextField
from common.text import LineField, LongTextField, WebField
from library.models.consultations import Consultation
from library.models.indexes import OUTCOME
from library.models.studies import CaseStudy
from library.models.talks import SHOWN_TO, UNSHOWN, ShownToSome, Talk, shown_within
from members.access import EVERYTHING, NOTHING, Audience, Circle, ForCircles, circle_of, within
from members.history import tracked
from taskgroups.models import TaskGroup

WRITE_WHAT_CHANGED = _("Please write in English or in Welsh what changed.")
KIND_STANDS = gettext_noop(
    "Outcomes have this field filled in, so its kind stands. Take its mark away, and add another field beside it."
)
ENDS_BEFORE = _("The period ends before it begins. Please check the two dates.")
random_name = RandomName("outcomes")


def kind_stands() -> pgtrigger.Trigger:
    """Return the trigger by which a field keeps its kind once something is filled in of that kind."""
    filled = "EXISTS (SELECT 1 FROM library_outcome o WHERE o.own ? NEW.id::text)"
    return pgtrigger.Trigger(
        name="kind_stands",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.AnyChange("kind"),
        func=f"IF {filled} THEN RAISE EXCEPTION '{KIND_STANDS}'; END IF; RETURN NEW;",
    )


class OutcomeFieldQuerySet(ForCircles):
    def visible_within(self, circle):
        """Everybody may know what the Forum's framework asks."""
        return self.filter(within(circle, shared=EVERYTHING, public=EVERYTHING))

    def in_use(self):
        """The fields that are asked for today, in their order."""
        return self.filter(is_used=True)


@tracked()
class OutcomeField(Versioned):
    """A field that the framework for social value, which the Forum chose, asks for besides; by itself there is none."""

    class Kind(models.TextChoices):
        WORDS = "words", _("Words")
        NUMBER = "number", _("A number")
        YES_NO = "yes_no", _("Yes or no")

    label = BothLanguages(LineField(_("what it is called"), max_length=150))
    kind = models.CharField(_("what is filled in"), max_length=10, choices=Kind.choices, default=Kind.WORDS)
    order = models.PositiveSmallIntegerField(_("place in the list"), default=1)
    is_used = models.BooleanField(
        _("asked for"), default=True, help_text=_("What was filled in stays on its outcomes, also without this mark.")
    )

    objects = OutcomeFieldQuerySet.as_manager()

    class Meta:
        verbose_name = _("field of our own for outcomes")
        verbose_name_plural = _("fields of our own for outcomes")
        ordering = ["order", "pk"]
        constraints = [said_in_one("label", _("Please write in English or in Welsh what it is called."))]
        triggers = [newer_language("label"), counts_saves(), kind_stands(), *stamps()]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("library:edit_outcome_field", args=[self.pk])

    def clean(self):
        if self.pk and self.is_filled and OutcomeField.objects.exclude(kind=self.kind).filter(pk=self.pk).exists():
            raise ValidationError({"kind": _(KIND_STANDS)})

    @property
    def is_filled(self):
        """Whether an outcome has it filled in; one query."""
        return Outcome.objects.filter(own__has_key=str(self.pk)).exists()


class OutcomeQuerySet(ForCircles):
    def visible_within(self, circle):
        """The outcomes that are shown, for their readers; the record keepers also see what is suggested or a draft."""
        return self.filter(shown_within(circle, ~UNSHOWN))

    def visible_to(self, person):
        """As `visible_within`, and what one suggested oneself."""
        circle = circle_of(person)
        own = Q(suggested_by=person) if circle > Circle.VISITOR else NOTHING
        return self.filter(shown_within(circle, ~UNSHOWN) | own)

    def dated(self):
        """With the `day` by which an outcome belongs to a year (the last of its period); the last ones first."""
        return self.annotate(day=Coalesce("until", "happened_on")).order_by("-day", "-pk")

    def of(self, reader, **thing):
        """Those that a reader may see of one thing (`talk=row`), the last one first."""
        return self.visible_to(reader).filter(**thing).dated()

    def suggested(self):
        """Those that wait until who keeps the record has looked at them."""
        return self.filter(suggested_by__isnull=False, settled_at=None)


@tracked(without=["source_file"])
class Outcome(ShownToSome, Versioned):
    """Something that changed: for whom, how we know, from what source, how sure we are, and what it came of."""

    class Sureness(models.TextChoices):
        RECORDED = "recorded", _("On record")
        SEVERAL = "several", _("Several people say so")
        ONE = "one", _("One person says so")
        EARLY = "early", _("Too early to say")

    title = BothLanguages(LineField(_("what changed, in one line"), max_length=200))
    changed = BothLanguages(RichTextField(_("more of what changed"), max_length=20_000))
    for_whom = BothLanguages(LineField(_("for whom"), max_length=300))
    how_known = BothLanguages(LongTextField(_("how we know"), max_length=3_000))
    source = BothLanguages(LineField(_("source, in words"), max_length=300))
    source_link = WebField(_("source, as a link"), blank=True)
    source_file = models.FileField(_("source, as a file"), upload_to=random_name, blank=True, editable=False)
    source_name = LineField(_("file name"), max_length=200, blank=True, editable=False)
    sureness = models.CharField(_("how sure we are"), max_length=10, choices=Sureness.choices, default=Sureness.EARLY)
    happened_on = models.DateField(_("day, or first day of a period"), default=timezone.localdate)
    until = models.DateField(_("last day of a period"), null=True, blank=True)
    group = models.ForeignKey(
        TaskGroup, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("through the group")
    )
    talk = models.ForeignKey(
        Talk, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("through the talk")
    )
    study = models.ForeignKey(
        CaseStudy, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("through the case study")
    )
    consultation = models.ForeignKey(
        Consultation, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("through the consultation"),
    )  # fmt: skip
    own = models.JSONField(_("our own fields"), default=dict, blank=True, editable=False)  # {key of a field: value}
    audience = models.CharField(_("who may see it"), max_length=10, choices=SHOWN_TO, default=Audience.KEEPERS)
    suggested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("suggested by"),
    )  # fmt: skip
    settled_at = models.DateTimeField(_("looked at"), null=True, blank=True, editable=False)
    shown_at = models.DateTimeField(_("first shown"), null=True, blank=True, editable=False)

    objects = OutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["-happened_on", "-pk"]
        constraints = [
            said_in_one("title", WRITE_WHAT_CHANGED),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("happened_on")),
                name="library_outcome_until_after",
                violation_error_message=ENDS_BEFORE,
            ),
            models.CheckConstraint(
                condition=UNSHOWN | Q(suggested_by=None) | Q(settled_at__isnull=False),
                name="library_outcome_looked_at",
                violation_error_message=_("What somebody suggests is shown once the administrator has looked at it."),
            ),
        ]
        triggers = [
            newer_language("title", "changed", "for_whom", "how_known", "source"),
            counts_saves("shown_at", "settled_at"),
            *searched(OUTCOME),
            *stamps(),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("library:outcome", args=[self.pk])

    def clean(self):
        if self.until and self.happened_on and self.until < self.happened_on:
            raise ValidationError({"until": ENDS_BEFORE})

    @property
    def waits(self):
        """Whether somebody suggested it, and who keeps the record has not looked at it yet."""
        return self.suggested_by_id is not None and self.settled_at is None
