"""The minutes of a meeting: their state, and the numbered paragraphs."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Deferrable, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.rich_text import RichTextField
from meetings.models.agenda import AgendaItem, not_reserved
from meetings.models.indexes import PARAGRAPH
from meetings.models.meeting import Meeting, frozen_once_confirmed
from members.access import ForCircles, within
from members.history import tracked

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
