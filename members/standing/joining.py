"""How people come to the Forum: applications that are asked back about, accepted or declined;
invitations that are answered.
"""

import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from common.editing import IllegalChange
from common.turns import one_at_a_time
from members.letters.letters import write
from members.models import (
    Application,
    ApplicationWord,
    Capacity,
    Invite,
    MembershipRules,
    Organisation,
    OrganisationStanding,
    Person,
    Representative,
)
from members.standing import bodies, emails, standing

INVITE_DAYS = 30  # how long an invitation can be accepted
State = Application.State


@transaction.atomic
def apply(*, application):
    """Save an Application, unless one with the same address waits already, and tell the record keepers.

    The answer to the visitor is the same in both cases, and takes as long, so that nobody learns who has applied.
    """
    one_at_a_time(f"application of {application.email.lower()}")
    has_applied = Application.objects.filter(
        email__iexact=application.email, state__in=[State.WAITING, State.ASKED]
    ).exists()
    if has_applied:
        application.email = f"{get_random_string(20)}@twice.invalid"  # an address once: the rest is done, and undone
    with transaction.atomic():
        application.save()
        write(emails.APPLIED, application.pk, people=Person.objects.record_keepers())
        transaction.set_rollback(has_applied)


@transaction.atomic
def ask_back(*, application, text):
    """Ask who applies something, by letter."""
    locked = _open(application)
    word = ApplicationWord.objects.create(application=locked, text=text)
    locked.state = State.ASKED
    locked.save(update_fields=["state"])
    write(emails.ASKED_BACK, word.pk, addresses=[locked.email])


@transaction.atomic
def answer_back(*, application, text):
    """Keep what who applies answered, and let the application wait again."""
    locked = _open(application)
    ApplicationWord.objects.create(application=locked, text=text, is_ours=False)
    locked.state = State.WAITING
    locked.save(update_fields=["state"])


@transaction.atomic
def accept(*, application, by, text="", decision_path=""):
    """Make who applied a member from today, and write to them; `decision_path` leads to a meeting's decision, if one is
    needed.

    An organisation becomes the member, and who applied for it votes for it, unless somebody does already.
    """
    locked = _open(application)
    if MembershipRules.now().asks_decision and not decision_path:
        raise IllegalChange(_("New members are accepted at a meeting. Please name its decision."))
    facts = {"name": locked.name, "role_there": locked.role_there, "area": locked.area, "language": locked.language}
    facts |= {"email": locked.email, "organisation": body(locked.organisation)}
    is_body = locked.kind == Application.Kind.ORGANISATION
    locked.person = _welcome_body(**facts) if is_body else welcome(capacity=Capacity.MEMBER, **facts)
    locked.decision_path = decision_path
    _decide(locked, State.ACCEPTED, by, text)
    write(emails.WELCOME, locked.person.pk, people=[locked.person])
    return locked.person


@transaction.atomic
def decline(*, application, by, text):
    """Decline an application with words that its maker reads."""
    locked = _open(application)
    word = _decide(locked, State.DECLINED, by, text)
    write(emails.DECLINED, word.pk, addresses=[locked.email])


def _open(application):
    locked = Application.objects.select_for_update(of=["self"]).get(pk=application.pk)
    if locked.state not in (State.WAITING, State.ASKED):
        raise IllegalChange(_("This application has been decided already."))
    return locked


def _decide(application, state, by, text):
    application.state, application.decided_at, application.decided_by = state, timezone.now(), by
    application.save()
    return ApplicationWord.objects.create(application=application, text=text) if text else None


def body(name):
    """Return the organisation of this name in either language, made if we do not know it; None for no name."""
    if not name:
        return None
    known = Organisation.objects.filter(name_en__iexact=name) | Organisation.objects.filter(name_cy__iexact=name)
    return known.first() or Organisation.objects.create(name_en=name)


def known_or_new(*, email, organisation, **facts):
    """Return the person with this address, made if we do not know it."""
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        person = Person.objects.create_user(email, organisation=organisation, **facts)
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def welcome(*, capacity, **facts):
    """Return the person with this address, made if we do not know it, with a standing from today.

    Raises IllegalChange if they have one already.
    """
    return standing.give(person=known_or_new(**facts), capacity=capacity).person


def _welcome_body(*, organisation, **facts):
    """Return the person with this address, made if we do not know it,
    as representative of an organisation that is a member.
    """
    person = known_or_new(organisation=organisation, **facts)
    if not OrganisationStanding.objects.current().filter(organisation=organisation).exists():
        bodies.give(organisation=organisation, capacity=Capacity.MEMBER)
    is_voting = not Representative.objects.not_over().filter(organisation=organisation, is_voting=True).exists()
    bodies.represent(organisation=organisation, person=person, is_voting=is_voting)
    return person


@transaction.atomic
def add_representative(*, organisation, is_voting, person=None, **facts):
    """Let somebody represent an organisation: a person we know, or a new one by address and name,
    who is welcomed by letter.
    """
    is_new = person is None and not Person.objects.filter(email__iexact=facts["email"]).exists()
    person = person or known_or_new(organisation=organisation, **facts)
    row = bodies.represent(organisation=organisation, person=person, is_voting=is_voting)
    if is_new:
        write(emails.WELCOME, person.pk, people=[person])
    return row


@transaction.atomic
def invite_listed(*, form, by):
    """Invite those on a form's list who are neither here nor invited, and return their Invites; the form says why
    others are left out.
    """
    one_at_a_time("invitations")
    form.is_valid()
    return invite(rows=form.rows, by=by)


@transaction.atomic
def invite(*, rows, by):
    """Save the Invites and write to each; return them."""
    for row in rows:
        row.invited_by, row.expires_at = by, timezone.now() + datetime.timedelta(days=INVITE_DAYS)
        row.save()
        write(emails.INVITED, f"{row.pk}:{row.times_sent}", addresses=[row.email])
    return rows


@transaction.atomic
def send_again(*, row):
    """Write an invitation once more, with new days to accept it."""
    locked = _sent(row)
    locked.times_sent += 1
    locked.expires_at = timezone.now() + datetime.timedelta(days=INVITE_DAYS)
    locked.save(update_fields=["times_sent", "expires_at"])
    write(emails.INVITED, f"{locked.pk}:{locked.times_sent}", addresses=[locked.email])


@transaction.atomic
def withdraw(*, row):
    """Take an invitation back; its link is dead from now on."""
    locked = _sent(row)
    locked.state = Invite.State.WITHDRAWN
    locked.save(update_fields=["state"])


@transaction.atomic
def answer_invite(*, row, accept):
    """Accept or decline an invitation, and return the person who came of it, or None;
    raises IllegalChange once it is closed.
    """
    locked = _sent(row)
    if not locked.is_open:
        raise IllegalChange(_("This invitation has expired. Please ask the administrator for a new one."))
    locked.state = Invite.State.ACCEPTED if accept else Invite.State.DECLINED
    locked.save(update_fields=["state"])
    if not accept:
        return None
    organisation = locked.organisation or body(locked.organisation_name)
    return welcome(
        email=locked.email,
        capacity=locked.capacity,
        organisation=organisation,
        name=locked.name,
        language=locked.language,
    )


def _sent(row):
    locked = Invite.objects.select_for_update(of=["self"]).get(pk=row.pk)
    if locked.state != Invite.State.SENT:
        raise IllegalChange(_("This invitation has been answered or withdrawn already."))
    return locked
