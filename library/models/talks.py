"""Talks that the Forum is offered and hears, and what it keeps of them: slides, a recording, what it took from it."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.filing.stored import RandomName
from common.finding.index import searched
from common.keeping import stamps
from common.text import LineField, LongTextField, NameField, WebField
from library.models.documents import WRITE_A_TITLE
from library.models.indexes import TALK
from meetings.models import AgendaItem, ItemKind, Meeting
from members.access import NOTHING, Audience, Circle, ForCircles, circle_of, within
from members.history import tracked
from members.models import Interest
from members.models.areas import AreaField, names_area

SENTENCE_ENDS = re.compile(r"[.!?…]+[\"”’)]*(?=\s+[^\sa-z]|\s*$)")
MOST_SENTENCES = 3
NOT_AGREED = _("The speaker has not agreed that so many see it. Please ask first, or choose fewer readers.")
SHOWN_TO = [
    (Audience.KEEPERS.value, _("Nobody: it is kept, and not shown")),
    (Audience.MEMBERS.value, _("Members only")),
    (Audience.SHARED.value, Audience.SHARED.label),
    (Audience.PUBLIC.value, Audience.PUBLIC.label),
]
CONSENTS = [("", _("not asked yet")), *((key, label) for key, label in SHOWN_TO)]
CALLED_OFF = [Meeting.State.CANCELLED, Meeting.State.POSTPONED]
ON_AGENDA = Q(item__isnull=False, item__removed_at=None) & ~Q(item__meeting__state__in=CALLED_OFF)
UNSHOWN = Q(audience=Audience.KEEPERS)
random_name = RandomName("talks")


def at_most_three_sentences(value) -> None:
    """Raise ValidationError for a text of more than three sentences: who reads a shelf reads no reports."""
    if len(SENTENCE_ENDS.findall(value)) > MOST_SENTENCES:
        raise ValidationError(_("Please say it in three sentences at most."), code="too_many_sentences")


def shown_within(circle, out):
    """Return the condition (Q) that a circle reads what has an audience of its own, and is `out`."""
    shared, public = Q(audience=Audience.SHARED), Q(audience=Audience.PUBLIC)
    return within(circle, out=out & ~UNSHOWN, shared=shared, public=public)


class ShownToSome:
    """What has an `audience`, down to nobody but those who keep the library."""

    @property
    def is_public(self):
        """Whether everybody may see it."""
        return self.audience == Audience.PUBLIC

    @property
    def shared_with_partners(self):
        """Whether partners may see it."""
        return self.audience in (Audience.SHARED, Audience.PUBLIC)

    @property
    def is_unshown(self):
        """Whether it is still being written, or kept and shown to nobody."""
        return self.audience == Audience.KEEPERS


class TalkQuerySet(ForCircles):
    def visible_within(self, circle):
        """The talks that were given, for those whom the speaker lets see them; the record keepers also see offers."""
        return self.filter(shown_within(circle, Q(given_on__isnull=False)))

    def visible_to(self, person):
        """As `visible_within`, and one's own, whoever else may see them."""
        circle = circle_of(person)
        own = Q(speaker=person) | Q(offered_by=person) if circle > Circle.VISITOR else NOTHING
        return self.filter(shown_within(circle, Q(given_on__isnull=False)) | own)

    def given(self):
        """Those that were heard, the last one first."""
        return self.filter(given_on__isnull=False).order_by("-given_on", "-pk")

    def offered(self):
        """Those that wait for an agenda, the oldest offer first; what was taken off one waits again."""
        return self.filter(~ON_AGENDA, given_on=None, withdrawn_at=None).order_by("offered_at", "pk")

    def on_agenda(self):
        """Those that stand on an agenda and are not known to have been given."""
        return self.filter(ON_AGENDA, given_on=None, withdrawn_at=None).order_by("item__meeting__starts_at", "pk")


@tracked()
class Talk(ShownToSome, Versioned):
    """A talk: offered, on an agenda, given; then what is kept of it, for those whom its speaker lets see it."""

    KINDS = [(kind.value, kind.label) for kind in (ItemKind.PRESENTATION, ItemKind.CASE_STUDY)]

    kind = models.CharField(_("kind"), max_length=20, choices=KINDS, default=ItemKind.PRESENTATION)
    title = BothLanguages(LineField(_("title"), max_length=200))
    about = BothLanguages(LongTextField(_("what it is about"), max_length=5_000))
    speaker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("speaker")
    )
    speaker_name = NameField(_("speaker's name"), max_length=150, blank=True)
    speaker_organisation = NameField(_("speaker's organisation"), max_length=200, blank=True)
    topic = models.ForeignKey(
        Interest, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("topic")
    )
    area = AreaField(blank=True)
    minutes = models.PositiveSmallIntegerField(
        _("minutes it takes"), default=20, validators=[MinValueValidator(5), MaxValueValidator(240)]
    )
    offered_at = models.DateTimeField(_("offered"), default=timezone.now, editable=False)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+",
        verbose_name=_("offered by"),
    )  # fmt: skip
    item = models.OneToOneField(
        AgendaItem, models.SET_NULL, null=True, blank=True, editable=False, related_name="+",
        verbose_name=_("agenda item"),
    )  # fmt: skip
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    given_on = models.DateField(_("given on"), null=True, blank=True)
    taken = BothLanguages(
        LongTextField(_("what we took from it"), max_length=900, validators=[at_most_three_sentences])
    )
    recording = WebField(_("recording"), blank=True)
    slides = models.FileField(_("slides"), upload_to=random_name, blank=True, editable=False)
    slides_name = LineField(_("file name"), max_length=200, blank=True, editable=False)
    audience = models.CharField(_("who may see it"), max_length=10, choices=SHOWN_TO, default=Audience.KEEPERS)
    consent = models.CharField(
        _("the speaker agrees that it is seen by"), max_length=10, choices=CONSENTS, blank=True, default="",
        editable=False,
    )  # fmt: skip
    consent_at = models.DateTimeField(_("agreed"), null=True, blank=True, editable=False)
    consent_how = LineField(_("how they agreed"), max_length=200, blank=True, editable=False)
    shown_at = models.DateTimeField(_("first shown"), null=True, blank=True, editable=False)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = _("talk")
        verbose_name_plural = _("talks")
        ordering = ["-given_on", "-offered_at", "-pk"]
        constraints = [
            said_in_one("title", WRITE_A_TITLE),
            models.CheckConstraint(
                condition=UNSHOWN
                | Q(consent=Audience.PUBLIC)
                | Q(consent=F("audience"))
                | Q(consent=Audience.SHARED, audience=Audience.MEMBERS),
                name="library_talk_agreed",
                violation_error_message=NOT_AGREED,
            ),
            models.CheckConstraint(
                condition=UNSHOWN | Q(given_on__isnull=False),
                name="library_talk_shown_once_given",
                violation_error_message=_("A talk is shown once it was given. Please say on which day that was."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(given_on=None),
                name="library_talk_withdrawn_or_given",
                violation_error_message=_("This talk was given, so its offer cannot be taken back."),
            ),
            models.CheckConstraint(
                condition=Q(speaker__isnull=False) | ~Q(speaker_name=""),
                name="library_talk_has_speaker",
                violation_error_message=_("Please say who speaks."),
            ),
        ]
        triggers = [
            newer_language("title", "about", "taken"),
            counts_saves("shown_at"),
            names_area(),
            *searched(TALK),
            *stamps(),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("library:talk", args=[self.pk])

    @property
    def who(self):
        """The speaker's name: of their account, or as it was written down."""
        return self.speaker.name if self.speaker else self.speaker_name

    @property
    def is_waiting(self):
        """Whether it is an offer that no agenda has taken up."""
        return not (self.given_on or self.withdrawn_at or self.is_on_agenda)

    @property
    def is_on_agenda(self):
        """Whether it stands on the agenda of a meeting that takes place, or took place."""
        item = self.item
        return item is not None and item.removed_at is None and item.meeting.state not in CALLED_OFF
