"""What holds from a date, to a date or until further notice, and the constraints that such rows keep."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.editing import Versioned

PERSON, ORGANISATION = "members.Person", "members.Organisation"  # people.py stands on what stands on this file


class Capacity(models.TextChoices):
    """What a person or an organisation is in the Forum; associates read what partners read, and never decide."""

    MEMBER = "member", _("member")
    PARTNER = "partner", _("partner")
    ASSOCIATE = "associate", _("associate")


class Ending(models.TextChoices):
    """Why a standing ended."""

    LAPSED = "lapsed", _("not renewed")
    LEFT = "left", pgettext_lazy("standing", "left")
    REMOVED = "removed", pgettext_lazy("standing", "removed")


class PeriodQuerySet(models.QuerySet):
    def current(self, on=None):
        """Periods that hold on a date (today in Wales unless told); both ends belong to the period."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def not_over(self):
        """Periods that hold today or are still to come."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))


class Period(Versioned):
    """Something that holds from a date, to a date or until further notice."""

    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(
        _("to"), null=True, blank=True, help_text=_("The last day. Leave empty while it goes on.")
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self):
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("This ends before it starts. Please check the two dates.")})

    @property
    def holds_today(self):
        """Whether it has begun and is not over."""
        return self.starts_on <= timezone.localdate() and not self.is_over

    @property
    def is_over(self):
        """Whether its last day is past."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    def overlapping(self, **same):
        """Return the other rows with the same values whose days overlap this one's."""
        rows = type(self)._default_manager.filter(**same).exclude(pk=self.pk)
        rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=self.starts_on))
        return rows.filter(starts_on__lte=self.ends_on) if self.ends_on else rows


def _days():
    return Func(F("starts_on"), F("ends_on"), Value("[]"), function="DATERANGE", output_field=DateRangeField())


def ends_after(name):
    return models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name=name)


def one_at_a_time(name, message, *same, **facts):
    """Return the constraint that rows with the same values in these fields never overlap."""
    expressions = [(_days(), RangeOperators.OVERLAPS), *((field, RangeOperators.EQUAL) for field in same)]
    return ExclusionConstraint(name=name, expressions=expressions, violation_error_message=message, **facts)
