"""Limits on what visitors may do, counted in the cache that all workers share.

No limit counts what strangers do against the owner of an account for longer than five minutes: tries are counted for
each address and network, a browser in which its owner was logged in before counts by itself, passkeys count by network.
"""

import hashlib
import time

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.shortcuts import render

LIMITS = {
    "apply": "5/h/ip",
    "complain": "5/h/ip",
    "enquire": "5/h/ip",
    "wrong_link": "30/m/ip",  # links and addresses that are their own key, and open nothing
    "password_here": "10/m/ip,5/5m/key",  # an address from one network
    "password_anywhere": "50/5m/key",  # an address from all networks: guessing by many machines
    "password_known": "5/5m/key",  # an address in browsers that its owner has used
}
OWN_KEY = "token"  # what such a link's part is called in all `urls.py`
RESET = "account/email/password_reset_key"
ONE_LETTER = 10 * 60  # seconds in which somebody who asks again gets no other letter, and the same code
CODE_LIVES = 2 * ONE_LETTER  # of who asked last, too


def _consume(request, action, key=None):
    return ratelimit.consume(request, app="members", action=action, config=LIMITS, key=key)


def may_apply(request) -> bool:
    """Whether this visitor may send another application: five an hour from one address of the network."""
    return bool(_consume(request, "apply"))


def may_complain(request) -> bool:
    """Whether this visitor may send another complaint: five an hour from one address of the network."""
    return bool(_consume(request, "complain"))


def may_enquire(request) -> bool:
    """Whether this visitor may send another enquiry: five an hour from one address of the network."""
    return bool(_consume(request, "enquire"))


class WrongLinksMiddleware:
    """Ends guessing at links and calendar addresses, which open without a login to whoever has them: so many that open
    nothing, and for a minute none opens anything in that network.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code == 404 and request.resolver_match and OWN_KEY in request.resolver_match.kwargs:
            ratelimit.consume(request, app="members", action="wrong_link", config=LIMITS, limit_get=True)
        return response

    def process_view(self, request, view, args, kwargs):
        """Refuse what has a token where there were too many wrong ones; it only looks, and counts nothing."""
        if OWN_KEY not in kwargs:
            return None
        [rate] = ratelimit.get_rates(app="members", action="wrong_link", config=LIMITS)
        past = cache.get(ratelimit.get_cache_key(request, app="members", action="wrong_link", rate=rate), [])
        may_try, _past = ratelimit.apply_rate(past, time.time(), rate, dry_run=True)
        return None if may_try else render(request, "429.html", status=429)


def refuse(request) -> None:
    """Answer at once that there were too many tries."""
    raise ImmediateHttpResponse(render(request, "429.html", status=429))


def count_password(request, email, *, is_known):
    """Count a try at a password, and return the usage, which a right password rolls back; 429 for one too many."""
    if is_known:
        usages = [_consume(request, "password_known", email)]
    else:
        usages = [_consume(request, "password_here", f"{email} {ratelimit.get_ip(request)}")]
        usages += [_consume(request, "password_anywhere", email)] if usages[0] else []
    if not all(usages):
        refuse(request)
    return ratelimit.RateLimitUsage([one for usage in usages for one in usage.usage])


def forget_passwords(request, email) -> None:
    """Forget the tries at an address whose owner has a new password by a letter."""
    for action, key in (("password_here", f"{email} {ratelimit.get_ip(request)}"), ("password_known", email)):
        ratelimit.clear(request, app="members", action=action, config=LIMITS, key=key)
    cache.delete(f"sent:{_key(RESET, email, '')}")


def is_first(*what) -> bool:
    """Whether a letter was not sent in the last minutes: what strangers can ask for goes once, not each time."""
    return cache.add(f"sent:{_key(*what)}", 1, ONE_LETTER)


def one_code(email, make) -> str:
    """Return the code that an address has been sent in the last minutes, else a new one."""
    code = cache.get_or_set(f"code:{_key(email)}", make, ONE_LETTER)
    cache.set(f"live:{_key(code)}", 1, CODE_LIVES)
    return code


def is_live(code) -> bool:
    """Whether a code has not logged anybody in yet."""
    return cache.get(f"live:{_key(code)}") is not None


def use_up(email) -> None:
    """Let the code that an address was sent log nobody in again."""
    code = cache.get(f"code:{_key(email)}", "")
    cache.delete_many([f"code:{_key(email)}", f"live:{_key(code)}"])


def _key(*what):
    """Return a key that holds no address and no code."""
    return hashlib.sha256(" ".join(map(str, what)).lower().encode()).hexdigest()
