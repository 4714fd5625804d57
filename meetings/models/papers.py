"""The papers of an agenda: one paper with a side in each language, and the pack they are bound into."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import LANGUAGE_NAMES, BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_for, counts_saves
from common.filing.stored import RandomName
from common.finding.index import searched
from common.keeping import stamps
from common.text import LineField
from meetings.models.agenda import AgendaItem
from meetings.models.indexes import PAPER
from meetings.models.meeting import WRITE_A_TITLE, Meeting
from members.access import Circle, ForCircles, keeps_the_record, within
from members.history import tracked

WORDS_A_MINUTE = (
    200  # reports are read a little slower than the 238 words a minute that Brysbaert (2019) gives for non-fiction
)
random_name = RandomName("papers")


class PaperQuerySet(ForCircles):
    def visible_within(self, circle):
        """Papers that stand, of agenda items this circle may read; those kept among the members for them alone."""
        return self.among(circle).not_removed().filter(item__in=AgendaItem.objects.visible_within(circle))

    def among(self, circle):
        """Papers of items that this circle reads anyway: all of them, or those that are shared with partners."""
        return self.filter(within(circle))

    def not_removed(self):
        """Papers that are not in the bin."""
        return self.filter(removed_at=None)

    def removed(self):
        """Papers in the bin."""
        return self.filter(removed_at__isnull=False)


@tracked()
class Paper(Versioned):
    """One paper of an agenda item; its words stand in its sides, one in each language."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="papers", verbose_name=_("agenda item"))
    title = BothLanguages(LineField(_("title"), max_length=200))
    position = models.PositiveSmallIntegerField(_("position"), default=0, db_default=0, editable=False)
    read_first = models.BooleanField(_("read this first"), default=False)
    shared_with_partners = models.BooleanField(
        _("shared with partners"),
        default=True,
        help_text=_("Partners read it where they see its item. Untick to keep it among the members."),
    )
    is_late = models.BooleanField(_("late paper"), default=False, editable=False)
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["item", "-read_first", "position", "pk"]
        constraints = [said_in_one("title", WRITE_A_TITLE)]
        triggers = [newer_language("title"), counts_saves("position"), *searched(PAPER), *stamps()]

    def __str__(self):
        return self.title


class PaperSide(models.Model):
    """The file of a paper in one language."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="sides", verbose_name=_("paper"))
    language = models.CharField(_("language"), max_length=2, choices=list(LANGUAGE_NAMES.items()))
    file = models.FileField(_("file"), upload_to=random_name)
    name = LineField(_("file name"), max_length=200)
    content_type = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    words = models.PositiveIntegerField(_("words"), default=0)
    replaced_at = models.DateTimeField(
        _("replaced"), null=True, blank=True, editable=False
    )  # since its readers know it
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("uploaded by"),
    )

    class Meta:
        verbose_name = _("side of a paper")
        verbose_name_plural = _("sides of papers")
        ordering = ["paper", "-language"]
        constraints = [models.UniqueConstraint(fields=["paper", "language"], name="meetings_paperside_once")]
        triggers = [counts_for("paper_id", "meetings_paper", of="file"), *stamps()]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("meetings:paper_file", args=[self.paper_id, self.language])

    @property
    def reading_minutes(self):
        """Minutes to read it, at least one; 0 where its words are not known."""
        return max(1, round(self.words / WORDS_A_MINUTE)) if self.words else 0


class EarlierFileQuerySet(models.QuerySet):
    def visible_to(self, person):
        """For who keeps the record alone."""
        return self if keeps_the_record(person) else self.none()


class EarlierFile(models.Model):
    """A file that stood as the side of a paper until another took its place."""

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="earlier_files", verbose_name=_("paper"))
    language = models.CharField(_("language"), max_length=2, choices=list(LANGUAGE_NAMES.items()))
    file = models.FileField(_("file"), upload_to=random_name)
    name = LineField(_("file name"), max_length=200)
    content_type = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    replaced_at = models.DateTimeField(_("replaced"), default=timezone.now, editable=False)

    objects = EarlierFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier file of a paper")
        verbose_name_plural = _("earlier files of papers")
        ordering = ["paper", "-replaced_at", "-pk"]
        triggers = stamps()

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("meetings:earlier_file", args=[self.pk])


class Pack(models.Model):
    """Agenda and papers of a meeting as one PDF, in one language, for members or for partners."""

    class Audience(models.TextChoices):
        MEMBERS = "members", _("Members")
        PARTNERS = "partners", _("Partners")

        @classmethod
        def of(cls, circle):
            """Return whose pack a circle reads; the record keepers read that of the members."""
            return cls.MEMBERS if circle >= Circle.MEMBER else cls.PARTNERS

        @property
        def circle(self):
            """The circle that a pack is made for."""
            return Circle.MEMBER if self == self.MEMBERS else Circle.PARTNER

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="packs", verbose_name=_("meeting"))
    language = models.CharField(_("language"), max_length=2, choices=list(LANGUAGE_NAMES.items()))
    audience = models.CharField(_("for"), max_length=10, choices=Audience.choices)
    file = models.FileField(_("file"), upload_to=random_name)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    made_of = models.CharField(_("made from"), max_length=64, editable=False)  # a digest: another one means it is stale
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name = _("pack")
        verbose_name_plural = _("packs")
        ordering = ["meeting", "audience", "language"]
        constraints = [models.UniqueConstraint(fields=["meeting", "language", "audience"], name="meetings_pack_once")]

    def __str__(self):
        return f"{self.meeting}: {self.get_language_display()}, {self.get_audience_display()}"
