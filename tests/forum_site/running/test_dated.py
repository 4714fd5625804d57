"""Nothing that browsers have given up or keep for old pages alone, and scripts that compare without changing types."""

import re

import pytest

from tests.sources import ROOT, TEMPLATES

DATED = re.compile(
    r"<(?:applet|embed|object|frame|frameset|marquee|blink|bgsound|keygen|font|center|tt|big|strike|acronym)\b"
    r"|\bdocument\.write|\bActiveXObject|\bexecCommand|\bshowModalDialog|\.swf\b|\bopenDatabase|\bapplicationCache"
    r"|[\"'](?:before)?unload[\"']|\bjavascript:",
    re.IGNORECASE,
)
LOOSE = re.compile(r"(?<![=!<>])==(?!=)|!=(?!=)")
SOURCES = sorted([*TEMPLATES.rglob("*.html"), *(ROOT / "static").rglob("*.js")])
SCRIPTS = sorted((ROOT / "static").rglob("*.js"))


@pytest.mark.parametrize("sign", ["<object data=x>", "document.write(x)", "addEventListener('unload')"])
def test_what_is_dated_is_known(sign):
    assert DATED.search(sign)


def test_no_page_needs_what_browsers_have_given_up():
    found = {str(path.relative_to(ROOT)): DATED.findall(path.read_text()) for path in SOURCES}
    assert len(found) > 200
    assert {name: signs for name, signs in found.items() if signs} == {}


def test_scripts_compare_strictly():
    assert LOOSE.search("a == b") and LOOSE.search("a != b") and not LOOSE.search("a === b || a !== b || a <= b")
    assert {path.name for path in SCRIPTS if LOOSE.search(path.read_text())} == set()
