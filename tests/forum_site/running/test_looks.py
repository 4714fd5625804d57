"""What the pages are drawn with: icons that are there, colours that are tokens, fonts that stay small."""

import re

from django.conf import settings

STATIC = settings.ROOT / "static"
ICON = re.compile(r"""{% icon ["']([a-z0-9-]+)["']""")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b", re.IGNORECASE)


def test_every_icon_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (STATIC / "icons" / "sprite.svg").read_text()))
    named = {name for page in (settings.ROOT / "templates").rglob("*.html") for name in ICON.findall(page.read_text())}
    assert named - drawn == set()
    assert "calendar" in named


def test_colours_are_named_in_the_tokens_alone():
    named = {
        name: COLOUR.findall((STATIC / "css" / name).read_text()) for name in ("base.css", "components.css", "day.css")
    }
    assert named == {"base.css": [], "components.css": [], "day.css": []}


def test_every_token_that_is_used_is_there():
    sheets = "".join(sheet.read_text() for sheet in (STATIC / "css").glob("*.css") if sheet.name != "admin.css")
    assert set(re.findall(r"var\((--[\w-]+)", sheets)) - set(re.findall(r"(--[\w-]+):", sheets)) == set()


def test_fonts_and_styles_leave_room_in_a_first_view():
    fonts = sum(font.stat().st_size for font in (STATIC / "fonts").glob("*.woff2"))
    styles = sum(
        (STATIC / "css" / name).stat().st_size for name in ("tokens.css", "base.css", "components.css", "print.css")
    )
    assert fonts <= 75_000
    assert styles <= 47_000
