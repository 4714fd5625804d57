"""The items of an agenda: what stands on it, what comes back each time, and what people ask for."""

import pgtrigger
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Deferrable, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import LANGUAGE_NAMES, BothLanguages, Text, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.rich_text import RichTextField
from common.text import LineField, LongTextField, NameField
from meetings.models.indexes import ITEM, of_item
from meetings.models.kinds import ItemKind
from meetings.models.meeting import WRITE_A_TITLE, Meeting, frozen_once_confirmed
from members.access import ForCircles, is_within, keeps_the_record, within
from members.history import tracked

RECORDED = (
    "meeting", "position", "title_en", "title_cy", "kind", "reserved", "removed_at", "actual_minutes", "kept_number"
)  # fmt: skip
MINUTES = [MinValueValidator(1), MaxValueValidator(480)]


class Writes(models.TextChoices):
    """What fills an item by itself, from the record."""

    NOTHING = "", _("nothing: it is written here")
    LAST_MINUTES = "last_minutes", _("the minutes of the last meeting")
    MATTERS_ARISING = "matters_arising", _("the actions that are open")


def sees_reserved(circle):
    """Whether reserved items are open to a circle: to members and the record keepers."""
    return is_within(circle)


def not_reserved(circle, item=""):
    """Return the condition (Q) that leaves out reserved items for who may not see them; `item` leads to the item."""
    told = Q(**{f"{item}reserved": False})
    return within(circle, shared=told, public=told)


def visible_agendas(circle, path):
    """Return the condition (Q) that a circle may read the agenda of a meeting; `path` leads to it ("meeting__")."""
    return within(circle, path, out=Q(**{f"{path}agenda_published_at__isnull": False}))


class AgendaItemQuerySet(ForCircles):
    def visible_within(self, circle):
        """Items of agendas this circle may read, as `access.agenda_is_open_to` says for one meeting."""
        return self.filter(visible_agendas(circle, "meeting__") & not_reserved(circle))

    def to_come(self):
        """Items of meetings that take place and have not begun: what is brought to one of them is brought."""
        return self.filter(meeting__state__in=Meeting.TAKES_PLACE, meeting__starts_at__gt=timezone.now())


class StandingManager(models.Manager.from_queryset(AgendaItemQuerySet)):
    """Items that stand on an agenda; those in its bin are found through `AgendaItem.removed`."""

    def get_queryset(self):
        return super().get_queryset().filter(removed_at=None)


class RemovedManager(models.Manager.from_queryset(AgendaItemQuerySet)):
    """Items that were taken off an agenda and can be put back."""

    def get_queryset(self):
        return super().get_queryset().filter(removed_at__isnull=False)


@tracked(without=["sent_version"])
class AgendaItem(Versioned):
    """One item of an agenda; `position` runs 1, 2, 3 … without gaps; a removed one has none and waits in the bin."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items", verbose_name=_("meeting"))
    position = models.PositiveSmallIntegerField(_("position"), null=True, editable=False)
    title = BothLanguages(LineField(_("title"), max_length=200))
    kind = models.CharField(_("kind"), max_length=20, choices=ItemKind.choices, default=ItemKind.BUSINESS)
    # None for an item of past minutes, of which nobody knows it
    minutes = models.PositiveSmallIntegerField(_("minutes allotted"), default=10, null=True, validators=MINUTES)
    actual_minutes = models.PositiveSmallIntegerField(_("minutes it took"), null=True, blank=True, validators=MINUTES)
    started_at = models.DateTimeField(_("begun"), null=True, blank=True, editable=False)
    presenter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="items_presented",
        verbose_name=_("presenter"),
    )
    presenter_name = NameField(_("presenter's name"), max_length=150, blank=True)
    presenter_organisation = NameField(_("presenter's organisation"), max_length=200, blank=True)
    text = BothLanguages(RichTextField(_("text")))

    taken_as_read = models.BooleanField(
        _("taken as read"),
        default=False,
        help_text=_("Sent out beforehand and taken without discussion, unless a member asks."),
    )
    reserved = models.BooleanField(
        _("reserved"),
        default=False,
        help_text=_("For members only: partners and guests see “Reserved item” and its minutes, nothing else."),
    )
    writes_itself = models.CharField(
        _("filled by"), max_length=20, choices=Writes.choices, default=Writes.NOTHING, blank=True
    )
    pulled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("asked for by"),
    )
    pull_reason = LineField(_("reason"), max_length=300, blank=True, editable=False)
    from_proposal = models.ForeignKey(
        "Proposal",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="items",
        verbose_name=_("proposed item"),
    )
    from_ballot = models.ForeignKey(
        "Ballot",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="items",
        verbose_name=_("proposal between meetings"),
    )
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)
    # Once an agenda is sent: the number of each item, and which version of it was sent (None: it came in later)
    kept_number = models.CharField(_("number"), max_length=8, blank=True, default="", editable=False)
    sent_version = models.PositiveIntegerField(_("version that was sent"), null=True, editable=False)

    objects = StandingManager()
    removed = RemovedManager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"], name="meetings_item_position_once", deferrable=Deferrable.DEFERRED
            ),
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=480), name="meetings_item_minutes"),
            models.CheckConstraint(
                condition=Q(removed_at=None, position__isnull=False) | Q(removed_at__isnull=False, position=None),
                name="meetings_item_placed_or_removed",
            ),
            said_in_one("title", WRITE_A_TITLE),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(started_at__isnull=False, removed_at=None),
                name="meetings_item_one_runs",
                violation_error_message=_("Another item of this meeting is running."),
            ),
        ]
        triggers = [
            newer_language("title", "text"),
            counts_saves("position", "kept_number", "sent_version"),
            pgtrigger.Trigger(
                name="nobody_asked",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__taken_as_read=True),
                func="NEW.pulled_by_id := NULL; NEW.pull_reason := ''; RETURN NEW;",
            ),
            frozen_once_confirmed("confirmed_stays", "ROW.meeting_id", operation=pgtrigger.Insert | pgtrigger.Delete),
            frozen_once_confirmed(
                "confirmed_stands",
                "ROW.meeting_id",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(*RECORDED),
            ),
            *searched(ITEM),
            *of_item(),
            *stamps(),
        ]

    def __str__(self):
        return f"{self.number}. {self.title}"

    def clean(self):
        if self.presenter_id and self.presenter_name:
            raise ValidationError({"presenter_name": _("Please choose a person or write a name, not both.")})

    @property
    def number(self) -> str:
        """What it is called by on every page and paper, "4" or "3A": its place, or the number that it was sent with."""
        return self.kept_number or str(self.position or "")

    def get_writing_url(self) -> str:
        """The address of this item on the page where the minutes are written."""
        return f"{reverse('meetings:write_minutes', args=[self.meeting_id])}?item={self.number}#item-{self.number}"

    @property
    def shared_with_partners(self):
        """Whether partners read it where they read the agenda, as the other things of the site say it of themselves."""
        return not self.reserved

    @property
    def presented_by(self):
        """The presenter's name with their organisation in brackets, or ""."""
        if self.presenter_id:
            name, organisation = self.presenter.name, self.presenter.organisation
        else:
            name, organisation = self.presenter_name, self.presenter_organisation
        return f"{name} ({organisation})" if name and organisation else name


@tracked()
class StandingItem(Versioned):
    """An item that every quarterly agenda begins with or ends with: the template of a new agenda."""

    order = models.PositiveSmallIntegerField(_("order"), default=10)
    title = BothLanguages(LineField(_("title"), max_length=200))
    kind = models.CharField(_("kind"), max_length=20, choices=ItemKind.choices, default=ItemKind.BUSINESS)
    minutes = models.PositiveSmallIntegerField(_("minutes allotted"), default=5, validators=MINUTES)
    taken_as_read = models.BooleanField(_("taken as read"), default=False)
    writes_itself = models.CharField(
        _("filled by"), max_length=20, choices=Writes.choices, default=Writes.NOTHING, blank=True
    )

    class Meta:
        verbose_name = _("standing item")
        verbose_name_plural = _("standing items")
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(minutes__gte=1, minutes__lte=480), name="meetings_standing_minutes"),
            said_in_one("title", WRITE_A_TITLE),
        ]
        triggers = [newer_language("title"), counts_saves()]

    def __str__(self):
        return self.title


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own, and all for who builds the agenda."""
        if keeps_the_record(person):
            return self
        return self.filter(proposer=person) if person.is_authenticated else self.none()

    def waiting(self):
        """Proposals that nobody has answered, or that were put off; the oldest first."""
        return self.filter(answer__in=Proposal.OPEN).order_by("created_at", "pk")


class Proposal(models.Model):
    """What a member or partner asks to have on an agenda, in their own words and language."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("On the agenda")
        DEFERRED = "deferred", _("Put off to a later meeting")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    OPEN = frozenset({Answer.WAITING, Answer.DEFERRED})  # to an answer

    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals", verbose_name=_("proposed by")
    )
    meeting = models.ForeignKey(
        Meeting,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name=_("meeting"),
        help_text=_("Leave empty for any meeting."),
    )
    language = models.CharField(_("written in"), max_length=2, choices=list(LANGUAGE_NAMES.items()), default="en")
    title = LineField(_("title"), max_length=200)
    text = LongTextField(_("what it is about"), max_length=5_000, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=ItemKind.choices, default=ItemKind.DISCUSSION)
    minutes = models.PositiveSmallIntegerField(_("minutes wished for"), default=15, validators=MINUTES)
    answer = models.CharField(
        _("answer"), max_length=10, choices=Answer.choices, default=Answer.WAITING, editable=False
    )
    answer_reason = LineField(_("word of reason"), max_length=300, blank=True, editable=False)
    item = models.OneToOneField(
        AgendaItem,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="proposal",
        verbose_name=_("agenda item"),
    )
    # What was read when it was asked for: an item of an agenda, or a paragraph of minutes
    about_item = models.ForeignKey(
        AgendaItem,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("about the agenda item"),
    )
    about_paragraph = models.ForeignKey(
        "Paragraph",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("about the paragraph of the minutes"),
    )
    created_at = models.DateTimeField(_("proposed"), auto_now_add=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposed item")
        verbose_name_plural = _("proposed items")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.title

    @property
    def is_open(self):
        """Whether it can still be answered."""
        return self.answer in self.OPEN

    @property
    def heading(self):
        """The title, knowing its language."""
        return Text(self.title, self.language)
