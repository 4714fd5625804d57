"""The switch of language on a page that shows what was typed: the same is sent once more, and shown in the other."""

from django.conf import settings
from django.db import transaction

from members.account.kept_writing import fields_of, may_be_kept, not_saved_yet

SWITCH = "switch_language"
CODES = {code for code, _name in settings.LANGUAGES}


def typed(request) -> dict:
    """Context processor: `typed`, (name, value) of what a page shows again because it was not taken, for its switch."""
    is_shown_again = request.method == "POST" and may_be_kept(request)
    return {"typed": fields_of(request) if is_shown_again else []}


def switched_to(request) -> str:
    """Return the language that a press of such a switch asks for, or ""."""
    if request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
        return ""
    asked = request.POST.get(SWITCH, "")
    return asked if asked in CODES and may_be_kept(request) else ""


def remember(response, language) -> None:
    """Let the browser keep a language that was asked for, in the cookie that Django's own switch sets."""
    same_site = {"domain": settings.LANGUAGE_COOKIE_DOMAIN, "samesite": settings.LANGUAGE_COOKIE_SAMESITE}
    facts = {"secure": settings.LANGUAGE_COOKIE_SECURE, "httponly": settings.LANGUAGE_COOKIE_HTTPONLY} | same_site
    age, path = settings.LANGUAGE_COOKIE_AGE, settings.LANGUAGE_COOKIE_PATH
    response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=age, path=path, **facts)


class SwitchMiddleware:
    """Answers a press of the switch with the page as it was, in the other language; it never saves anything.

    What was refused before is refused again. Should it be taken this time, that is undone, and the page asks first.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        language = switched_to(request)
        if not language:
            return self.get_response(request)
        request.POST = request.POST.copy()
        del request.POST[SWITCH]
        response = self._shown_again(request)
        remember(response, language)
        return response

    def _shown_again(self, request):
        with transaction.atomic():
            response = self.get_response(request)
            is_taken = "Location" in response
            transaction.set_rollback(is_taken)
        if not is_taken:
            return response
        request._messages._queued_messages.clear()  # they say that it is saved
        return not_saved_yet(request)
