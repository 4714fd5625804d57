"""What is said about minutes after they are circulated, and about the meeting by those who were there."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.both_languages import LANGUAGE_NAMES, BothLanguages, Text, newer_language, said_in_one
from common.keeping import stamps
from common.rich_text import RichTextField
from common.text import LineField, LongTextField
from meetings.models.meeting import Meeting
from meetings.models.minutes import WRITE_THE_TEXT, Minutes, Paragraph
from members.access import keeps_the_record


class CorrectionQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own, and all for who keeps the record."""
        if keeps_the_record(person):
            return self
        return self.filter(proposer=person) if person.is_authenticated else self.none()


class Correction(models.Model):
    """A correction of fact to one paragraph, offered while minutes are circulated; accepted or declined with a word."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="corrections", verbose_name=_("paragraph"))
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

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["paragraph", "offered_at", "pk"]
        triggers = stamps()

    def __str__(self):
        return f"{self.paragraph}: {self.proposer}"

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
