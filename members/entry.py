"""Who may be inside at each request: an end of standing or office counts from the next one on."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from common.editing import IllegalChange
from members import access

ADMIN = "/admin/"


class LoginNeeded(Exception):
    """A visitor asked for something that those who are logged in may perhaps see."""


def fetch(request, rows, **lookup):
    """Return the one row that this reader may see.

    `rows` is a manager or QuerySet with `visible_to`. Not theirs or not there: Http404; a visitor is sent to log in.
    """
    row = rows.visible_to(request.user).filter(**lookup).first()
    if row is None:
        raise Http404 if request.user.is_authenticated else LoginNeeded
    return row


def hide_unless(request, allowed) -> None:
    """Answer as if the page were not there unless `allowed`: 404, or the login page for a visitor."""
    if not allowed:
        raise Http404 if request.user.is_authenticated else LoginNeeded


def nobody() -> AnonymousUser:
    """Return the reader who is not logged in."""
    return AnonymousUser()


def require(request, allowed, against="") -> None:
    """Refuse the request unless `allowed`: 403, or the login page for a visitor; and, to whoever is allowed, with the
    sentence that stands `against` it as things are: 409.
    """
    if not allowed:
        raise PermissionDenied if request.user.is_authenticated else LoginNeeded
    if against:
        raise IllegalChange(str(against))


class EntryMiddleware:
    """Logs out whoever no longer belongs, and sends visitors to log in where a page asks for it."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and not access.may_enter(request.user):
            logout(request)
            return redirect("members:ended")
        if not request.user.is_authenticated and SESSION_KEY in request.session:
            request.session.flush()  # of an account that is closed: should it open again, this cookie stays dead
        if request.path.startswith(ADMIN) and request.user.is_authenticated and not request.user.is_staff:
            raise Http404
        return self.get_response(request)

    def process_exception(self, request, exception):
        return redirect_to_login(request.get_full_path()) if isinstance(exception, LoginNeeded) else None


class SecondFactorMiddleware:
    """Sends staff, administrators and the Chair to set up a second factor before anything else (safeguards)."""

    OPEN = ("/accounts/", "/i18n/")
    FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if settings.SECOND_FACTOR_REQUIRED and self._lacks_factor(request):
            return redirect(reverse("mfa_index") + "?needed=1")
        return self.get_response(request)

    def _lacks_factor(self, request) -> bool:
        if request.path.startswith(self.OPEN) or not access.must_have_second_factor(request.user):
            return False
        return not is_mfa_enabled(request.user, self.FACTORS)
