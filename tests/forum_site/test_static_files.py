"""Scripts as they are served outside development: under hashed names, which the imports between them use too."""

import re

import pytest
from django.conf import settings as configured
from playwright.sync_api import expect

IMPORTED = re.compile(r"""^import .* from ["'](.+)["'];$""", re.MULTILINE)
HASHED = re.compile(r"\.[0-9a-f]{12}\.js$")
ASKED_FOR = re.compile(r"\.[0-9a-f]{12}\.(?:js|css|svg)$")


def wrong_imports(root):
    """Return what our scripts, as they were collected, import from no hashed file that is there."""
    ours = list((configured.ROOT / "static" / "js").rglob("*.js"))
    hashed = [path for path in (root / "js").rglob("*.js") if HASHED.search(path.name)]
    assert len(hashed) == len(ours)
    imports = [(path, name) for path in hashed for name in IMPORTED.findall(path.read_text())]
    assert len(imports) > len(ours)
    return [name for path, name in imports if not HASHED.search(name) or not (path.parent / name).exists()]


def sent_whole(root):
    """Return what browsers ask for that is not there in a smaller form as well, as collected under `root`."""
    asked_for = [path for path in root.rglob("*") if ASKED_FOR.search(path.name) and path.stat().st_size > 2000]
    assert len(asked_for) > 20
    return [
        path.name for path in asked_for for kind in ("br", "gz") if not path.with_name(f"{path.name}.{kind}").exists()
    ]


@pytest.mark.browser
@pytest.mark.xdist_group("serve")
def test_the_scripts_that_save_work_as_they_are_served(site, browser):
    site.start()
    assert wrong_imports(site.var / "static") == []
    assert sent_whole(site.var / "static") == []
    faults, asked = [], []
    with browser.new_context(base_url=f"http://127.0.0.1:{site.port}", locale="en") as context:
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/accounts/login/")
        page.locator("[name=login]").fill("administrator@forum.example")
        page.locator("[name=password]").fill("croeso-i-bawb-2016")
        page.locator("main form button").first.click()
        page.goto("/meetings/")
        meeting = re.search(r'href="(/meetings/\d+/)"', page.content())[1]
        page.goto(f"{meeting}minutes/write/")
        if (early := page.get_by_role("button", name="Start the record early")).count():  # its day has not come
            early.click()
            page.goto(f"{meeting}minutes/write/")
        new = page.locator(".minutes__item[open] .minutes__new")
        new.locator(".editor__text[lang=en]").focus()
        page.keyboard.type("Twelve people came.")
        expect(new.locator(".minutes__state")).to_contain_text("Saved at")
        page.goto(f"{meeting}register/")
        expect(page.locator("#register-keys")).to_be_visible()
    scripts = {url.rpartition("/static/")[2] for url in asked if "/static/js/" in url}
    assert [name for name in scripts if not HASHED.search(name)] == []
    assert {"saving", "typing", "register"} <= {name.rpartition("/")[2].partition(".")[0] for name in scripts}
    assert faults == []
    site.stop()
