"""No word of a page stands in a template or is glued together outside the catalogues."""

import re

import pytest

from tests.sources import TEMPLATES, templates

TRANSLATED = re.compile(r"{%\s*blocktranslate.*?endblocktranslate\s*%}|{%\s*comment.*?endcomment\s*%}", re.S)
CODE = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}|<(script|style|kbd)\b.*?</\1>|<!--.*?-->", re.S)  # keys bear their names
SPOKEN = re.compile(r'\s(?:aria-label|alt|title|placeholder)="([^"]*)"')
TAG = re.compile(r"<[^>]*>")
WORD = re.compile(r"[^\W\d_]{2,}")
# Names that are the same in both languages, and what each language calls itself.
NAMES = {
    "Cymraeg",
    "English",
    "Wales",
    "Social",
    "Co-op",
    "Co",
    "op",
    "Forum",
    "Fforwm",
    "Cydweithredol",
    "Cymdeithasol",
    "Cymru",
    "nbsp",
    "amp",
    "copy",
}


@pytest.mark.parametrize(
    "path", [str(path) for path in templates() if path.suffix == ".html" and path.name not in ("500.html", "400.html")]
)
def test_every_word_of_a_template_can_be_translated(path):
    text = CODE.sub(" ", TRANSLATED.sub(" ", (TEMPLATES / path).read_text(encoding="utf-8")))
    said = " ".join([*SPOKEN.findall(text), TAG.sub(" ", text)])
    assert [word for word in WORD.findall(said) if word not in NAMES] == []
