"""What is written in one language only is marked with it, and of two sides of a line the reader's is shown."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from common.both_languages import Text
from common.languages.telling import language_told, told
from meetings.models import Attendance

BOTH = "Prifysgol Abertawe / Swansea University"


@pytest.mark.parametrize(("text", "language"), [
    ("Prifysgol Abertawe", "cy"), ("Swansea University", "en"), ("Rheolwr Datblygu", "cy"), ("Manager", "en"),
    ("Swyddog", "cy"), ("Trustee and treasurer", "en"), ("Bwrdd Iechyd Prifysgol Hywel Dda", "cy"), ("NHS Wales", "en"),
    ("Nid oes lle ar yr agenda.", "cy"), ("There is no room on the agenda.", "en"), ("Cadeirydd", "cy"),
    ("Chair", "en"), ("Nia", ""), ("", ""), ("12/3", ""),
])  # fmt: skip
def test_the_language_of_a_text_is_told(text, language):
    assert language_told(text) == language


@pytest.mark.parametrize(("language", "text", "html"), [
    ("cy", "Manager", '<span lang="en">Manager</span>'), ("en", "Manager", "Manager"),
    ("en", "Rheolwr <b>", '<span lang="cy">Rheolwr &lt;b&gt;</span>'), ("cy", "Rheolwr", "Rheolwr"),
    ("cy", BOTH, "Prifysgol Abertawe"), ("en", BOTH, "Swansea University"), ("cy", "Nia", "Nia"), ("cy", "", ""),
    ("cy", "Manager / Treasurer", '<span lang="en">Manager / Treasurer</span>'), ("en", "1 / 2 / 3", "1 / 2 / 3"),
])  # fmt: skip
def test_a_line_is_marked_where_it_is_not_in_the_language_of_the_page(language, text, html):
    with override(language):
        assert Template("{% load both_languages %}{% said text %}").render(Context({"text": text})) == html


def test_a_text_that_knows_its_language_keeps_it():
    assert told(Text("Manager", "cy")).lang == "cy"


@pytest.mark.parametrize(("language", "shown"), [("cy", "Prifysgol Abertawe"), ("en", "Swansea University")])
def test_the_organisation_of_a_guest_is_the_readers_side(language, shown):
    with override(language):
        name = Attendance(name="Nia", organisation=BOTH).shown_organisation
    assert (name, name.lang) == (shown, language)
