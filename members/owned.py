"""What this app keeps about a person, for the page of their own data."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q

from common.doors.overview import own
from members.enquiries import telling
from members.models import (
    Application,
    Complaint,
    Consent,
    ContactNote,
    Incoming,
    Interest,
    Invite,
    Letter,
    LetterChoice,
    LostFactor,
    Network,
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
    "prefers_easy_read",
    "phone",
    "about_en",
    "about_cy",
    "access_needs",
)
CONTACT = ("name", "organisation", "role_there", "email", "phone", "next_step", "next_step_on")
REGISTERED = ("text", "since", "until", "audience")
SESSION = ("created_at", "last_seen_at", "ip", "user_agent")
APPLIED = ("name", "email", "organisation", "role_there", "heard", "why", "agreed_to", "state", "made_at", "decided_at")


def own_data(person) -> list:
    """Return what this app keeps about a person, also under their address from before they had an account."""
    return [*_in_the_forum(person), *telling.own_data(person), *_around_the_account(person)]


def _in_the_forum(person) -> list:
    mine = {"email__iexact": person.email}
    audiences = [f"{field}_audience" for field in (*Person.WITH_AUDIENCE, "office")]
    period, consent = ("starts_on", "ends_on"), ("kind", "wording", "language", "given_at", "withdrawn_at")
    invited = ("name", "email", "capacity", "state", "made_at", "expires_at")
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
        own(
            "networks",
            Network.objects.filter(keeper=person).select_related("organisation"),
            "organisation",
            "next_step",
        ),
        own("lost_factors", LostFactor.objects.filter(person=person), "reason", "opened_at"),
        own("applications", Application.objects.filter(**mine), *APPLIED),
        own("invitations", Invite.objects.filter(**mine), *invited),
        own("complaints", Complaint.objects.filter(**mine), "name", "text", "received_at", "reply", "closed_at"),
    ]


def _around_the_account(person) -> list:
    mine, to_them = {"email__iexact": person.email}, Q(person=person) | Q(address__iexact=person.email)
    return [
        own("contacts", Stakeholder.objects.filter(**mine), *CONTACT),
        own("contact_notes", ContactNote.objects.filter(stakeholder__email__iexact=person.email), "on", "text"),
        own("addresses", EmailAddress.objects.filter(user=person), "email", "verified", "primary"),
        own("factors", Authenticator.objects.filter(user=person), "type", "created_at", "last_used_at"),
        own("sessions", UserSession.objects.filter(user=person), *SESSION),
        own("letters", Letter.objects.filter(to_them), "kind", "state", "created_at", "sent_at"),
        own("returned", ReturnedAddress.objects.filter(to_them), "address", "status", "noted_at", "stopped_at"),
        own("incoming", Incoming.objects.filter(person=person), "outcome", "read_at"),
    ]
