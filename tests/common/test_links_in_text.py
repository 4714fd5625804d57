"""Links in rich text: where they may lead, and that their text does not name another place."""

import pytest
from django.conf import settings

from common.printing.rich_tree import tree
from common.rich_text import clean_html, from_typing, leads_somewhere, on_site

REL = ' rel="noopener noreferrer"'


@pytest.mark.parametrize(
    "address",
    [
        "https://forum.example/a?b#c", "http://forum.example", "HTTPS://forum.example", "https://fforwm.example/tŷ",
        "mailto:a@forum.example", "tel:+441970555019", "/meetings/3/", "/", "https://forum.example:8443/", "http://[::1]/",
    ],
)  # fmt: skip
def test_these_addresses_are_kept(address):
    assert leads_somewhere(address)
    assert clean_html(f'<a href="{address}">a</a>') == f'<a href="{address}"{REL}>a</a>'


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/a", "/\\evil.example", "\\\\evil.example", "https:evil.example", "https:/evil.example",
        "http:///evil.example", "https://", "javascript:alert(1)", "data:text/html,x", "JaVaScRiPt:x", "evil.example",
        "#a", "", "mailto:", "tel:", "https://forum.example@evil.example/", "http://[x", "/a\\b", "ftp://forum.example",
        "https://forum.example\\@evil.example", "file:///etc/passwd", "/\t/evil.example", "/\n/evil.example",
    ],
)  # fmt: skip
def test_these_lead_nowhere_and_are_dropped(address):
    assert clean_html(f'<p><a href="{address}">a</a></p>') == f"<p><a{REL}>a</a></p>"
    assert from_typing(f'<p><a href="{address}">a</a></p>') == f"<p><a{REL}>a</a></p>"


@pytest.mark.parametrize(
    ("address", "text", "said"),
    [
        ("https://evil.example/x", "https://forum.example/x", " (evil.example)"),
        ("https://evil.example/x", "see forum.example", " (evil.example)"),
        ("https://evil.example/x", "<strong>forum.</strong>example", " (evil.example)"),
        ("https://evil.example/x", "forum&#46;example", " (evil.example)"),
        ("https://evil.example/x", "forum\uff0eexample", " (evil.example)"),
        ("https://evil.example/x", "for\u200bum.example", " (evil.example)"),
        ("https://evil.example/x", "WWW.FORUM.EXAMPLE", " (evil.example)"),
        ("https://forum.example.evil.example/", "forum.example", " (forum.example.evil.example)"),
        ("https://notforum.example/", "forum.example", " (notforum.example)"),
        ("mailto:a@evil.example", "secretary@forum.example", " (a@evil.example)"),
        ("https://www.forum.example/x", "forum.example", ""),
        ("https://docs.forum.example/x", "www.forum.example", ""),
        ("https://forum.example/report.pdf", "report.pdf", ""),
        ("https://forum.example/x", "Read it here, e.g. today. Then go", ""),
        ("mailto:a@forum.example?subject=x", "a@forum.example", ""),
        ("/library/3/", "the constitution", ""),
    ],
)
def test_a_text_that_names_another_domain_is_followed_by_the_true_one(address, text, said):
    once = clean_html(f'<p><a href="{address}">{text}</a></p>')
    assert once.endswith(f"{said}</a></p>") and once.count(" (") == bool(said)
    assert clean_html(once) == once


def test_readers_of_files_and_letters_get_whole_addresses():
    assert (
        on_site('<a href="/library/3/">a</a>', "https://forum.example")
        == '<a href="https://forum.example/library/3/">a</a>'
    )
    assert tree('<p><a href="/library/3/">a</a></p>')[0]["children"][0]["href"] == f"{settings.SITE_ORIGIN}/library/3/"
