"""The arithmetic of `make bench`: what is over its budget, beyond what measuring leaves open, and how it is told."""

import dataclasses

from bench import budgets
from bench.budgets import Measured, Spread

AGENDA = Measured(
    page="agenda",
    queries=4,
    size=28,
    packed=5.7,
    work=4.2,
    hot=Spread(1.3, 1.4, 1.5),
    changed=Spread(4.5, 4.9, 5.1),
    alone=5,
    crowd=20.25,
)


def test_a_spread_is_the_middle_and_what_the_middle_half_lies_between():
    assert Spread.of([9, 1, 2, 4, 3]) == Spread(2, 3, 4)
    assert str(Spread.of([2, 2])) == "2.0 (2.0–2.0)"


def test_what_keeps_its_budgets_is_no_fault():
    assert budgets.faults([AGENDA], "small") == []


def test_each_budget_that_is_overdrawn_is_a_fault_of_its_own():
    dear = dataclasses.replace(AGENDA, hot=Spread(1.4, 1.6, 2), changed=Spread(5, 6, 7), queries=5)
    assert budgets.faults([dear], "small") == [
        "agenda (small): 1.6 (1.4–2.0) times the floor; its budget is 1.5",
        "agenda (small): 6.0 (5.0–7.0) times the floor after a change; its budget is 5",
        "agenda (small): 5 queries; its budget is 4",
    ]


def test_a_page_without_a_budget_for_changes_may_cost_what_it_likes_after_one():
    assert budgets.faults([dataclasses.replace(AGENDA, page="home", changed=Spread(9, 9, 9))], "small") == []


def test_growth_is_a_fault_only_beyond_a_tenth_and_the_spread_of_both():
    small = [AGENDA]
    within, beyond = (dataclasses.replace(AGENDA, hot=Spread(low, 1.9, 2)) for low in (1.64, 1.66))
    assert budgets.growth_faults(small, [within]) == []
    assert budgets.growth_faults(small, [beyond]) == [
        "agenda: 1.9 (1.7–2.0) times the floor with 1,000 people, 100 years, 1.4 (1.3–1.5) with 40 people"
    ]


def test_a_limit_is_told_where_it_is_passed():
    within, beyond = ({"The agenda as PDF, milliseconds": value} for value in (100, 100.2))
    assert budgets.limit_faults(within) == []
    assert budgets.limit_faults(beyond) == ["The agenda as PDF, milliseconds: 100.2; its limit is 100"]


def test_the_table_has_a_row_for_each_page_as_wide_as_its_head():
    head, marks, row = budgets.table([AGENDA, dataclasses.replace(AGENDA, page="home")]).splitlines()[:3]
    assert row == "| agenda | 4 | 28 | 5.7 | 4.2 | 1.4 (1.3–1.5) | 1.5 | 4.9 (4.5–5.1) | 5 | 5.0 | 20.2 |"
    assert {line.count("|") for line in (head, marks, row)} == {len(budgets.HEAD) + 1}
