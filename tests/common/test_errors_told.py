"""What a form asks to look at once more: whole sentences, no inner names, beside the reader's own box."""

from html.parser import HTMLParser

import pytest
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from meetings.papers.forms import PaperForm
from meetings.planning.forms_meeting import MeetingForm
from tests.cast import a_meeting, an_item

APPLY = {"kind": "person", "email": "nobody", "name": "", "why": ""}


class _Summary(HTMLParser):
    """The lines of the error summary of a page."""

    def __init__(self):
        super().__init__()
        self.lines, self.is_open = [], False

    def handle_starttag(self, tag, attributes):
        self.is_open = self.is_open or ("id", "error-summary") in attributes
        if self.is_open and tag == "li":
            self.lines.append("")

    def handle_endtag(self, tag):
        self.is_open = self.is_open and tag != "ul"

    def handle_data(self, text):
        if self.is_open and self.lines:
            self.lines[-1] = f"{self.lines[-1]} {text}".strip()


def summary(html):
    """Return the lines of the error summary of a page."""
    reader = _Summary()
    reader.feed(html)
    return reader.lines


def test_the_summary_says_whole_sentences_in_both_languages(client, db):
    for language, said in {
        "en": [
            "Please fill in “Your name”.",
            "“E-mail address”: Enter a valid email address.",
            "Please choose one under “Language of your letters”.",
            "Please say why you would like to join.",
            "Please tick this: without it we may not keep your application.",
        ],
        "cy": ["Llenwch “Eich enw”.", "Dywedwch pam yr hoffech ymuno."],
    }.items():
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        lines = summary(client.post(reverse("members:apply"), APPLY).content.decode())
        assert [line for line in said if line not in lines] == [], lines
        assert [line for line in lines if "?:" in line or "required" in line] == []


def test_beside_the_field_stands_what_to_do():
    class Sheet(forms.Form):
        name = forms.CharField()
        kind = forms.ChoiceField(choices=[("a", "A")])

    assert Sheet({}).errors == {"name": ["Please fill this in."], "kind": ["Please choose one."]}


@pytest.mark.parametrize("language", ["en", "cy"])
def test_one_of_two_languages_is_asked_for_beside_the_readers_own_box(cast, language):
    with override(language):
        meeting = MeetingForm({}, instance=a_meeting())
        paper = PaperForm({}, instance=an_item(meeting.instance).papers.model(item=meeting.instance.items.get()))
        titles = {
            name[-2:] for form in (meeting, paper) for name in form.errors if name.startswith(("title_", "file_"))
        }
    assert titles == {language}


def test_an_answer_without_its_button_is_told_in_a_sentence(as_person):
    meeting = a_meeting(state="published")
    page = as_person("member").post(reverse("meetings:answer", args=[meeting.pk]), {"needs": ""}).content.decode()
    assert summary(page) == ["Please press one of the answers."]
