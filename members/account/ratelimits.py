"""Limits on what visitors may do, counted in the cache that all workers share."""

from allauth.core.internal import ratelimit

APPLICATIONS = {"apply": "5/h/ip"}
COMPLAINTS = {"complain": "5/h/ip"}


def may_apply(request):
    """Whether this visitor may send another application: five an hour from one address of the network."""
    return bool(ratelimit.consume(request, app="members", action="apply", config=APPLICATIONS))


def may_complain(request):
    """Whether this visitor may send another complaint: five an hour from one address of the network."""
    return bool(ratelimit.consume(request, app="members", action="complain", config=COMPLAINTS))
