"""People and organisations; what they are in the Forum stands in `standing.py`, which of them in `belonging.py`."""

from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_for, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.languages.ordering import InOrder
from common.text import LineField, LongTextField, NameField, WebField
from members import access
from members.history import tracked
from members.models.areas import AreaField, names_area
from members.models.belonging import PersonManager, words_today
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
from members.models.standing import WRITE_A_NAME, rights_of


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
    area = AreaField(blank=True)
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
            names_area(),
            *searched(ORGANISATION),
            *of_organisation(),
            *stamps(),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("members:organisation", args=[self.pk])


ERASED = "@erased.invalid"  # the end of the addresses that stand where erased ones stood


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
    area = AreaField(blank=True)
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
            names_area(),
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
        first, *more = (rows.filter(person=self).values_list(word) for _name, rows, word in words_today())
        return rights_of(word for (word,) in first.union(*more))


class PersonInterest(Person.interests.through):
    """What a person takes an interest in: the table between the two, named so that it counts as their version."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("interest of a person")
        verbose_name_plural = _("interests of a person")
        triggers = [counts_for("person_id", "members_person", of="interest_id"), *stamps()]
