"""Who may be inside at each request: an end of standing or office counts from the next one on."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.shortcuts import redirect

from members import access


class EntryMiddleware:
    """Logs out whoever no longer belongs, and shows them the page that says so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated and not access.may_enter(request.user):
            logout(request)
            return redirect("members:ended")
        return self.get_response(request)


class SecondFactorMiddleware:
    """Sends staff, administrators and the Chair to set up a second factor before anything else (safeguards)."""

    OPEN = ("/accounts/", "/static/", "/i18n/")

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if settings.SECOND_FACTOR_REQUIRED and self._lacks_factor(request):
            return redirect("mfa_index")
        return self.get_response(request)

    def _lacks_factor(self, request):
        if request.path.startswith(self.OPEN) or not access.must_have_second_factor(request.user):
            return False
        return not is_mfa_enabled(request.user)
