"""Spreadsheets as people keep them: other headings, a title above, merged cells, lost letters, days in all manners."""

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from members.sheets import importing
from members.sheets.days import day
from members.sheets.spreadsheets import rows_of, written

pytestmark = pytest.mark.django_db
HEAD = ["E-mail", "Name", "Organisation", "Telephone"]


def look(cast, *rows, head=HEAD):
    """Return the ImportRun of rows below their headings."""
    return importing.look(kind="people", file_name="x", rows=[head, *rows], by=cast.administrator)


def sent(name, data):
    """Return the rows of an uploaded spreadsheet."""
    return rows_of(SimpleUploadedFile(name, data))


@pytest.mark.parametrize("text", ["Siôn ?yn", "T?", "T? Cymuned", "Ll?r"])
@pytest.mark.parametrize("column", ["Name", "Organisation", "Role"])
def test_a_lost_letter_is_found_wherever_it_stood(cast, text, column):
    row = {"E-mail": "new@example.org", "Name": "Siôn Wyn"} | {column: text}
    run = look(cast, list(row.values()), head=list(row))
    assert "a letter was lost" in run.problems[0]["why"]["en"] and run.rows == []


def test_a_question_in_a_text_of_several_lines_is_none(cast):
    assert look(cast, ["new@example.org", "Nia", "Why? Because."], head=["E-mail", "Name", "About"]).problems == []


@pytest.mark.parametrize("head", [
    ["First name", "Surname", "Email", "Joined"], ["Enw cyntaf", "Cyfenw", "E-bost", "Ymunodd"],
])  # fmt: skip
def test_a_name_in_two_columns_and_the_day_of_joining_are_read(cast, head):
    run = look(cast, ["Siôn", "Llŷr-Évans", "sion@example.org", "03/04/2024"], head=head)
    [row] = run.rows
    standing = {"capacity": "member", "starts_on": "2024-04-03", "ends_on": None}
    assert (row["name"], row["given"], run.unread) == (
        "Siôn Llŷr-Évans", [{"what": "standing", "facts": standing}], [],
    )  # fmt: skip


@pytest.mark.parametrize(("text", "said"), [
    ("45385", "2024-04-03"), ("2024-05-06T00:00:00", "2024-05-06"), ("2024-05-06 00:00:00", "2024-05-06"),
    ("1-Oct-22", "2022-10-01"), ("3 Ebrill 2024", "2024-04-03"), ("16eg Gorffennaf 2027", "2027-07-16"),
    ("16 July 2027", "2027-07-16"), ("1af o Fai 2024", "2024-05-01"), ("3/4/2024", "2024-04-03"),
])  # fmt: skip
def test_days_are_read_as_people_and_programs_write_them(text, said):
    assert day(text) == datetime.date.fromisoformat(said)


@pytest.mark.parametrize("text", ["5/6/24", "Ebrill 2024", "31 Chwefror 2024", "453850", "5"])
def test_a_day_that_can_be_mistaken_is_not_guessed(text):
    with pytest.raises(ValidationError):
        day(text)


@pytest.mark.parametrize("text", [
    "a@x.example; b@y.example", "a@x.example, b@y.example", "<a@x.example>; <b@y.example>",
    "a@x.example, Mair <b@y.example>", "a@x.example <b@y.example>", "mair@x.example (no longer used)",
])  # fmt: skip
def test_an_address_that_is_not_alone_is_refused(cast, text):
    run = look(cast, [text], ["nia@x.example"], head=["E-mail"])
    assert [problem["line"] for problem in run.problems if "valid email address" in problem["why"]["en"]] == [2]
    assert not [row for row in run.rows if row["line"] == 2]


def test_a_stray_quotation_mark_spoils_its_own_line_alone(cast):
    lines = [
        "E-mail,Name,About",
        'a@example.org,"Ann" Wyn,x',
        'b@example.org,Bob,"two',
        'lines"',
        "c@example.org,Cadi,x",
    ]
    run = importing.look(
        kind="people", file_name="x", rows=sent("x.csv", "\n".join(lines).encode()), by=cast.administrator
    )
    assert [row["name"] for row in run.rows] == ["Bob", "Cadi"]
    assert [problem["line"] for problem in run.problems] == [2] and "quotation mark" in run.problems[0]["why"]["en"]


def test_a_title_above_the_headings_and_cells_merged_downwards(cast):
    book = Workbook()
    sheet = book.active
    for row in (
        ["Aelodau / Members"], [], HEAD, ["a@example.org", "Ann", "Tŷ Cymuned"], ["b@example.org", "Bob"],
        ["c@example.org", "Cadi"],
    ):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C4:C5")
    file = io.BytesIO()
    book.save(file)
    run = importing.look(kind="people", file_name="x", rows=sent("x.xlsx", file.getvalue()), by=cast.administrator)
    found = [(row["line"], row["name"], row["new_body"]) for row in run.rows]
    assert found == [(4, "Ann", "Tŷ Cymuned"), (5, "Bob", "Tŷ Cymuned"), (6, "Cadi", "")]


def test_telephone_numbers_that_were_taken_for_sums(cast):
    run = look(
        cast, ["a@example.org", "Ann", "", "447700900122"], ["b@example.org", "Bob", "", "7.70E+09"],
        ["c@example.org", "Cadi", "", "7700900122"],
    )  # fmt: skip
    assert [row["facts"]["phone"] for row in run.rows] == ["+447700900122", "07700900122"]
    assert [problem["line"] for problem in run.problems] == [3]


def test_nobody_becomes_somebody_else_and_nobody_is_there_twice(cast):
    cast.member.phone = "029 2000 0001"
    cast.member.save()
    run = look(
        cast, [cast.member.email, "Huw Ellicott", "", ""], ["new@example.org", cast.member.name, "", "029 2000 0001"]
    )
    assert run.rows == [] and cast.member.name in run.problems[0]["why"]["en"]
    assert cast.member.email in run.problems[1]["why"]["en"]


def test_excels_unicode_text_is_read():
    data = "E-mail\tName\r\na@example.org\tTŷ\r\n".encode("utf-16")
    assert sent("x.txt", data) == [["E-mail", "Name"], ["a@example.org", "Tŷ"]]


def test_a_cell_that_is_text_needs_no_sign():
    sheet = load_workbook(io.BytesIO(written([["+44 29", "=1+1"]], "xlsx"))).active
    assert [(cell.value, cell.data_type) for cell in sheet[1]] == [("+44 29", "s"), ("=1+1", "s")]
