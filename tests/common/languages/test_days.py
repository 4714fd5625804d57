"""Days are read as people type them, in either language, wherever a date is typed."""

import datetime

import pytest
from django import forms
from django.urls import reverse
from django.utils.translation import override

from common.languages.days import day_in_words, in_figures
from members.models import Stakeholder

DAY = datetime.date(2027, 7, 16)


@pytest.mark.parametrize("text", [
    "16 Gorffennaf 2027", "16eg Gorffennaf 2027", "16eg o Orffennaf 2027", "16 o fis Gorffennaf 2027", "16 Gorff. 2027",
    "dydd Gwener 16 Gorffennaf 2027", "Dydd Gwener, 16eg o Orffennaf, 2027", "16 GORFFENNAF 2027", "16-Gorff-27",
    "16 July 2027", "16th July 2027", "Friday 16th of July 2027", "Fri 16 Jul 2027", "July 16, 2027",  "16  July 2027 ",
])  # fmt: skip
@pytest.mark.parametrize("language", ["cy", "en"])
def test_a_day_in_words_is_read_in_either_language(text, language):
    with override(language):
        assert forms.DateField().clean(text) == DAY
        assert forms.DateTimeField().clean(f"{text} 10:30").strftime("%Y-%m-%d %H:%M") == "2027-07-16 10:30"


@pytest.mark.parametrize(("text", "day"), [
    ("1af Ionawr 2027", "2027-01-01"), ("2il o Chwefror 2027", "2027-02-02"), ("3ydd o Fawrth 2027", "2027-03-03"),
    ("4 Ebrill 2027", "2027-04-04"), ("5ed o Fai 2027", "2027-05-05"), ("6 Mai 2027", "2027-05-06"),
    ("6ed Fehefin 2027", "2027-06-06"), ("8fed Awst 2027", "2027-08-08"), ("9fed o Fedi 2027", "2027-09-09"),
    ("10 Hydref 2027", "2027-10-10"), ("11eg o Dachwedd 2027", "2027-11-11"), ("31ain o Ragfyr 2027", "2027-12-31"),
    ("12 Rhag 2027", "2027-12-12"), ("2 Nhachwedd 2027", "2027-11-02"), ("7 Ngorffennaf 2027", "2027-07-07"),
    ("13 Sept 2027", "2027-09-13"), ("1 Dec 2027", "2027-12-01"),
])  # fmt: skip
def test_every_month_is_known_in_full_cut_short_and_mutated(text, day):
    assert day_in_words(text) == datetime.date.fromisoformat(day)


@pytest.mark.parametrize("text", [
    "Dydd Llun 16 Gorffennaf 2027", "30 Chwefror 2027", "16 Ma 2027", "16 Gorffennaf", "16 Foobar 2027", "yfory", "",
    "x" * 100_000,
])  # fmt: skip
def test_what_is_no_day_or_contradicts_itself_is_left_as_it_is(text):
    assert day_in_words(text) is None and in_figures(text) == text


@pytest.mark.parametrize(("language", "said"), [("en", "16 July 2027"), ("cy", "16 Gorffennaf 2027")])
def test_what_is_not_read_is_answered_by_an_example_that_is(language, said):
    for field in (forms.DateField(), forms.DateTimeField()):
        with override(language), pytest.raises(forms.ValidationError, match=said):
            field.clean("yfory")


def test_it_is_read_on_a_page(cast, as_person):
    contact = Stakeholder.objects.create(name="Nia")
    sent = {"text": "A call.", "on": "3ydd o Fawrth 2026", "next_step": "Write", "next_step_on": "16 Gorff 2027"}
    answer = as_person("administrator").post(reverse("members:stakeholder", args=[contact.pk]), sent)
    contact.refresh_from_db()
    assert (answer.status_code, contact.next_step_on) == (302, DAY)
    assert contact.notes.get().on == datetime.date(2026, 3, 3)
