"""The table of ASVS 5.0.0 in docs/security.md is whole, and names tests that are there."""

import re

from tests.sources import ROOT

# How many of levels 1 and 2 each section has: their numbers go from 1 on without gaps.
SECTIONS = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2,
    "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1,
    "3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2,
    "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
    "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
    "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4,
    "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2,
    "8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1,
    "9.1": 3, "9.2": 4,
    "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
    "12.1": 3, "12.2": 2, "12.3": 4,
    "13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
    "14.1": 2, "14.2": 4, "14.3": 3,
    "15.1": 3, "15.2": 3, "15.3": 7,
    "16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3,
}  # fmt: skip
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+) \| (.+) \|$", re.MULTILINE)
KEPT_BY = re.compile(r"test: `tests/[\w/]+(?:\.py)?`|(?:lint|deviation|does not apply): .+")


def table():
    return ROW.findall((ROOT / "docs" / "security.md").read_text())


def test_no_requirement_is_left_out_and_none_stands_twice():
    asked = [f"{section}.{number}" for section, last in SECTIONS.items() for number in range(1, last + 1)]
    assert [number for number, _what, _by in table()] == asked


def test_each_is_kept_by_a_test_that_is_there_or_says_why_not():
    assert [number for number, _what, by in table() if not KEPT_BY.fullmatch(by)] == []
    named = {path for _number, _what, by in table() for path in re.findall(r"`(tests/[\w/.]+)`", by)}
    assert len(named) > 40
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []
