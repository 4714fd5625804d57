"""Who is coming: the answers of members and partners, and those of guests invited to one meeting."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from common.languages.ordering import InOrder
from common.text import LongTextField, NameField
from meetings.models.meeting import Meeting
from members.access import keeps_the_record
from members.models import Language


class Invitation(models.Model):
    """A guest of one meeting, without an account."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="invitations", verbose_name=_("meeting"))
    name = NameField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    organisation = NameField(_("organisation"), max_length=200, blank=True)
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.ENGLISH)

    class Meta:
        verbose_name = _("invited guest")
        verbose_name_plural = _("invited guests")
        ordering = [InOrder("name"), "pk"]
        constraints = [
            models.UniqueConstraint(
                "meeting",
                Lower("email"),
                name="meetings_invitation_once",
                violation_error_message=_("This address is invited already."),
            )
        ]

    def __str__(self):
        return self.name


class AnswerQuerySet(models.QuerySet):
    def visible_to(self, person):
        """One's own, and all for who prepares the meeting."""
        if keeps_the_record(person):
            return self
        return self.filter(person=person) if person.is_authenticated else self.none()


class Answer(models.Model):
    """Somebody's answer to one meeting: whether and how they come, who comes for them, and what would help."""

    class Coming(models.TextChoices):
        IN_PERSON = "in_person", _("I am coming in person")
        ONLINE = "online", _("I am joining online")
        APOLOGIES = "apologies", _("I send my apologies")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="answers", verbose_name=_("meeting"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("person"),
    )
    guest = models.OneToOneField(
        Invitation, models.CASCADE, null=True, blank=True, related_name="answer", verbose_name=_("guest")
    )
    coming = models.CharField(_("answer"), max_length=10, choices=Coming.choices)
    substitute_name = NameField(_("who comes in your place"), max_length=150, blank=True)
    wants_welsh = models.BooleanField(_("I would like to take part in Welsh"), default=False)
    needs = LongTextField(
        _("anything that would help you take part"),
        max_length=1_000,
        blank=True,
        help_text=_("Only the administrator reads this. It is deleted after the meeting."),
    )
    answered_at = models.DateTimeField(_("answered"), auto_now=True)
    taken_by = models.ForeignKey(  # who wrote it down for somebody who rang, say; None where they said it themselves
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("written down by"),
    )
    # Of the calendar's reply that it is, if one gave it (SEQUENCE and DTSTAMP): an older one changes nothing.
    reply_sequence = models.BigIntegerField(_("revision that a calendar answered"), null=True, editable=False)
    reply_sent_at = models.DateTimeField(_("answered by a calendar"), null=True, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = _("answer to a meeting")
        verbose_name_plural = _("answers to meetings")
        ordering = ["meeting", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="meetings_answer_once"),
            models.CheckConstraint(
                condition=Q(person__isnull=False, guest=None) | Q(person=None, guest__isnull=False),
                name="meetings_answer_of_one",
            ),
        ]

    def __str__(self):
        return f"{self.person or self.guest}: {self.get_coming_display()}"
