"""What meetings are planned by: the Forum's own rules, the days it keeps free, and polls to find a date."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.keeping import stamps
from common.text import LineField
from meetings.models.meeting import Meeting
from members.access import ForCircles, within
from members.history import tracked


@tracked()
class Rules(Versioned):
    """The Forum's own numbers, one row: the target for business,
    and how long before and after a meeting things are due.
    """

    business_percent = models.PositiveSmallIntegerField(
        _("business at most, per cent"),
        default=40,
        validators=[MaxValueValidator(100)],
        help_text=_("Of the minutes of an agenda. It is shown, it never blocks."),
    )
    notice_days = models.PositiveSmallIntegerField(
        _("days of notice of a meeting"), default=14, help_text=_("As the Constitution says.")
    )
    discuss_days = models.PositiveSmallIntegerField(
        _("days before a meeting until when members may pull an item out of “taken as read”"), default=2
    )
    interpreter_days = models.PositiveSmallIntegerField(
        _("days before a meeting until when an interpreter can be booked"), default=14
    )
    reminder_days = models.PositiveSmallIntegerField(
        _("days before a meeting when those who have not answered are reminded"), default=5
    )
    correction_days = models.PositiveSmallIntegerField(
        _("days for corrections after minutes are circulated"), default=10
    )
    minutes_days = models.PositiveSmallIntegerField(
        _("days after a meeting by when its minutes are to be circulated"), default=14
    )
    quorum_number = models.PositiveSmallIntegerField(_("quorum: members who must be there"), null=True, blank=True)
    quorum_percent = models.PositiveSmallIntegerField(
        _("or per cent of the members"),
        default=33,
        validators=[MaxValueValidator(100)],
        help_text=_("Holds while no number is set."),
    )
    update_days = models.PositiveSmallIntegerField(
        _("days before a meeting when owners are asked how their actions stand"), default=14
    )
    drifted_meetings = models.PositiveSmallIntegerField(
        _("meetings missed, one after the other, before somebody is on the list of whom to ring"),
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )

    votes_are_open = models.BooleanField(
        _("votes between meetings are open: members can read who answered what, once the answers are counted"),
        default=False,
        db_default=False,
        help_text=_("Otherwise they are secret. A change holds only for votes that begin from now on."),
    )

    class Meta:
        verbose_name = _("the Forum’s rules for meetings")
        verbose_name_plural = _("the Forum’s rules for meetings")
        triggers = [counts_saves(), *stamps()]
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="meetings_rules_one_row"),
            models.CheckConstraint(condition=Q(business_percent__lte=100), name="meetings_rules_percent"),
        ]

    def __str__(self):
        return str(_("the Forum’s rules for meetings"))

    @classmethod
    def now(cls):
        """Return the rules as they are; the defaults while nobody has set them."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)


@tracked()
class ClosedDay(Versioned):
    """A day on which the Forum does not meet, besides the bank holidays."""

    day = models.DateField(_("day"), unique=True)
    reason = BothLanguages(LineField(_("reason"), max_length=200))

    class Meta:
        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")
        ordering = ["day"]
        constraints = [said_in_one("reason", _("Please write the reason in English or in Welsh."))]
        triggers = [newer_language("reason"), counts_saves()]

    def __str__(self):
        return f"{date_format(self.day, 'j F Y')}: {self.reason}"


class DatePollQuerySet(ForCircles):
    def visible_within(self, circle):
        """Polls are for whom their meeting is for: members and officers, and partners if it is shared with them."""
        return self.filter(within(circle, "meeting__"))


class DatePoll(models.Model):
    """A question to everybody: which of these dates suits you for this meeting?"""

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="poll", verbose_name=_("meeting"))
    closes_on = models.DateField(_("answers until"))
    chosen = models.ForeignKey(
        "PollDate", models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("chosen")
    )

    objects = DatePollQuerySet.as_manager()

    class Meta:
        verbose_name = _("poll for a date")
        verbose_name_plural = _("polls for a date")
        ordering = ["-closes_on", "-pk"]
        triggers = stamps()

    def __str__(self):
        return f"{self.meeting}"

    @property
    def is_open(self):
        """Whether answers are still taken: until its last day, or until a date is chosen."""
        return (
            self.chosen_id is None and timezone.localdate() <= self.closes_on and self.meeting.state in Meeting.TO_COME
        )


class PollDate(models.Model):
    """One of the dates to choose from."""

    poll = models.ForeignKey(DatePoll, models.CASCADE, related_name="dates", verbose_name=_("poll"))
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))

    class Meta:
        verbose_name = _("date to choose from")
        verbose_name_plural = _("dates to choose from")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "starts_at"], name="meetings_polldate_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="meetings_polldate_ends_after_start"),
        ]

    def __str__(self):
        return date_format(timezone.localtime(self.starts_at), "j F Y, H:i")


class PollAnswer(models.Model):
    """What one date is to one person."""

    class Suits(models.TextChoices):
        YES = "yes", _("Yes")
        IF_NEED_BE = "if_need_be", _("If need be")
        NO = "no", _("No")

    date = models.ForeignKey(PollDate, models.CASCADE, related_name="answers", verbose_name=_("date"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    suits = models.CharField(_("suits"), max_length=10, choices=Suits.choices)

    class Meta:
        verbose_name = _("answer to a poll")
        verbose_name_plural = _("answers to polls")
        ordering = ["date", "pk"]
        constraints = [models.UniqueConstraint(fields=["date", "person"], name="meetings_pollanswer_once")]

    def __str__(self):
        return f"{self.person}: {self.get_suits_display()}"
