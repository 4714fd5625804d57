"""Invented minutes of every layout that people use, with right answers: what is found of each fact, and made up."""

import tomllib
from pathlib import Path

import pytest

from meetings.deciphering import doubts
from meetings.deciphering.reading import read
from meetings.importing.measuring import measured
from meetings.phrases.offers import offers_of
from meetings.phrases.sheet import sheet_of, written

CORPUS = Path(__file__).parent / "corpus"
TEXTS = sorted(CORPUS.glob("*.txt"))
FLOORS = {  # the least recall and precision, in per cent; nine of ten are asked for
    **dict.fromkeys(("present", "in_attendance", "apologies", "chair", "date", "starts", "ends", "items"), (98, 98)),
    "place": (95, 95),
    "decisions": (96, 96),
    "actions": (96, 94),
}
ONLY_SAID = {"no_actions", "no_decisions", "left_out", "no_time"}


def test_of_every_fact_nearly_all_is_found_and_nearly_nothing_made_up():
    scores, faults = measured([CORPUS])
    reached = {name: (100 * scores[name].recall, 100 * scores[name].precision) for name in FLOORS}
    low = {
        name: reached[name]
        for name, floor in FLOORS.items()
        if any(map(float.__lt__, reached[name], map(float, floor)))
    }
    assert low == {}, faults
    assert scores["votes"].recall == 1


def test_the_corpus_has_every_kind():
    languages = [tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))["language"] for path in TEXTS]
    assert (len(TEXTS) >= 30, min(languages.count(one) for one in ("en", "cy", "both")) >= 3) == (True, True)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_what_is_doubtful_is_asked_and_nothing_else(path):
    wanted = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    reading = read(path.read_text(encoding="utf-8"), wanted["language"])
    asked = [*reading.doubts, *doubts.of_sheet(reading.sheet, reading.facts, offers_of(reading.sheet))]
    assert {one["code"] for one in asked} - ONLY_SAID == set(wanted.get("doubts", [])) - ONLY_SAID


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_text_in_order_is_read_back_as_it_was(path):
    wanted = tomllib.loads(path.with_suffix(".toml").read_text(encoding="utf-8"))
    sheet = read(path.read_text(encoding="utf-8"), wanted["language"]).sheet
    for language in ("en", "cy"):
        text = written(sheet, language)
        assert written(sheet_of(text), language) == text
