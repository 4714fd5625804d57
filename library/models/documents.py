"""Documents and their versions, and who may read them."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.rich_text import RichTextField
from common.text import LineField, LongTextField, WebField
from library.models.indexes import DOCUMENT, VERSION
from meetings.models import Decision, Meeting
from members.access import Audience, ForCircles, within
from members.history import tracked

OUT = Q(adopted_at__isnull=False)  # of versions
WRITE_A_TITLE = _("Please write the title in English or in Welsh.")


# A summary that was drafted from what members read never comes to more readers than that.
DRAFTED_FOR_FEWER = gettext_noop(
    "This summary was drafted from what fewer people may read. Draft another one for these readers instead."
)
KEEPS_ITS_READERS = pgtrigger.Trigger(
    name="keeps_its_readers",
    operation=pgtrigger.UpdateOf("audience"),
    when=pgtrigger.Before,
    func=f"""
        IF EXISTS (SELECT 1 FROM library_annualsummary s WHERE s.document_id = NEW.id
            AND array_position(ARRAY['members', 'shared', 'public'], NEW.audience::text)
            > array_position(ARRAY['members', 'shared', 'public'], s.audience::text)) THEN
            RAISE EXCEPTION '{DRAFTED_FOR_FEWER}';
        END IF;
        RETURN NEW;""",  # noqa: S608 (nothing in it comes from outside)
)
OFFERED = [
    (Audience.PUBLIC.value, Audience.PUBLIC.label),
    (Audience.SHARED.value, Audience.SHARED.label),
    (Audience.MEMBERS.value, _("Members only")),
]


def visible_documents(circle, out, path=""):
    """Return the condition (Q) that a circle reads documents, to which `path` leads, once they are `out`."""
    shared, public = (Q(**{f"{path}audience": audience}) for audience in (Audience.SHARED, Audience.PUBLIC))
    return within(circle, out=out, shared=shared, public=public)


class DocumentQuerySet(ForCircles):
    def visible_within(self, circle):
        """Documents that are out, for their audience; the record keepers also see those that are still drafts."""
        out = DocumentVersion.objects.adopted().values("document")
        return self.filter(visible_documents(circle, Q(pk__in=out)))

    def with_current(self):
        """Add the version that holds now as `current_versions`, a list of one or none, without its text."""
        latest = (
            DocumentVersion.objects.in_force()
            .order_by("document_id", "-number")
            .distinct("document_id")
            .defer("text_en", "text_cy")
        )
        return self.prefetch_related(models.Prefetch("versions", latest, to_attr="current_versions"))


@tracked()
class Document(Versioned):
    """Something the Forum keeps and shows; its text stands in its versions."""

    class Kind(models.TextChoices):
        CONSTITUTION = "constitution", _("Constitution")
        TERMS_OF_REFERENCE = "terms_of_reference", _("Terms of Reference")
        FRAMEWORK = "framework", _("Framework with a partner")
        POLICY = "policy", _("Policy")
        ANNUAL_SUMMARY = "annual_summary", _("Annual summary")
        CONSULTATION_RESPONSE = "consultation_response", _("Response to a consultation")
        PRESENTATION = "presentation", _("Presentation")
        CASE_STUDY = "case_study", _("Case study")
        RESOURCE = "resource", _("Other document")  # files and links that help others are a Resource of their own

    GOVERNING = (Kind.CONSTITUTION, Kind.TERMS_OF_REFERENCE, Kind.FRAMEWORK, Kind.POLICY)

    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, default=Kind.RESOURCE)
    title = BothLanguages(LineField(_("title"), max_length=200))
    summary = BothLanguages(LongTextField(_("summary"), max_length=1_000))
    audience = models.CharField(_("who may read it"), max_length=10, choices=OFFERED, default=Audience.SHARED)
    link = WebField(_("link"), blank=True, help_text=_("Where more of it can be found, if anywhere."))
    review_on = models.DateField(
        _("to be reviewed"),
        null=True,
        blank=True,
        help_text=_("Of what binds the Forum: the day on which it comes back to the administrator."),
    )
    slug = models.SlugField(_("name in addresses"), max_length=60, unique=True, null=True, blank=True, editable=False)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        ordering = ["kind", "-created_at", "-pk"]
        constraints = [said_in_one("title", WRITE_A_TITLE)]
        triggers = [
            newer_language("title", "summary"),
            counts_saves("slug"),
            *searched(DOCUMENT),
            VERSION.followed("r.document_id = NEW.id", "title_en", "title_cy"),
            *stamps(),
            KEEPS_ITS_READERS,
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("library:document", args=[self.pk])

    @property
    def is_public(self):
        """Whether everybody may read it."""
        return self.audience == Audience.PUBLIC

    @property
    def shared_with_partners(self):
        """Whether partners may read it."""
        return self.audience != Audience.MEMBERS

    @property
    def is_governing(self):
        """Whether the Forum is bound by it, so that it is adopted rather than published."""
        return self.kind in self.GOVERNING

    @property
    def current(self):
        """The version that holds today, or None while there is none."""
        return self.versions.in_force().order_by("-number").first()


class DocumentVersionQuerySet(ForCircles):
    def visible_within(self, circle):
        """Versions that are out, of documents for this circle; the record keepers also see drafts."""
        return self.filter(visible_documents(circle, OUT, "document__"))

    def adopted(self):
        """Versions that were adopted or published, the one that holds now included."""
        return self.filter(OUT)

    def in_force(self, day=None):
        """Adopted versions that had come to hold on a day (today unless told): of a document the last one holds."""
        begins = Coalesce("in_force_from", "adopted_on")
        return self.adopted().annotate(begins=begins).filter(begins__lte=day or timezone.localdate())


@tracked()
class DocumentVersion(Versioned):
    """One version of a document's text: a draft, until it is adopted (or published) and cannot change any more."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions", verbose_name=_("document"))
    number = models.PositiveSmallIntegerField(_("version"), editable=False)
    text = BothLanguages(RichTextField(_("text"), max_length=200_000))
    changes = BothLanguages(LineField(_("what has changed"), max_length=300))
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True, editable=False)
    adopted_meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("adopted at")
    )
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name=_("by decision")
    )
    in_force_from = models.DateField(_("in force from"), null=True, blank=True, editable=False)
    adopted_at = models.DateTimeField(_("recorded as adopted"), null=True, blank=True, editable=False)

    objects = DocumentVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a document")
        verbose_name_plural = _("versions of documents")
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="library_version_number_once"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(adopted_at=None), name="library_version_one_draft"
            ),
            models.CheckConstraint(
                condition=Q(adopted_at=None, adopted_on=None) | Q(adopted_at__isnull=False, adopted_on__isnull=False),
                name="library_version_adopted_whole",
            ),
            models.CheckConstraint(
                condition=Q(in_force_from=None) | Q(in_force_from__gte=F("adopted_on")),
                name="library_version_in_force_once_adopted",
                violation_error_message=_("It cannot come into force before it is adopted."),
            ),
        ]
        triggers = [
            newer_language("text", "changes"),
            counts_saves("number"),
            pgtrigger.Protect(
                name="adopted_stands",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__adopted_at__isnull=False),
            ),
            *searched(VERSION),
            *stamps(),
        ]

    def __str__(self):
        return f"{self.document}, {self.number}"

    def get_absolute_url(self):
        return reverse("library:version", args=[self.document_id, self.number])

    @property
    def is_draft(self):
        """Whether it is still being written."""
        return self.adopted_at is None

    @property
    def holds_from(self):
        """The day from which it holds, or held; None for a draft."""
        return self.in_force_from or self.adopted_on

    @property
    def is_to_come(self):
        """Whether it is adopted, and its day is still to come."""
        return self.holds_from is not None and self.holds_from > timezone.localdate()
