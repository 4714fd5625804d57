"""No word of a page stands in a template or is glued together outside the catalogues."""

import re

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


WITHOUT_A_CATALOGUE = ("500.html", "400.html")  # which Django answers with when nothing else works


def untranslated(text):
    """Return the words of a template that no catalogue holds."""
    text = CODE.sub(" ", TRANSLATED.sub(" ", text))
    said = " ".join([*SPOKEN.findall(text), TAG.sub(" ", text)])
    return [word for word in WORD.findall(said) if word not in NAMES]


def test_every_word_of_a_template_can_be_translated():
    pages = [path for path in templates() if path.suffix == ".html" and path.name not in WITHOUT_A_CATALOGUE]
    wrong = {str(path): untranslated((TEMPLATES / path).read_text(encoding="utf-8")) for path in pages}
    assert {path: words for path, words in wrong.items() if words} == {}
