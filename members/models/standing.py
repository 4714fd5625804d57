"""What people and organisations are in the Forum, from when to when: standing, offices with terms,
representatives, renewals.
"""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.languages.ordering import InOrder
from common.text import LineField, NameField
from members.history import tracked
from members.models.indexes import TERM

WRITE_A_NAME = _("Please write the name in English or in Welsh.")
PERSON, ORGANISATION = "members.Person", "members.Organisation"  # people.py stands on this file
FOR, VOTES_FOR = "for:", "votes for:"  # what somebody is for an organisation, as `rights_of` reads it
VOTER = "voter"


class Capacity(models.TextChoices):
    """What a person or an organisation is in the Forum; associates read what partners read, and never decide."""

    MEMBER = "member", _("member")
    PARTNER = "partner", _("partner")
    ASSOCIATE = "associate", _("associate")


class Ending(models.TextChoices):
    """Why a standing ended."""

    LAPSED = "lapsed", _("not renewed")
    LEFT = "left", pgettext_lazy("standing", "left")
    REMOVED = "removed", pgettext_lazy("standing", "removed")


class PeriodQuerySet(models.QuerySet):
    def current(self, on=None):
        """Periods that hold on a date (today in Wales unless told); both ends belong to the period."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)

    def not_over(self):
        """Periods that hold today or are still to come."""
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=timezone.localdate()))


class Period(Versioned):
    """Something that holds from a date, to a date or until further notice."""

    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(
        _("to"), null=True, blank=True, help_text=_("The last day. Leave empty while it goes on.")
    )

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self):
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("This ends before it starts. Please check the two dates.")})

    @property
    def holds_today(self):
        """Whether it has begun and is not over."""
        return self.starts_on <= timezone.localdate() and not self.is_over

    @property
    def is_over(self):
        """Whether its last day is past."""
        return self.ends_on is not None and self.ends_on < timezone.localdate()

    def overlapping(self, **same):
        """Return the other rows with the same values whose days overlap this one's."""
        rows = type(self)._default_manager.filter(**same).exclude(pk=self.pk)
        rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=self.starts_on))
        return rows.filter(starts_on__lte=self.ends_on) if self.ends_on else rows


def _days():
    return Func(F("starts_on"), F("ends_on"), Value("[]"), function="DATERANGE", output_field=DateRangeField())


def _ends_after(name):
    return models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name=name)


def _one_at_a_time(name, message, *same, **facts):
    """Return the constraint that rows with the same values in these fields never overlap."""
    expressions = [(_days(), RangeOperators.OVERLAPS), *((field, RangeOperators.EQUAL) for field in same)]
    return ExclusionConstraint(name=name, expressions=expressions, violation_error_message=message, **facts)


@tracked()
class Standing(Period):
    """A person's time as member, partner or associate;
    two of them never overlap (a partner is not a member: the brief).
    """

    Capacity = Capacity

    person = models.ForeignKey(PERSON, models.CASCADE, related_name="standings", verbose_name=_("person"))
    capacity = models.CharField(_("standing"), max_length=10, choices=Capacity.choices)
    ended_because = models.CharField(_("why it ended"), max_length=10, choices=Ending.choices, blank=True, default="")

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        ordering = ["-starts_on", "pk"]
        triggers = [counts_saves(), *stamps()]
        constraints = [
            _ends_after("members_standing_ends_after"),
            _one_at_a_time(
                "members_standing_one_at_a_time", _("This person already has a standing in these days."), "person"
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_capacity_display()}"

    def clean(self):
        super().clean()
        if self.starts_on and self.person_id and self.overlapping(person_id=self.person_id).exists():
            raise ValidationError(
                {"starts_on": _("This person already has a standing in these days. End the other one first.")}
            )


@tracked()
class Office(Versioned):
    """A post in the Forum, such as the Chair; `role` says what it may do on this site."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        ADMINISTRATOR = "administrator", _("Administrator")
        NONE = "", _("no rights of its own")

    name = BothLanguages(NameField(_("name"), max_length=100))
    role = models.CharField(
        _("rights on this site"), max_length=20, choices=Role.choices, blank=True, default=Role.NONE
    )
    order = models.PositiveSmallIntegerField(_("order"), default=10)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["order", "pk"]
        constraints = [said_in_one("name", WRITE_A_NAME)]
        triggers = [
            newer_language("name"),
            counts_saves(),
            TERM.followed("r.office_id = NEW.id", "name_en", "name_cy"),
            *stamps(),
        ]

    def __str__(self):
        return self.name


@tracked()
class Term(Period):
    """A person's time in an office."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="terms", verbose_name=_("office"))
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="terms", verbose_name=_("person"))

    class Meta:
        verbose_name = _("term of office")
        verbose_name_plural = _("terms of office")
        ordering = ["-starts_on", "pk"]
        triggers = [counts_saves(), *searched(TERM), *stamps()]
        constraints = [
            _ends_after("members_term_ends_after"),
            _one_at_a_time(
                "members_term_once_at_a_time",
                _("This person already holds this office in these days."),
                "person",
                "office",
            ),
        ]

    def __str__(self):
        return f"{self.office}: {self.person}"


@tracked()
class OrganisationStanding(Period):
    """An organisation's time as member, partner or associate, with the rights of its representatives."""

    organisation = models.ForeignKey(
        ORGANISATION, models.CASCADE, related_name="standings", verbose_name=_("organisation")
    )
    capacity = models.CharField(_("standing"), max_length=10, choices=Capacity.choices, default=Capacity.MEMBER)
    ended_because = models.CharField(_("why it ended"), max_length=10, choices=Ending.choices, blank=True, default="")

    class Meta:
        verbose_name = _("standing of an organisation")
        verbose_name_plural = _("standings of organisations")
        ordering = ["-starts_on", "pk"]
        triggers = [counts_saves(), *stamps()]
        constraints = [
            _ends_after("members_organisationstanding_ends_after"),
            _one_at_a_time(
                "members_organisationstanding_one",
                _("This organisation already has a standing in these days."),
                "organisation",
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.get_capacity_display()}"


class RepresentativeQuerySet(PeriodQuerySet):
    def in_force(self, on=None):
        """Those of organisations that have a standing that day, which is theirs too; `held` is which."""
        standings = (
            OrganisationStanding.objects.current(on).filter(organisation=models.OuterRef("organisation")).order_by()
        )
        return self.current(on).annotate(held=models.Subquery(standings.values("capacity")[:1])).exclude(held=None)

    def voting(self, on=None):
        """Those who speak for a member organisation in decisions that day."""
        return self.in_force(on).filter(is_voting=True, held=Capacity.MEMBER)

    def words(self):
        """Annotate `word`: what each is for their organisation, as `rights_of` reads it; of rows `in_force`."""
        return self.annotate(
            word=Concat(Case(When(is_voting=True, then=Value(VOTES_FOR)), default=Value(FOR)), F("held"))
        )


@tracked()
class Representative(Period):
    """A person's time as representative of an organisation; of each organisation one at a time votes."""

    organisation = models.ForeignKey(
        ORGANISATION, models.CASCADE, related_name="representatives", verbose_name=_("organisation")
    )
    person = models.ForeignKey(PERSON, models.CASCADE, related_name="represents", verbose_name=_("person"))
    is_voting = models.BooleanField(_("votes for the organisation"), default=False)

    objects = RepresentativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("representative")
        verbose_name_plural = _("representatives")
        ordering = ["-starts_on", "pk"]
        triggers = [counts_saves(), *stamps()]
        constraints = [
            _ends_after("members_representative_ends_after"),
            _one_at_a_time(
                "members_representative_once",
                _("This person represents it in these days already."),
                "person",
                "organisation",
            ),
            _one_at_a_time(
                "members_representative_one_votes",
                _("Somebody else votes for this organisation in these days."),
                "organisation",
                condition=Q(is_voting=True),
            ),
        ]

    def __str__(self):
        return f"{self.organisation}: {self.person}"

    @property
    def held_label(self):
        """What the organisation is today, in words; of a row `in_force`."""
        return Capacity(self.held).label


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


def rights_of(words):
    """Return the rights in these words: capacities and roles as they are, and what somebody is for an organisation.

    Who is a member in their own right, or votes for a member organisation, is a "voter" too; being both makes them no
    two.
    """
    found = set()
    for word in words:
        mark, colon, capacity = word.partition(":")
        right = capacity if colon else word
        found.add(right)
        if right == Capacity.MEMBER and f"{mark}{colon}" in (right, VOTES_FOR):
            found.add(VOTER)
    return frozenset(found)
