"""Resources: what helps others, as files and links in either language, easy to read where that is there."""

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_for, counts_saves
from common.filing.stored import RandomName
from common.finding.index import searched
from common.keeping import stamps
from common.text import LineField, LongTextField, NameField, WebField
from library.models.documents import OFFERED, WRITE_A_TITLE
from library.models.indexes import RESOURCE
from library.models.talks import ShownToSome
from members.access import Audience, ForCircles, within
from members.history import tracked
from members.models import Interest
from members.models.areas import AreaField, names_area

IN_A_CIRCLE = gettext_noop("A resource cannot be replaced by itself, nor by one that it replaces.")
NEVER_IN_A_CIRCLE = pgtrigger.Trigger(
    name="never_in_a_circle",
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("replaced_by_id"),
    when=pgtrigger.Before,
    func=f"""
        IF NEW.replaced_by_id IS NULL THEN
            RETURN NEW;
        END IF;
        PERFORM pg_advisory_xact_lock(hashtext('library_resource.replaced_by_id'));
        IF EXISTS (
            WITH RECURSIVE newer (id) AS (
                SELECT NEW.replaced_by_id
                UNION SELECT r.replaced_by_id FROM library_resource r JOIN newer n ON n.id = r.id
                WHERE r.replaced_by_id IS NOT NULL
            ) SELECT 1 FROM newer WHERE id = NEW.id) THEN
            RAISE EXCEPTION '{IN_A_CIRCLE}';
        END IF;
        RETURN NEW;""",  # noqa: S608 (nothing in it comes from outside)
)
random_name = RandomName("resources")


class ResourceQuerySet(ForCircles):
    def visible_within(self, circle):
        """The resources for this circle; the record keepers also see those that were withdrawn."""
        shared, public = Q(audience=Audience.SHARED), Q(audience=Audience.PUBLIC)
        return self.filter(within(circle, out=Q(withdrawn_at=None), shared=shared, public=public))

    def on_shelf(self):
        """Those that were not withdrawn, the newest first."""
        return self.filter(withdrawn_at=None).order_by("-created_at", "-pk")

    def withdrawn(self):
        """Those that were withdrawn, the last one first."""
        return self.exclude(withdrawn_at=None).order_by("-withdrawn_at", "-pk")


@tracked()
class Resource(ShownToSome, Versioned):
    """Something made here or elsewhere that helps others; its files and links are its copies."""

    class Kind(models.TextChoices):
        GUIDE = "guide", _("Guide")
        REPORT = "report", _("Report")
        TEMPLATE = "template", _("Template")
        LAW = "law", _("Law and policy")
        RESEARCH = "research", _("Research")
        RECORDING = "recording", _("Film or recording")
        OTHER = "other", _("Other resource")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices, default=Kind.GUIDE)
    title = BothLanguages(LineField(_("title"), max_length=200))
    summary = BothLanguages(LongTextField(_("summary"), max_length=1_000))
    made_by = NameField(
        _("who made it"), max_length=200, blank=True, help_text=_("The body or the people whose work it is.")
    )
    year = models.PositiveSmallIntegerField(_("year it is from"), null=True, blank=True)
    topics = models.ManyToManyField(Interest, blank=True, related_name="+", verbose_name=_("topics"))
    area = AreaField(blank=True)
    audience = models.CharField(_("who may read it"), max_length=10, choices=OFFERED, default=Audience.SHARED)
    replaced_by = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("replaced by")
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawn_why = LineField(_("why it was withdrawn"), max_length=300, blank=True, editable=False)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("resource")
        verbose_name_plural = _("resources")
        ordering = ["-created_at", "-pk"]
        constraints = [
            said_in_one("title", WRITE_A_TITLE),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="library_resource_withdrawn_with_reason",
                violation_error_message=_("Please say why it is withdrawn."),
            ),
        ]
        triggers = [
            newer_language("title", "summary"),
            counts_saves(),
            NEVER_IN_A_CIRCLE,
            names_area(),
            *searched(RESOURCE),
            *stamps(),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("library:resource", args=[self.pk])

    def clean(self):
        if self.year and not 1800 <= self.year <= timezone.localdate().year + 1:
            raise ValidationError({"year": _("Please write the year in four figures, such as 2014.")})


class ResourceTopic(Resource.topics.through):
    """What a resource is about: the table between the two, named so that it counts as the resource's version."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("topic of a resource")
        verbose_name_plural = _("topics of resources")
        triggers = [counts_for("resource_id", "library_resource", of="interest_id"), *stamps()]


class ResourceCopyQuerySet(ForCircles):
    def visible_within(self, circle):
        """The copies of the resources that a circle reads."""
        return self.filter(resource__in=Resource.objects.order_by().visible_within(circle))


@tracked(without=["file"])
class ResourceCopy(Versioned):
    """One file or link in which a resource can be read: in which language, and whether it is easy to read."""

    class Language(models.TextChoices):
        ENGLISH = "en", _("English")
        WELSH = "cy", _("Welsh")
        BOTH = "both", _("English and Welsh")

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="copies", verbose_name=_("resource"))
    language = models.CharField(_("language"), max_length=4, choices=Language.choices, default=Language.ENGLISH)
    is_easy_read = models.BooleanField(
        _("easy read"), default=False, help_text=_("Short sentences and plain words, with pictures that help.")
    )
    link = WebField(_("link"), blank=True)
    file = models.FileField(_("file"), upload_to=random_name, blank=True, editable=False)
    file_name = LineField(_("file name"), max_length=200, blank=True, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), default=0, editable=False)
    added_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = ResourceCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("file or link of a resource")
        verbose_name_plural = _("files and links of resources")
        ordering = ["resource", "added_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(link="") & ~Q(file="")) | (Q(file="") & ~Q(link="")),
                name="library_resourcecopy_file_or_link",
                violation_error_message=_("Please choose a file or write a link, one of the two."),
            ),
        ]
        triggers = [counts_saves(), *stamps()]

    def __str__(self):
        return self.file_name or self.link

    def get_absolute_url(self):
        return reverse("library:resource_file", args=[self.pk]) if self.file else self.link

    def is_in(self, language) -> bool:
        """Whether a reader of "en" or "cy" can read it."""
        return self.language in (language, self.Language.BOTH)
