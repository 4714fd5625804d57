"""People and organisations; what they are in the Forum stands in `standing.py`."""

from functools import cached_property, lru_cache

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, OuterRef, Q, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common import keeping
from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_for, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.languages.ordering import InOrder
from common.text import LineField, LongTextField, NameField, WebField
from members import access
from members.history import tracked
from members.models.indexes import (
    ORGANISATION,
    PERSON,
    PERSON_ABOUT,
    PERSON_ROLE,
    TERM,
    of_organisation,
)
from members.models.interests import Interest
from members.models.names import called
from members.models.standing import WRITE_A_NAME, Capacity, Office, Representative, Standing, Term, rights_of


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

    def that_left(self):
        """Those that had a part in the Forum, themselves or by their people, and nobody of them has one today."""
        had = Q(standings__isnull=False) | Q(people__standings__isnull=False)
        here = Person.objects.standing_now().exclude(organisation=None).order_by().values("organisation")
        return self.filter(had).exclude(pk__in=here)


@tracked()
class Organisation(Versioned):
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
        NETWORK = "network", _("Network")
        INITIATIVE = "initiative", _("Initiative")
        OTHER = "other", _("Other")

    name = BothLanguages(NameField(_("name"), max_length=200))
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, default=Kind.OTHER)
    area = models.CharField(_("area of Wales"), max_length=12, choices=Area.choices, blank=True)
    website = WebField(_("website"), blank=True)
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = [InOrder("name_en", "name_cy"), "pk"]
        indexes = [
            models.Index(InOrder("name_en", "name_cy", language="en"), name="members_organisation_order_en"),
            models.Index(InOrder("name_en", "name_cy", language="cy"), name="members_organisation_order_cy"),
        ]
        constraints = [said_in_one("name", WRITE_A_NAME)]
        triggers = [
            newer_language("name"),
            counts_saves("is_sample", history="members_organisationevent"),
            *searched(ORGANISATION),
            *of_organisation(),
            *stamps(),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("members:organisation", args=[self.pk])


def _is_in(*rows):
    """Return the condition (Q) that a person is the person of one of these rows."""
    condition = Q()
    for some in rows:
        condition |= Q(pk__in=some.order_by().values("person"))
    return condition


def _words():
    """Return (name, rows, column) of all that gives somebody rights today."""
    return [
        ("capacities", Standing.objects.current().order_by(), "capacity"),
        ("roles", Term.objects.current().order_by(), "office__role"),
        ("bodies", Representative.objects.in_force().words().order_by(), "word"),
    ]


ERASED = "@erased.invalid"  # the end of the addresses that stand where erased ones stood


class PersonQuerySet(models.QuerySet):
    def standing_now(self):
        """People with a standing or an office today, or who represent an organisation with one."""
        rows = (Standing.objects.current(), Term.objects.current(), Representative.objects.in_force())
        return self.filter(is_active=True).filter(_is_in(*rows))

    def record_keepers(self):
        """People who hold the administrator's office or the Chair today."""
        keeping = Term.objects.current().filter(office__role__in=[Office.Role.ADMINISTRATOR, Office.Role.CHAIR])
        return self.filter(is_active=True, pk__in=keeping.values("person"))

    def of_capacity(self, capacity, on=None):
        """People who are (or on that date were) members, partners or associates, themselves or for an organisation."""
        own, others = (
            Standing.objects.current(on).filter(capacity=capacity),
            Representative.objects.in_force(on).filter(held=capacity),
        )
        return self.filter(_is_in(own, others))

    def voters(self, on=None):
        """People who decide (or did on that date): members in their own right,
        and who votes for a member organisation; each once.
        """
        members = Standing.objects.current(on).filter(capacity=Capacity.MEMBER)
        return self.filter(_is_in(members, Representative.objects.voting(on)))

    def for_a_meeting(self, *, is_shared):
        """People with standing or office today whom something is for that is shared
        with partners, or with members alone.
        """
        if is_shared:
            return self.standing_now()
        sharing = Person.objects.of_capacity(Capacity.PARTNER) | Person.objects.of_capacity(Capacity.ASSOCIATE)
        members = Person.objects.of_capacity(Capacity.MEMBER).values("pk")
        return self.standing_now().exclude(pk__in=sharing.exclude(pk__in=members).values("pk"))

    def with_rights(self):
        """People with what makes up their `rights` read along, so that asking for these needs no query."""
        words = {
            f"{name}_held": ArraySubquery(rows.filter(person=OuterRef("pk")).values(word))
            for name, rows, word in _words()
        }
        return self.annotate(**words)

    def with_stamp(self):
        """People with their rights, and with the `stamp` of the record as it stood when these were read."""
        return self.with_rights().annotate(stamp=RawSQL(keeping.READ, ()))  # noqa: S611 (constant)

    def visible_to(self, person):
        """The directory: to members and partners those with standing;
        to who keeps the record everybody; to others nobody.
        """
        if access.keeps_the_record(person):
            return self
        return self.standing_now() if access.may_read_directory(person) else self.none()

    def showing(self, field, reader):
        """Those of the people whose field `field` this reader may see: their own, what is for them,
        and all for who keeps the record.
        """
        if access.keeps_the_record(reader):
            return self
        audiences = access.audiences_of(access.reads_people_in(reader))
        return self.filter(Q(pk=reader.pk) | Q(**{f"{field}_audience__in": audiences}))


def has_left(path) -> Q:
    """Return the condition (Q) that somebody to whom `path` leads ("owner") is there, and has no part in the Forum
    today: left, lapsed, removed, erased, or with a closed account.
    """
    return ~Q(**{path: None}) & ~Q(**{f"{path}__in": Person.objects.standing_now().order_by().values("pk")})


def telling(condition):
    """Return the expression (bool) whether a condition (Q) holds, to be annotated."""
    return Case(When(condition, then=Value(True)), default=Value(False))


UNSEEN = ("password", "last_login", "calendar_digest")  # on no page but those about them
KEPT_BY_THE_SITE = ("password", "last_login", "calendar_digest", "is_sample", "kept_name", "access_needs")


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):
    def create_user(self, email, password=None, **fields):
        """Create and return a person who can log in; without a password they get a code by mail."""
        person = self.model(email=email.lower(), **fields)
        person.set_password(password)
        person.save(force_insert=True)
        return person

    def create_superuser(self, email, password=None, **fields):
        """Create and return a person with every permission in the Django admin."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)

    def who_is(self, pk):
        """Return the person with this key, their rights read along, or None."""
        sql, values = _read_with_rights(timezone.localdate())
        return next(iter(self.raw(sql, [*values, pk])), None)


@lru_cache(maxsize=2)
def _read_with_rights(_today):
    """Return the SQL of a person with their rights and the stamp of the record, and its values but the last, the
    key.

    Every page asks for it, and to build it takes longer than to ask it.
    """
    sql, values = Person.objects.with_stamp().filter(pk=0).query.sql_with_params()
    return sql, values[:-1]


def _audience(label, default=access.Audience.SHARED):
    offered = [choice for choice in access.Audience.choices if choice[0] != access.Audience.PUBLIC]
    return models.CharField(label, max_length=10, choices=offered, default=default)


OFFICE_AUDIENCES = [(one.value, one.label) for one in (access.Audience.SHARED, access.Audience.PUBLIC)]


@tracked(without=["password", "last_login", "calendar_digest", "access_needs", "kept_name", "prefers_easy_read"])
class Person(Versioned, AbstractBaseUser, PermissionsMixin):
    """Somebody who can log in: a member, a partner, an officer or staff."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = NameField(_("name"), max_length=150)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="people", verbose_name=_("organisation")
    )
    role_there = NameField(_("role there"), max_length=150, blank=True)
    area = models.CharField(_("area of Wales"), max_length=12, choices=Area.choices, blank=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=Language.choices,
        default=Language.ENGLISH,
        help_text=_("The language of the pages and letters this person gets."),
    )
    prefers_easy_read = models.BooleanField(
        _("easy read first"),
        default=False,
        help_text=_("Where a resource is there in easy read, that comes first for you."),
    )
    phone = LineField(_("telephone"), max_length=40, blank=True)
    about = BothLanguages(LongTextField(_("a few words about yourself"), max_length=1_000))
    interests = models.ManyToManyField(Interest, blank=True, related_name="people", verbose_name=_("interests"))
    email_audience = _audience(_("who may see the e-mail address"), access.Audience.KEEPERS)
    phone_audience = _audience(_("who may see the telephone number"), access.Audience.KEEPERS)
    role_there_audience = _audience(_("who may see the role there"))
    area_audience = _audience(_("who may see the area"))
    interests_audience = _audience(_("who may see the interests"))
    about_audience = _audience(_("who may see these words"))
    office_audience = models.CharField(
        _("who may see that you hold your office"),
        max_length=10,
        choices=OFFICE_AUDIENCES,
        default=access.Audience.SHARED,
        help_text=_("Everybody reads it on the Forum’s contact page: your name and your office, and nothing else."),
    )
    is_active = models.BooleanField(
        _("active"), default=True, help_text=_("Untick to close the account without deleting its history.")
    )
    is_staff = models.BooleanField(_("staff"), default=False, help_text=_("May log in to the Django admin."))
    is_sample = models.BooleanField(_("sample"), default=False, editable=False)
    access_needs = LongTextField(
        _("anything that helps you take part"),
        max_length=1_000,
        blank=True,
        help_text=_("Only the administrator reads this. It is there because you asked for it to be remembered."),
    )
    calendar_digest = models.CharField(  # noqa: DJ001 (NULL: no feed, and many have none)
        _("key of the calendar"), max_length=64, null=True, unique=True, editable=False
    )
    created_at = models.DateTimeField(_("added"), default=timezone.now, editable=False)
    kept_name = NameField(
        _("name in the record"), max_length=150, blank=True, default="", editable=False
    )  # of who is erased: for confirmed minutes alone

    WITH_AUDIENCE = (
        "email",
        "phone",
        "role_there",
        "area",
        "interests",
        "about",
    )  # each with a column that says who may see it
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = PersonManager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = [InOrder("name"), "pk"]
        indexes = [
            models.Index(InOrder("name", language="en"), name="members_person_order_en"),
            models.Index(InOrder("name", language="cy"), name="members_person_order_cy"),
        ]
        constraints = [models.UniqueConstraint(Lower("email"), name="members_person_email_once")]
        triggers = [
            newer_language("about"),
            counts_saves(*KEPT_BY_THE_SITE, history="members_personevent"),
            *searched(PERSON, PERSON_ROLE, PERSON_ABOUT),
            TERM.followed("r.person_id = NEW.id", "name"),
            *stamps(but=UNSEEN),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        self.email = (self.email or "").lower()

    def get_absolute_url(self):
        return reverse("members:person", args=[self.pk])

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return called(self.name)

    @cached_property
    def rights(self):
        """What this person is today: a frozenset of capacities ("member", "partner"), roles ("chair", "administrator"),
        and "voter".

        Read once a request, so that an end of standing or office takes effect at the next.
        """
        if "roles_held" in self.__dict__:
            return rights_of([*self.capacities_held, *self.roles_held, *self.bodies_held])
        first, *more = (rows.filter(person=self).values_list(word) for _name, rows, word in _words())
        return rights_of(word for (word,) in first.union(*more))


class PersonInterest(Person.interests.through):
    """What a person takes an interest in: the table between the two, named so that it counts as their version."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("interest of a person")
        verbose_name_plural = _("interests of a person")
        triggers = [counts_for("person_id", "members_person", of="interest_id"), *stamps()]
