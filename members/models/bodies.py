"""What organisations are in the Forum, from when to when, and who represents them."""

from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Concat
from django.utils.translation import gettext_lazy as _

from common.editing import counts_saves
from common.keeping import stamps
from members.history import tracked
from members.models.periods import (
    ORGANISATION,
    PERSON,
    Capacity,
    Ending,
    Period,
    PeriodQuerySet,
    ends_after,
    one_at_a_time,
)

FOR, VOTES_FOR = "for:", "votes for:"  # what somebody is for an organisation, as `rights_of` reads it


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
            ends_after("members_organisationstanding_ends_after"),
            one_at_a_time(
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
            ends_after("members_representative_ends_after"),
            one_at_a_time(
                "members_representative_once",
                _("This person represents it in these days already."),
                "person",
                "organisation",
            ),
            one_at_a_time(
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
