"""The letters about joining: one function a letter, in its reader's language, checked again when it is sent."""

from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from common.languages.in_use import for_reader_of
from members.letters.composing import compose, link
from members.letters.letters import builds
from members.models import (
    Application,
    ApplicationWord,
    Invite,
    MembershipRules,
    Renewal,
    Representative,
    Standing,
)

APPLIED, ASKED_BACK, WELCOME = "members.applied", "members.asked_back", "members.welcome"
DECLINED, INVITED, RENEWAL = "members.declined", "members.invited", "members.renewal"
APPLICATION_LINK, INVITE_LINK, RENEWAL_LINK = (
    "members.application",
    "members.invite",
    "members.stay",
)  # the purposes of signed links
PAGES = {
    APPLICATION_LINK: "members:application_by_link",
    INVITE_LINK: "members:invite_by_link",
    RENEWAL_LINK: "members:renewal_by_link",
}


def signed(purpose, row) -> str:
    """Return the path of a signed link to an application, an invitation or a renewal."""
    return reverse(PAGES[purpose], args=[signing.dumps(row.pk, salt=purpose)])


def opened(purpose, token, rows):
    """Return the row that a signed link opens, or None if the link was changed or the row is gone."""
    try:
        return rows.filter(pk=signing.loads(token, salt=purpose)).first()
    except signing.BadSignature:
        return None


@builds(APPLIED, _("An application has arrived"))
def applied(letter):
    """To who applied: it is here, and what happens now."""
    application = Application.objects.filter(pk=letter.thing, email__iexact=letter.address).first()
    if application is None or application.state != Application.State.WAITING:
        return None
    with for_reader_of(application.language):
        context = {"application": application}
        return compose("members/emails/applied", context, name=application.name, address=letter.address)


@builds(ASKED_BACK, _("A question about an application"))
def asked_back(letter):
    """To who applies: a question, with a link to answer it."""
    word = ApplicationWord.objects.select_related("application").filter(pk=letter.thing).first()
    if word is None or word.application.state != Application.State.ASKED:
        return None
    with for_reader_of(word.application.language):
        context = {"word": word, "link": link(signed(APPLICATION_LINK, word.application))}
        return compose("members/emails/asked_back", context, name=word.application.name, address=letter.address)


@builds(DECLINED, _("The answer to an application"))
def declined(letter):
    """To who applied: why not."""
    word = ApplicationWord.objects.select_related("application").filter(pk=letter.thing).first()
    if word is None:
        return None
    with for_reader_of(word.application.language):
        context = {"word": word, "contact": link(reverse("members:contact"))}
        return compose("members/emails/declined", context, name=word.application.name, address=letter.address)


@builds(WELCOME, _("The welcome"))
def welcomed(letter):
    """To a new member: how to log in the first time, without a password."""
    context = {"link": link(reverse("account_request_login_code")), "person": letter.person}
    if not Standing.objects.current().filter(person=letter.person).exists():
        held = (
            Representative.objects.in_force()
            .filter(person=letter.person)
            .select_related("organisation")
            .order_by("-starts_on", "-pk")
        )
        context["represents"] = held.first()
    return compose("members/emails/welcome", context, name=letter.person.name, address=letter.person.email)


@builds(INVITED, _("An invitation to join"))
def invited(letter):
    """To somebody we would like to have: a link to accept or decline."""
    row = Invite.objects.filter(pk=letter.thing.partition(":")[0]).first()
    if row is None or not row.is_open or letter.thing != f"{row.pk}:{row.times_sent}":
        return None
    with for_reader_of(row.language):
        context = {"row": row, "link": link(signed(INVITE_LINK, row))}
        return compose("members/emails/invited", context, name=row.name, address=row.email)


def open_renewals() -> QuerySet:
    """Return the Renewals whose links open something: while the Forum has renewals."""
    return (
        Renewal.objects.select_related("person", "standing", "body_standing__organisation")
        if MembershipRules.now().has_renewals
        else Renewal.objects.none()
    )


@builds(RENEWAL, _("The yearly question whether a member stays"))
def renewal_asked(letter):
    """To a member: a link to say with one press that they stay."""
    row = open_renewals().filter(pk=letter.thing, person=letter.person, renewed_at=None).first()
    if row is None or row.period.is_over:
        return None
    context = {"renewal": row, "link": link(signed(RENEWAL_LINK, row))}
    return compose("members/emails/renewal", context, name=letter.person.name, address=letter.person.email)
