"""How the Forum keeps its membership: its rules, and the question of each year whether somebody stays."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language
from common.editing import Versioned, counts_saves
from common.languages.ordering import InOrder
from common.text import LineField
from members.history import tracked
from members.models.bodies import OrganisationStanding
from members.models.periods import PERSON, Capacity
from members.models.standing import Standing


@tracked()
class Renewal(models.Model):
    """The question of one year whether a member stays; an organisation's goes to who votes for it."""

    standing = models.ForeignKey(
        Standing, models.CASCADE, null=True, blank=True, related_name="renewals", verbose_name=_("standing")
    )
    body_standing = models.ForeignKey(
        OrganisationStanding,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="renewals",
        verbose_name=_("standing of an organisation"),
    )
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="renewals", verbose_name=_("who is asked"))
    due_on = models.DateField(_("due"))
    asked_on = models.DateField(_("asked"), default=timezone.localdate)
    renewed_at = models.DateTimeField(_("renewed"), null=True, blank=True)

    class Meta:
        verbose_name = _("renewal")
        verbose_name_plural = _("renewals")
        ordering = ["-due_on", InOrder("person__name"), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(standing=None, body_standing__isnull=False) | Q(standing__isnull=False, body_standing=None),
                name="members_renewal_of_one",
            ),
            models.UniqueConstraint(fields=["standing", "due_on"], name="members_renewal_once"),
            models.UniqueConstraint(fields=["body_standing", "due_on"], name="members_renewal_once_for_body"),
        ]

    def __str__(self):
        return f"{self.person}: {date_format(self.due_on, 'j F Y')}"

    @property
    def is_past_due(self):
        """Whether its day is past."""
        return self.due_on < timezone.localdate()

    @property
    def period(self):
        """The standing that is to be renewed."""
        return self.standing or self.body_standing


@tracked()
class MembershipRules(Versioned):
    """How the Forum keeps its membership, one row: which standings it uses, who accepts members,
    whether they renew each year.
    """

    uses_partners = models.BooleanField(_("the Forum has partners"), default=True)
    uses_associates = models.BooleanField(
        _("the Forum has associates"),
        default=False,
        help_text=_("They read what is shared with partners, never decide and never count to the quorum."),
    )
    asks_decision = models.BooleanField(
        _("new members are accepted at a meeting"),
        default=False,
        help_text=_("As the Constitution says. Accepting an application then asks for the meeting’s decision."),
    )
    has_renewals = models.BooleanField(
        _("members renew each year"),
        default=False,
        help_text=_("Each gets one letter, and says with one press that they stay."),
    )
    renewal_month = models.PositiveSmallIntegerField(
        _("month of the renewal"), default=4, validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    renewal_day = models.PositiveSmallIntegerField(
        _("day of the renewal"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(28)],
        help_text=_("From 1 to 28."),
    )
    letter_days = models.PositiveSmallIntegerField(
        _("days before it when the letters go out"), default=30, validators=[MaxValueValidator(180)]
    )
    grace_days = models.PositiveSmallIntegerField(
        _("days after it when a standing that was not renewed lapses"), default=60, validators=[MaxValueValidator(180)]
    )

    cost = BothLanguages(
        LineField(
            _("what membership costs"),
            max_length=150,
            help_text=_("It stands on the contact page. Left empty, the page says nothing of it."),
        )
    )

    class Meta:
        verbose_name = _("the Forum’s rules for membership")
        verbose_name_plural = _("the Forum’s rules for membership")
        triggers = [newer_language("cost"), counts_saves()]
        constraints = [
            models.CheckConstraint(condition=Q(pk=1), name="members_rules_one_row"),
            models.CheckConstraint(
                condition=Q(renewal_month__range=(1, 12), renewal_day__range=(1, 28)),
                name="members_rules_renewal_is_a_day",
            ),
        ]

    def __str__(self):
        return str(_("the Forum’s rules for membership"))

    @classmethod
    def now(cls):
        """Return the rules as they are; the defaults while nobody has set them."""
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    def capacities(self):
        """Return [(value, label)] of the standings that the Forum gives."""
        used = {Capacity.MEMBER: True, Capacity.PARTNER: self.uses_partners, Capacity.ASSOCIATE: self.uses_associates}
        return [(capacity.value, capacity.label) for capacity, is_used in used.items() if is_used]
