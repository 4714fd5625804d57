"""What holds for every answer: no NUL reaches the database, personal pages are kept by no cache, and browsers' powers are few."""

from django.conf import settings
from django.core.exceptions import BadRequest

NUL = "\x00"


class AnswersMiddleware:
    """Refuses requests that hold a NUL, and sets the headers that Django itself does not know."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        refuse_nul(request)
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies:
            response.setdefault("Cache-Control", "private, no-store")
        return response


def refuse_nul(request):
    """Raise for a NUL in the path, a cookie, the query or a form: Postgres cannot hold one."""
    if NUL in request.path_info or any(NUL in value for value in request.COOKIES.values()):
        raise BadRequest("NUL in the address or a cookie")
    for fields in (request.GET, request.POST):
        for name, values in fields.lists():
            if NUL in name or any(NUL in value for value in values):
                raise BadRequest("NUL in a field")
