"""People and organisations, their standing as member or partner, and the offices they hold."""

from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.text import LineField, LongTextField
from members import access
from members.history import tracked

WRITE_A_NAME = _("Please write the name in English or in Welsh.")


class Area(models.TextChoices):
    """The parts of Wales the Forum speaks of."""

    NORTH = "north", _("North Wales")
    MID = "mid", _("Mid Wales")
    SOUTH_WEST = "south_west", _("South-west Wales")
    SOUTH_EAST = "south_east", _("South-east Wales")
    ALL = "all", _("All Wales")


class Language(models.TextChoices):
    """The language a person reads; each named in itself."""

    WELSH = "cy", "Cymraeg"
    ENGLISH = "en", "English"


class OrganisationQuerySet(models.QuerySet):
    def visible_to(self, person):
        """Organisations stand in the directory, which members and partners share."""
        return self if access.may_read_directory(person) else self.none()


@tracked()
class Organisation(models.Model):
    """A body that members and partners come from, or that the Forum keeps in touch with."""

    class Kind(models.TextChoices):
        SOCIAL_COOPERATIVE = "social_cooperative", _("Social co-operative")
        LOCAL_AUTHORITY = "local_authority", _("Local authority")
        HEALTH_BOARD = "health_board", _("Health board")
        REGULATOR = "regulator", _("Regulator")
        THIRD_SECTOR = "third_sector", _("Third sector")
        RESEARCH = "research", _("Research")
        GOVERNMENT = "government", _("Government")
        COOPERATIVE_DEVELOPMENT = "cooperative_development", _("Co-operative development")
        OTHER = "other", _("Other")

    name = BothLanguages(LineField(_("name"), max_length=200))
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, default=Kind.OTHER)
    area = models.CharField(_("area of Wales"), max_length=12, choices=Area.choices, blank=True)
    website = models.URLField(_("website"), blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_en", "name_cy", "pk"]
        constraints = [said_in_one("name", WRITE_A_NAME)]
        triggers = [newer_language("name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("members:organisation", args=[self.pk])


class PersonQuerySet(models.QuerySet):
    def standing_now(self):
        """People with a standing or an office today."""
        return self.filter(is_active=True).filter(
            Q(pk__in=Standing.objects.current().values("person")) | Q(pk__in=Term.objects.current().values("person"))
        )

    def of_capacity(self, capacity, on=None):
        """People who are (or on that date were) members, or partners."""
        return self.filter(pk__in=Standing.objects.current(on).filter(capacity=capacity).values("person"))

    def with_rights(self):
        """People with what makes up their `rights` read along, so that asking for these needs no query."""
        standing = Standing.objects.current().filter(person=OuterRef("pk")).order_by().values("capacity")
        offices = Term.objects.current().filter(person=OuterRef("pk")).order_by().values("office__role")
        return self.annotate(capacities_held=ArraySubquery(standing), roles_held=ArraySubquery(offices))

    def visible_to(self, person):
        """The directory: to members and partners those with standing; to who keeps the record everybody; to others nobody."""
        if access.keeps_the_record(person):
            return self
        return self.standing_now() if access.may_read_directory(person) else self.none()


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def create_user(self, email, password=None, **fields):
        """Create and return a person who can log in; without a password they get a code by mail."""
        person = self.model(email=email.lower(), **fields)
        person.set_password(password)
        person.save()
        return person

    def create_superuser(self, email, password=None, **fields):
        """Create and return a person with every permission in the Django admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


@tracked(without=["password", "last_login", "calendar_digest", "access_needs", "kept_name"])
class Person(AbstractBaseUser, PermissionsMixin):
    """Somebody who can log in: a member, a partner, an officer or staff."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = LineField(_("name"), max_length=150)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="people", verbose_name=_("organisation")
    )
    role_there = LineField(_("role there"), max_length=150, blank=True)
    area = models.CharField(_("area of Wales"), max_length=12, choices=Area.choices, blank=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Language.choices,
        default=Language.ENGLISH,
        help_text=_("The language of the pages and letters this person gets."),
    )
    phone = LineField(_("telephone"), max_length=40, blank=True)
    shares_email = models.BooleanField(_("show my e-mail address to members and partners"), default=False)
    shares_phone = models.BooleanField(_("show my telephone number to members and partners"), default=False)
    is_active = models.BooleanField(_("active"), default=True, help_text=_("Untick to close the account without deleting its history."))
    is_staff = models.BooleanField(_("staff"), default=False, help_text=_("May log in to the Django admin."))
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)
    access_needs = LongTextField(
        _("anything that helps you take part"),
        max_length=1_000,
        blank=True,
        help_text=_("Only the administrator reads this. It is there because you asked for it to be remembered."),
    )
    calendar_digest = models.CharField(max_length=64, null=True, unique=True, editable=False)  # noqa: DJ001 (NULL: no feed, and many have none)
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    kept_name = LineField(max_length=150, blank=True, default="", editable=False)  # of who is erased: for confirmed minutes alone

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(Lower("email"), name="members_person_email_once")]

    def __str__(self):
        return self.name

    def clean(self):
        self.email = (self.email or "").lower()

    def get_absolute_url(self):
        return reverse("members:person", args=[self.pk])

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0]

    @cached_property
    def rights(self):
        """What this person is today: a frozenset of capacities ("member", "partner") and roles ("chair", "administrator").

        Read once a request, so that an end of standing or office takes effect at the next.
        """
        if "roles_held" in self.__dict__:
            return frozenset([*self.capacities_held, *self.roles_held])
        standing = Standing.objects.current().filter(person=self).values_list("capacity")
        offices = Term.objects.current().filter(person=self).values_list("office__role")
        return frozenset(value for (value,) in standing.order_by().union(offices.order_by()))


class PeriodQuerySet(models.QuerySet):
    def current(self, on=None):
        """Periods that hold on a date (today in Wales unless told); both ends belong to the period."""
        on = on or timezone.localdate()
        return self.filter(Q(ends_on=None) | Q(ends_on__gte=on), starts_on__lte=on)


class Period(models.Model):
    """Something that holds from a date, to a date or until further notice."""

    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True, help_text=_("The last day. Leave empty while it goes on."))

    objects = PeriodQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self):
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("This ends before it starts. Please check the two dates.")})

    def overlapping(self, **same):
        """Return the other rows with the same values whose days overlap this one's."""
        rows = type(self)._default_manager.filter(**same).exclude(pk=self.pk)
        rows = rows.filter(Q(ends_on=None) | Q(ends_on__gte=self.starts_on))
        return rows.filter(starts_on__lte=self.ends_on) if self.ends_on else rows


def _days():
    return Func(F("starts_on"), F("ends_on"), Value("[]"), function="DATERANGE", output_field=DateRangeField())


@tracked()
class Standing(Period):
    """A person's time as member or partner; two of them never overlap (a partner is not a member: the brief)."""

    class Capacity(models.TextChoices):
        MEMBER = "member", _("member")
        PARTNER = "partner", _("partner")

    person = models.ForeignKey(Person, models.CASCADE, related_name="standings", verbose_name=_("person"))
    capacity = models.CharField(_("standing"), max_length=10, choices=Capacity.choices)

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="members_standing_ends_after"),
            ExclusionConstraint(
                name="members_standing_one_at_a_time",
                expressions=[(_days(), RangeOperators.OVERLAPS), ("person", RangeOperators.EQUAL)],
                violation_error_message=_("This person already has a standing in these days."),
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_capacity_display()}"

    def clean(self):
        super().clean()
        if self.starts_on and self.person_id and self.overlapping(person_id=self.person_id).exists():
            raise ValidationError({"starts_on": _("This person already has a standing in these days. End the other one first.")})


@tracked()
class Office(models.Model):
    """A post in the Forum, such as the Chair; `role` says what it may do on this site."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        ADMINISTRATOR = "administrator", _("Administrator")
        NONE = "", _("no rights of its own")

    name = BothLanguages(LineField(_("name"), max_length=100))
    role = models.CharField(_("rights on this site"), max_length=20, choices=Role.choices, blank=True, default=Role.NONE)
    order = models.PositiveSmallIntegerField(_("order"), default=10)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["order", "pk"]
        constraints = [said_in_one("name", WRITE_A_NAME)]
        triggers = [newer_language("name")]

    def __str__(self):
        return self.name


@tracked()
class Term(Period):
    """A person's time in an office."""

    office = models.ForeignKey(Office, models.PROTECT, related_name="terms", verbose_name=_("office"))
    person = models.ForeignKey(Person, models.CASCADE, related_name="terms", verbose_name=_("person"))

    class Meta:
        verbose_name = _("term of office")
        verbose_name_plural = _("terms of office")
        ordering = ["-starts_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="members_term_ends_after"),
            ExclusionConstraint(
                name="members_term_once_at_a_time",
                expressions=[(_days(), RangeOperators.OVERLAPS), ("person", RangeOperators.EQUAL), ("office", RangeOperators.EQUAL)],
                violation_error_message=_("This person already holds this office in these days."),
            ),
        ]

    def __str__(self):
        return f"{self.office}: {self.person}"
