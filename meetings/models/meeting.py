"""A meeting and the items of its agenda."""

import datetime

from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Deferrable, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned
from common.rich_text import RichTextField
from common.text import LineField
from members.access import is_member, is_partner, keeps_the_record

WRITE_A_TITLE = _("Please write the title in English or in Welsh.")


def shared_condition(person, path=""):
    """Return the condition (Q) that members and partners may see a meeting; `path` leads to it ("item__meeting__")."""
    if is_member(person):
        return ~Q(pk__in=[])  # all of them; an empty Q() would vanish when joined to another by "or"
    return Q(**{f"{path}shared_with_partners": True}) if is_partner(person) else Q(pk__in=[])


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Members see all meetings, partners the shared ones, everybody the public ones."""
        if keeps_the_record(person):
            return self
        return self.filter(shared_condition(person) | Q(is_public=True))

    def upcoming(self):
        """Meetings that have not ended and are still to take place, the next one first."""
        return self.filter(ends_at__gte=timezone.now(), state__in=Meeting.TO_COME).order_by("starts_at", "pk")

    def past(self):
        """Meetings that are over, the last one first."""
        return self.exclude(ends_at__gte=timezone.now(), state__in=Meeting.TO_COME).order_by("-starts_at", "-pk")

    def in_year(self, year):
        """Meetings that start in a calendar year, by the clock in Wales."""
        return self.filter(starts_at__year=year)


class Meeting(Versioned):
    """One meeting of the Forum, from plan to record."""

    class Kind(models.TextChoices):
        QUARTERLY = "quarterly", _("Quarterly meeting")
        WORKSHOP = "workshop", _("Workshop")
        JOINT = "joint", _("Joint meeting")
        EXTRAORDINARY = "extraordinary", _("Extraordinary meeting")

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        PUBLISHED = "published", _("Agenda published")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")
        POSTPONED = "postponed", _("Postponed")

    TO_COME = (State.PLANNED, State.PUBLISHED, State.POSTPONED)
    TAKES_PLACE = (State.PLANNED, State.PUBLISHED, State.HELD)

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.QUARTERLY)
    title = BothLanguages(LineField(_("title"), max_length=200))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place = BothLanguages(LineField(_("place"), max_length=200))
    online_link = models.URLField(_("online link"), blank=True, help_text=_("Shown to those who may read the agenda, never to the public."))
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="meetings_chaired", verbose_name=_("chair")
    )
    shared_with_partners = models.BooleanField(
        _("shared with partners"), default=True, help_text=_("Partners see this meeting, its agenda and its minutes.")
    )
    is_public = models.BooleanField(
        _("public"), default=False, help_text=_("Everybody sees its date, place and title, and the minutes once they are confirmed.")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED, editable=False)
    agenda_published_at = models.DateTimeField(_("agenda published"), null=True, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["starts_at"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="meetings_meeting_ends_after_start",
                violation_error_message=_("The meeting ends before it starts. Please check the times."),
            ),
            said_in_one("title", WRITE_A_TITLE),
        ]
        triggers = [newer_language("title", "place")]

    def __str__(self):
        return f"{self.title} ({timezone.localtime(self.starts_at):%Y-%m-%d})"

    def get_absolute_url(self):
        return reverse("meetings:meeting", args=[self.pk])

    def clean(self):
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The meeting ends before it starts. Please check the times.")})

    @property
    def reference(self):
        """The year and month that decisions and actions are numbered by, such as "2026-03"."""
        return f"{timezone.localtime(self.starts_at):%Y-%m}"

    @property
    def length(self):
        """Minutes from start to end."""
        return round((self.ends_at - self.starts_at) / datetime.timedelta(minutes=1))

    @property
    def minutes_or_none(self):
        """The minutes, or None while nobody has begun them."""
        try:
            return self.minutes
        except ObjectDoesNotExist:
            return None

    @property
    def is_confirmed(self):
        """Whether the minutes are confirmed, from when on the record stands."""
        return self.minutes_or_none is not None and self.minutes.state == self.minutes.State.CONFIRMED


class ItemKind(models.TextChoices):
    """How an item uses the meeting's time; the order is the one of the time bar."""

    BUSINESS = "business", _("Business")
    PRESENTATION = "presentation", _("Presentation")
    CASE_STUDY = "case_study", _("Case study")
    BLUE_SKY = "blue_sky", _("Blue sky")
    DISCUSSION = "discussion", _("Discussion")


class AgendaItemQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Items of agendas this person may read, as `access.may_read_agenda` says for one meeting."""
        if keeps_the_record(person):
            return self
        return self.filter(shared_condition(person, "meeting__"), meeting__agenda_published_at__isnull=False)


class AgendaItem(Versioned):
    """One item of an agenda; `position` runs 1, 2, 3 … without gaps."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name=_("meeting"))
    position = models.PositiveSmallIntegerField(_("position"), editable=False)
    title = BothLanguages(LineField(_("title"), max_length=200))
    kind = models.CharField(_("kind"), max_length=20, choices=ItemKind.choices, default=ItemKind.BUSINESS)
    minutes = models.PositiveSmallIntegerField(_("minutes allotted"), default=10, validators=[MinValueValidator(1), MaxValueValidator(480)])
    presenter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="items_presented", verbose_name=_("presenter")
    )
    presenter_name = LineField(_("presenter's name"), max_length=150, blank=True)
    presenter_organisation = LineField(_("presenter's organisation"), max_length=200, blank=True)
    text = BothLanguages(RichTextField(_("text")))

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="meetings_item_position_once", deferrable=Deferrable.DEFERRED),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=480), name="meetings_item_minutes"),
            said_in_one("title", WRITE_A_TITLE),
        ]
        triggers = [newer_language("title", "text")]

    def __str__(self):
        return f"{self.position}. {self.title}"

    def clean(self):
        if self.presenter_id and self.presenter_name:
            raise ValidationError({"presenter_name": _("Please choose a person or write a name, not both.")})

    @property
    def presented_by(self):
        """The presenter's name with their organisation in brackets, or ""."""
        if self.presenter_id:
            name, organisation = self.presenter.name, self.presenter.organisation
        else:
            name, organisation = self.presenter_name, self.presenter_organisation
        return f"{name} ({organisation})" if name and organisation else name
