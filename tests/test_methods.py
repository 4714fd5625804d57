"""Every address takes the methods that it is made for: another is answered with 405, and does nothing."""

import inspect
import itertools

import pytest
from django.urls import URLResolver, get_resolver, resolve

from tests.test_canaries import addresses, patterns

pytestmark = pytest.mark.django_db
NEVER = ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "PROPFIND")
OTHERS = ("/admin/", "/accounts/login/", "/accounts/email/", "/i18n/setlang/", "/static/css/base.css", "/nowhere/")
# Views whose POST another function reads: their page is a step that is taken by a press, or one form of several alike.
READ_ELSEWHERE = {
    "end_standing",
    "end_term",
    "end_body_standing",
    "stop_representing",
    "circulate",
    "withdraw_minutes",
    "add_work",
    "edit_work",
    "edit_consultation",
    "approve_answer",
    "tell_outcome",
    "add_resource",
    "add_newer_resource",
}


def views(resolver=None, before=""):
    """Yield (address as it is written, view) of all our own pages."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from () if path.startswith(("admin/", "accounts/", "i18n/")) else views(pattern, path)
        else:
            yield path, pattern.callback


@pytest.mark.parametrize("role", ["visitor", "administrator"])
def test_no_address_takes_any_other_method(world, planted, role):
    client = world.clients[role]
    paths = [*(addresses(pattern, planted)[0] for pattern in patterns()), *OTHERS]
    answers = {path: client.generic(method, path) for path, method in zip(paths, itertools.cycle(NEVER), strict=False)}
    assert {path: answer.status_code for path, answer in answers.items() if answer.status_code != 405} == {}
    assert {answer.headers["Allow"] for answer in answers.values()} == {"GET, HEAD, POST"}


def test_a_page_that_only_shows_takes_no_post(world, planted):
    """`require_safe` stands above it, unless its own lines read what was sent."""
    named = {inspect.unwrap(view).__name__: view for _path, view in views()}
    silent = [name for name, view in named.items() if not _reads(view) and methods_of(view) is None]
    assert set(silent) - READ_ELSEWHERE == set()
    assert set(named) >= READ_ELSEWHERE


def _reads(view):
    source = inspect.getsource(inspect.unwrap(view))
    return "request.POST" in source or "request.method" in source


def methods_of(view):
    """Return the methods that Django's decorator lets through to a view, or None where none stands above it."""
    while view is not None:
        if "require_http_methods" in view.__code__.co_qualname:
            return next(cell.cell_contents for cell in view.__closure__ if isinstance(cell.cell_contents, list))
        view = getattr(view, "__wrapped__", None)
    return None


def only_shows(address):
    """Whether what stands at an address takes no POST, whoever asks."""
    return "POST" not in (methods_of(resolve(address).func) or ["POST"])


@pytest.mark.parametrize("path", ["/", "/meetings/", "/people/", "/library/", "/exchange/", "/search/", "/healthz"])
def test_a_post_to_such_a_page_is_told(world, path):
    answer = world.clients["administrator"].post(path, {"q": "x"})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert "<h1" in answer.content.decode()
