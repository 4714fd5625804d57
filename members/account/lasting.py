"""How long a login lasts: for so long unused, and so long at most; `docs/security.md` says why.

A browser that its owner asked to keep them logged in, or where a key or a code let them in, stays so for two weeks;
any other for a working day, and no longer than it is open.
"""

import time

from django.conf import settings
from django.contrib.auth import logout

SEEN, BEGAN = "seen_at", "began_at"
NOTED = 10 * 60  # seconds after which a session notes again that it is used: not at each request
UNUSED = 8 * 60 * 60  # seconds; where one asked to be kept logged in, SESSION_COOKIE_AGE
AT_MOST = 90 * 24 * 60 * 60


class LastingMiddleware:
    """Ends logins that were not used for too long, or began too long ago."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            if is_over(request.session):
                logout(request)
            else:
                note(request.session)
        return self.get_response(request)


def is_over(session) -> bool:
    """Whether a login has lasted too long; one from before such days were noted begins now."""
    now, unused = time.time(), UNUSED if session.get_expire_at_browser_close() else settings.SESSION_COOKIE_AGE
    return now - session.get(SEEN, now) > unused or now - session.get(BEGAN, now) > AT_MOST


def note(session) -> None:
    """Note that a login is used; it is written once in some minutes."""
    now = time.time()
    if now - session.get(SEEN, 0) > NOTED:
        session[SEEN], session[BEGAN] = now, session.get(BEGAN, now)
