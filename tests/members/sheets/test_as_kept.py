"""Lists of people as voluntary bodies keep them, each with the facts that somebody who reads it finds there."""

import datetime
import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import Workbook

from members.models import ImportRun
from members.sheets.columns import named_cells
from members.sheets.days import day
from members.sheets.spreadsheets import rows_of
from tests.waiting import computing_at_most

pytestmark = pytest.mark.django_db

SIAN = {"name": "Siân Prŷs", "email": "sian@cyngor.example"}
NED = {"name": "Ned Lewys", "email": "ned@menter.example"}


def read(name, data, kind=ImportRun.Kind.PEOPLE):
    """Return ([the cells of each row], [headings that are not known]) of a file."""
    found, unknown = named_cells(kind, rows_of(SimpleUploadedFile(name, data)))
    return [cells for _line, cells in found], [heading for _line, heading in unknown]


def book(*rows, prepare=lambda book, sheet: None):
    """Return the bytes of an Excel workbook."""
    made = Workbook()
    for row in rows:
        made.active.append(row)
    prepare(made, made.active)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_semicolons_welsh_headings_and_empty_rows_at_the_end():
    text = (
        "Cyfenw;Enw Cyntaf;Cyfeiriad ebost;Rhif ffôn;Mudiad;Dyddiad ymuno\r\n"
        "Prŷs;Siân;sian@cyngor.example;01248 352000;Tŷ Gobaith;03.04.2024\r\n;;;;;\r\n;;;;;\r\n"
    )
    facts = SIAN | {
        "phone": "01248 352000", "organisation": "Tŷ Gobaith", "capacity": "member", "starts_on": "03.04.2024",
    }  # fmt: skip
    assert read("aelodau.csv", text.encode("utf-8-sig")) == ([facts], [])


def test_a_title_with_commas_above_semicolons():
    text = "Aelodau, ffrindiau, partneriaid, Mawrth 2025\n\nEnw;E-bost\nSiân Prŷs;sian@cyngor.example\n"
    assert read("x.csv", text.encode()) == ([SIAN], [])


def test_excels_hint_of_its_separator_is_no_heading():
    assert read("x.csv", "sep=;\nName;Email\nSiân Prŷs;sian@cyngor.example\n".encode()) == ([SIAN], [])


def test_utf_16_and_the_line_ends_of_old_macs():
    assert read("x.csv", "Name\tE-mail\r\nSiân Prŷs\tsian@cyngor.example\r\n".encode("utf-16")) == ([SIAN], [])
    text = "\ufeffFull Name,Email Address\rSiân Prŷs,sian@cyngor.example\rNed Lewys,ned@menter.example\r"
    assert read("x.csv", text.encode()) == ([SIAN, NED], [])


def test_the_letters_of_a_mac():
    text = "Name,Email\nSiôn Rhŷs,sion@cyngor.example\n".replace("ŷ", "y")
    assert read("x.csv", text.encode("mac_roman"))[0][0]["name"] == "Siôn Rhys"
    assert read("x.csv", text.encode("cp1252"))[0][0]["name"] == "Siôn Rhys"


def test_headings_in_both_languages_with_marks_and_notes():
    head = ["Enw / Name *", "E-bost | E-mail (required)", "Sefydliad\nOrganisation:", "Job title", "Preferred language"]
    rows, unknown = read("x.xlsx", book(head, ["Siân Prŷs", "sian@cyngor.example", "Tŷ Gobaith", "Clerc", "Cymraeg"]))
    facts = SIAN | {"organisation": "Tŷ Gobaith", "role_there": "Clerc", "language": "Cymraeg"}
    assert (rows, unknown) == ([facts], [])


def test_a_heading_that_names_two_columns_is_not_guessed():
    rows, unknown = read("x.csv", b"Name,E-mail,Role / Organisation\nAnn,a@b.example,x\n")
    assert (rows, unknown) == ([{"name": "Ann", "email": "a@b.example"}], ["Role / Organisation"])


def test_the_answers_of_a_form():
    text = (
        "Timestamp,Email address,Your name,Which organisation are you from?\n"
        "2025/03/01 9:14:02 am GMT,sian@cyngor.example,Siân Prŷs,Tŷ Gobaith\n"
    )
    assert read("x.csv", text.encode()) == ([SIAN], ["Timestamp", "Which organisation are you from?"])


@pytest.mark.parametrize("is_merged", [True, False])
def test_headings_in_two_rows(is_merged):
    def prepare(_book, sheet):
        for cells in ("A3:A4", "B3:B4", "C3:D3", "A1:D1") if is_merged else ():
            sheet.merge_cells(cells)

    rows = (
        ["Cwm Elin Forum: contacts"], [], ["Name", "Organisation", "Contact details", None],
        [None, None, "E-mail", "Tel."], ["Siân Prŷs", "Tŷ Gobaith", "sian@cyngor.example", "01248 352000"],
    )  # fmt: skip
    facts = SIAN | {"organisation": "Tŷ Gobaith", "phone": "01248 352000"}
    assert read("x.xlsx", book(*rows, prepare=prepare))[0] == [facts]


def test_headings_whose_second_row_is_below():
    rows = (["Name", "E-mail", "Membership", None], [None, None, "From", "To"], [*SIAN.values(), "1/4/2024", None])
    assert read("x.xlsx", book(*rows))[0] == [SIAN | {"starts_on": "1/4/2024"}]


def test_surnames_before_a_comma():
    rows = (["Name", "E-mail"], ["Prŷs, Siân", "sian@cyngor.example"], ["Lewys, Ned", "ned@menter.example"])
    assert read("x.xlsx", book(*rows)) == ([SIAN, NED], [])
    rows = (["Name", "E-mail"], ["ap Gwilym Rees, Siôn", "s@b.example"], ["Lewys, Ned", "ned@menter.example"])
    assert [row["name"] for row in read("x.xlsx", book(*rows))[0]] == ["Siôn ap Gwilym Rees", "Ned Lewys"]


@pytest.mark.parametrize("name", ["Siân Prŷs, MBE", "Siân Prŷs, Trysorydd", "Siân Prŷs, Ned Lewys"])
def test_another_comma_is_left_for_a_person(name):
    rows = (["Name", "E-mail"], [name, "sian@cyngor.example"])
    assert read("x.xlsx", book(*rows))[0][0]["name"] == name


@pytest.mark.parametrize("address", [
    "Siân Prŷs <sian@cyngor.example>", '"Prŷs, Siân" <Sian@Cyngor.example>;', "<sian@cyngor.example>",
    "mailto:sian@cyngor.example", " sian@cyngor.example , ", "sian@cyngor.example <Sian@cyngor.example>",
])  # fmt: skip
def test_an_address_as_mail_programs_copy_it(address):
    rows, _unknown = read("x.xlsx", book(["Name", "E-mail"], ["Siân Prŷs", address]))
    assert (rows[0]["name"], rows[0]["email"].lower()) == ("Siân Prŷs", "sian@cyngor.example")


def test_an_address_that_brings_the_name():
    text = "E-mail\nSiân Prŷs <sian@cyngor.example>\n<ned@menter.example>\n"
    assert read("x.csv", text.encode())[0] == [SIAN, {"email": "ned@menter.example"}]


@pytest.mark.parametrize("cell", ["@" * 1998 + "<", "a@" * 999 + "<", "a" + " " * 1990 + "a"])
def test_no_cell_holds_its_reader_up(cell):
    with computing_at_most(5):  # fifty of the first took a minute
        rows, _unknown = read("x.csv", "\n".join(["E-mail", *[cell] * 50]).encode())
    assert len(rows) == 50


@pytest.mark.parametrize(("cells", "phone"), [
    ((1248352000, None), "1248352000"), (("01248 352000", "07700 900123"), "01248 352000 / 07700 900123"),
    ((None, "07700 900123"), "07700 900123"), (("07700 900123", "07700 900123"), "07700 900123"),
])  # fmt: skip
def test_a_telephone_and_a_mobile(cells, phone):
    rows, unknown = read("x.xlsx", book(["Name", "E-mail", "Telephone", "Mobile"], [*NED.values(), *cells]))
    assert (rows, unknown) == ([NED | {"phone": phone}], [])


def test_hidden_sheets_are_not_read():
    def prepare(made, sheet):
        sheet.sheet_state = "hidden"
        made.create_sheet("Aelodau").append(["Enw", "E-bost"])
        made["Aelodau"].append(list(SIAN.values()))

    assert read("x.xlsx", book(["North", "South"], ["x", "y"], prepare=prepare)) == ([SIAN], [])


def test_days_as_cells_numbers_and_words():
    rows = (
        ["Name", "E-mail", "Date joined"], ["A", "a@b.example", datetime.date(2024, 4, 3)], ["B", "b@b.example", 45385],
        ["C", "c@b.example", "03.04.24"], ["D", "d@b.example", "3ydd Ebrill 2024"],
    )  # fmt: skip
    days = {day(row["starts_on"]) for row in read("x.xlsx", book(*rows))[0]}
    assert days == {datetime.date(2024, 4, 3)}


@pytest.mark.parametrize(("text", "said"), [("25/12/24", "2024-12-25"), ("3.4.24", "2024-04-03")])
def test_a_short_year_that_cannot_be_mistaken(text, said):
    assert day(text) == datetime.date.fromisoformat(said)


@pytest.mark.parametrize("text", ["1.4.98", "1-Apr-98", "1 Ebrill 98"])
def test_a_short_year_of_the_last_century(text):
    assert day(text) == datetime.date(1998, 4, 1)


@pytest.mark.parametrize("month", [".3.", " March "])
def test_a_short_year_in_which_a_term_of_office_ends(month):
    ends = datetime.date(timezone.localdate().year + 4, 3, 31)
    assert day(f"31{month}{ends:%y}") == ends


def test_a_whole_year_is_read_as_it_is_written():
    assert [day(text).year for text in ("2098-04-01", "1.4.2098", "1 April 2098")] == [2098] * 3


@pytest.mark.parametrize(("name", "words"), [
    ("members.xls", "old kind"), ("members.numbers", "Numbers"), ("members.docx", "CSV"),
])  # fmt: skip
def test_another_kind_of_file_is_told_what_to_do(name, words):
    with pytest.raises(ValidationError, match=words):
        rows_of(SimpleUploadedFile(name, b"\xd0\xcf\x11\xe0"))


def test_organisations_under_other_headings():
    text = "Sefydliad,Organisation name,Web site\nTŷ Gobaith,Hope House,ty.example\n"
    facts = {"name_cy": "Tŷ Gobaith", "name_en": "Hope House", "website": "ty.example"}
    assert read("x.csv", text.encode(), ImportRun.Kind.ORGANISATIONS) == ([facts], [])
