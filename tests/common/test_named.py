"""What is read of a button or link holds the words that are seen, in both languages."""

import re

import pytest
from django.template import Context, Template
from django.utils.translation import override

from common.both_languages import Text
from tests.seen import PRESSED, see
from tests.sources import TEMPLATES, templates

ARIA, ELEMENT = re.compile(r'aria-label="([^"]*)"'), re.compile(r"<(\w+)")


def shown(source, **values):
    return Template("{% load looks %}" + source).render(Context(values))


def test_what_it_is_about_is_read_behind_the_words_and_in_its_language():
    with override("cy"):
        html = shown("{% about title name %}", title=Text("Time banks", "en"), name="Nia <b>")
    assert html == (
        '<span class="visually-hidden">: <span lang="en">Time banks</span>, <span>Nia &lt;b&gt;</span></span>'
    )


@pytest.mark.parametrize("name, found", [
    ("Remove: Nia", []), ("Remove Nia from the group", []), ("Take Nia out", [("remove", "Take Nia out")]),
])  # fmt: skip
def test_a_name_of_other_words_is_found(name, found):
    assert see(f'<a href="/" aria-label="{name}"><svg></svg> Remove</a>').otherwise_named() == found


def test_no_template_gives_a_button_or_link_a_name_of_its_own():
    """But where it says the words that are seen in full first."""
    own = []
    for path in templates():
        text = (TEMPLATES / path).read_text()
        for match in ARIA.finditer(text):
            if ELEMENT.findall(text[: match.start()])[-1] in PRESSED:
                own.append((str(path), match[1]))
    in_full = ("{{ side.language_label }}", "{{ label }}")
    assert [(path, label) for path, label in own if not label.startswith(in_full)] == []
