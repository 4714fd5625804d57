"""What people type: tidied, or refused with a reason; rich text keeps to its allow-list."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from common.rich_text import clean_html, from_typing, plain_text
from common.text import LineField, LongTextField, NameField, TitleField, tidy_line, web_address


def test_a_line_is_composed_and_on_one_line():
    assert tidy_line("  Tŵr \r\n gwyn ") == "Tŵr gwyn"


@pytest.mark.parametrize("bad", ["a\x07b", "a\u202eb", "a\u2066b", "Cyfarfod 🎉"])
def test_a_title_refuses_what_no_page_should_show(bad):
    with pytest.raises(ValidationError):
        LineField(max_length=50).clean(bad, None)


@pytest.mark.parametrize(
    "bad", ['=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "＝1", "'=1", "a<b", "Ll?r", "T?", "Siôn ?yn", "a\ufffdb"]
)
def test_a_name_is_neither_formula_nor_markup(bad):
    with pytest.raises(ValidationError):
        NameField(max_length=50).clean(bad, None)


@pytest.mark.parametrize("good", ["'t Hart", "– ", "Care + Co", "S4C", "Siân"])
def test_a_name_may_hold_signs(good):
    assert NameField(max_length=50).clean(good, None) == good.strip()


def test_a_title_may_be_a_question():
    assert TitleField(max_length=50).clean("What next?", None) == "What next?"
    with pytest.raises(ValidationError):
        TitleField(max_length=50).clean("=1", None)


@pytest.mark.parametrize("good", ["Tŷ'r Cymry: ŵ ŷ Ŵ Ŷ â ê î ô û", "“Care” – 50% & more", "50 £ / € (2026)"])
def test_a_title_takes_every_letter_of_welsh(good):
    assert LineField(max_length=50).clean(good, None) == good


def test_a_long_text_keeps_its_lines_and_may_hold_emoji():
    assert LongTextField().clean("a\r\n\r\nb 🎉", None) == "a\n\nb 🎉"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("one\ntwo\n\nthree", "<p>one<br>two</p><p>three</p>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("<p>kept</p>", "<p>kept</p>"),
        ("<p> </p>", ""),
        ("", ""),
        ("<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>"),
    ],
)
def test_typing_becomes_html_of_the_allow_list(typed, stored):
    assert from_typing(typed) == stored


@pytest.mark.parametrize(
    ("html", "clean"),
    [
        ("<p onclick=x>a</p>", "<p>a</p>"),
        ("<p><img src=http://a/b.png>a</p>", "<p>a</p>"),
        ('<a href="javascript:x">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ('<a href="data:text/html,x">a</a>', '<a rel="noopener noreferrer">a</a>'),
        ("<style>p{}</style><p style=color:red>a</p>", "<p>a</p>"),
    ],
)
def test_only_the_allow_list_gets_through(html, clean):
    assert clean_html(html) == clean


def test_plain_text_has_a_line_a_block():
    assert plain_text("<p>a &amp; b</p><ul><li>c</li></ul>") == "a & b\nc"


@pytest.mark.parametrize(
    ("hint", "shown"),
    [
        ("Now: <b>.pdf", "Now: &lt;b&gt;.pdf"),
        (format_html("<strong>{}</strong>", "<b>"), "<strong>&lt;b&gt;</strong>"),
    ],
)
def test_a_hint_of_a_form_is_text(hint, shown):
    form = forms.Form()
    form.fields["file"] = forms.CharField(help_text=hint, label="File")
    assert shown in form.as_div()


@pytest.mark.parametrize(
    ("held", "shown"),
    [
        ("https://forum.example/a?b", "https://forum.example/a?b"),
        ("http://forum.example", "http://forum.example"),
        ("javascript:alert(1)", ""),
        ("//forum.example", ""),
        ("https:forum.example", ""),
        ("http://[x", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_an_address_that_leads_to_no_page_does_not_come_out(held, shown):
    assert web_address(held) == shown
