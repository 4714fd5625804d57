"""What everybody was told about a meeting: with its agenda and after it went out, and what they know of it since."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language
from common.editing import Versioned, counts_saves
from common.keeping import stamps
from common.text import LineField, LongTextField
from meetings.models.meeting import Meeting
from members.history import tracked


class Notice(models.Model):
    """One notice, with the administrator's own words; its letters stand in the ledger.

    Of a change it is told `what` was and is; a line of the administrator's own that goes out with an agenda belongs to
    one publication, and its drafts are what was tried on oneself first.
    """

    class Kind(models.TextChoices):
        CHANGED = "changed", _("Something has changed")
        POSTPONED = "postponed", _("Postponed")
        CANCELLED = "cancelled", _("Cancelled")
        AGENDA = "agenda", _("With the agenda")
        DRAFT = "draft", _("To oneself first")

    OF_CHANGES = (Kind.CHANGED, Kind.POSTPONED, Kind.CANCELLED)

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="notices", verbose_name=_("meeting"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.CHANGED)
    publication = models.PositiveIntegerField(_("publication"), default=0, editable=False)
    what = BothLanguages(LongTextField(_("what was and what is"), max_length=2_000))
    note = BothLanguages(LongTextField(_("what has changed"), max_length=2_000))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written by"),
    )
    written_at = models.DateTimeField(_("written"), auto_now_add=True)

    class Meta:
        verbose_name = _("notice of a change")
        verbose_name_plural = _("notices of changes")
        ordering = ["-written_at", "-pk"]
        triggers = [newer_language("what", "note"), *stamps()]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "publication"],
                condition=Q(kind="agenda"),
                name="meetings_notice_agenda_once",
                violation_error_message=_("This agenda has gone out with a line already."),
            )
        ]

    def __str__(self):
        return f"{self.meeting}: {self.get_kind_display()}"


def _place_differs():
    """Another place: a side that was told is another, or there was none; a place said in Welsh too is the same."""
    sides = ("place_en", "place_cy")
    other = [~Q(**{side: ""}) & ~Q(**{side: F(f"meeting__{side}")}) for side in sides]
    had_none, has_one = Q(place_en="", place_cy=""), ~Q(meeting__place_en="") | ~Q(meeting__place_cy="")
    return other[0] | other[1] | (had_none & has_one)


class ToldQuerySet(models.QuerySet):
    def untold(self):
        """Of meetings to come that are otherwise than everybody was told last: published, or called off since."""
        off = (Meeting.State.CANCELLED, Meeting.State.POSTPONED)
        same = {name: F(f"meeting__{name}") for name in ("starts_at", "ends_at", "online_link")}
        differs = ~Q(**same) | _place_differs()
        is_otherwise = Q(meeting__state=Meeting.State.PUBLISHED) & differs
        is_off = Q(meeting__state__in=off) & ~Q(state=F("meeting__state"))
        return self.filter(is_otherwise | is_off, meeting__ends_at__gt=timezone.now())


@tracked()
class Told(Versioned):
    """When and where a meeting is, how one joins and whether it takes place, as everybody was told last."""

    FACTS = ("state", "starts_at", "ends_at", "place_en", "place_cy", "online_link")

    meeting = models.OneToOneField(Meeting, models.CASCADE, related_name="told", verbose_name=_("meeting"))
    state = models.CharField(_("state"), max_length=10, choices=Meeting.State.choices)
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    place_en = LineField(_("place"), max_length=200, blank=True)
    place_cy = LineField(_("place in Welsh"), max_length=200, blank=True)
    online_link = LineField(_("online link"), max_length=2_000, blank=True)

    objects = ToldQuerySet.as_manager()

    class Meta:
        verbose_name = _("what everybody was told")
        verbose_name_plural = _("what everybody was told")
        ordering = ["meeting"]
        triggers = [counts_saves()]

    def __str__(self):
        return str(self.meeting)
