"""What differs between two texts: by sentence and word, and never for longer than a moment."""

import random

import pytest

from common.versions.comparison import Change, Comparing, compare_words
from tests.waiting import computing_at_most


def told(changes):
    """Return changes as one text: {words that came}, [words that went]."""
    marks = {"same": "%s", "added": "{%s}", "removed": "[%s]"}
    return " ".join(marks[change.kind] % change.text for change in changes)


@pytest.mark.parametrize(
    ("older", "newer", "shown"),
    [
        ("", "", ""),
        ("", "A text.", "{A text.}"),
        ("A text.", "", "[A text.]"),
        ("The same.  Twice.", "The same. Twice.", "The same. Twice."),
        ("Nine meet. It rains.", "Ten meet. It rains.", "[Nine] {Ten} meet. It rains."),
        ("One. Two.", "One. Half. Two.", "One. {Half.} Two."),
        ("One. Two. Three.", "Two. Three.", "[One.] Two. Three."),
        ("We meet in May at noon. Tea is served.", "We meet in June at ten. Tea is served.",
         "We meet in [May] {June} at [noon.] {ten.} Tea is served."),
    ],
)  # fmt: skip
def test_words_are_compared_within_sentences(older, newer, shown):
    assert told(compare_words(older, newer)) == shown


def test_what_was_and_is_can_be_read_back_whatever_was_changed():
    dice = random.Random(7)
    for _round in range(300):
        was, now = (" ".join(dice.choices(["a", "b", "c.", "d!", "\n"], k=dice.randint(0, 60))) for _side in "ab")
        changes = Comparing(most=dice.choice([0, 300, 10**7])).words(was, now)
        for side, text in (("removed", was), ("added", now)):
            kept = " ".join(change.text for change in changes if change.kind in ("same", side))
            assert kept.split() == text.split()


def test_texts_that_are_long_and_alike_are_shown_whole_in_a_moment():
    was, now = "a b " * 50_000, "b a " * 50_000 + "c"
    with computing_at_most(5):
        changes = compare_words(was, now)
    assert [change.kind for change in changes] == ["removed", "added"]
    assert [change.text for change in changes] == [was.strip(), now.strip()]


def test_one_word_of_a_long_text_is_shown_alone():
    sentences = [
        f"The Forum met for the {number}th time, and the minutes of the day were kept." for number in range(900)
    ]
    was = " ".join(sentences)
    sentences[450] = sentences[450].replace("met", "sat")
    changes = compare_words(was, " ".join(sentences))
    assert [(change.kind, change.text) for change in changes[1:3]] == [("removed", "met"), ("added", "sat")]


def test_a_page_compares_no_more_when_its_steps_are_used_up():
    comparing = Comparing(most=200)
    shown = [told(comparing.words("one two three four", "one 2 three 4")) for _each in range(20)]
    assert shown[0] == "one [two] {2} three [four] {4}"
    assert shown[-1] == "one [two three four] {2 three 4}"


def test_paragraphs_are_compared_alone():
    paragraphs = Comparing().paragraphs("One.\nTwo three.\n\nFour.", "One.\nTwo four.\nFour.\nFive.")
    assert [told(paragraph) for paragraph in paragraphs] == ["One.", "Two [three.] {four.}", "Four.", "{Five.}"]
    assert Comparing().paragraphs("a\n" * 3, "a\n" * 3) == [[Change("same", "a")]] * 3


def test_a_hundred_thousand_lines_are_compared_in_a_moment():
    with computing_at_most(10):
        Comparing().paragraphs("a\nb\n" * 50_000, "b\na\n" * 50_000 + "c")
