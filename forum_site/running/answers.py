"""What holds for every answer: no NUL reaches the database, no cache keeps personal pages,
faults speak both languages.
"""

import logging
import re
import sys
from http import HTTPStatus

from django.conf import settings
from django.db import DataError
from django.http import HttpResponse
from django.template.loader import render_to_string

from forum_site.running import outages

NUL = "\x00"
REFUSED_NUL = re.compile(r"\bNUL\b|null (byte|character)")  # as Postgres, psycopg and the file system put it
WAIT = 5 * 60  # seconds after which too many tries are forgotten
WATCHED = ("/healthz", "/readyz", "/metrics")
LAST_RESORT = "Something went wrong. Aeth rhywbeth o'i le."
logger = logging.getLogger(__name__)


class AnswersMiddleware:
    """Refuses addresses and cookies that hold a NUL, and keeps the pages of who is logged in out of all caches.

    What watches the site is nobody: its cookies are not read, so that no session has to be asked for.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info in WATCHED:
            request.COOKIES = {}
        response = bad_request(request) if holds_nul(request) else self.get_response(request)
        if response.status_code == HTTPStatus.TOO_MANY_REQUESTS:
            response.setdefault("Retry-After", str(WAIT))
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response.setdefault("Cache-Control", "private, no-store")
        return response

    def process_exception(self, request, exception):
        """Answer 400 where a NUL came through to Postgres after all, which cannot hold one."""
        is_nul = isinstance(exception, DataError | ValueError) and REFUSED_NUL.search(str(exception))
        return bad_request(request) if is_nul else None


def holds_nul(request):
    """Whether a NUL stands in the path, a cookie or the query; one in a form is told beside its field instead."""
    query = (text for name, values in request.GET.lists() for text in (name, *values))
    return any(NUL in text for text in (request.path_info, *request.COOKIES.values(), *query))


def bad_request(request, exception=None):
    """Say that the request could not be understood; or that the database is away,
    where Django takes a session that could not be saved for one that was ended.
    """
    return away(request) if outages.is_outage(exception) else _plain(request, "400.html", 400)


def server_error(request):
    """Say that the fault is ours, without asking anything of what may be broken: database, session, navigation."""
    return away(request) if outages.is_outage(sys.exception()) else _plain(request, "500.html", 500)


def away(request):
    """Say that the database cannot be reached, and when to ask again."""
    page = _plain(request, "503.html", 503)
    page["Retry-After"] = str(outages.RETRY_AFTER)
    return page


def _plain(request, template, status):
    """Return a page that needs nothing but its template: in the reader's language,
    or in all where that is not known.
    """
    known = getattr(request, "LANGUAGE_CODE", None)
    try:
        page = render_to_string(
            template, {"languages": [known] if known else [code for code, _name in settings.LANGUAGES]}
        )
    except Exception:  # a page about a fault must not fail itself
        logger.exception("%s could not be rendered", template)
        return HttpResponse(LAST_RESORT, status=status, content_type="text/plain; charset=utf-8")
    return HttpResponse(page, status=status)
