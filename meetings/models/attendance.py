"""Who came to a meeting, how, and in what capacity."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.editing import Versioned, counts_saves
from common.keeping import stamps
from common.languages.telling import told
from common.text import LineField, NameField
from meetings.models.agenda import AgendaItem
from meetings.models.meeting import Meeting, frozen_once_confirmed, name_on_record
from members.history import tracked


class AttendanceQuerySet(models.QuerySet):
    def present(self):
        """Those in the room or online."""
        return self.filter(mode__in=[Attendance.Mode.IN_PERSON, Attendance.Mode.ONLINE])


@tracked()
class Attendance(Versioned):
    """One person's attendance at one meeting: somebody we know, or a name with an organisation."""

    class Mode(models.TextChoices):
        IN_PERSON = "in_person", _("In person")
        ONLINE = "online", _("Online")
        APOLOGIES = "apologies", _("Apologies")
        ABSENT = "absent", _("Absent")

    class Capacity(models.TextChoices):
        MEMBER = "member", _("Member")
        PARTNER = "partner", _("Partner, in attendance")
        ASSOCIATE = "associate", _("Associate, in attendance")
        REPRESENTATIVE = (
            "represents",
            _("Representative, in attendance"),
        )  # of a member organisation, for which somebody else votes
        SUBSTITUTE = "substitute", _("Substitute")
        GUEST = "guest", pgettext_lazy("attendance", "Guest")
        SPEAKER = "speaker", _("Speaker")
        OFFICER = "officer", _("Officer, in attendance")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance", verbose_name=_("meeting"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="attendance",
        verbose_name=_("person"),
    )
    name = NameField(_("name"), max_length=150, blank=True)
    organisation = NameField(_("organisation"), max_length=200, blank=True)
    capacity = models.CharField(_("capacity"), max_length=12, choices=Capacity.choices)
    substitute_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("substitute for"),
    )
    mode = models.CharField(_("attendance"), max_length=10, choices=Mode.choices)

    arrived_at_item = models.ForeignKey(
        AgendaItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("arrived during"),
        help_text=_("If late."),
    )
    left_at_item = models.ForeignKey(
        AgendaItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("left during"),
        help_text=_("If early."),
    )

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["meeting", "pk"]
        triggers = [counts_saves(), frozen_once_confirmed("confirmed_stands", "ROW.meeting_id"), *stamps()]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="meetings_attendance_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | ~Q(name=""), name="meetings_attendance_somebody"
            ),
        ]

    def __str__(self):
        return f"{self.shown_name}: {self.get_mode_display()}"

    @property
    def shown_name(self):
        """The person's name, or the name that was written down."""
        return name_on_record(self.person, self.meeting) if self.person_id else self.name

    @property
    def substituted_name(self):
        """The name of whom a substitute came for."""
        return name_on_record(self.substitute_for, self.meeting) if self.substitute_for_id else ""

    @property
    def shown_organisation(self):
        """The person's organisation in the reader's language; as it was written down, with the language it is in,
        if they have moved to another since.
        """
        theirs = self.person.organisation if self.person_id else None
        is_theirs = theirs and self.organisation in ("", theirs.name_en, theirs.name_cy)
        return theirs.name if is_theirs else told(self.organisation)


class AttendanceClaim(models.Model):
    """A member's word that they were there though the register missed them, and the administrator's answer to it."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendance_claims", verbose_name=_("meeting"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    mode = models.CharField(
        _("attendance"), max_length=10, choices=Attendance.Mode.choices, default=Attendance.Mode.IN_PERSON
    )
    made_at = models.DateTimeField(_("said"), auto_now_add=True)
    answer = models.CharField(
        _("answer"), max_length=10, choices=Answer.choices, default=Answer.WAITING, editable=False
    )
    answer_reason = LineField(_("word of reason"), max_length=300, blank=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("answered by"),
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("word of having been there")
        verbose_name_plural = _("words of having been there")
        ordering = ["made_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="meetings_claim_once")]

    def __str__(self):
        return f"{self.person}: {self.meeting}"
