"""Public pages that a visitor's browser has already are not sent again (`docs/security.md`)."""

import re
from http import HTTPStatus

from django.conf import settings
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from members.handing_out import digest_of

TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")[^"]*')  # each page has another, all good for one cookie
KEPT = ("Cache-Control", "Content-Language", "ETag", "Vary")  # of the whole answer, which a 304 replaces


class KnownPagesMiddleware:
    """Gives pages that visitors read an ETag, and answers 304 to who has the page already.

    It looks at what comes out, so nothing on a page can be forgotten; what it holds back is the sending. A page is left
    as it is if it is anybody's own: of a session, of a link that is its own key, with a new cookie, or if it says
    itself how long it may be kept.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        return known(request, response) if is_public(request, response) else response


def is_public(request, response) -> bool:
    """Whether an answer is a page that every visitor with the same cookies is given."""
    match = request.resolver_match
    return (
        request.method == "GET"
        and response.status_code == HTTPStatus.OK
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and all(request.COOKIES.get(name) == one.value for name, one in response.cookies.items())
        and not response.streaming
        and "Cache-Control" not in response
        and response.get("Content-Type", "").startswith("text/html")
        and match is not None
        and "token" not in match.kwargs
    )


def known(request, response):
    """Return the answer with its ETag, or 304: the page that the browser has holds a token that is as good."""
    secret = request.COOKIES.get(settings.CSRF_COOKIE_NAME, "")
    etag = quote_etag(digest_of(TOKEN.sub(rb"\1", response.content), secret))
    response["ETag"], response["Cache-Control"] = etag, "private, no-cache"
    short = get_conditional_response(request, etag)
    if short is None:
        return response
    for name in KEPT:
        if name in response:
            short[name] = response[name]
    short.cookies, short.is_page = response.cookies, True
    return short
