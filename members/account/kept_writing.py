"""Writing that is sent after the login timed out, or too long after one showed who one is: kept for an hour, and
offered to the same person once they have.

Why it is safe is said in `docs/decisions/12-kept-writing.md`.
"""

import re
import time
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http import HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as plain_failure

from common.rich_text import plain_text

KEY, DROP = "kept_writing", "drop_kept_writing"
HOUR, YEAR = 60 * 60, 365 * 24 * 60 * 60  # seconds
MOST = 200_000  # characters of all that one browser may keep
NEVER = ("/accounts/", "/i18n/")  # logging in, factors and passwords
SECRET = re.compile(r"(?i)passw|(?:^|[_-])(?:code|token|otp|credential|secret)s?$")
WORDS = re.compile(r"\S\s+\S")  # what somebody wrote, and no choice from a list
signer = Signer(salt="members.kept_writing")


class KeptWritingMiddleware:
    """Keeps what a form sent when the login had timed out, and asks at the same address,
    after the next login, whether to save it.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        lacks_proof = hasattr(request, "lacks_proof")
        if request.method == "POST" and (lacks_proof or _asks_for_login(request, response)):
            said = _keep_and_say(request, lacks_proof)
            if said:
                messages.warning(request, said)
        elif request.method == "POST" and response.status_code < 400:
            _forget(request)
        return _with_mark(request, response)

    def process_view(self, request, view, args, kwargs):
        """Runs after the check of the token: a page that asks, or what "Drop it" does; else nothing."""
        entry = _kept_for(request)
        if entry is None:
            return None
        if request.method == "POST" and DROP in request.POST:
            _forget(request)
            messages.success(request, _("It is dropped."))
            return HttpResponseRedirect(entry["back"])
        if request.method == "GET":
            return _page(request, entry["fields"], is_kept=True)
        return None


def csrf_failure(request, reason=""):
    """Answer a form whose token is too old: with what was written and a button to send it anew,
    if it came from our own page.
    """
    if request.method != "POST" or not _is_our_own(request) or not may_be_kept(request):
        return plain_failure(request, reason)
    return _page(request, fields_of(request), status=403)


def not_saved_yet(request):
    """Return the page that shows what was sent, and saves it only once its owner says so."""
    return _page(request, fields_of(request))


def _page(request, fields, *, is_kept=False, status=200):
    """Return the page that shows what was written, and sends it again as it was with a fresh token."""
    written = [plain_text(value) for name, value in fields if WORDS.search(value)]
    context = {
        "fields": fields,
        "written": written,
        "address": request.get_full_path(),
        "is_kept": is_kept,
        "drop": DROP,
    }
    return render(request, "members/account/kept_writing.html", context, status=status)


def _asks_for_login(request, response) -> bool:
    leads_there = response.status_code == 302 and urlsplit(response["Location"]).path == resolve_url(settings.LOGIN_URL)
    return leads_there and not request.user.is_authenticated


def _is_our_own(request) -> bool:
    """Whether a browser says that a page of ours sent this, on somebody's press: no other site can make it say so."""
    origin = {"Sec-Fetch-Site": "same-origin", "Origin": f"{request.scheme}://{request.get_host()}"}
    said = {name: request.headers[name] for name in origin if name in request.headers}
    is_press = request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"  # our scripts keep theirs themselves
    return bool(said) and is_press and all(origin[name] == value for name, value in said.items())


def may_be_kept(request) -> bool:
    """Whether what was sent may be shown or kept: nothing of logging in, no password, no code."""
    return not request.path.startswith(NEVER) and not any(SECRET.search(name) for name in request.POST)


def fields_of(request) -> list:
    """Return [(name, value)] of what was sent, without the token and without files."""
    return [(name, value) for name, values in request.POST.lists() for value in values if name != "csrfmiddlewaretoken"]


def person_before(request) -> int | None:
    """Return the key of who was logged in here last, as the mark in their browser says, or None."""
    try:
        return int(signer.unsign(request.COOKIES.get(settings.LAST_PERSON_COOKIE_NAME, "")))
    except (BadSignature, ValueError):
        return None


def _with_mark(request, response):
    """Return the response, with a mark of who is logged in where the browser has none or another's."""
    if request.user.is_authenticated and person_before(request) != request.user.pk:
        facts = {"max_age": YEAR, "secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Lax"}
        response.set_cookie(settings.LAST_PERSON_COOKIE_NAME, signer.sign(request.user.pk), **facts)
    return response


def _keep_and_say(request, lacks_proof) -> str:
    """Keep what was sent, and return what the next page says; where it may not be kept, what to do instead."""
    if not lacks_proof and (request.path.startswith(NEVER) or not _is_our_own(request)):
        return ""
    if not fields_of(request):
        return _("Please show that it is you, and then press once more.")
    is_kept = _is_our_own(request) and _is_kept(request)
    if lacks_proof and is_kept:
        return _("This is not saved yet: please show that it is you. It is kept for an hour, and you can save it then.")
    if lacks_proof:
        return _(
            "This was not saved, because you must show first that it is you. Go back with your browser's back button "
            "and copy what you wrote."
        )
    if is_kept:
        return _("You were logged out before this was saved. It is kept for an hour: log in, and you can save it.")
    return _(
        "You are not logged in any more, so this was not saved. Go back with your browser's back button and copy "
        "what you wrote."
    )


def _is_kept(request) -> bool:
    """Keep what was sent for the person who was here last, if they are known, and it is no secret and not too much."""
    person, all_kept = request.user.pk or person_before(request), _current(request)
    entry = {"person": person, "at": time.time(), "fields": fields_of(request), "back": _page_before(request)}
    all_kept[request.get_full_path()] = entry
    size = sum(_size(address, one) for address, one in all_kept.items())
    if person is None or size > MOST or not may_be_kept(request):
        return False
    if KEY not in request.session and not request.user.is_authenticated:
        request.session.set_expiry(HOUR)  # that of somebody who is not logged in; logging in sets its own
    request.session[KEY] = all_kept
    return True


def _size(address, entry) -> int:
    """Return how many characters an entry takes, its address among them:
    many long ones would fill the table of sessions too.
    """
    return len(address) + len(entry["back"]) + sum(len(name) + len(value) for name, value in entry["fields"])


def _page_before(request):
    """Return the path of the page that sent a form; only its path, so that it leads nowhere else."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:  # no address at all
        return "/"
    return "/" + before.path.lstrip("/") if before.netloc == request.get_host() else "/"


def _current(request) -> dict:
    """Return what this browser keeps, by address, without what has waited too long."""
    kept = request.session.get(KEY, {})
    return {address: entry for address, entry in kept.items() if entry["at"] > time.time() - HOUR}


def _kept_for(request):
    """Return what is kept at this address for who is logged in, or None."""
    if KEY not in request.session or not request.user.is_authenticated:
        return None
    if _current(request) != request.session[KEY]:
        request.session[KEY] = _current(request)
    entry = request.session[KEY].get(request.get_full_path())
    return entry if entry and entry["person"] == request.user.pk else None


def _forget(request) -> None:
    """Forget what is kept at this address, because it is saved, refused beside its fields, or dropped."""
    if KEY in request.session and _kept_for(request):
        request.session[KEY] = {
            address: entry for address, entry in request.session[KEY].items() if address != request.get_full_path()
        }
