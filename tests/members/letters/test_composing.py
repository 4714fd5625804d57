"""Letters from one source: subject, page and text say the same, in one language, and no machine takes them for a
person's.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from members.letters.as_text import subject_of, text_of
from members.letters.composing import compose, sender
from members.models import Identity

PAGE = """<!doctype html><html lang="cy"><head><title>Un &amp; dau
 tri</title><style>p { color: red }</style></head><body><p>Annwyl {name},</p>
<ul><li>Cyntaf</li><li><a href="https://a.example/1?x=1&amp;y=2">Yr ail</a></li></ul>
<table><tr><td>10:30</td><td>1. <span lang="en">Welcome</span></td></tr>
<tr><td>10:40</td><td>2. Cyllid</td></tr></table>
<p>Atebwch yma: <a href="https://a.example/2">https://a.example/2</a></p>
<blockquote>Un<br>dau &lt;b&gt;</blockquote></body>"""
SOURCES = sorted(
    path
    for path in Path(settings.ROOT, "templates").glob("*/email*/*.html")
    if path.name[0] != "_" and path.name not in ("base.html", "base_notification.html")
)


def test_text_is_made_from_the_page_with_every_address_written_out():
    assert subject_of(PAGE) == "Un & dau tri"
    with translation.override("cy"):
        assert text_of(PAGE).split("\n") == [
            "Annwyl {name},", "", "- Cyntaf", "- Yr ail:", "https://a.example/1?x=1&y=2", "",
            "10:30 1. [Saesneg] Welcome",
            "10:40 2. Cyllid", "", "Atebwch yma:", "https://a.example/2", "", "Un", "dau <b>", "",
        ]  # fmt: skip


def test_each_letter_has_one_source_with_a_subject_and_a_content():
    assert len(SOURCES) >= 36
    blocks = {path: set(re.findall(r"{% block (\w+) %}", path.read_text())) for path in SOURCES}
    whole = [{"subject", "content"}, {"subject", "notification_message"}]
    lacking = [str(path) for path, found in blocks.items() if not any(need <= found for need in whole)]
    assert lacking == [str(path) for path in SOURCES if path.name == "password_reset.html"]  # it is password_changed
    assert list(Path(settings.ROOT, "templates").glob("**/email*/*.txt")) == []


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_letter_says_that_a_machine_wrote_it_in_which_language_and_from_whom(language, settings):
    settings.MAIL_REPLY_TO = "gweinyddydd@forum.example"
    with translation.override(language):
        letter = compose(
            "members/emails/complaint_received",
            {"complaint": {"text": "<b>No</b> & \x27yes\x27", "received_at": None}},
            name="Siân <b>",
            address="sian@example.org",
        )
        assert sender(Identity.now()).endswith("<forum@forum.example>")
    message = letter.message()
    assert (message["Auto-Submitted"], message["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert (message["Content-Language"], message["Reply-To"]) == (language, "gweinyddydd@forum.example")
    assert "<b>No</b> & 'yes'" in letter.body and "Siân <b>" in letter.body
    page = letter.alternatives[0][0]
    assert "&lt;b&gt;No&lt;/b&gt;" in page and "Siân &lt;b&gt;" in page and f'<html lang="{language}">' in page


def test_a_sender_who_is_named_in_the_settings_keeps_the_name(settings):
    settings.DEFAULT_FROM_EMAIL = "Another Forum <other@forum.example>"
    assert sender(Identity()) == "Another Forum <other@forum.example>"


def test_plain_text_is_never_marked_safe():
    text = text_of("<html lang='en'><body><p>&lt;meta http-equiv=refresh&gt;</p></body></html>")
    assert type(text) is str
    assert Template("{{ text|linebreaks }}").render(Context({"text": text})).startswith("<p>&lt;meta")


def test_what_only_the_page_shows_is_not_in_the_text():
    page = '<html lang="en"><body><div role="banner"><table><tr><td>Head</td></tr></table></div><h1>Subject</h1>'
    page += '<p>One <span aria-hidden="true">leaf <b>17</b></span>two</p><p>Three</p></body></html>'
    assert text_of(page) == "One two\n\nThree\n"


def in_colour(colour):
    """Return the page of a letter of a Forum with a colour."""
    forum = Identity(name_en="Another Forum", name_cy="Fforwm arall", colour=colour)
    return compose("members/emails/test", {"forum": forum}, name="", address="a@forum.example").alternatives[0][0]


def test_a_letter_wears_the_forums_name_and_colour_without_a_style_sheet():
    page = in_colour("#5b1a6e")
    bare = re.sub(r"<style>.*?</style>", "", page, flags=re.S)
    assert bare.count("#5b1a6e") > 2 and "Another Forum" in bare and "#1d4a41" in in_colour("")
    assert "@media (prefers-color-scheme: dark)" in page and not re.search(r"url\(|src=|<link|<script", page)


def test_the_heading_of_a_letter_is_its_subject_and_stays_text():
    page = compose(
        "members/emails/mailing",
        {"mailing": {"subject": "<b>a & b</b>"}, "forum": Identity()},
        name="",
        address="a@b.c",
    )
    assert page.subject == "<b>a & b</b>" and re.search(
        r"<h1 [^>]*>&lt;b&gt;a &amp; b&lt;/b&gt;</h1>", page.alternatives[0][0]
    )
