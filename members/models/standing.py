"""What people are in the Forum, from when to when: standing, and offices with terms; and the rights that this gives."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.both_languages import BothLanguages, newer_language, said_in_one
from common.editing import Versioned, counts_saves
from common.finding.index import searched
from common.keeping import stamps
from common.text import NameField
from members.history import tracked
from members.models.bodies import VOTES_FOR
from members.models.indexes import TERM
from members.models.periods import PERSON, Capacity, Ending, Period, ends_after, one_at_a_time

WRITE_A_NAME = _("Please write the name in English or in Welsh.")
VOTER = "voter"


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
            ends_after("members_standing_ends_after"),
            one_at_a_time(
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
            ends_after("members_term_ends_after"),
            one_at_a_time(
                "members_term_once_at_a_time",
                _("This person already holds this office in these days."),
                "person",
                "office",
            ),
        ]

    def __str__(self):
        return f"{self.office}: {self.person}"


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
