"""A meeting of the Forum: when, where, for whom, and how far it has come."""

import datetime
import uuid

import pgtrigger
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_for, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.text import LineField, WebField
from meetings.models.indexes import MEETING
from members.access import ForCircles, within
from members.history import tracked
from members.models import Organisation

WRITE_A_TITLE = _("Please write the title in English or in Welsh.")


CONFIRMED = gettext_noop("These minutes are confirmed and cannot be changed.")


def frozen_once_confirmed(
    name, meeting, *, operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete, condition=None
):
    """Return the trigger by which the database refuses to change what belongs to confirmed minutes.

    `meeting` is SQL for the meeting's key of a row called ROW; both the old and the new row are looked at.
    """
    either = " OR ".join(f"m.meeting_id = {meeting.replace('ROW', row)}" for row in ("OLD", "NEW"))
    func = f"""
        IF EXISTS (SELECT 1 FROM meetings_minutes m WHERE m.state = 'confirmed' AND ({either})) THEN
            RAISE EXCEPTION '{CONFIRMED}';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;"""  # noqa: S608 (nothing in it comes from outside)
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=operation, condition=condition, func=func)


RECORDED = ("starts_at", "ends_at", "title_en", "title_cy", "place_en", "place_cy", "state", "chair", "kept_reference")
COUNT_REVISIONS = pgtrigger.Trigger(
    name="count_revisions",
    operation=pgtrigger.Update,
    when=pgtrigger.Before,
    condition=pgtrigger.AnyChange(
        "starts_at", "ends_at", "title_en", "title_cy", "place_en", "place_cy", "online_link", "state"
    ),
    func="NEW.revision := OLD.revision + 1; NEW.revised_at := now(); RETURN NEW;",
)


GIVE_REFERENCE = pgtrigger.Trigger(
    name="give_reference",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("starts_at"),
    when=pgtrigger.Before,
    declare=[("month", "text")],
    func="""
        month := to_char(NEW.starts_at AT TIME ZONE 'Europe/London', 'YYYY-MM');
        IF left(NEW.kept_reference, 7) = month
            OR (TG_OP = 'INSERT' AND NEW.kept_reference <> '')
            OR (TG_OP = 'UPDATE' AND EXISTS (SELECT 1 FROM meetings_minutes m WHERE m.meeting_id = NEW.id)) THEN
            RETURN NEW;
        END IF;
        PERFORM pg_advisory_xact_lock(hashtextextended('references of meetings', 0));
        SELECT free.name INTO NEW.kept_reference
        FROM (
            SELECT n, month || CASE
                WHEN n = 1 THEN ''
                WHEN n <= 26 THEN chr(96 + n)
                ELSE chr(96 + (n - 1) / 26) || chr(97 + (n - 1) % 26) END AS name
            FROM generate_series(1, 700) n) free
        WHERE NOT EXISTS (SELECT 1 FROM meetings_meeting o WHERE o.kept_reference = free.name)
        ORDER BY n LIMIT 1;
        RETURN NEW;""",
)


def name_on_record(person, meeting):
    """Return a person's name as the record of a meeting has it:
    confirmed minutes keep that of somebody who is erased.
    """
    return person.kept_name if person.kept_name and meeting.is_confirmed else person.name


def _is_behind():
    """Return the condition (Q) that a meeting is over: held, ended, or called off for a day that is past."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    off = Q(state=Meeting.State.CANCELLED)
    return Q(state=Meeting.State.HELD) | (~off & Q(ends_at__lt=timezone.now())) | (off & Q(ends_at__lt=today))


class MeetingQuerySet(ForCircles):
    def visible_within(self, circle):
        """Members see all meetings, partners the shared ones, everybody the public ones."""
        return self.filter(within(circle, public=Q(is_public=True)))

    def upcoming(self):
        """Meetings that have not ended and are still to take place, the next one first."""
        return self.filter(ends_at__gte=timezone.now(), state__in=Meeting.TO_COME).order_by("starts_at", "pk")

    def ahead(self):
        """Meetings of the days to come as a list shows them: those that are called off stay until their day is over."""
        return self.exclude(_is_behind()).order_by("starts_at", "pk")

    def past(self):
        """Meetings that are over, the last one first; one that was called off is over after its day."""
        return self.filter(_is_behind()).order_by("-starts_at", "-pk")

    def in_year(self, year):
        """Meetings that start in a calendar year, by the clock in Wales."""
        return self.filter(starts_at__year=year)


def new_uid() -> str:
    """Return the name by which calendars everywhere will know a meeting; it says nothing that could change."""
    return str(uuid.uuid4())


@tracked(without=["calendar_uid"])
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
    # False for one that was taken in from past minutes which do not say it; then no page shows it
    end_is_known = models.BooleanField(_("it is known when it ended"), default=True, editable=False)
    place = BothLanguages(LineField(_("place"), max_length=200))
    online_link = WebField(
        _("online link"), blank=True, help_text=_("Shown to those who may read the agenda, never to the public.")
    )
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="meetings_chaired",
        verbose_name=_("chair"),
    )
    shared_with_partners = models.BooleanField(
        _("shared with partners"), default=True, help_text=_("Partners see this meeting, its agenda and its minutes.")
    )
    is_public = models.BooleanField(
        _("public"),
        default=False,
        help_text=_("Everybody sees its date, place and title, and the minutes once they are confirmed."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PLANNED, editable=False)
    agenda_published_at = models.DateTimeField(_("agenda published"), null=True, blank=True, editable=False)
    publications = models.PositiveIntegerField(_("times published"), default=0, editable=False)
    opened_early = models.BooleanField(_("record begun before its day"), default=False, editable=False)
    discuss_until = models.DateTimeField(_("items can be pulled out until"), null=True, blank=True, editable=False)
    interpreter_by = models.DateField(
        _("an interpreter is booked until"),
        null=True,
        blank=True,
        help_text=_("The last day to ask for Welsh to be interpreted."),
    )
    hosts = models.ManyToManyField(
        Organisation,
        blank=True,
        related_name="meetings_hosted",
        verbose_name=_("hosted with"),
        help_text=_("Whom a joint meeting is held with."),
    )
    # Of date, place, title and state, as calendars count it. The reference follows the month until there are minutes.
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    revised_at = models.DateTimeField(_("revised"), default=timezone.now, editable=False)
    kept_reference = models.CharField(_("reference"), max_length=10, blank=True, db_default="", editable=False)
    # Calendars have it already: it stays for good, and holds neither the site's address nor anything else that moves.
    calendar_uid = models.CharField(
        _("name in calendars"), max_length=255, unique=True, default=new_uid, editable=False
    )

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
            models.UniqueConstraint(
                fields=["kept_reference"], condition=~Q(kept_reference=""), name="meetings_meeting_reference_once"
            ),
        ]
        triggers = [
            newer_language("title", "place"),
            COUNT_REVISIONS,
            GIVE_REFERENCE,
            counts_saves("revision", "revised_at", "kept_reference", "calendar_uid"),
            frozen_once_confirmed(
                "confirmed_stands", "ROW.id", operation=pgtrigger.Update, condition=pgtrigger.AnyChange(*RECORDED)
            ),
            *searched(MEETING),
            *stamps(),
        ]

    def __str__(self):
        return f"{self.title}, {date_format(timezone.localtime(self.starts_at), 'j F Y')}"

    def get_absolute_url(self):
        return reverse("meetings:meeting", args=[self.pk])

    def clean(self):
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The meeting ends before it starts. Please check the times.")})

    @property
    def reference(self):
        """What decisions, actions and files are named by: year and month, "2026-03"; a second meeting of a month is its
        "b".
        """
        return self.kept_reference

    def file_name(self, what, suffix) -> str:
        """Return what a file of this meeting is called: "agenda-2026-03b.pdf"."""
        return f"{slugify(f'{what} {self.reference}', allow_unicode=True)}.{suffix}"

    @property
    def length(self):
        """Minutes from start to end."""
        return round((self.ends_at - self.starts_at) / datetime.timedelta(minutes=1))

    @property
    def may_still_pull(self):
        """Whether members may still pull an item out of "taken as read"."""
        return (
            self.state == self.State.PUBLISHED
            and self.discuss_until is not None
            and timezone.now() < self.discuss_until
        )

    @property
    def publication(self):
        """What the letters of this publication are about, for the ledger: a meeting that is called off, planned again
        and published once more tells everybody once more.
        """
        return f"{self.pk}:{self.publications}"

    @property
    def is_its_day(self):
        """Whether its day has come."""
        return timezone.localdate(self.starts_at) <= timezone.localdate()

    @property
    def is_today(self):
        """Whether it takes place today."""
        return timezone.localdate(self.starts_at) <= timezone.localdate() <= timezone.localdate(self.ends_at)

    @property
    def is_recordable(self):
        """Whether there is something to record: from its day on, or from when somebody said that it begins early."""
        return self.is_its_day or self.opened_early

    @property
    def has_begun(self):
        """Whether its start is past."""
        return self.starts_at <= timezone.now()

    @property
    def may_book_interpreter(self):
        """Whether the last day to book an interpreter is still to come, or is today."""
        return self.interpreter_by is not None and self.interpreter_by >= timezone.localdate() and not self.is_over

    @property
    def is_over(self):
        """Whether its end is past."""
        return self.ends_at <= timezone.now()

    @property
    def minutes_or_none(self):
        """The minutes, or None while nobody has begun them."""
        try:
            return self.minutes
        except ObjectDoesNotExist:
            return None

    @property
    def chair_name(self):
        """The name of who is (or was) in the chair."""
        return name_on_record(self.chair, self) if self.chair_id else ""

    @property
    def is_confirmed(self):
        """Whether the minutes are confirmed, from when on the record stands."""
        return self.minutes_or_none is not None and self.minutes.state == self.minutes.State.CONFIRMED


class MeetingHost(Meeting.hosts.through):
    """With whom a meeting is hosted: the table between the two, named so that it counts as a version of the meeting."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("host of a meeting")
        verbose_name_plural = _("hosts of a meeting")
        triggers = [counts_for("meeting_id", "meetings_meeting", of="organisation_id"), *stamps()]
