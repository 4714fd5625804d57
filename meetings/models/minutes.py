"""The minutes of a meeting: their state, the numbered paragraphs, decisions and actions."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Deferrable, Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from common.both_languages import LANGUAGE_NAMES, BothLanguages, Text, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.rich_text import RichTextField
from common.text import LongTextField
from meetings.models.agenda import AgendaItem, not_reserved
from meetings.models.indexes import ACTION, DECISION, PARAGRAPH
from meetings.models.meeting import Meeting, frozen_once_confirmed, name_on_record
from members.access import ForCircles, within
from members.history import tracked
from members.models import Organisation
from members.models.people import has_left, telling

WRITE_THE_TEXT = _("Please write the text in English or in Welsh.")
OUT = ("circulated", "confirmed")


def visible_minutes(circle, path=""):
    """Return the condition (Q) that a circle reads the minutes of a meeting; `path` leads to it ("meeting__")."""
    out = Q(**{f"{path}minutes__state__in": OUT})
    return within(circle, path, out=out, public=Q(**{f"{path}minutes__state": "confirmed", f"{path}is_public": True}))


def visible_under(circle, item):
    """Return the condition (Q) that a circle reads what is minuted under an item, to which `item` leads
    ("paragraph__item__"); nothing of what stands under reserved items for who may not see these.
    """
    return visible_minutes(circle, f"{item}meeting__") & not_reserved(circle, item)


OF_ITEM = "(SELECT i.meeting_id FROM meetings_agendaitem i WHERE i.id = ROW.item_id)"
OF_PARAGRAPH = """(SELECT i.meeting_id FROM meetings_agendaitem i JOIN meetings_paragraph p ON p.item_id = i.id
    WHERE p.id = ROW.paragraph_id)"""


class MinutesQuerySet(ForCircles):
    def visible_within(self, circle):
        """Drafts for the record keepers, circulated for members (and partners if shared),
        confirmed public ones for all.
        """
        return self.filter(visible_minutes(circle, "meeting__"))


@tracked()
class Minutes(Versioned):
    """The minutes of one meeting and how far they have come."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        CIRCULATED = "circulated", _("Circulated, not yet confirmed")
        CONFIRMED = "confirmed", _("Confirmed")

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes", verbose_name=_("meeting"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    begun_at = models.DateTimeField(_("begun"), null=True, blank=True, editable=False)  # None: before this was kept
    circulated_at = models.DateTimeField(_("circulated"), null=True, blank=True, editable=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("confirmed by"),
    )
    confirmed_at_meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name=_("confirmed at")
    )
    as_corrected = models.BooleanField(_("confirmed as corrected"), default=False, editable=False)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        ordering = ["-meeting__starts_at"]
        triggers = [
            counts_saves(),
            pgtrigger.Protect(
                name="confirmed_stands",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state="confirmed"),
            ),
            *stamps(),
        ]

    def __str__(self):
        return f"{self.meeting}: {self.get_state_display()}"

    def get_absolute_url(self):
        return reverse("meetings:minutes", args=[self.meeting_id])


def there_when_confirmed(meeting, path=""):
    """Return the condition on minutes by which a confirmed record goes on telling of others what it told then.

    Minutes that were begun later, as when an old meeting (its key) is taken in, are no part of it; `path` leads to the
    minutes.
    """
    confirmed = Minutes.objects.filter(meeting=meeting, state=Minutes.State.CONFIRMED)
    return ~Exists(confirmed.filter(confirmed_at__lt=OuterRef(f"{path}begun_at")))


class ParagraphQuerySet(ForCircles):
    def visible_within(self, circle):
        """Paragraphs of minutes this circle may read."""
        return self.filter(visible_under(circle, "item__"))


@tracked(without=["made_as"])
class Paragraph(Versioned):
    """One numbered paragraph under an item: the second of item 3 is 3.2."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="paragraphs", verbose_name=_("agenda item"))
    position = models.PositiveSmallIntegerField(_("position"), editable=False)
    text = BothLanguages(RichTextField(_("text")))
    made_as = models.UUIDField(
        _("key of its page"), null=True, unique=True, editable=False
    )  # so that a save is not made twice

    objects = ParagraphQuerySet.as_manager()

    class Meta:
        verbose_name = _("paragraph of the minutes")
        verbose_name_plural = _("paragraphs of the minutes")
        ordering = ["item", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "position"], name="meetings_paragraph_position_once", deferrable=Deferrable.DEFERRED
            ),
            said_in_one("text", WRITE_THE_TEXT),
        ]
        triggers = [
            newer_language("text"),
            counts_saves("position", "made_as"),
            frozen_once_confirmed("confirmed_stands", OF_ITEM),
            *searched(PARAGRAPH),
            *stamps(),
        ]

    def __str__(self):
        return self.number

    @property
    def number(self):
        """The number as minutes are cited: item and paragraph, "3.2"."""
        return f"{self.item.number}.{self.position}"


class UnderParagraphQuerySet(ForCircles):
    def visible_within(self, circle):
        """What stands under paragraphs of minutes this circle may read."""
        return self.filter(visible_under(circle, "paragraph__item__"))


class DecisionQuerySet(UnderParagraphQuerySet):
    def carried(self):
        """What the meeting wanted; what was put to it and lost is no decision in force."""
        return self.filter(is_lost=False)

    def moved_by(self, person):
        """Those that somebody proposed or seconded."""
        return self.filter(Q(proposed_by=person) | Q(seconded_by=person)).select_related("paragraph__item__meeting")

    def out(self):
        """Those of minutes that have been circulated."""
        return self.filter(paragraph__item__meeting__minutes__state__in=OUT)

    def before(self, decision):
        """The carried ones that were taken before a Decision, which need not be saved yet; the latest first."""
        meeting = decision.paragraph.item.meeting
        here = Q(paragraph__item__meeting=meeting)
        earlier = Q(paragraph__item__meeting__starts_at__lt=meeting.starts_at)
        same = here if decision.position is None else here & Q(position__lt=decision.position)
        return self.carried().filter(earlier | same).order_by("-paragraph__item__meeting__starts_at", "-position")


EARLIER = gettext_noop("A decision supersedes an earlier one. Please choose one that was taken before it.")
SUPERSEDES_EARLIER = pgtrigger.Trigger(
    name="supersedes_earlier",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    condition=pgtrigger.Q(new__supersedes__isnull=False),
    declare=[("own", "timestamptz"), ("other", "timestamptz"), ("number", "integer")],
    func=f"""
        SELECT m.starts_at INTO own FROM meetings_meeting m JOIN meetings_agendaitem i ON i.meeting_id = m.id
            JOIN meetings_paragraph p ON p.item_id = i.id WHERE p.id = NEW.paragraph_id;
        SELECT m.starts_at, d.position INTO other, number FROM meetings_meeting m
            JOIN meetings_agendaitem i ON i.meeting_id = m.id JOIN meetings_paragraph p ON p.item_id = i.id
            JOIN meetings_decision d ON d.paragraph_id = p.id WHERE d.id = NEW.supersedes_id;
        IF NEW.supersedes_id = NEW.id OR (other, number) >= (own, NEW.position) THEN
            RAISE EXCEPTION '{EARLIER}';
        END IF;
        RETURN NEW;""",  # noqa: S608 (nothing in it comes from outside)
)


@tracked()
class Decision(Versioned):
    """What was put to the meeting and decided; numbered through the meeting, "2026-03/D2".

    The key to what it supersedes lies on the later one, so that minutes that stand are not touched.
    """

    class How(models.TextChoices):
        CONSENSUS = "consensus", _("By consensus")
        VOTE = "vote", _("By vote")
        AS_READ = "as_read", _("Taken as read")
        UNKNOWN = "unknown", _("Not recorded how")

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="decisions", verbose_name=_("paragraph"))
    position = models.PositiveSmallIntegerField(_("number"), editable=False)
    text = BothLanguages(LongTextField(_("decision"), max_length=5_000))
    how = models.CharField(_("how"), max_length=20, choices=How.choices, default=How.CONSENSUS)
    votes_for = models.PositiveSmallIntegerField(_("votes for"), null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(_("votes against"), null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(_("abstentions"), null=True, blank=True)
    review_on = models.DateField(_("to be reviewed"), null=True, blank=True)
    is_lost = models.BooleanField(
        _("not carried"), default=False, help_text=_("It was put to the meeting, and the meeting did not want it.")
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    seconded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("seconded by"),
    )
    supersedes = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
        help_text=_("An earlier decision that is no longer in force from this one on."),
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["paragraph", "position"]
        constraints = [
            said_in_one("text", WRITE_THE_TEXT),
            models.CheckConstraint(
                condition=Q(is_lost=False) | Q(supersedes=None, review_on=None),
                name="meetings_decision_lost_does_nothing",
                violation_error_message=_(
                    "What was not carried supersedes nothing, and does not come back to be reviewed."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(seconded_by=models.F("proposed_by")),
                name="meetings_decision_seconded_by_another",
                violation_error_message=_("Nobody seconds what they propose themselves. Please choose somebody else."),
            ),
        ]
        triggers = [
            newer_language("text"),
            counts_saves("position"),
            SUPERSEDES_EARLIER,
            frozen_once_confirmed("confirmed_stands", OF_PARAGRAPH),
            *searched(DECISION),
            *stamps(),
        ]

    def __str__(self):
        return self.number

    @property
    def mover_names(self):
        """Who proposed and who seconded it, "" for nobody, with the names that the minutes keep of who is erased."""
        meeting = self.paragraph.item.meeting
        movers = (self.proposed_by, self.seconded_by)
        return tuple(name_on_record(person, meeting) if person else "" for person in movers)

    @property
    def number(self):
        """The number in the register of decisions."""
        return f"{self.paragraph.item.meeting.reference}/D{self.position}"


class ActionQuerySet(UnderParagraphQuerySet):
    def open(self):
        """Actions that are still to be done, the most pressing first."""
        return self.filter(closed_at=None, status__in=Action.CARRIED).order_by("due_on", "pk")

    def closed(self):
        """Actions that are done with."""
        return self.exclude(closed_at=None, status__in=Action.CARRIED)

    def of(self, person):
        """Actions somebody took on, and those of their organisation that no person took on."""
        theirs = Q(owner=None, owner_organisation=person.organisation_id) if person.organisation_id else Q(pk__in=[])
        return self.filter(Q(passed_to=person) | Q(theirs | Q(owner=person), passed_to=None))

    def with_holders(self):
        """With whoever has them read along, and `is_adrift`: nobody who belongs to the Forum today has it."""
        rows = self.alias(holder=Coalesce("passed_to", "owner")).select_related(*Action.HOLDERS)
        body_left = Q(holder=None, owner_organisation__in=Organisation.objects.that_left().values("pk"))
        return rows.annotate(is_adrift=telling(has_left("holder") | body_left))

    def adrift(self):
        """Those that nobody has who belongs to the Forum today."""
        return self.with_holders().filter(is_adrift=True)


@tracked()
class Action(Versioned):
    """Something that somebody took on at a meeting, with a date; numbered by its paragraph, "2026-03/4.2"."""

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        NOT_DONE = "not_done", _("Not done")
        DROPPED = "dropped", _("Dropped")

    CARRIED = (Status.OPEN, Status.NOT_DONE)  # these come back at the next meeting
    REASONED = (Status.NOT_DONE, Status.DROPPED)
    HOLDERS = ("passed_to", "owner", "owner_organisation")

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="actions", verbose_name=_("paragraph"))
    position = models.PositiveSmallIntegerField(_("number"), editable=False)
    text = BothLanguages(LongTextField(_("action"), max_length=5_000))
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("owner")
    )
    owner_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="actions",
        verbose_name=_("or an organisation"),
    )
    passed_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("passed to")
    )  # whoever has it since: minutes go on to tell who took it on
    due_on = models.DateField(_("due"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.OPEN)
    progress = LongTextField(_("how it stands"), max_length=500, blank=True)
    progress_language = models.CharField(
        _("written in"), max_length=2, choices=list(LANGUAGE_NAMES.items()), blank=True, default=""
    )
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["paragraph", "position"]
        constraints = [
            said_in_one("text", WRITE_THE_TEXT),
            models.CheckConstraint(
                condition=Q(owner__isnull=False) | Q(owner_organisation__isnull=False), name="meetings_action_has_owner"
            ),
        ]
        triggers = [
            newer_language("text"),
            counts_saves("position"),
            frozen_once_confirmed("confirmed_stays", OF_PARAGRAPH, operation=pgtrigger.Insert | pgtrigger.Delete),
            frozen_once_confirmed(
                "confirmed_stands",
                OF_PARAGRAPH,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "paragraph", "position", "text_en", "text_cy", "owner", "owner_organisation"
                ),
            ),
            *searched(ACTION),
            *stamps(),
        ]

    def __str__(self):
        return self.number

    @property
    def holder(self):
        """The Person who has it: whom it was passed to, or who took it on; None while an organisation has it."""
        return self.passed_to or self.owner

    @property
    def owner_name(self):
        """Who has it: the person, or the organisation."""
        return self.holder.name if self.holder else self.owner_organisation.name

    @property
    def recorded_owner_name(self):
        """Who took it on, with the name that the minutes keep of somebody who is erased."""
        return (
            name_on_record(self.owner, self.paragraph.item.meeting) if self.owner_id else self.owner_organisation.name
        )

    @property
    def number(self):
        """The number it comes back under as a matter arising; a second action of one paragraph is its "b"."""
        letter = "" if self.position == 1 else chr(ord("a") + self.position - 1)
        return f"{self.paragraph.item.meeting.reference}/{self.paragraph.number}{letter}"

    def is_of(self, person):
        """Whether somebody took it on, or their organisation did and no person."""
        key = self.passed_to_id or self.owner_id
        return key == person.pk if key else self.owner_organisation_id == person.organisation_id

    @property
    def is_open(self):
        """Whether it is still to be done."""
        return self.closed_at is None and self.status in self.CARRIED

    def was_open_at(self, moment):
        """Whether it was still to be done at a moment, as far as that is known."""
        return self.closed_at >= moment if self.closed_at else self.status in self.CARRIED

    @property
    def progress_line(self):
        """How it stands in its owner's words, knowing their language where that was noted."""
        return Text(self.progress, self.progress_language)

    @property
    def is_overdue(self):
        """Open and past its date."""
        return self.status == self.Status.OPEN and self.due_on is not None and self.due_on < timezone.localdate()
