"""Who may be inside at each request: an end of standing or office counts from the next one on."""

import time
from functools import wraps

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME, SESSION_KEY, get_user, logout
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from common.editing import IllegalChange
from common.languages.in_use import language_for
from members import access

ADMIN = "/admin/"
PROOF_LASTS = 15 * 60  # seconds since somebody showed who they are, by logging in or once more


class LoginNeeded(Exception):
    """A visitor asked for something that those who are logged in may perhaps see."""


class ProofNeeded(Exception):
    """For what a browser left open could undo or carry off: its reader must have shown lately who they are."""


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


def back(request) -> str:
    """Return the path of the page on which a button was pressed that stands on several, as its form sends it; "" where
    that is no page of this site.
    """
    path = request.POST.get("next", "")
    return path if path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None) else ""


def require_proof(request) -> None:
    """Ask who it is, unless they have shown it in the last minutes; they come back to where they asked."""
    shown = [record["at"] for record in get_authentication_records(request, request.user)]
    if request.user.is_authenticated and time.time() - max(shown, default=0) >= PROOF_LASTS:
        raise ProofNeeded


def asks_writers(admin_view, but):
    """Return the wrapper of an admin's views with one more question: whoever writes has shown lately who they are."""

    def asking(view, cacheable=False):
        inner = admin_view(view, cacheable)

        @wraps(inner)
        def asked(request, *args, **kwargs):
            if request.method == "POST" and view != but:
                require_proof(request)
            return inner(request, *args, **kwargs)

        return asked

    return asking


def _ask_again(request):
    """Lead to where one shows once more who one is; who has only codes by mail for it logs in anew."""
    request.lacks_proof = True
    path, ways = request.get_full_path(), get_adapter().get_reauthentication_methods(request.user)
    if not ways:
        logout(request)
        return redirect_to_login(path)
    return redirect(f"{ways[0]['url']}?{urlencode({REDIRECT_FIELD_NAME: path})}")


def read_as(request, reader) -> None:
    """Go on in the language of whoever a letter was written to (`reader.language`), unless another was chosen in this
    browser: a link from a Welsh letter opens in Welsh.
    """
    if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) not in dict(settings.LANGUAGES):
        request.LANGUAGE_CODE = language_for(reader.language)
        translation.activate(request.LANGUAGE_CODE)  # until the middleware goes back to what was before


class ReaderMiddleware(AuthenticationMiddleware):
    """Django's own, which says who asks; at once, for every request is asked by somebody, and not through a stand-in
    that is gone round at each use of it.
    """

    def process_request(self, request) -> None:
        super().process_request(request)
        request.user = get_user(request)


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
        if isinstance(exception, ProofNeeded):
            return _ask_again(request)
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
