"""A real browser for the tests: Chromium wherever it is, pages of each of the cast, and what axe says about them.

`python -m tests.browser` makes sure that there is a Chromium that starts, and gets one if there is not.
"""

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Error, expect, sync_playwright

PATIENCE = 180_000  # milliseconds until something that is waited for is given up
IMPATIENT = {"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "8000", "DEBIAN_FRONTEND": "noninteractive"}
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
AXE = Path(find_spec("axe_playwright_python").origin).with_name("axe.min.js").read_text()
ASK_AXE = """async (options) => (await axe.run(document, options)).violations.flatMap(
    (violation) => violation.nodes.map((node) => `${violation.id}: ${node.html} (${node.failureSummary})`))"""
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MISSING = (
    "No Chromium starts here. Install one (Debian, Ubuntu: apt-get install chromium) or name it: "
    "CHROMIUM=/path/to/chromium make test"
)


def chromiums(playwright):
    """Return the Chromiums of this machine, the one named by CHROMIUM first, Playwright's own last."""
    named = [os.environ.get("CHROMIUM", ""), *NAMES]
    found = [path for path in (shutil.which(name) for name in named if name) if path]
    own = playwright.chromium.executable_path
    return found + ([own] if Path(own).exists() else [])


def launch(playwright, **options):
    """Return the first Chromium that starts, or None; options as those of Playwright."""
    for path in chromiums(playwright):
        try:
            return playwright.chromium.launch(executable_path=path, args=FLAGS, **options)
        except Error:
            continue
    return None


@pytest.fixture(scope="session")
def driver():
    """Playwright, started once a worker; what is waited for has room for a machine that is six times slower."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver):
    """Chromium, started once a worker."""
    found = launch(driver)
    if not found:
        pytest.exit(MISSING, returncode=2)
    yield found
    found.close()


@pytest.fixture
def keeping_browser(driver):
    """A Chromium that keeps whole pages to go back to, as people's do and those of tests are told not to."""
    found = launch(driver, ignore_default_args=["--disable-back-forward-cache"])
    yield found
    found.close()


@pytest.fixture
def server(live_server):
    """The site at `server.url`, with an empty database and cache for each test."""
    cache.clear()
    return live_server


@pytest.fixture
def watched(browser):
    """A function that opens a page in a context of its own; options as those of Playwright.

    When the test ends, a fault in a script, or something that the content security policy had to stop, fails it.
    """
    contexts, faults = [], []

    def open_one(**options):
        contexts.append(browser.new_context(**options))
        contexts[-1].set_default_timeout(PATIENCE)
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def open_page(watched, server, as_person):
    """A function from a role (or "visitor") to a new page of theirs on the running site.

    `open_page("member", language="cy", java_script_enabled=False, viewport={"width": 390, "height": 844})`.
    """

    def open_one(role="visitor", *, language="en", **options):
        page = watched(base_url=server.url, locale=language, **options)
        session = as_person(role).cookies.get(settings.SESSION_COOKIE_NAME)
        cookies = {settings.LANGUAGE_COOKIE_NAME: language} | ({session.key: session.value} if session else {})
        page.context.add_cookies([{"name": key, "value": value, "url": server.url} for key, value in cookies.items()])
        return page

    return open_one


@pytest.fixture
def page(open_page):
    """A visitor's page in English."""
    return open_page()


def axe(page, rules=AXE_TAGS, but=()):
    """Return what axe finds wrong on a page by the rules of these tags or names, but for some, one line a place."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    left_out = {name: {"enabled": False} for name in but}
    options = {"runOnly": rules, "rules": left_out, "resultTypes": ["violations"], "elementRef": False}
    return page.evaluate(ASK_AXE, options)


def have_one():
    """Return whether a Chromium starts; asked in a process of its own,
    as Playwright's driver may itself lack a library.
    """
    look = (
        "from tests import browser; import sys; p = browser.sync_playwright().start(); "
        "sys.exit(browser.launch(p) is None)"
    )
    return (
        subprocess.run([sys.executable, "-c", look], check=False, stderr=subprocess.DEVNULL, timeout=600).returncode
        == 0
    )


def get_one():
    """Try to get a Chromium: with Playwright's installer, then with apt; stop with advice when both fail."""
    ways = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if os.getuid() == 0 and shutil.which("apt-get"):
        ways += [["apt-get", "update", "-q"], ["apt-get", "install", "-q", "-y", "chromium", "libatomic1"]]
    for way in ways:
        sys.stderr.write(f"Looking for a Chromium: {' '.join(way[-3:])}\n")
        subprocess.run(way, check=False, env=os.environ | IMPATIENT)
        if have_one():
            return
    sys.exit(MISSING)


if __name__ == "__main__" and not have_one():
    get_one()
