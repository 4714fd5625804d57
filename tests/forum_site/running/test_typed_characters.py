"""What people type is never read as anything but words: no pattern, no format, no head of a letter, no number too long,
no way into the checkout; and scripts put it into pages as text.
"""

import re

import pytest
from django.test import Client
from django.utils import timezone

from members.models import Person
from tests.cast import a_meeting, an_item
from tests.sources import ROOT

PATTERNS = [
    "(((",
    "[a-",
    "a{99999}",
    "(a+)+$",
    "%",
    "_",
    "\\",
    "{0.__class__}",
    "%(password)s",
    "%s%s%n",
    "$&",
    "' OR 1=1 --",
]
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
READ_FROM_ANOTHER_PAGE = {"choosing.js"}  # takes over what the site itself has escaped
HTML = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|createContextualFragment|eval\(|new Function"
)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/search/", "/people/", "/meetings/decisions/", "/exchange/"])
def test_what_is_searched_for_is_words(as_person, path):
    browser = as_person("member")
    for typed in PATTERNS:
        answer = browser.get(path, {"q": typed})
        assert answer.status_code == 200, typed
        assert "cyfrinair" not in answer.content.decode().lower(), typed


@pytest.mark.django_db
def test_signs_of_a_pattern_do_not_find_everything(as_person):
    browser = as_person("member")
    everybody = set(Person.objects.values_list("name", flat=True))
    for typed in ("%", "_", "\\", ".*"):
        page = browser.get("/search/", {"q": typed}).content.decode()
        assert sum(name in page for name in everybody) <= 1, typed  # oneself, at the head of the page


@pytest.mark.django_db
def test_a_title_that_looks_like_a_format_stays_as_it_is(as_person):
    meeting = a_meeting(state="published", agenda_published_at=timezone.now())
    an_item(meeting, title_en="{0.__class__} %(person)s 100%", title_cy="{0.__class__} %(person)s 100%")
    page = as_person("member").get(f"/meetings/{meeting.pk}/").content.decode()
    assert "{0.__class__} %(person)s 100%" in page


@pytest.mark.django_db
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x0b", "\u2028"])
def test_a_line_bears_no_second_line(cast, end):
    meeting = a_meeting(title_en=f"Spring{end}Bcc: everybody@forum.example")
    cast.member.name = f"Gwen{end}Bcc: everybody@forum.example"
    cast.member.save(update_fields=["name"])
    for row, name in ((cast.member, "name"), (meeting, "title_en")):
        row.refresh_from_db()
        assert getattr(row, name).splitlines() == [getattr(row, name)]


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["9" * 30, "0", "2147483648", "9223372036854775808"])
def test_a_number_out_of_range_is_nowhere(as_person, number):
    browser = as_person("administrator")
    assert [
        browser.get(path.format(number)).status_code for path in ("/meetings/{}/", "/people/{}/", "/groups/{}/")
    ] == [404] * 3


@pytest.mark.django_db
def test_of_a_field_given_twice_the_last_counts(as_person):
    browser = as_person("member")
    once, twice = (browser.get(f"/search/?{asked}").content.decode() for asked in ("q=cennin", "q=meeting&q=cennin"))
    assert re.findall(r'name="q"[^>]*', once) == re.findall(r'name="q"[^>]*', twice)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        *("/.git/config", "/.git/HEAD", "/.env", "/manage.py", "/pyproject.toml", "/var/secret_key"),
        *("/static/../manage.py", "/static/%2e%2e/manage.py", "/static//etc/passwd", "/static/js/..%5c..%5cmanage.py"),
    ],
)
def test_nothing_of_the_checkout_is_served(path):
    assert Client().get(path).status_code == 404


def test_scripts_put_text_into_pages_as_text():
    assert len(SCRIPTS) > 15
    found = {path.name for path in SCRIPTS if HTML.search(path.read_text())}
    assert found == READ_FROM_ANOTHER_PAGE
