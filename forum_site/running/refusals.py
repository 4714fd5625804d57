"""What is refused answers with a page: 409 with the sentence of the verb that refused,
405 for a page that takes no such request, 404 for a link that is used up.
"""

import logging
from functools import cache
from http import HTTPStatus

from django.apps import apps
from django.db import DatabaseError
from django.db.models import BaseConstraint, ProtectedError, RestrictedError
from django.http import HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import is_valid_path
from django.utils.translation import gettext

from common.editing import IllegalChange
from common.filing.stored import Away, NoRoom

METHODS = ("GET", "HEAD", "POST")  # of all pages; most take no POST either
# Postgres: it is there already, it overlaps another, what it hangs on is gone; a column is empty, a check is not met.
MEANWHILE, UNMET = {"23505", "23P01", "23503"}, {"23502", "23514"}
RAISED = "P0001"  # by a trigger of ours, with a sentence that the catalogues know
HELD = (ProtectedError, RestrictedError)  # Django's own, asked before Postgres
PROTECTED = "pgtrigger:"  # begins what a Protect raises, which is no sentence for readers
logger = logging.getLogger(__name__)


class RefusalMiddleware:
    """Turns IllegalChange and NoRoom, which verbs raise, and Django's empty 405 into pages
    that say what happened and what to do; so too where two who pressed at one moment met in the database.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request) if request.method in METHODS else HttpResponseNotAllowed(METHODS)
        if response.status_code != HTTPStatus.METHOD_NOT_ALLOWED or response.content:
            return response
        page = render(request, "405.html", status=response.status_code)
        page["Allow"] = response["Allow"]
        return page

    def process_template_response(self, request, response):
        """A link of an account letter that is used up or too old is not there, as other dead links are not."""
        if _is_dead_link(response.context_data or {}):
            response.status_code = HTTPStatus.NOT_FOUND
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, IllegalChange):
            return _refused(request, str(exception))
        if isinstance(exception, NoRoom) and not isinstance(exception, Away):  # of a press without a form
            return _refused(request, str(exception), HTTPStatus.INSUFFICIENT_STORAGE)
        if isinstance(exception, DatabaseError) and is_refusal(exception):
            logger.warning("refused by the database: constraint=%s", _constraint_of(exception))
            return _refused(request, sentence_of(exception))
        return None


def _refused(request, reason, status=HTTPStatus.CONFLICT):
    above = page_above(request.path) if request.user.is_authenticated else ""
    return render(request, "409.html", {"reason": reason, "above": above}, status=status)


def page_above(path: str) -> str:
    """Return the path of the page that a press stands on, by its address: that of a meeting for one of its steps; ""
    where only the front page is above.
    """
    parts = path.strip("/").split("/")
    ways = ("/" + "/".join(parts[:number]) + "/" for number in range(len(parts) - 1, 0, -1))
    return next((way for way in ways if is_valid_path(way)), "")


def _is_dead_link(context) -> bool:
    """Whether allauth's page for a new password, or for confirming an address, says that its link no longer works."""
    is_unknown = "can_confirm" in context and not (context.get("confirmation") and context["can_confirm"])
    return bool(context.get("token_fail")) or is_unknown


def is_refusal(error: DatabaseError) -> bool:
    """Whether Postgres refused what was asked, by a constraint or a trigger of ours; not that it failed."""
    return isinstance(error, HELD) or getattr(error.__cause__, "sqlstate", "") in MEANWHILE | UNMET | {RAISED}


def _constraint_of(error) -> str:
    return "" if isinstance(error, HELD) else error.__cause__.diag.constraint_name or ""


def sentence_of(error: DatabaseError) -> str:
    """Return why Postgres refused, in the reader's language: the sentence of the trigger, or that of the constraint,
    or what can be said of its kind; "" where another was faster, which the page says.
    """
    if isinstance(error, HELD):
        return gettext("Something else on the site hangs on this, so it stays.")
    diag = error.__cause__.diag
    if diag.sqlstate == RAISED and diag.message_primary.startswith(PROTECTED):
        return gettext("This stands as it is, and can be neither changed nor removed any more.")
    if diag.sqlstate == RAISED:
        return gettext(diag.message_primary)
    usual = gettext("What was sent does not fit together, so it was not saved.") if diag.sqlstate in UNMET else ""
    return str(_sentences().get(diag.constraint_name, usual))


@cache
def _sentences():
    """Return the sentences of our constraints by their names, of those that have one of their own."""
    constraints = [constraint for model in apps.get_models() for constraint in model._meta.constraints]
    usual = BaseConstraint.default_violation_error_message
    return {one.name: one.violation_error_message for one in constraints if one.violation_error_message != usual}
