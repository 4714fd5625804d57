"""What calendars were given last, as far as it takes to say since when it reads as it does."""

import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import LANGUAGE_NAMES
from common.keeping import stamps
from meetings.models.meeting import Meeting


class Stamp(models.Model):
    """A digest of what was given out, and since when it is that; the second is never the same for two of them."""

    made_of = models.CharField(_("made from"), max_length=64, editable=False)
    changed_at = models.DateTimeField(_("changed"), editable=False)

    class Meta:
        abstract = True

    def follow(self, digest) -> bool:
        """Take on what is given out now; return whether it is another thing than before."""
        if self.made_of == digest:
            return False
        now = timezone.now().replace(microsecond=0)
        later = self.changed_at and self.changed_at + datetime.timedelta(seconds=1)
        self.made_of, self.changed_at = digest, max(now, later or now)
        return True


class EventStamp(Stamp):
    """A meeting as one audience reads it in one language in their calendars."""

    class Audience(models.TextChoices):
        VISITORS = "visitors", _("Visitors")
        PARTNERS = "partners", _("Partners")
        MEMBERS = "members", _("Members")
        KEEPERS = "keepers", _("The administrator and the Chair")
        GUESTS = "guests", _("Guests")

        @classmethod
        def of(cls, circle):
            """Return as whom a circle reads; guests, who read one agenda as visitors would, are apart."""
            return cls(f"{circle.name.lower()}s")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="stamps", verbose_name=_("meeting"))
    audience = models.CharField(_("for"), max_length=10, choices=Audience.choices, editable=False)
    language = models.CharField(_("language"), max_length=2, choices=list(LANGUAGE_NAMES.items()), editable=False)
    sequence = models.PositiveIntegerField(_("revision"), editable=False)

    class Meta:
        verbose_name = _("meeting as calendars have it")
        verbose_name_plural = _("meetings as calendars have them")
        default_permissions = ()
        ordering = ["meeting", "audience", "language"]
        triggers = stamps()
        constraints = [
            models.UniqueConstraint(fields=["meeting", "audience", "language"], name="meetings_eventstamp_once")
        ]

    def __str__(self):
        return f"{self.meeting_id}: {self.audience}, {self.language}, {self.sequence}"


class FeedStamp(Stamp):
    """All meetings together at one calendar address: they also change when one of them leaves."""

    address = models.CharField(_("calendar address"), max_length=64, unique=True, editable=False)  # only its hash

    class Meta:
        verbose_name = _("calendar as it was given out")
        verbose_name_plural = _("calendars as they were given out")
        default_permissions = ()

    def __str__(self):
        return f"{self.pk}: {self.changed_at}"
