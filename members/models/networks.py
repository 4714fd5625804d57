"""Networks through which the Forum is promoted, and initiatives it follows: who keeps up with each, and what next."""

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, Max, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.editing import Versioned, counts_saves
from common.keeping import stamps
from common.text import LineField
from members.access import EVERYTHING, ForCircles, within
from members.history import tracked
from members.models.contacts import Contact
from members.models.people import Organisation

LONG = datetime.timedelta(days=365)  # since a network was last heard of


class NetworkQuerySet(ForCircles):
    def visible_within(self, circle):
        """Whoever belongs to the Forum; visitors read of none."""
        return self.filter(within(circle, shared=EVERYTHING))

    def kept_up(self):
        """Those that the Forum keeps up with today."""
        return self.filter(is_kept_up=True)

    def due(self):
        """Those whose next step was to be taken by today."""
        return self.kept_up().exclude(next_step="").filter(next_step_on__lte=timezone.localdate())

    def unheard(self):
        """Those that nobody has heard of for LONG; what is new has as long a time."""
        since = timezone.localdate() - LONG
        heard = NetworkContact.objects.filter(network=OuterRef("pk"), on__gt=since).order_by()
        return self.kept_up().filter(~Exists(heard), added_on__lte=since)

    def with_contact(self):
        """With the day `heard_on` of the last contact, or None, and what their pages name."""
        return self.annotate(heard_on=Max("contacts__on")).select_related("organisation", "keeper")


@tracked()
class Network(Versioned):
    """That the Forum keeps up with a body: a network or stakeholder that promotes it, or an initiative of interest."""

    organisation = models.OneToOneField(
        Organisation, models.CASCADE, related_name="+", verbose_name=_("organisation"),
        error_messages={"unique": _("The Forum keeps up with this organisation already.")},
    )  # fmt: skip
    keeper = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("who keeps up with it"),
    )  # fmt: skip
    next_step = LineField(_("next step"), max_length=300, blank=True)
    next_step_on = models.DateField(_("by when"), null=True, blank=True)
    is_kept_up = models.BooleanField(_("the Forum keeps up with it"), default=True)
    added_on = models.DateField(_("added"), default=timezone.localdate, editable=False)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("network or initiative")
        verbose_name_plural = _("networks and initiatives")
        ordering = ["pk"]
        triggers = [counts_saves(), *stamps()]

    def __str__(self):
        return str(self.organisation)

    def get_absolute_url(self):
        return reverse("members:network", args=[self.pk])


class NetworkContact(Contact):
    """That somebody was in touch with a network or an initiative, or heard of it."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="contacts", verbose_name=_("network"))

    class Meta(Contact.Meta):
        verbose_name = _("contact with a network")
        verbose_name_plural = _("contacts with networks")
        triggers = stamps()

    def __str__(self):
        return f"{self.network}: {self.said_when}"
