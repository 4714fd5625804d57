"""Which lines begin an item, whatever way its number is written, and which only look as if they did."""

import pytest

from meetings.deciphering.reading import read
from tests.waiting import computing_at_most

HEAD = "Minutes of 14 January 2025\nPresent: Mair Jones (Chair), Ned Lewis\n\n"


def titles(text, language="en"):
    return [section.title for section in read(HEAD + text, language).sheet.sections]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "1. WELCOME\nHello.\n1.2ii) The tree.\n2. CORRESPONDENCE\nLetter.\n3. BUDGET\nFine.",
            ["WELCOME", "CORRESPONDENCE", "BUDGET"],
        ),
        ("1. Welcome\nHello.\n2. Hall\nText.\n2. Roof\nText.", ["Welcome", "Hall", "2. Roof"]),
        ("2.1 Apologies\nNone.\n2.2 Budget\nFine.\n2.3 AOB\nNone.", ["2.1. Apologies", "2.2. Budget", "2.3. AOB"]),
        ("20/38 Apologies\nNone.\n20/39 Budget\nFine.", ["20/38. Apologies", "20/39. Budget"]),
        ("82/23 Apologies: none.\n83/23 Finance: £20 was paid.", ["82/23. Apologies", "83/23. Finance"]),
        ("136.2017 Apologies\nNone.\n137.2017 Budget\nFine.", ["136.2017. Apologies", "137.2017. Budget"]),
        ("386/01APOLOGIES From Ann.\n386/02MINUTES Read.", ["386/01. APOLOGIES", "386/02. MINUTES"]),
        ("1358 MINUTES\nRead.\n1359 MARKET\nOpen.", ["1358. MINUTES", "1359. MARKET"]),
        ("Minute 113. Hall\nText.\nMinute 114. Roof\nText.", ["113. Hall", "114. Roof"]),
        ("Item 1 – Hall\nText.\nItem 2 – Roof\nText.", ["Hall", "Roof"]),
        ("Eitem 1: Croeso\nTestun.\nEitem 2: Y to\nTestun.", ["Croeso", "Y to"]),
        ("UPB(15)16 Welcome\nText.\nUPB(15)17 Apologies\nText.", ["UPB(15)16. Welcome", "UPB(15)17. Apologies"]),
        ("7. FINANCE: a) The balance is £20.\n8. AOB: None.", ["7. FINANCE", "8. AOB"]),
        ("1\n\nHALL\n\nText.\n\n2\n\nROOF\n\nText.", ["HALL", "ROOF"]),
        ("Matters Arising:\nText here.\nHall:\nMore.\nAOB:\nNone.", ["Matters Arising", "Hall", "AOB"]),
        ("FIELD\nText.\nROADS\n1. The Chair had asked about it.\n2. Members were told.", ["FIELD", "ROADS"]),
    ],
)  # fmt: skip
def test_what_begins_an_item(text, found):
    assert titles(text) == found


@pytest.mark.parametrize(
    "line",
    [
        *("SA19 7AW", "E/39554", "TOTAL £738.52", "CHAIRPERSON", "CADEIRYDD", "DRAFT", "- XXX", "SIGNED ........"),
        "2 Members of the Press",
    ],
)
def test_what_only_looks_like_a_title_stays_text(line):
    text = f"1. Hall\nText.\n{line}\nMore.\n2. Roof\nText.\n{line}"
    assert titles(text) == ["Hall", "Roof"]
    assert titles(f"HALL\n\nText.\n\n{line}\n\nMore.\n\nROOF\n\nText.") == ["HALL", "ROOF"]


def test_the_entries_of_a_list_begin_no_item():
    text = "1. Hall\nIt was said that\n1. The land is ours;\n2. The roof is not.\n2. Roof\nText.\n3. AOB\nNone."
    assert titles(text) == ["Hall", "Roof", "AOB"]


def test_what_pages_repeat_is_left_out_and_said():
    page = "Cwm Minutes, page {}\n"
    text = HEAD + page.format(1) + "1. Hall\nText.\n" + page.format(2) + "2. Roof\nText.\nPage 3 of 3"
    reading = read(text, "en")
    assert [section.blocks[0].text for section in reading.sheet.sections] == ["Text.", "Text."]
    assert [one["said"] for one in reading.doubts if one["code"] == "left_out"] == [
        "Cwm Minutes, page 1, Cwm Minutes, page 2, Page 3 of 3"
    ]


@pytest.mark.parametrize(
    ("head", "date", "codes"),
    [
        ("Posted on 20 May 2015\nMinutes of the meeting of Wednesday 13th May 2015, 10am", "2015-05-13", set()),
        ("Minutes of the meeting held on Monday 13th May 2015 at 10am", "2015-05-13", {"weekday"}),
        ("Cofnodion cyfarfod nos Fercher 13 Mai 2015 am 2 o'r gloch", "2015-05-13", {"half_of_day"}),
    ],
)
def test_the_day_of_the_title_line_wins_and_is_asked_if_it_cannot_be(head, date, codes):
    reading = read(f"{head}\nPresent: Mair Jones (Chair)\n1. Hall\nText.", "en")
    assert (reading.facts["date"], {one["code"] for one in reading.doubts} - {"language"}) == (date, codes)


@pytest.mark.parametrize(
    ("sentence", "end"),
    [
        ("The Chair closed the meeting at 8.35pm.", "20:35"),
        ("Daeth y cyfarfod i ben am 9.02pm.", "21:02"),
        ("There being no further business the meeting ended at 21:15.", "21:15"),
        ("The footpath was closed at 4pm.", None),
    ],
)
def test_when_it_ended_is_read_or_left_empty(sentence, end):
    facts = read(f"{HEAD}1. Hall\nText.\n2. AOB\n{sentence}", "en").facts
    assert facts.get("ends") == end


def test_capitals_of_names_are_kept():
    head = "COFNODION CYFARFOD FFORWM CYDWEITHFEYDD CYMDEITHASOL CYMRU"
    text = f"{head}\n14 Ionawr 2025\nYn bresennol: Mair Jones\n1. Croeso\nTestun."
    assert read(text, "cy").facts["title"] == "CYFARFOD FFORWM CYDWEITHFEYDD CYMDEITHASOL CYMRU"


def test_several_chairs_are_asked():
    text = "Present:\nMair Jones (Chair)\nNed Lewis (Chair)\nBeth Rees\n\n1. Hall\nText."
    reading = read(text, "en")
    assert [one.is_chair for one in reading.sheet.present] == [False] * 3
    assert [one["said"] for one in reading.doubts if one["code"] == "several_chairs"] == ["Mair Jones, Ned Lewis"]


def test_a_line_that_is_no_name_never_ends_a_list():
    text = "Present:\nMair Jones\nJane Cooper\nand the cat\nNed Lewis\nCadi Lloyd\n\n1. Hall\nText."
    reading = read(text, "en")
    assert [one.name for one in reading.sheet.present] == ["Mair Jones", "Jane Cooper", "Ned Lewis", "Cadi Lloyd"]
    assert reading.not_understood == ["Present: and the cat"]


@pytest.mark.parametrize(
    "begins", ["a" * 200_000, "A " * 100_000, "Present: " + "Mair Jones, " * 16_000, "1.2/" * 50_000]
)
def test_what_nobody_would_write_is_read_in_a_short_time(begins):
    with computing_at_most(10):
        read(begins, "both")
