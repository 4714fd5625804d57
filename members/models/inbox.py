"""What comes back by mail: how far the mailbox is read, what came, and addresses that letters come back from."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import access
from members.models.letters import Letter
from members.models.people import Person


class Mailbox(models.Model):
    """The Forum's mailbox as it was read last: one row."""

    made_at = models.DateTimeField(_("first asked"), default=timezone.now, editable=False)
    read_at = models.DateTimeField(_("read"), null=True, blank=True, editable=False)
    validity = models.BigIntegerField(_("numbering"), default=0, editable=False)  # UIDVALIDITY (RFC 3501, 2.3.1.1)
    fault = models.CharField(_("why not"), max_length=100, blank=True, editable=False)

    class Meta:
        verbose_name = _("the Forum’s mailbox")
        verbose_name_plural = _("the Forum’s mailbox")
        default_permissions = ()
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="members_mailbox_one_row")]

    def __str__(self):
        return f"{self.validity}: {self.read_at}"


class IncomingQuerySet(models.QuerySet):
    def visible_to(self, person):
        """The mailbox is the administrator's and the Chair's."""
        return self if access.keeps_the_record(person) else self.none()

    def waiting(self):
        """Messages that wait for a person in the mailbox as it is numbered now, and that nobody has read there."""
        rows = self.filter(is_unread=True).exclude(outcome__in=Incoming.FOR_NOBODY)
        return rows.filter(validity__in=Mailbox.objects.values("validity"))


class Incoming(models.Model):
    """One message of the mailbox, and what became of it; nothing of what it says is kept."""

    class Outcome(models.TextChoices):
        TAKEN = "taken", _("An answer from a calendar, which is taken")
        TAKEN_WITH_WORDS = "words", _("An answer from a calendar, which is taken, and words with it")
        OLD = "old", _("An answer from a calendar, older than the one that stands")
        PERHAPS = "perhaps", _("An answer from a calendar: perhaps")
        OTHER_TIME = "counter", _("A calendar proposes another time")
        SOMEBODY_ELSE = "delegated", _("A calendar names somebody else to come")
        MOVED = "moved", _("An answer from a calendar to a time that is no longer the meeting’s")
        LATE = "late", _("An answer from a calendar to a meeting that takes no more answers")
        NOT_THEIRS = "not_theirs", _("An answer from a calendar whose sender is not the one who was invited")
        NOT_INVITED = "not_invited", _("An answer from a calendar to no meeting that its sender is invited to")
        RETURNED = "returned", _("A letter that came back")
        NOT_OURS = "not_ours", _("It says that a letter came back, but names none of ours")
        AUTOMATIC = "automatic", _("An automatic answer")
        OTHER = "other", _("A message for a person")
        BROKEN = "broken", _("A message that cannot be read")
        HUGE = "huge", _("A message that is too large to be looked at")

    SETTLED = (Outcome.TAKEN, Outcome.OLD, Outcome.RETURNED)  # nobody need read them: marked as read in the mailbox
    FOR_NOBODY = (*SETTLED, Outcome.AUTOMATIC)  # all others wait for a person

    validity = models.BigIntegerField(_("numbering"), editable=False)
    uid = models.BigIntegerField(_("number"), editable=False)
    digest = models.CharField(_("made from"), max_length=64, blank=True, editable=False)
    outcome = models.CharField(_("what became of it"), max_length=12, choices=Outcome.choices, editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, editable=False, related_name="+", verbose_name=_("person")
    )
    is_unread = models.BooleanField(_("not read by anybody"), default=True, editable=False)
    read_at = models.DateTimeField(_("came in"), default=timezone.now, editable=False)

    objects = IncomingQuerySet.as_manager()

    class Meta:
        verbose_name = _("message that came in")
        verbose_name_plural = _("messages that came in")
        default_permissions = ()
        ordering = ["-read_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["validity", "uid"], name="members_incoming_once")]
        indexes = [models.Index(fields=["digest"], name="members_incoming_digest")]

    def __str__(self):
        return f"{self.validity}:{self.uid}: {self.outcome}"


class ReturnedAddressQuerySet(models.QuerySet):
    def stopped(self):
        """Those that nothing more is sent to."""
        return self.exclude(stopped_at=None)

    def in_use(self):
        """Those of nobody's account, and those that are still the address of theirs."""
        return self.filter(Q(person=None) | Q(person__email__iexact=F("address")))

    def visible_to(self, person):
        """One's own, and all for who keeps the record."""
        if access.keeps_the_record(person):
            return self
        return self.filter(person=person) if person.is_authenticated else self.none()


class ReturnedAddress(models.Model):
    """An address that a letter came back from for good; once it is stopped, no letter of the ledger goes there."""

    address = models.EmailField(_("address"), editable=False)
    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, editable=False, related_name="+", verbose_name=_("person")
    )
    letter = models.ForeignKey(
        Letter, models.SET_NULL, null=True, blank=True, editable=False, related_name="+", verbose_name=_("letter")
    )
    status = models.CharField(_("why"), max_length=12, blank=True, editable=False)  # of RFC 3463, as "5.1.1"
    noted_at = models.DateTimeField(_("came back"), default=timezone.now, editable=False)
    stopped_at = models.DateTimeField(_("stopped"), null=True, blank=True, editable=False)

    objects = ReturnedAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address that letters come back from")
        verbose_name_plural = _("addresses that letters come back from")
        default_permissions = ()
        ordering = ["-noted_at", "-pk"]
        constraints = [models.UniqueConstraint(Lower("address"), name="members_returnedaddress_once")]

    def __str__(self):
        return self.address
