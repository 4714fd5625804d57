"""The register of interests: what people say of themselves that a decision of the Forum might touch."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from common.editing import Versioned, counts_saves
from common.languages.telling import told
from common.text import LongTextField
from members.access import OF_AUDIENCE, Audience, circle_of, keeps_the_record
from members.history import tracked
from members.models.people import Person

AUDIENCES = [choice for choice in Audience.choices if choice[0] != Audience.PUBLIC]


class RegisteredInterestQuerySet(models.QuerySet):
    def visible_to(self, reader):
        """One's own, and those of the people one sees, as far as they show them; visitors see none."""
        if not reader.is_authenticated:
            return self.none()
        circle = circle_of(reader)
        shown = [audience for audience, least in OF_AUDIENCE.items() if circle >= least]
        theirs = Q(audience__in=shown, person__in=Person.objects.visible_to(reader).values("pk"))
        return self.filter(Q(person=reader.pk) | theirs)


@tracked()
class RegisteredInterest(Versioned):
    """One interest of one person, from when to when: a post, a contract, a share, a close relation."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="registered_interests", verbose_name=_("person")
    )
    text = LongTextField(
        _("nature of the interest"),
        max_length=1_000,
        help_text=_("Such as a post, a contract, a share or a close relation, in English or in Welsh."),
    )
    since = models.DateField(_("since"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True, help_text=_("Leave it empty while it goes on."))
    audience = models.CharField(_("who may see it"), max_length=10, choices=AUDIENCES, default=Audience.MEMBERS)

    objects = RegisteredInterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("registered interest")
        verbose_name_plural = _("register of interests")
        ordering = ["person", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")),
                name="members_registeredinterest_ends_after",
                violation_error_message=_("This ends before it starts. Please check the two dates."),
            )
        ]
        triggers = [counts_saves()]

    def __str__(self):
        return f"{self.person}: {self.words}"

    @property
    def words(self):
        """What it is, knowing its language."""
        return told(self.text)

    def may_be_changed_by(self, person):
        """Whether somebody may change it: whose it is, and who keeps the record."""
        return self.person_id == person.pk or keeps_the_record(person)
