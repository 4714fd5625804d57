"""What the members app hands upward."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from common.overview import Door, News, SetUp, own
from members import finding, sample, waiting, year
from members.data import erasure
from members.enquiries import telling
from members.history import kinds
from members.letters.trying import TEST
from members.models import (
    Application,
    Complaint,
    Consent,
    ContactNote,
    Identity,
    Incoming,
    Interest,
    Invite,
    Letter,
    LetterChoice,
    LostFactor,
    MembershipRules,
    Person,
    RegisteredInterest,
    Renewal,
    Representative,
    ReturnedAddress,
    Stakeholder,
    Standing,
    Term,
)

ACCOUNT = (
    "name",
    "email",
    "organisation",
    "role_there",
    "area",
    "language",
    "phone",
    "about_en",
    "about_cy",
    "access_needs",
)
CONTACT = ("name", "organisation", "role_there", "email", "phone", "next_step", "next_step_on")
REGISTERED = ("text", "since", "until", "audience")
SESSION = ("created_at", "last_seen_at", "ip", "user_agent")
APPLIED = ("name", "email", "organisation", "role_there", "heard", "why", "agreed_to", "state", "made_at", "decided_at")


def of_year(start, end, circle) -> list:
    """Return what members and enquiries tell of the days between two dates, for a circle."""
    return [*year.year(start, end, circle), *telling.year(start, end, circle)]


def asked(since, reader) -> list[News]:
    """Return the applications that came since a moment and wait for an answer, for who keeps the record."""
    rows = Application.objects.visible_to(reader).waiting().filter(made_at__gte=since)[:20]
    said = _("An application to join, from:")
    return [
        News("application", row.name, reverse("members:application", args=[row.pk]), row.made_at, said) for row in rows
    ]


def own_data(person) -> list:
    """Return what this app keeps about a person, also under their address from before they had an account."""
    mine = {"email__iexact": person.email}
    audiences = [f"{field}_audience" for field in (*Person.WITH_AUDIENCE, "office")]
    period, consent = ("starts_on", "ends_on"), ("kind", "wording", "language", "given_at", "withdrawn_at")
    invited = ("name", "email", "capacity", "state", "made_at", "expires_at")
    to_them = Q(person=person) | Q(address__iexact=person.email)
    return [
        own("account", Person.objects.filter(pk=person.pk), *ACCOUNT, *audiences, "created_at", "last_login"),
        own("interests", Interest.objects.filter(people=person), "name_en", "name_cy"),
        own("registered_interests", RegisteredInterest.objects.filter(person=person), *REGISTERED),
        own("standings", Standing.objects.filter(person=person), "capacity", *period, "ended_because"),
        own("terms", Term.objects.filter(person=person).select_related("office"), "office", *period),
        own("represents", Representative.objects.filter(person=person), "organisation", "is_voting", *period),
        own("renewals", Renewal.objects.filter(person=person), "due_on", "asked_on", "renewed_at"),
        own("consents", Consent.objects.filter(person=person), *consent),
        own("letter_choices", LetterChoice.objects.filter(person=person), "kind", "when", "chosen_at"),
        own("lost_factors", LostFactor.objects.filter(person=person), "reason", "opened_at"),
        own("applications", Application.objects.filter(**mine), *APPLIED),
        own("invitations", Invite.objects.filter(**mine), *invited),
        own("complaints", Complaint.objects.filter(**mine), "name", "text", "received_at", "reply", "closed_at"),
        *telling.own_data(person),
        own("contacts", Stakeholder.objects.filter(**mine), *CONTACT),
        own("contact_notes", ContactNote.objects.filter(stakeholder__email__iexact=person.email), "on", "text"),
        own("addresses", EmailAddress.objects.filter(user=person), "email", "verified", "primary"),
        own("factors", Authenticator.objects.filter(user=person), "type", "created_at", "last_used_at"),
        own("sessions", UserSession.objects.filter(user=person), *SESSION),
        own("letters", Letter.objects.filter(to_them), "kind", "state", "created_at", "sent_at"),
        own("returned", ReturnedAddress.objects.filter(to_them), "address", "status", "noted_at", "stopped_at"),
        own("incoming", Incoming.objects.filter(person=person), "outcome", "read_at"),
    ]


def set_up(person) -> list[SetUp]:
    """Return the steps of moving in that are about the Forum itself and its people."""
    is_written, has_rules = Identity.now().is_written, MembershipRules.objects.exists()
    has_people = Invite.objects.exists() or Person.objects.count() > 1
    is_tried = Letter.objects.filter(kind=TEST, state=Letter.State.SENT).exists()
    names, held = _("The Forum’s names, the address that people write to, its colour."), _("Who holds which office.")
    people = _("Invite them, one or a whole list, or read them in from a file.")
    rows = [
        (1, _("Who we are"), names, "identity", is_written),
        (2, _("Offices"), held, "offices_all", True),
        (3, _("Membership"), _("Partners, associates, how people join and renew."), "membership_rules", has_rules),
        (6, _("People"), people, "invites", has_people),
        (8, _("A test letter"), _("To yourself, so that you know that letters arrive."), "letters", is_tried),
    ]
    return [SetUp(order, label, why, reverse(f"members:{name}"), done) for order, label, why, name, done in rows]


def histories(reader) -> list:
    """Return the models of this app whose history this reader may read."""
    return kinds("members", reader)


def waits(person) -> list:
    """Return what of people, and of enquiries, waits for a person."""
    return [*waiting.kinds(person), *telling.waits(person)]


DOOR = Door(
    app="members",
    at="people/",
    findable=finding.findable,
    called=finding.called,
    waits=waits,
    year=of_year,
    asked=asked,
    own_data=own_data,
    histories=histories,
    recorded={
        "members:person": "members.Person",
        "members:organisation": "members.Organisation",
        "members:stakeholder": "members.Stakeholder",
        "members:application": "members.Application",
        "members:edit_interest": "members.RegisteredInterest",
    },
    going=erasure.going,
    staying=erasure.staying,
    set_up=set_up,
    sample=sample.make,
)
