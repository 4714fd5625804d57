"""The framework with a partner organisation as both keep it: who does what, and what the two share."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.languages.ordering import InOrder
from common.rich_text import RichTextField
from common.text import LongTextField
from library.models.documents import Document
from library.models.indexes import PART
from members.access import EVERYTHING, ForCircles, belongs, is_partner, keeps_the_record, within
from members.history import tracked
from members.models import Organisation, Person

SIGNED = ("changed_by", "changed_at")


class Kept(Versioned):
    """Something that two sides keep, so that each sees who of the other changed it last."""

    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("last changed by"),
    )
    changed_at = models.DateTimeField(_("last changed"), default=timezone.now, editable=False)

    class Meta:
        abstract = True


class FrameworkQuerySet(ForCircles):
    def visible_within(self, circle):
        """The frameworks are for members and partners alike, whichever organisation they are with."""
        return self.filter(within(circle, shared=EVERYTHING))

    def visible_to(self, person):
        """As `visible_within`, and for officers whose office gives them no other rights."""
        return self if belongs(person) else self.none()


@tracked()
class Framework(Kept):
    """What binds the Forum and one partner organisation; its agreed text is a document, this is how it is lived."""

    organisation = models.OneToOneField(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("partner organisation")
    )
    document = models.ForeignKey(
        Document,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": Document.Kind.FRAMEWORK},
        verbose_name=_("the agreed framework"),
    )
    shared = BothLanguages(RichTextField(_("what the two share"), max_length=20_000))

    objects = FrameworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("framework with a partner")
        verbose_name_plural = _("frameworks with partners")
        ordering = [InOrder("organisation__name_en", "organisation__name_cy"), "pk"]
        triggers = [newer_language("shared"), counts_saves(*SIGNED), *stamps()]

    def __str__(self):
        return str(self.organisation)

    def get_absolute_url(self):
        return reverse("library:framework", args=[self.pk])


class PartQuerySet(ForCircles):
    def visible_within(self, circle):
        """The parts that hold, of the frameworks this circle reads; the record keepers also see those removed."""
        return self.filter(within(circle, out=Q(removed_at=None), shared=EVERYTHING))

    def visible_to(self, person):
        """The parts of the frameworks this person may read;
        removed ones for who can put them back (`access.may_keep_framework`).
        """
        if keeps_the_record(person):
            return self
        theirs = Q(framework__organisation=person.organisation_id) if is_partner(person) else Q(pk__in=[])
        return self.filter(Q(removed_at=None) | theirs, framework__in=Framework.objects.visible_to(person))

    def not_removed(self):
        """Parts that hold; the others wait to be put back."""
        return self.filter(removed_at=None)

    def with_people(self):
        """Read along who changed each part and whom to ask, with `contact_is_here`:
        whether they belong to the Forum today.
        """
        here = Person.objects.standing_now().filter(pk=OuterRef("contact"))
        return self.select_related("contact", "changed_by").annotate(contact_is_here=Exists(here))


@tracked()
class Part(Kept):
    """One line of who does what; a removed one waits to be put back."""

    class Whose(models.TextChoices):
        FORUM = "forum", _("The Forum’s")
        PARTNER = "partner", _("The partner’s")
        BOTH = "both", _("Both together")

    framework = models.ForeignKey(Framework, models.CASCADE, related_name="parts", verbose_name=_("framework"))
    whose = models.CharField(_("whose it is"), max_length=10, choices=Whose.choices, default=Whose.BOTH)
    text = BothLanguages(LongTextField(_("what is done"), max_length=500))
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("whom to ask"),
    )
    order = models.PositiveSmallIntegerField(_("order"), default=1, editable=False)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True, editable=False)

    objects = PartQuerySet.as_manager()

    class Meta:
        verbose_name = _("part in a framework")
        verbose_name_plural = _("parts in frameworks")
        ordering = ["framework", "order", "pk"]
        constraints = [said_in_one("text", _("Please write this in English or in Welsh (best in both)."))]
        triggers = [newer_language("text"), counts_saves("order", *SIGNED), *searched(PART), *stamps()]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return f"{reverse('library:framework', args=[self.framework_id])}#part-{self.pk}"
