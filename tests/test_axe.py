"""axe on the pages of the site, as each of the cast in both languages: no violation.

A page that is built as one already looked at in the same language (same elements, classes and roles, other words) is
not
looked at twice, so that what differs between readers is, and the whole takes minutes and not hours. In the dark, on a
phone and in the second language the rules are asked that can find something else there.
"""

import hashlib
import os
import re
from pathlib import Path

import pytest

from tests.browser import AXE_TAGS, axe
from tests.crawl import walk
from tests.world import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TAGS = re.compile(r"<([a-z]\w*)((?:\s[^<>]*)?)>")
MADE_OF = re.compile(r'\s(class|role|type|aria-\w+|lang|open|disabled|checked)(?:="([^"]*)")?')
SPOKEN = {"aria-label", "aria-labelledby", "aria-describedby", "aria-controls"}
STARTS = ("/", "/meetings/", "/accounts/login/", "/accounts/password/reset/", "/people/ended/")
# Refusals and errors are pages too; each is looked at where somebody gets it.
REFUSALS = {"member": ("/meetings/999999/", "/meetings/new/"), "visitor": ("/meetings/999999/minutes/",)}
BAD_FORMS = {"administrator": ("/meetings/new/",), "member": ("/exchange/new/",), "visitor": ("/accounts/login/",)}
SEND = "form => { form.noValidate = true; setTimeout(() => form.requestSubmit()); }"
DARK_PHONE = {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}}
OF_COLOUR, OF_ROOM = ["color-contrast", "link-in-text-block"], ["scrollable-region-focusable", "target-size"]
RUNS = [
    *(
        (role, lang, {}, AXE_TAGS, but)
        for role in ("visitor", "administrator", "chair", "member", "partner", "convenor", "staff")
        for lang, but in (("en", ()), ("cy", OF_COLOUR))
    ),
    ("administrator", "cy", DARK_PHONE, OF_COLOUR + OF_ROOM, ()),
    ("member", "en", DARK_PHONE, OF_COLOUR + OF_ROOM, ()),
]


def built(html):
    """Return how a page is built, without its words and addresses; like elements count once."""
    parts = set()
    for tag, attributes in TAGS.findall(html):
        made = [f"{name}={'' if name in SPOKEN else value}" for name, value in MADE_OF.findall(attributes)]
        parts.add(" ".join([tag, *sorted(made)]))
    return sorted(parts)


def is_new(*signs):
    """Whether no worker of this run has looked at such a page; from now on one has."""
    folder = Path(os.environ["FORUM_VAR"]) / "axe"
    folder.mkdir(exist_ok=True)
    try:
        (folder / hashlib.sha256(repr(signs).encode()).hexdigest()).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


@pytest.mark.parametrize(("role", "lang", "options", "rules", "but"), RUNS)
def test_axe_finds_nothing(open_page, cast, role, lang, options, rules, but):
    world, found = build(cast), {}
    page = open_page(role, language=lang, **options)
    for url, response, seen in walk(
        world.clients[role], (*STARTS, *REFUSALS.get(role, ())), lang=lang, most=1 if options or but else 2
    ):
        if seen is None and response.status_code not in (403, 404):
            continue
        if is_new(built(response.content.decode()), lang, options):
            page.goto(url)
            found[url] = axe(page, rules, but)
    for url in BAD_FORMS.get(role, ()):
        page.goto(url)
        with page.expect_navigation():
            page.locator("main form[method=post]").first.evaluate(SEND)
        found[f"{url} (refused)"] = axe(page, rules, but)
    faults = {}
    for url, here in found.items():
        for fault in here:
            faults.setdefault(fault, []).append(url)
    assert not faults, "\n\n".join(f"{fault}\non {', '.join(urls[:5])}" for fault, urls in faults.items())
