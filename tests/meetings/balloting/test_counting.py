"""Counting choices: more than half, most approved, and rounds with their ties; on papers alone."""

import pytest

from meetings.balloting.counting import EARLIER, LOT, first_past_half, in_rounds, most_approved

A, B, C, D = "ABCD"
LOTS = {A: 1, B: 2, C: 3, D: 4}


def papers(*written):
    """Return papers of what is written as "3 AB": how many, and which choices they name in order."""
    return [tuple(names) for one in written for times, names in [one.split()] for _ in range(int(times))]


@pytest.mark.parametrize(("given", "won"), [(["3 A", "2 B"], A), (["2 A", "1 B", "1 C"], None), (["2 A", "2 B"], None)])
def test_one_of_several_is_chosen_by_more_than_half(given, won):
    assert first_past_half(papers(*given), [A, B, C]).won == won


@pytest.mark.parametrize(
    ("given", "won"),
    [
        (["3 AB", "1 A", "1 C"], A),
        (["2 AB", "1 C"], None),  # two at the head are level
        (["2 A", "1 B", "1 C", "1 D"], None),  # the head is approved by less than half
        ([], None),
    ],
)
def test_most_approved_is_chosen_alone_at_the_head_and_by_more_than_half(given, won):
    assert most_approved(papers(*given), [A, B, C, D]).won == won


def test_papers_of_what_goes_out_go_on_to_what_they_name_next():
    count = in_rounds(papers("4 A", "3 BC", "2 CB"), [A, B, C], LOTS)
    assert [(one.papers, one.out, one.why) for one in count.rounds] == [
        ({A: 4, B: 3, C: 2}, C, ""),
        ({A: 4, B: 5}, None, ""),
    ]
    assert count.won == B


def test_papers_that_name_nothing_left_are_counted_and_half_is_of_the_others():
    count = in_rounds(papers("4 A", "3 B", "2 C"), [A, B, C], LOTS)
    assert [one.spent for one in count.rounds] == [0, 2]
    assert count.won == A  # 4 of 7 papers that still name any


def test_of_those_that_are_level_goes_out_which_had_fewest_in_the_first_round():
    count = in_rounds(papers("5 A", "3 B", "2 C", "1 DC"), [A, B, C, D], LOTS)
    assert [(one.out, one.why) for one in count.rounds] == [(D, ""), (C, EARLIER), (None, "")]
    assert count.rounds[1].papers == {A: 5, B: 3, C: 3}


def test_of_those_that_were_always_level_the_highest_lot_goes_out():
    given = papers("2 A", "1 BA", "1 CA")
    assert [(one.out, one.why) for one in in_rounds(given, [A, B, C], LOTS).rounds] == [(C, LOT), (None, "")]
    assert in_rounds(given, [A, B, C], LOTS | {B: 9}).rounds[0].out == B


@pytest.mark.parametrize("given", [["2 A", "2 B"], ["2 AC", "2 BC", "1 C"], []])
def test_none_is_chosen_where_the_last_two_are_level(given):
    assert in_rounds(papers(*given), [A, B, C], LOTS).won is None
