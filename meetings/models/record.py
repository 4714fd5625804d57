"""What is said about minutes after they are circulated, and about the meeting by those who were there."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.both_languages import LANGUAGE_NAMES, BothLanguages, Text, newer_language, said_in_one
from common.keeping import stamps
from common.rich_text import RichTextField
from common.text import LineField, LongTextField
from meetings.models.agenda import AgendaItem
from meetings.models.meeting import Meeting
from meetings.models.minutes import WRITE_THE_TEXT, Minutes, Paragraph
from members.access import keeps_the_record


class CorrectionQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own, and all for who keeps the record."""
        if keeps_the_record(person):
            return self
        return self.filter(proposer=person) if person.is_authenticated else self.none()

    def of_minutes(self, meeting):
        """Those of one meeting's minutes (it or its key, or what leads to it in a query), of removed paragraphs too."""
        return self.filter(Q(paragraph__item__meeting=meeting) | Q(item__meeting=meeting))


class Correction(models.Model):
    """A correction of fact to one paragraph, offered while minutes are circulated; accepted or declined with a word.

    Of a paragraph that was removed it says under which item that stood, with which number and words.
    """

    class Answer(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    paragraph = models.ForeignKey(
        Paragraph, models.CASCADE, null=True, related_name="corrections", verbose_name=_("paragraph")
    )
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="corrections", verbose_name=_("offered by")
    )
    language = models.CharField(_("written in"), max_length=2, choices=list(LANGUAGE_NAMES.items()), default="en")
    text = RichTextField(_("how it should read"), max_length=20_000)
    answer = models.CharField(
        _("answer"), max_length=10, choices=Answer.choices, default=Answer.WAITING, editable=False
    )
    answer_reason = LineField(_("word of reason"), max_length=300, blank=True, editable=False)
    offered_at = models.DateTimeField(_("offered"), auto_now_add=True)
    item = models.ForeignKey(
        AgendaItem,
        models.CASCADE,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("item of the removed paragraph"),
    )
    removed_key = models.BigIntegerField(_("key of the removed paragraph"), null=True, editable=False)
    removed_number = LineField(
        _("number of the removed paragraph"), max_length=20, db_default="", default="", editable=False
    )
    removed_text = RichTextField(_("text of the removed paragraph"), db_default="", default="", editable=False)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["paragraph", "offered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(paragraph__isnull=False) | Q(item__isnull=False),
                name="meetings_correction_of_something",
                violation_error_message=_("A correction is of a paragraph."),
            )
        ]
        triggers = stamps()

    def __str__(self):
        return f"{self.number}: {self.proposer}"

    @property
    def number(self):
        """The number of its paragraph, the last one that it had if it is removed."""
        return self.paragraph.number if self.paragraph else self.removed_number

    @property
    def meeting_id(self):
        """The key of the meeting whose minutes it is about."""
        return self.paragraph.item.meeting_id if self.paragraph else self.item.meeting_id

    @property
    def removed_words(self):
        """What the removed paragraph said, knowing its language; "" while it stands."""
        return Text(self.removed_text, self.language)

    @property
    def words(self):
        """The text, knowing its language."""
        return Text(self.text, self.language)


class LaterNote(models.Model):
    """A dated note beside minutes that are confirmed: the text itself never changes any more."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="later_notes", verbose_name=_("minutes"))
    text = BothLanguages(LongTextField(_("note"), max_length=5_000))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("later note")
        verbose_name_plural = _("later notes")
        ordering = ["written_at", "pk"]
        constraints = [said_in_one("text", WRITE_THE_TEXT)]
        triggers = [newer_language("text"), *stamps()]

    def __str__(self):
        return f"{self.minutes}: {date_format(timezone.localtime(self.written_at), 'j F Y')}"


class Feedback(models.Model):
    """What somebody who was there thought of a meeting; who it was is not kept."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="feedback", verbose_name=_("meeting"))
    was_worth_it = models.BooleanField(_("was it worth my time?"))
    more = LongTextField(_("what should we do more?"), max_length=1_000, blank=True)
    less = LongTextField(_("what should we do less?"), max_length=1_000, blank=True)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        ordering = ["meeting", "?"]

    def __str__(self):
        return str(self.meeting)


class FeedbackGiven(models.Model):
    """That somebody has answered, so that each answers once; not linked to what they said."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="+", verbose_name=_("meeting"))
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))

    class Meta:
        verbose_name = _("feedback given")
        verbose_name_plural = _("feedback given")
        ordering = ["meeting", "person"]
        constraints = [models.UniqueConstraint(fields=["meeting", "person"], name="meetings_feedback_once")]

    def __str__(self):
        return f"{self.person}: {self.meeting}"
