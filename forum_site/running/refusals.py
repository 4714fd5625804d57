"""What is refused answers with a page: 409 with the sentence of the verb that refused,
405 for a page that takes no such request.
"""

import logging
from http import HTTPStatus

from django.db import IntegrityError
from django.shortcuts import render

from common.editing import IllegalChange

MEANWHILE = {"23505", "23P01", "23503"}  # Postgres: it is there already, it overlaps another, what it hangs on is gone
logger = logging.getLogger(__name__)


class RefusalMiddleware:
    """Turns IllegalChange, which verbs raise, and Django's empty 405 into pages
    that say what happened and what to do; so too where two who pressed at one moment met in the database.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        page = render(request, "405.html", status=response.status_code)
        page["Allow"] = response["Allow"]
        return page

    def process_exception(self, request, exception):
        if isinstance(exception, IllegalChange):
            return render(request, "409.html", {"reason": str(exception)}, status=409)
        if isinstance(exception, IntegrityError) and getattr(exception.__cause__, "sqlstate", "") in MEANWHILE:
            logger.warning("refused by the database: constraint=%s", exception.__cause__.diag.constraint_name)
            return render(request, "409.html", status=409)
        return None
