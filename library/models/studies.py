"""Case studies of social co-operatives: who they are, where, how they are owned and run, what was learned."""

from django.core.exceptions import ValidationError
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
from common.rich_text import RichTextField
from common.text import LineField, NameField, WebField
from library.models.indexes import STUDY
from library.models.talks import SHOWN_TO, UNSHOWN, ShownToSome, Talk, shown_within
from library.models.wales import County
from members.access import Audience, ForCircles
from members.history import tracked
from members.models.areas import AreaField, names_area

WRITE_A_NAME = _("Please write the name in English or in Welsh.")
random_name = RandomName("studies")


class CaseStudyQuerySet(ForCircles):
    def visible_within(self, circle):
        """The case studies that are shown, for their readers; the record keepers also see those being written."""
        return self.filter(shown_within(circle, ~UNSHOWN))


@tracked()
class CaseStudy(ShownToSome, Versioned):
    """One social co-operative, as others can learn from it."""

    name = BothLanguages(NameField(_("name of the co-operative"), max_length=200))
    county = models.CharField(_("county"), max_length=20, choices=County.choices, blank=True)
    area = AreaField(blank=True, db_default="")
    place = LineField(_("town or village"), max_length=100, blank=True)
    begun = models.PositiveSmallIntegerField(_("year it began"), null=True, blank=True)
    does = BothLanguages(LineField(_("what it does"), max_length=300))
    owned = BothLanguages(RichTextField(_("how it is owned and run"), max_length=20_000))
    learned = BothLanguages(RichTextField(_("what was learned"), max_length=20_000))
    link = WebField(_("link"), blank=True)
    talk = models.ForeignKey(
        Talk, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("talk about it")
    )
    audience = models.CharField(_("who may see it"), max_length=10, choices=SHOWN_TO, default=Audience.KEEPERS)
    agreed_by = NameField(
        _("who agreed for the co-operative"), max_length=200, blank=True,
        help_text=_("Whoever read it there and said that it may be shown so. It is not shown on the page."),
    )  # fmt: skip
    shown_at = models.DateTimeField(_("first shown"), null=True, blank=True, editable=False)

    objects = CaseStudyQuerySet.as_manager()

    class Meta:
        verbose_name = _("case study")
        verbose_name_plural = _("case studies")
        ordering = ["pk"]
        constraints = [
            said_in_one("name", WRITE_A_NAME),
            models.CheckConstraint(
                condition=UNSHOWN | ~Q(agreed_by=""),
                name="library_casestudy_agreed",
                violation_error_message=_("Please say who agreed for the co-operative before it is shown."),
            ),
        ]
        triggers = [
            newer_language("name", "does", "owned", "learned"),
            counts_saves("shown_at"),
            names_area(),
            *searched(STUDY),
            *stamps(),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("library:study", args=[self.pk])

    @property
    def where(self) -> str:
        """The place, with its county or area, as far as they are known."""
        return ", ".join(filter(None, [self.place, str(self.get_county_display()), str(self.get_area_display())]))

    def clean(self):
        if self.begun and not 1800 <= self.begun <= timezone.localdate().year:
            raise ValidationError({"begun": _("Please write the year in four figures, such as 2014.")})


class StudyPictureQuerySet(ForCircles):
    def visible_within(self, circle):
        """The pictures of the case studies that a circle sees."""
        return self.filter(study__in=CaseStudy.objects.visible_within(circle))


@tracked(without=["file"])
class StudyPicture(Versioned):
    """A picture of a co-operative, with what it shows in words, for who does not see it."""

    study = models.ForeignKey(CaseStudy, models.CASCADE, related_name="pictures", verbose_name=_("case study"))
    file = models.FileField(_("picture"), upload_to=random_name, editable=False)
    shows = BothLanguages(LineField(_("what it shows, in words"), max_length=250))
    width = models.PositiveIntegerField(_("width"), editable=False)
    height = models.PositiveIntegerField(_("height"), editable=False)
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = StudyPictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["study", F("added_at").asc(), "pk"]
        constraints = [said_in_one("shows", _("Please say in words what the picture shows."))]
        triggers = [newer_language("shows"), counts_saves(), *stamps()]

    def __str__(self):
        return self.shows

    def get_absolute_url(self):
        return reverse("library:study_picture", args=[self.pk])
