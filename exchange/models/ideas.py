"""What becomes of an idea: who is interested in it, and what came of it, with the key of the thing that it became."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language
from common.editing import Versioned, counts_saves
from common.keeping import stamps
from common.text import LongTextField
from exchange.models.words import Post
from library.models import Consultation, Talk
from library.models.talks import CALLED_OFF
from meetings.models import AgendaItem
from members.access import ForCircles
from members.history import tracked
from taskgroups.models import TaskGroup

THINGS = {"meeting": "item", "group": "group", "consultation": "consultation", "talk": "talk"}  # the key of each kind
IN_WORDS = ("parked", "done")  # kinds that say nothing without words
WITHOUT = ("open", *IN_WORDS)
WHICH = _("Please choose the one thing that it became: an agenda item, a group, a consultation or a talk.")
SAY_IT = _("Please say it in a few words, in English or in Welsh (best in both).")


def leads_where_it_says() -> Q:
    """Return the condition that a row has the key of the thing that its kind is about, and no other."""
    condition = Q()
    for kind in (*THINGS, *WITHOUT):
        condition |= Q(kind=kind, **{f"{name}__isnull": name != THINGS.get(kind) for name in THINGS.values()})
    return condition


@tracked()
class Backing(models.Model):
    """Somebody who is interested in an idea; who is so no more, has none."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="backings", verbose_name=_("post"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    since = models.DateTimeField(_("since"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("interest in an idea")
        verbose_name_plural = _("interests in ideas")
        ordering = ["post", "pk"]
        constraints = [models.UniqueConstraint(fields=["post", "person"], name="exchange_backing_once")]
        triggers = stamps()

    def __str__(self):
        return f"{self.post}: {self.person}"


class IdeaOutcomeQuerySet(ForCircles):
    def visible_within(self, circle):
        """What came of the ideas that a circle reads, if it reads what they became too: of an item on an agenda that is
        not out yet, or of a group that is not shown to it, it hears nothing. What is off its agenda came to nothing.
        """
        seen = {
            "item": AgendaItem.objects.visible_within(circle).exclude(meeting__state__in=CALLED_OFF),
            "group": TaskGroup.objects.visible_within(circle),
            "consultation": Consultation.objects.visible_within(circle),
            "talk": Talk.objects.visible_within(circle),
        }
        rows = self.exclude(kind=IdeaOutcome.Kind.OPEN).filter(post__in=Post.objects.visible_within(circle))
        for name, things in seen.items():
            rows = rows.filter(Q(**{name: None}) | Q(**{f"{name}__in": things}))
        return rows


@tracked()
class IdeaOutcome(Versioned):
    """What came of an idea. `decided_at` is when that was said, whenever its words were mended."""

    class Kind(models.TextChoices):
        OPEN = "open", _("Open: nothing has come of it yet")
        MEETING = "meeting", _("Talked about at a meeting")
        GROUP = "group", _("Went to a Task and Finish Group")
        CONSULTATION = "consultation", _("Became part of a consultation")
        TALK = "talk", _("Became a talk")
        PARKED = "parked", _("Parked for now")
        DONE = "done", _("Done")

    post = models.OneToOneField(Post, models.CASCADE, editable=False, related_name="outcome", verbose_name=_("idea"))
    kind = models.CharField(_("what came of it"), max_length=14, choices=Kind.choices, default=Kind.OPEN)
    item = models.ForeignKey(
        AgendaItem, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("agenda item")
    )
    group = models.ForeignKey(
        TaskGroup, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("Task and Finish Group")
    )
    consultation = models.ForeignKey(
        Consultation, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("consultation")
    )
    talk = models.ForeignKey(Talk, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("talk"))
    words = BothLanguages(LongTextField(_("in a few words"), max_length=1_000))
    decided_at = models.DateTimeField(_("said"), default=timezone.now, editable=False)

    objects = IdeaOutcomeQuerySet.as_manager()

    class Meta:
        verbose_name = _("outcome of an idea")
        verbose_name_plural = _("outcomes of ideas")
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=leads_where_it_says(), name="exchange_outcome_leads", violation_error_message=WHICH
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=IN_WORDS) | ~Q(words_en="", words_cy=""),
                name="exchange_outcome_said",
                violation_error_message=SAY_IT,
            ),
        ]
        triggers = [newer_language("words"), counts_saves("decided_at"), *stamps()]

    def __str__(self):
        return f"{self.post}: {self.get_kind_display()}"

    def get_absolute_url(self):
        return self.post.get_absolute_url()

    @property
    def thing(self):
        """The item, group, consultation or talk that it became, or None."""
        return getattr(self, THINGS[self.kind]) if self.kind in THINGS else None

    @property
    def thing_title(self):
        """What that is called, knowing its language, or "" where it became nothing of its own."""
        return self.thing.name if self.kind == self.Kind.GROUP else getattr(self.thing, "title", "")

    @property
    def thing_url(self) -> str:
        """Where that is read, or ""."""
        if self.kind == self.Kind.MEETING:
            return f"{self.item.meeting.get_absolute_url()}#item-{self.item.number}"
        return self.thing.get_absolute_url() if self.thing else ""

    @property
    def told_as(self) -> str:
        """What its letters are about in the ledger: another outcome is told anew, other words for it are not."""
        return f"{self.pk}:{self.kind}:{self.thing.pk if self.thing else ''}"
