"""What browsers are told with every answer of whatever kind: pages, files, feeds, static files, redirects, faults."""

from http import HTTPStatus

from django.conf import settings

# What is no page needs nothing. Pages have their own policy, set by csp.middleware; files one of their own.
NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


def of_any_answer() -> dict[str, str]:
    """Return the headers of an answer that sets none itself."""
    headers = {
        "Content-Security-Policy": NOTHING,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": settings.PERMISSIONS_POLICY,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
    }
    hsts = {"Strict-Transport-Security": f"max-age={settings.SECURE_HSTS_SECONDS}"}
    return headers | (hsts if settings.SECURE_HSTS_SECONDS else {})


class HeadersMiddleware:
    """Sets the headers of all answers, those too that the middlewares below it give without asking a view.

    An answer that is no page tells nobody where it led from: addresses of feeds and of files may hold a token.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "text/html").startswith("text/html")
        is_known = response.status_code == HTTPStatus.NOT_MODIFIED and not hasattr(response, "is_page")
        if not is_page or is_known:  # a file or feed
            response["Referrer-Policy"] = "no-referrer"
        for name, value in of_any_answer().items():
            if name != "Strict-Transport-Security" or request.is_secure():
                response.setdefault(name, value)
        if response.cookies:
            response.setdefault("Cache-Control", "private, no-store")
        return response
