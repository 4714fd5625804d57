"""Which language a page is in: that which its address asks for (as search engines and feeds have it), the reader's own
choice, then what we know of them, the host name, and their browser.
"""

from django.conf import settings
from django.utils import translation
from django.utils.cache import patch_vary_headers

from common.both_languages import LANGUAGES
from common.languages import in_use
from forum_site.running.answers import WATCHED
from members.account.switching import remember, switched_to
from members.standing import founding

PARAMETER = "lang"  # of an address that asks for a page in one language
CODES = {code for code, _name in settings.LANGUAGES}


class LanguageMiddleware:
    """Serves each request in its reader's language and says which it was."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        with in_use.asked_once(lambda: _in_use(request)), founding.areas_read_for(request):
            return self._answered(request)

    def _answered(self, request):
        request.LANGUAGE_CODE = language_of(request)  # should the record not tell, what is said of that is in this one
        request.LANGUAGE_CODE = in_use.language_for(request.LANGUAGE_CODE)
        with translation.override(request.LANGUAGE_CODE):
            response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        asked = _from_address(request)
        if is_page and asked == request.LANGUAGE_CODE != _from_cookie(request):
            remember(response, request.LANGUAGE_CODE)
        response.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


def _in_use(request):
    """Return the languages that the Forum works in; what watches the site asks nothing of the record."""
    return LANGUAGES if request.path_info in WATCHED else founding.forum_of(request).in_use


def language_of(request):
    """Return "en" or "cy" from the switch, its cookie, the person, the host, the browser, else English."""
    ways = (switched_to, _from_address, _from_cookie, _from_person, _from_host, _from_browser)
    return next((code for code in (way(request) for way in ways) if code in CODES), settings.LANGUAGE_CODE)


def _from_address(request):
    asked = request.GET.get(PARAMETER, "") if request.method in ("GET", "HEAD") else ""
    return asked if asked in CODES else None


def _from_cookie(request):
    return request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)


def _from_person(request):
    return request.user.language if request.user.is_authenticated else None


def _from_host(request):
    return settings.LANGUAGE_HOSTS.get(request.get_host().rpartition(":")[0] or request.get_host())


def _from_browser(request):
    accepted = translation.trans_real.parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    return next((code for code in (tag.partition("-")[0] for tag, _weight in accepted) if code in CODES), None)
