"""What is logged: each request by the name of its route, never its path, so that no token or person stands in a log."""

import datetime
import json
import logging
import re
import secrets
import time

from forum_site.running import metrics

logger = logging.getLogger("forum_site.request")
ADDRESS = re.compile(r"[^\s<>()\[\]'\":,;=]+@[\w.-]+\w")
DETAIL = re.compile(r"^DETAIL:.*", re.MULTILINE)  # where Postgres quotes the row that it refused
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
FORMS = ("TEXT", "JSON")
REQUEST_ID = re.compile(r"[\w-]{8,64}", re.ASCII)


def settings(level, form="TEXT"):
    """Return the LOGGING setting: everything to the standard error stream, one line each; as text for people, or as
    JSON for machines.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"route": {"()": "forum_site.running.logs.RouteForPath"}},
        "formatters": {
            "text": {
                "()": "forum_site.running.logs.WithoutPeople",
                "format": "{asctime} {levelname} {name} {message}",
                "style": "{",
            },
            "json": {"()": "forum_site.running.logs.AsJson"},
        },
        "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": form.lower(), "filters": ["route"]}},
        "root": {"handlers": ["stream"], "level": "WARNING"},
        "loggers": {
            "forum_site": {"level": level},
            "procrastinate": {"level": "WARNING"},
            "django": {"handlers": [], "level": "WARNING"},
            "django.request": {"level": "ERROR"},  # refusals are in our own line already
            "pypdf": {"level": "CRITICAL"},  # it quotes what is wrong with a file, and so the file
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # what scanners send; our line says 400
        },
    }


def route(request):
    """Return the name of the view that a request reached, as `meetings:detail`, or "-" when it reached none."""
    match = getattr(request, "resolver_match", None)
    return (match and match.view_name) or "-"


class RouteForPath(logging.Filter):
    """Puts the route in place of the path in what Django logs about a request."""

    def filter(self, record):
        request = getattr(record, "request", None)
        if request is not None and hasattr(request, "path"):
            record.msg = f"{record.levelname.lower()} at route={route(request)} id={getattr(request, 'id', '-')}"
            record.args = ()
        return True


class WithoutPeople(logging.Formatter):
    """Takes e-mail addresses, and the rows that Postgres quotes, out of all that is logged, tracebacks too."""

    def format(self, record):
        return ADDRESS.sub("<address>", DETAIL.sub("DETAIL: <left out>", super().format(record)))


class AsJson(WithoutPeople):
    """Each record as one object on one line: when (UTC), how grave, by whom, and what; of a request its facts."""

    def format(self, record):
        when = datetime.datetime.fromtimestamp(record.created, datetime.UTC).isoformat(timespec="milliseconds")
        said = {"time": when, "level": record.levelname, "logger": record.name}
        facts = getattr(record, "facts", None)
        return json.dumps(said | (facts or {"message": super().format(record)}), ensure_ascii=False)


class RequestLogMiddleware:
    """Gives each request an id (the proxy's, if it sent one) and logs route, status and time under it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        sent = request.headers.get("X-Request-ID", "")
        request.id = sent if REQUEST_ID.fullmatch(sent) else secrets.token_hex(8)
        start = time.monotonic()
        response = self.get_response(request)
        response["X-Request-ID"] = request.id
        self.tell(request, response.status_code, time.monotonic() - start)
        return response

    def tell(self, request, status, seconds):
        """Write the request's line, and count it where somebody counts."""
        facts = {"method": request.method, "route": route(request), "status": status}
        metrics.count(facts["route"], facts["method"], status, seconds)
        facts |= {"ms": round(seconds * 1000), "id": request.id}
        line = " ".join(["%(method)s", *(f"{name}=%({name})s" for name in facts if name != "method")])
        logger.info(line, facts, extra={"facts": facts})
