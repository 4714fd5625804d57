"""How people come to the Forum: applications that are asked back about, accepted or declined;
invitations that are answered.
"""

import datetime
from functools import partial

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.steps import Step, take
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
def apply(*, application) -> None:
    """Save an Application, unless one with the same address waits already, and write to its maker that it came.

    The answer to the visitor is the same in both cases, and takes as long, so that nobody learns who has applied.
    """
    one_at_a_time(f"application of {application.email.lower()}")
    has_applied = Application.objects.filter(
        email__iexact=application.email, state__in=[State.WAITING, State.ASKED]
    ).exists()
    if has_applied:
        application.email = f"{get_random_string(20)}@twice.invalid"  # an address once: the rest is done, and undone
    with transaction.atomic():
        application.save(force_insert=True)
        write(emails.APPLIED, application.pk, addresses=[application.email])
        transaction.set_rollback(has_applied)


def ask_back(*, application, text) -> None:
    """Ask who applies something, by letter."""
    take(application, ASK_BACK, text=text)


def answer_back(*, application, text) -> None:
    """Keep what who applies answered, and let the application wait again."""
    take(application, ANSWER_BACK, text=text)


def accept(*, application, by, text="", decision_path=""):
    """Make who applied a member from today, and write to them; `decision_path` leads to a meeting's decision, if one is
    needed.

    An organisation becomes the member, and who applied for it votes for it, unless somebody does already.
    """
    return take(application, ACCEPT, by=by, text=text, decision_path=decision_path).person


def decline(*, application, by, text) -> None:
    """Decline an application with words that its maker reads."""
    take(application, DECLINE, by=by, text=text)


def _ask(application, *, text) -> None:
    word = ApplicationWord.objects.create(application=application, text=text)
    write(emails.ASKED_BACK, word.pk, addresses=[application.email])


def _hear(application, *, text) -> None:
    ApplicationWord.objects.create(application=application, text=text, is_ours=False)


def _lacks_decision(_application, *, decision_path, **_facts) -> str:
    is_lacking = MembershipRules.now().asks_decision and not decision_path
    return _("New members are accepted at a meeting. Please name its decision.") if is_lacking else ""


def _joined(application, *, by, decision_path, **_facts) -> dict:
    """Let who applied join, and return what the application keeps of that."""
    facts = {name: getattr(application, name) for name in ("name", "role_there", "area", "language", "email")}
    facts["organisation"] = body(application.organisation)
    is_body = application.kind == Application.Kind.ORGANISATION
    person = _welcome_body(**facts) if is_body else welcome(capacity=Capacity.MEMBER, **facts)
    return {"person": person, "decision_path": decision_path} | _decided(application, by=by)


def _decided(_application, *, by, **_facts) -> dict:
    return {"decided_at": timezone.now(), "decided_by": by}


def _welcome_in(application, *, text, **_facts) -> None:
    if text:
        ApplicationWord.objects.create(application=application, text=text)
    write(emails.WELCOME, application.person.pk, people=[application.person])


def _let_down(application, *, text, **_facts) -> None:
    word = ApplicationWord.objects.create(application=application, text=text)
    write(emails.DECLINED, word.pk, addresses=[application.email])


_step = partial(
    Step,
    from_states=frozenset({State.WAITING, State.ASKED}),
    closed=gettext_lazy("This application has been decided already."),
)
ASK_BACK = _step(name="ask", to_state=State.ASKED, then=_ask)
ANSWER_BACK = _step(name="answer", to_state=State.WAITING, then=_hear)
ACCEPT = _step(name="accept", to_state=State.ACCEPTED, asks=_lacks_decision, sets=_joined, then=_welcome_in)
DECLINE = _step(name="decline", to_state=State.DECLINED, sets=_decided, then=_let_down)


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
        row.save(force_insert=True)
        _send(row)
    return rows


def send_again(*, row) -> None:
    """Write an invitation once more, with new days to accept it."""
    take(row, SEND_AGAIN)


def withdraw(*, row) -> None:
    """Take an invitation back; its link is dead from now on."""
    take(row, WITHDRAW_INVITE)


@transaction.atomic
def answer_invite(*, row, accept):
    """Accept or decline an invitation, and return the person who came of it, or None;
    raises IllegalChange once it is closed.
    """
    row = take(row, ACCEPT_INVITE if accept else DECLINE_INVITE)
    if not accept:
        return None
    organisation = row.organisation or body(row.organisation_name)
    facts = {name: getattr(row, name) for name in ("email", "capacity", "name", "language")}
    return welcome(organisation=organisation, **facts)


def _has_expired(row) -> str:
    is_over = not row.is_open
    return _("This invitation has expired. Please ask the administrator for a new one.") if is_over else ""


def _more_days(row) -> dict:
    days = datetime.timedelta(days=INVITE_DAYS)
    return {"times_sent": row.times_sent + 1, "expires_at": timezone.now() + days}


def _send(row) -> None:
    write(emails.INVITED, f"{row.pk}:{row.times_sent}", addresses=[row.email])


_step = partial(
    Step,
    from_states=frozenset({Invite.State.SENT}),
    closed=gettext_lazy("This invitation has been answered or withdrawn already."),
)
SEND_AGAIN = _step(name="again", to_state=Invite.State.SENT, sets=_more_days, then=_send)
WITHDRAW_INVITE = _step(name="withdraw", to_state=Invite.State.WITHDRAWN)
ACCEPT_INVITE = _step(name="accept", to_state=Invite.State.ACCEPTED, asks=_has_expired)
DECLINE_INVITE = _step(name="decline", to_state=Invite.State.DECLINED, asks=_has_expired)
