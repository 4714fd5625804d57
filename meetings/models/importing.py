"""Past minutes on their way in: the text as it came and as it was put in order, until the minutes are made from it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.both_languages import LANGUAGE_NAMES
from common.editing import Versioned, counts_saves
from common.text import LineField, LongTextField
from meetings.models.meeting import Meeting
from members.access import NOTHING, ForCircles, within

LONGEST = 400_000  # characters; a whole day's minutes have a tenth of it


class MinutesImportQuerySet(ForCircles):
    def visible_within(self, circle):
        """What is being taken in is a draft: for who keeps the record."""
        return self.filter(within(circle, out=NOTHING, shared=NOTHING))

    def unfinished(self):
        """Those of which no minutes have been made, the newest first."""
        return self.filter(meeting=None).order_by("-made_at", "-pk")


class MinutesImport(Versioned):
    """One set of past minutes that is being taken in; once they are made, only the link to their meeting stays."""

    class Language(models.TextChoices):
        ENGLISH = "en", LANGUAGE_NAMES["en"]
        WELSH = "cy", LANGUAGE_NAMES["cy"]
        BOTH = "both", _("English and Welsh side by side")

    language = models.CharField(_("written in"), max_length=4, choices=Language.choices, default=Language.ENGLISH)
    source = LongTextField(_("text as it came"), max_length=LONGEST, blank=True)
    source_name = LineField(_("file"), max_length=200, blank=True)
    text = LongTextField(_("text in order"), max_length=LONGEST, blank=True)
    facts = models.JSONField(_("the meeting"), default=dict, blank=True)  # as the form holds them
    # {"people": {name: key of a person, "guest" or "text"}, "kinds": {title: kind}, "taken": [keys of offers],
    #  "owners": {text of an action: key of a person}}
    choices = models.JSONField(_("who is who, and kinds of items"), default=dict, blank=True)
    not_understood = models.JSONField(_("not understood"), default=list, blank=True)
    # [{"code": what is asked, "said": the words it is about}]
    doubts = models.JSONField(_("to be asked"), default=list, blank=True)
    marks = models.JSONField(_("words that only marked what something is"), default=list, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("begun by"),
    )
    made_at = models.DateTimeField(_("begun"), auto_now_add=True)
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("meeting")
    )

    objects = MinutesImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import of minutes")
        verbose_name_plural = _("imports of minutes")
        ordering = ["-made_at", "-pk"]
        triggers = [counts_saves()]

    def __str__(self):
        return (
            self.facts.get("title_en") or self.facts.get("title_cy") or self.source_name or str(_("import of minutes"))
        )
