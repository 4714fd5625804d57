"""How people come to the Forum: they apply, or they are invited."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.text import LineField, LongTextField, NameField
from members import access
from members.history import tracked
from members.models.areas import AreaField, names_area
from members.models.people import Language, Organisation, Person
from members.models.standing import Standing


class ForKeepers(models.QuerySet):
    def visible_to(self, person):
        """For who keeps the record."""
        return self if access.keeps_the_record(person) else self.none()

    def waiting(self):
        """Those that wait for an answer, the oldest first."""
        return self.filter(state__in=["waiting", "asked"]).order_by("made_at", "pk")


@tracked()
class Application(models.Model):
    """Somebody asks to join, for themselves or for an organisation that they represent."""

    class Kind(models.TextChoices):
        PERSON = "person", _("For myself")
        ORGANISATION = "organisation", _("For an organisation")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        ASKED = "asked", _("Asked back")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    kind = models.CharField(_("who joins"), max_length=12, choices=Kind.choices, default=Kind.PERSON)
    name = NameField(_("your name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    organisation = NameField(_("organisation"), max_length=200, blank=True)
    role_there = NameField(_("role there"), max_length=150, blank=True)
    area = AreaField(blank=True)
    language = models.CharField(_("language of your letters"), max_length=2, choices=Language.choices)
    heard = LineField(_("how did you hear of us?"), max_length=300, blank=True)
    why = LongTextField(_("why would you like to join?"), max_length=3_000)
    agreed_to = models.CharField(
        _("agreed to"), max_length=40, editable=False
    )  # which privacy notice, in which language
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING, editable=False)
    made_at = models.DateTimeField(_("applied"), default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decision_path = models.CharField(
        _("decision of a meeting"), max_length=200, blank=True, editable=False
    )  # a path on this site
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("became")
    )

    objects = ForKeepers.as_manager()

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=Q(state__in=["waiting", "asked"]), name="members_application_once"
            ),
            models.CheckConstraint(
                condition=~Q(kind="organisation", organisation=""), name="members_application_names_body"
            ),
        ]
        triggers = [names_area()]

    def __str__(self):
        return self.name


class ApplicationWord(models.Model):
    """One word between the administrator and who applies: a question, an answer, or the reason of a decision."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="words", verbose_name=_("application"))
    text = LongTextField(_("text"), max_length=2_000)
    is_ours = models.BooleanField(_("from the Forum"), default=True)
    said_at = models.DateTimeField(_("said"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("word about an application")
        verbose_name_plural = _("words about applications")
        ordering = ["said_at", "pk"]

    def __str__(self):
        return f"{self.application}: {date_format(timezone.localtime(self.said_at), 'j F Y')}"


@tracked()
class Invite(models.Model):
    """An invitation to be a member or a partner; it can be declined, it expires, and it can be withdrawn."""

    class State(models.TextChoices):
        SENT = "sent", _("Sent")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    name = NameField(_("name"), max_length=150)
    email = models.EmailField(_("e-mail address"))
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("organisation")
    )
    organisation_name = NameField(_("organisation"), max_length=200, blank=True)
    capacity = models.CharField(
        _("as"), max_length=10, choices=Standing.Capacity.choices, default=Standing.Capacity.MEMBER
    )
    language = models.CharField(_("language"), max_length=2, choices=Language.choices, default=Language.ENGLISH)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.SENT, editable=False)
    times_sent = models.PositiveSmallIntegerField(_("times sent"), default=1, editable=False)
    expires_at = models.DateTimeField(_("expires"), editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("invited by"),
    )
    made_at = models.DateTimeField(_("invited"), default=timezone.now, editable=False)

    objects = ForKeepers.as_manager()

    class Meta:
        verbose_name = _("invitation to join")
        verbose_name_plural = _("invitations to join")
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(Lower("email"), condition=Q(state="sent"), name="members_invite_once")]

    def __str__(self):
        return self.name

    @property
    def is_open(self):
        """Whether it can still be accepted."""
        return self.state == self.State.SENT and self.expires_at > timezone.now()
