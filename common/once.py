"""One press, one row: a form that is sent again, pressed twice or because its answer got lost, makes nothing twice.

Why it is done here, for all forms at once, is said in `docs/decisions/13-once.md`.
"""

import contextlib
import json

from django.db import DatabaseError, transaction
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse, UnreadablePostError
from django.utils.crypto import salted_hmac

from common.models import Press

MASKED = 64  # characters of the token against forgery as a page has it, masked by chance: no two pages have the same
OUTSIDE = ("/accounts/", "/i18n/")  # logging in, and the choice of language
FAULT = 500


class OnceMiddleware:
    """Remembers what a press led to, in the transaction that did it; the same press again waits, and is led there.

    It stands last, so that what a view did before it failed is undone before anybody answers.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        key = key_of(request)
        if key is None:
            return self.get_response(request)
        with transaction.atomic():
            press, is_first = Press.objects.get_or_create(key=key)
            return self._answer(request, press) if is_first else lead_on(request, press.made)

    def _answer(self, request, press):
        """Return the answer of the view. Only one that leads on has made something, unless it was undone
        and leads to where one says who one is: any other press is forgotten.
        """
        request.before_press = transaction.savepoint()
        response = self.get_response(request)
        if response.status_code >= FAULT:
            transaction.set_rollback(True)
        elif "Location" in response and not hasattr(request, "was_undone"):
            Press.objects.filter(pk=press.pk).update(made=response["Location"])
        else:
            press.delete()
        return response

    def process_exception(self, request, exception) -> None:
        """Undo what the view did, so that the page which says what was refused can ask the database."""
        if hasattr(request, "before_press"):
            request.was_undone = True
            transaction.set_rollback(False)
            with contextlib.suppress(DatabaseError):  # it may be the database itself that is gone
                transaction.savepoint_rollback(request.before_press)


def lead_on(request, address: str) -> HttpResponse:
    """Send the reader on to an address. The script that uploads is told it: it could not show what it was led to."""
    if request.headers.get("X-Upload"):
        return JsonResponse({"next": address}, headers={"Location": address})
    return HttpResponseRedirect(address)


def key_of(request) -> str | None:
    """Return the key of a press: by whom, on which page that was made for them, with what in its fields; or None."""
    token = _token(request) if request.method == "POST" and not request.path.startswith(OUTSIDE) else ""
    if len(token) != MASKED:
        return None
    files = [(name, one.name, one.size) for name, several in request.FILES.lists() for one in several]
    sent = [request.get_full_path(), request.user.pk, list(request.POST.lists()), files]
    return salted_hmac("common.once", json.dumps(sent), algorithm="sha256").hexdigest()


def _token(request):
    try:
        return request.POST.get("csrfmiddlewaretoken", "")
    except UnreadablePostError:  # the browser went away while it sent
        return ""
