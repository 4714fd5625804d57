"""What a browser keeps for one person it forgets when they log out, and when somebody else logs in there."""

from members.account.kept_writing import person_before

FORGET = '"storage"'  # what pages keep on the device, what is kept for offline too; no cookies


class LeavingMiddleware:
    """Has the browser forget on every path out: a logout here or in the admin, an account that is closed.

    A login that timed out is none: what its owner was writing waits on the device for their next one.
    """

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request):
        before = request.user.pk
        response = self.get_response(request)
        now = request.user.pk
        known = before or person_before(request)
        if now != before and known != now:
            response["Clear-Site-Data"] = FORGET
        return response
