"""How logging in differs from allauth's defaults: no sign-up, a kind word at the end,
letters in the reader's language.
"""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from django.utils.translation import gettext

from common.languages.in_use import for_reader_of
from members import access
from members.account import kept_writing, ratelimits
from members.account.sessions import end_sessions, stop_link
from members.letters.composing import PRIVATE, compose
from members.letters.posting import post
from members.models import Identity, Person

TOO_MANY = ("too_many_login_attempts", "rate_limited")
FACTOR_ADDED = ("mfa/email/webauthn_added", "mfa/email/totp_activated")
UNKNOWN, LIKE_IT = "account/email/unknown_account", "account/email/login_code"
ONCE = (LIKE_IT, ratelimits.RESET)  # that a stranger can ask for


class Backend(AuthenticationBackend):
    """allauth's backend, reading who is logged in together with their rights: a query less on every page."""

    def get_user(self, user_id):
        person = Person.objects.who_is(user_id)
        return person if person is not None and self.user_can_authenticate(person) else None


class FactorAdapter(DefaultMFAAdapter):
    """allauth's adapter for second factors: apps and keys know the site by the Forum's name."""

    def generate_authenticator_name(self, user, type) -> str:  # noqa: A002 (allauth's word)
        """Return what a new key is called unless its owner says otherwise: the device that it is made on."""
        agent = context.request.headers.get("User-Agent", "") if context.request else ""
        if any(mark in agent for mark in ("iPhone", "Mobile")):
            return gettext("My phone")
        return gettext("My tablet") if any(mark in agent for mark in ("iPad", "Android")) else gettext("My computer")

    def _get_site_name(self) -> str:
        return str(Identity.now().name)


class AccountAdapter(DefaultAccountAdapter):
    """allauth's account adapter for people the administrator has added."""

    def get_login_stages(self) -> list:
        """The steps of logging in, with our rule of who is asked for a second factor."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "members.account.stages.SecondFactorStage"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def is_open_for_signup(self, request) -> bool:
        """Nobody makes an account by themselves; the administrator adds people."""
        return False

    def pre_login(self, request, user, **kwargs):
        """After a right password: send who no longer belongs to the page that says so, without logging them in."""
        if not access.may_enter(user):
            clear_login(request)
            return redirect("members:ended")
        if kept_writing.KEY in request.session:
            request.session.set_expiry(None)  # it was to end with what is kept in it
        request.is_first_login = user.last_login is None
        return super().pre_login(request, user, **kwargs)

    def get_login_redirect_url(self, request) -> str:
        """Where a login leads that was asked for nowhere else: staff without a part in the Forum to the admin."""
        is_for_admin = request.user.is_staff and not access.belongs(request.user)
        return reverse("admin:index") if is_for_admin else super().get_login_redirect_url(request)

    def post_login(self, request, user, **kwargs):
        """After the first login of somebody without a password: offer them one,
        or a passkey; it is theirs to choose.
        """
        ratelimits.use_up(user.email)
        response = super().post_login(request, user, **kwargs)
        if getattr(request, "is_first_login", False) and not user.has_usable_password():
            response["Location"] = f"{reverse('members:ways_in')}?{urlencode({'next': response['Location']})}"
        return response

    def pre_authenticate(self, request, **credentials) -> None:
        """Count a try at a password, apart for each network and for the browsers that an account's owner has used."""
        email = credentials.get("email", "").lower()
        owner = Person.objects.filter(email__iexact=email).values_list("pk", flat=True).first()
        is_known = owner is not None and kept_writing.person_before(request) == owner
        self._login_failed_rl_usage = ratelimits.count_password(request, email, is_known=is_known)

    def _delete_login_attempts_cached_email(self, request, **credentials) -> None:
        """Forget wrong passwords once there is a new one."""
        ratelimits.forget_passwords(request, credentials.get("email", "").lower())

    def validation_error(self, code, *arguments):
        """Return what a form says; of too many tries not the form tells, but an answer of its own: 429."""
        return ratelimits.refuse(self.request) if code in TOO_MANY else super().validation_error(code, *arguments)

    def is_safe_url(self, url):
        """Whether one may be led there after logging in; what is no address at all is not."""
        try:
            return super().is_safe_url(url)
        except ValueError:
            return False

    def generate_login_code(self):
        """Return the code that was sent to this address in the last minutes, else a new one."""
        email = self.request.POST.get("email", "").strip()
        return ratelimits.one_code(email, super().generate_login_code) if email else super().generate_login_code()

    def get_reauthentication_methods(self, user):
        """Return the ways to show once more who one is: the password, then a passkey; codes last,
        which not everybody has at hand.
        """
        return sorted(super().get_reauthentication_methods(user), key=lambda way: way["id"] == "mfa_reauthenticate")

    def confirm_email(self, request, email_address):
        """Make an address its owner's; one that somebody else has stays theirs."""
        if Person.objects.filter(email__iexact=email_address.email).exclude(pk=email_address.user_id).exists():
            self.add_message(
                request,
                messages.ERROR,
                "account/messages/email_confirmation_failed.txt",
                {"email": email_address.email},
            )
            return False
        return super().confirm_email(request, email_address)

    def send_notification_mail(self, template_prefix, user, context=None, email=None) -> None:
        """Tell a person, at a changed address and the new one, what changed about logging in;
        it also ends their other sessions.
        """
        end_sessions(user, but=self.request and self.request.session.session_key)
        if template_prefix in FACTOR_ADDED and self.request:
            record_authentication(
                self.request, user, "mfa", reauthenticated=True
            )  # whoever adds a device has just shown it
        for address in sorted({email or user.email, user.email}):
            super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, address)

    def send_confirmation_mail(self, request, emailconfirmation, signup) -> None:
        """Ask the new address whether it is theirs, and tell the old one, with a link that stops the change."""
        super().send_confirmation_mail(request, emailconfirmation, signup)
        address = emailconfirmation.email_address
        facts = {"user": address.user, "to_email": address.email, "stop": settings.SITE_ORIGIN + stop_link(address)}
        self.send_mail("account/email/email_change_asked", address.user.email, facts)

    def send_mail(self, template_prefix, email, context) -> None:
        """Write the letter in its reader's language, with links that start with SITE_ORIGIN, and have it sent by the
        worker.

        For an address that nobody has, a letter to nobody takes the same way, so that the answer takes as long. What a
        stranger can ask for goes once in some minutes.
        """
        is_known = template_prefix != UNKNOWN
        if not is_known:
            asks_code = self.request.path == reverse("account_request_login_code")
            template_prefix, context = LIKE_IT, {"code": self.generate_login_code() if asks_code else ""}
        if template_prefix in ONCE and not ratelimits.is_first(template_prefix, email, context.get("code", "")):
            return
        person = context.get("user") or Person.objects.filter(email__iexact=email).first()
        facts = {**context, "person": person, "email": email}
        with for_reader_of(person.language if person else translation.get_language()):
            letter = compose(template_prefix, facts, name=person.name if person else "", address=email)
        letter.to = [email] if is_known else []
        letter.extra_headers["Sensitivity"] = PRIVATE
        post(letter)

    def get_reset_password_from_key_url(self, key):
        """The link of a letter: a host that a request names gets nowhere near it."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_ORIGIN + path.replace("UID-KEY", key)

    def get_email_confirmation_url(self, request, emailconfirmation):
        return settings.SITE_ORIGIN + reverse("account_confirm_email", args=[emailconfirmation.key])
