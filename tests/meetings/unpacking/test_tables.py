"""Tables of minutes as lines: each action once, with whose it is and by when, whatever the order of its columns."""

import pytest

from meetings.deciphering.lines import lines_of
from meetings.unpacking.tables import lines_of_rows

HALL = "ACTION: Cadi: Book the hall (by 31 May 2026)"


def rows(text):
    return [[[cell] if cell else [] for cell in line.split("|")] for line in text.split("\n")]


@pytest.mark.parametrize(
    "table",
    [
        "Action|Owner|By\nBook the hall|Cadi|31 May 2026",
        "No|Action|Who|When\n1|Book the hall|Cadi|31 May 2026",
        "Who|What|By when\nCadi|Book the hall|31 May 2026",
        "Cam gweithredu|Pwy|Erbyn\nBook the hall|Cadi|31 May 2026",
        "Rhif|Tasg|Yn gyfrifol|Dyddiad\n1|Book the hall|Cadi|31 May 2026",
        "Action / Cam gweithredu|Owner / Perchennog|Due / Erbyn\nBook the hall|Cadi|31 May 2026",
    ],
)
def test_a_table_of_actions(table):
    assert lines_of_rows(rows(table))[1:] == [HALL]
    pasted = [line.text for line in lines_of(table.replace("|", "\t"))[0]]
    assert pasted[1:] == [HALL]


def test_an_owner_without_a_date_and_a_date_without_an_owner():
    table = "Owner|Action|Due\nCadi|Book it|\n|Ask|31 May\n|None|"
    assert lines_of_rows(rows(table))[1:] == ["ACTION: Cadi: Book it", "ACTION: Ask (by 31 May)", "ACTION: None"]


def test_a_table_of_items():
    table = "Item|Discussion|Action\n1. Hall|It leaks.|Ned to call\n2. Roof|It holds.|–"
    assert lines_of_rows(rows(table))[1:] == ["1. Hall", "It leaks.", "ACTION: Ned to call", "2. Roof", "It holds."]


def test_actions_of_last_time_with_how_they_stand_are_text():
    table = "Action|Owner|Status\nBook the hall|Cadi|Done"
    assert "ACTION" not in "\n".join(lines_of_rows(rows(table)))


def test_two_columns_of_as_many_lines_stand_side_by_side():
    assert lines_of_rows([[["Welcome", "All came."], ["Croeso", "Daeth pawb."]]]) == [
        "Welcome\tCroeso",
        "All came.\tDaeth pawb.",
    ]
