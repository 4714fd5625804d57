"""A clause of a governing document as one version has it, and the rules of the Forum that clauses govern."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.rich_text import RichTextField, plain
from common.text import LineField
from library.models.documents import DocumentVersion, visible_documents
from library.models.indexes import CLAUSE
from members.access import ForCircles
from members.history import tracked

DOCUMENT = "clause__in_version__document__"


class ClauseQuerySet(ForCircles):
    def visible_within(self, circle):
        """Clauses of the versions that a circle reads."""
        out = Q(in_version__adopted_at__isnull=False)
        return self.filter(visible_documents(circle, out, "in_version__document__"))

    def with_document(self):
        """With their version and document read along, but not the text of the whole."""
        return self.select_related("in_version__document").defer("in_version__text_en", "in_version__text_cy")


class Clause(Versioned):
    """A numbered clause in the words of one version; it goes on from one of the version before, or is new."""

    in_version = models.ForeignKey(
        DocumentVersion, models.CASCADE, related_name="clauses", verbose_name=_("version of a document")
    )
    number = LineField(_("number"), max_length=20, blank=True)
    position = models.PositiveSmallIntegerField(_("position"))
    heading = BothLanguages(LineField(_("heading"), max_length=300))
    text = BothLanguages(RichTextField(_("text"), max_length=200_000))
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="later",
        verbose_name=_("goes on from"), help_text=_("The clause of the version before that it was until then."),
    )  # fmt: skip
    now_in = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("its matter is now in"), help_text=_("Of a clause that ended: where the next version has it."),
    )  # fmt: skip

    objects = ClauseQuerySet.as_manager()

    class Meta:
        verbose_name = _("clause")
        verbose_name_plural = _("clauses")
        ordering = ["in_version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["in_version", "number"], name="library_clause_number_once"),
        ]
        triggers = [
            counts_saves("number", "position", "heading_en", "heading_cy", "text_en", "text_cy"),
            pgtrigger.Protect(
                name="words_stand",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "in_version", "number", "position", "heading_en", "heading_cy", "text_en", "text_cy"
                ),
            ),
            pgtrigger.Protect(name="words_stay", operation=pgtrigger.Delete),
            *searched(CLAUSE),
            *stamps(),
        ]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        version = self.in_version
        if not self.number:  # the words before the first number
            return version.get_absolute_url()
        return reverse("library:clause_of_version", args=[version.document.slug, version.number, self.number])

    @property
    def address_in_force(self):
        """The address under which whatever holds by this number today is cited."""
        if not self.number:
            return self.in_version.document.get_absolute_url()
        return reverse("library:clause", args=[self.in_version.document.slug, self.number])

    @property
    def anchor(self):
        """Where it stands on the page of its document: "clause-4.2"."""
        return f"clause-{self.number}"

    @property
    def is_heading(self):
        """Whether others stand below it."""
        return bool(self.number) and "." not in self.number

    @property
    def plain(self):
        """All its words in both languages, by which it is known again."""
        sides = [(self.heading_en, self.text_en), (self.heading_cy, self.text_cy)]
        return "\n".join(f"{heading} {plain(text)}".strip() for heading, text in sides if heading or text)

    @property
    def words(self):
        """Its words in the reader's language, on one line, knowing their language."""
        return self.heading if self.heading else plain(self.text)


class RuleQuerySet(ForCircles):
    def visible_within(self, circle):
        """Rules whose clause a circle reads."""
        return self.filter(visible_documents(circle, Q(clause__in_version__adopted_at__isnull=False), DOCUMENT))


@tracked()
class GovernedRule(Versioned):
    """That a clause is what a rule of the Forum rests on, so that its words stand where the rule is used."""

    class Rule(models.TextChoices):
        QUORUM = "quorum", _("Quorum")
        NOTICE = "notice", _("Notice of meetings")
        MINUTES = "minutes", _("Minutes and their days")
        MEMBERSHIP = "membership", _("Membership")
        OFFICES = "offices", _("Offices and terms")
        GROUPS = "groups", _("Task and Finish Groups")
        DECIDING = "deciding", _("Deciding and voting")

    rule = models.CharField(_("rule"), max_length=20, choices=Rule.choices)
    clause = models.ForeignKey(Clause, models.CASCADE, related_name="rules", verbose_name=_("clause"))

    objects = RuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("rule that a clause governs")
        verbose_name_plural = _("rules that clauses govern")
        ordering = ["rule"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule"],
                name="library_governedrule_once",
                violation_error_message=_("Another clause governs this rule. Take that away first."),
            )
        ]
        triggers = [counts_saves(), *stamps()]

    def __str__(self):
        return self.get_rule_display()
