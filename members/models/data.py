"""What the Forum owes people about their data: pages that say so, complaints with a date,
imports that can be undone.
"""

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.keeping import stamps
from common.rich_text import RichTextField
from common.text import LineField, LongTextField, NameField
from members.history import tracked
from members.models.joining import ForKeepers
from members.models.people import Language

ANSWER_DAYS = 30  # within which a complaint is answered
REMIND_DAYS = 25  # after which the record keepers are reminded of it


class PageQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Everybody reads these pages."""
        return self


@tracked()
class Page(Versioned):
    """A page everybody must be able to read, as staff have written it;
    without a row stands the text the site brings.
    """

    class Key(models.TextChoices):
        WELCOME = "welcome", _("Welcome")
        CONTACT = "contact", _("Contact")
        PRIVACY = "privacy", _("Privacy notice")
        ACCESSIBILITY = "accessibility", _("Accessibility statement")

    key = models.CharField(_("page"), max_length=20, choices=Key.choices, unique=True)
    title = BothLanguages(LineField(_("title"), max_length=200))
    text = BothLanguages(RichTextField(_("text")))
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = PageQuerySet.as_manager()

    class Meta:
        verbose_name = _("page of the site")
        verbose_name_plural = _("pages of the site")
        ordering = ["key"]
        constraints = [said_in_one("title", _("Please write the title in English or in Welsh."))]
        triggers = [newer_language("title", "text"), counts_saves("changed_at"), *stamps(but=("changed_at",))]

    def __str__(self):
        return self.get_key_display()


class ComplaintQuerySet(ForKeepers):
    def open(self):
        """Complaints that wait for an answer, the oldest first."""
        return self.filter(closed_at=None).order_by("received_at", "pk")

    def due(self):
        """Open complaints of which the record keepers have not been reminded, though it is time to."""
        latest = timezone.now() - datetime.timedelta(days=REMIND_DAYS)
        return self.open().filter(reminded_at=None, received_at__lte=latest)


class Complaint(models.Model):
    """What somebody complains of, when it came, and what they were answered."""

    name = NameField(_("your name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(
        _("language of the answer"), max_length=2, choices=Language.choices, default=Language.ENGLISH
    )
    text = LongTextField(_("what went wrong?"), max_length=5_000)
    received_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True, editable=False)
    reply = LongTextField(_("answer"), max_length=5_000, blank=True, editable=False)
    closed_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("answered by"),
    )

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        ordering = ["-received_at", "-pk"]

    def __str__(self):
        return self.name

    @property
    def answer_by(self):
        """The last day to answer."""
        return timezone.localdate(self.received_at) + datetime.timedelta(days=ANSWER_DAYS)

    @property
    def days_left(self):
        """Days until it must be answered; below zero once it is late."""
        return (self.answer_by - timezone.localdate()).days


class ImportRun(models.Model):
    """A file of people, organisations or translations: looked at first, then applied, undone as a whole if need be."""

    class Kind(models.TextChoices):
        PEOPLE = "people", _("People")
        ORGANISATIONS = "organisations", _("Organisations")
        TRANSLATIONS = "translations", _("Translations")

    class State(models.TextChoices):
        CHECKED = "checked", _("Looked at, nothing changed yet")
        APPLIED = "applied", _("Imported")
        UNDONE = "undone", _("Undone")

    kind = models.CharField(_("what"), max_length=15, choices=Kind.choices)
    file_name = LineField(_("file"), max_length=200)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.CHECKED, editable=False)
    rows = models.JSONField(
        _("good rows"), default=list, editable=False
    )  # the good rows: line, what, pk, name, facts, was
    problems = models.JSONField(
        _("problems"), default=list, editable=False
    )  # the bad ones: line, name, why in each language
    unread = models.JSONField(
        _("headings not read"), default=list, editable=False
    )  # headings that nothing is known by: line, name, why
    kept = models.JSONField(
        _("left as it was"), default=list, editable=False
    )  # what undoing left as it was: line, name, why
    made_at = models.DateTimeField(_("read"), default=timezone.now, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+", verbose_name=_("by")
    )
    applied_at = models.DateTimeField(_("imported"), null=True, blank=True, editable=False)
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("imported by"),
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True, editable=False)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("undone by"),
    )

    objects = ForKeepers.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.file_name} ({date_format(timezone.localtime(self.made_at), 'j F Y, H:i')})"
