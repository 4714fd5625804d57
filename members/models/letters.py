"""The ledger of letters."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import access
from members.models.people import Person


class LetterQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The ledger is the administrator's and the Chair's."""
        return self if access.keeps_the_record(person) else self.none()

    def failed(self):
        """Letters that could not be sent, the last one first."""
        return self.filter(state=Letter.State.FAILED).order_by("-created_at", "-pk")

    def stopped(self):
        """Letters that leave only when somebody says so: that failed, or are held back since a restore."""
        return self.filter(state__in=[Letter.State.FAILED, Letter.State.HELD])


class LetterChoice(models.Model):
    """When somebody wants letters of a kind that they may choose: without a row at once."""

    class When(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        WITH_DIGEST = "digest", _("With the digest")
        NEVER = "never", _("Never")

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name=_("person"))
    kind = models.CharField(_("letter"), max_length=40)
    when = models.CharField(_("when"), max_length=10, choices=When.choices, default=When.AT_ONCE)
    chosen_at = models.DateTimeField(_("chosen"), auto_now=True)

    class Meta:
        verbose_name = _("choice of letters")
        verbose_name_plural = _("choices of letters")
        ordering = ["kind", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="members_letterchoice_once")]

    def __str__(self):
        return f"{self.person}: {self.kind} {self.when}"


class Letter(models.Model):
    """One letter of the ledger: of a kind, about a thing, to a person (or to an address without an account), once."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")
        HELD = "held", _("Held back")
        DROPPED = "dropped", _("No longer called for")

    kind = models.CharField(_("letter"), max_length=40)
    thing = models.CharField(_("about"), max_length=60)  # such as "12:1", as the letter's own app reads it
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="letters", verbose_name=_("person")
    )
    address = models.EmailField(_("address"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    error = models.CharField(_("why not"), max_length=100, blank=True)
    subject = models.CharField(_("subject"), max_length=200, blank=True)  # kept while it could not be sent
    created_at = models.DateTimeField(_("written"), default=timezone.now, editable=False)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = _("letter")
        verbose_name_plural = _("letters")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "thing", "person", "address"], name="members_letter_once", nulls_distinct=False
            )
        ]

    def __str__(self):
        return f"{self.kind} {self.thing}: {self.person or self.address}"
