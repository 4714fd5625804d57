"""Every letter as its reader opens it: phone and desk, by day and at night, in both languages, from one source."""

import pytest
from django.conf import settings
from django.utils import translation

from members.letters.composing import compose
from members.letters.letters import BUILDERS
from members.models import Letter
from tests.browser import AXE_TAGS, axe

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ACCOUNT = ("login_code", "account_opened", "password_reset_key", "password_changed", "email_change_asked")
PHONE, DESK = {"width": 390, "height": 844}, {"width": 600, "height": 800}
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def letters(world, planted, django_db_blocker):
    """{language: {kind: letter}} of all that can be written of the world, to whoever gets it."""
    things = sorted({key for keys in planted.rows.values() for key in keys})
    people = [world.cast.administrator, world.cast.member, world.cast.convenor]
    with django_db_blocker.unblock():
        return {language: made(people, things, language) for language in ("en", "cy")}


def made(people, things, language):
    """Return {kind: the first letter of it that there is, to one of these people, about one of the things}."""
    for person in people:
        person.language = language
    with translation.override(language):
        return {kind: letter for kind, letter in all_of(people, things) if letter}


def all_of(people, things):
    """Give the letters of every kind, and some of those about accounts, in the language that is active."""
    for kind, build in BUILDERS.items():
        wanted = (Letter(kind=kind, thing=str(thing), person=person) for person in people for thing in things)
        yield kind, next(filter(None, map(build, wanted)), None)
    facts = {"code": "ABCD-EFGH", "to_email": "new@forum.example", "stop": f"{settings.SITE_ORIGIN}/people/stop/x/"}
    for name in ACCOUNT:
        yield name, compose(f"account/email/{name}", facts, name=people[0].name, address=people[0].email)


@pytest.mark.parametrize(("language", "scheme", "size"), [("en", "light", DESK), ("cy", "dark", PHONE)])
def test_each_letter_is_read_wherever_it_is_opened(watched, letters, language, scheme, size):
    page, asked, faults = watched(color_scheme=scheme, viewport=size), [], {}
    page.on("request", lambda request: asked.append(request.url))
    assert len(letters[language]) > 15  # so that this does not pass by looking at nothing
    for kind, letter in letters[language].items():
        page.set_content(letter.alternatives[0][0])
        found = axe(page, AXE_TAGS)
        found += ["too wide"] * (page.evaluate(TOO_WIDE) > 0)
        faults |= {kind: found} if found else {}
    assert (faults, asked) == ({}, [])


@pytest.mark.parametrize("language", ["en", "cy"])
def test_page_and_text_of_a_letter_say_the_same(letters, language):
    for kind, letter in letters[language].items():
        page = letter.alternatives[0][0]
        assert letter.subject and letter.subject not in letter.body.splitlines()[0], kind
        assert 'class="foot"' in page and "<img" not in page and "∴" not in letter.body, kind
        assert page.count("<h1") == 1 and f'<html lang="{letter.extra_headers["Content-Language"]}"' in page, kind
        assert "style=" in page and "prefers-color-scheme: dark" in page, kind
