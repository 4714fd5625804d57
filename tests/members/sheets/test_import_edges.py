"""Spreadsheets as they come: other letters, sheets without end, what only an organisation has,
and what hands changed since.
"""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from members.models import Organisation, Person, Representative, Standing
from members.sheets import importing, undoing
from members.sheets.spreadsheets import rows_of, written
from members.standing import bodies
from tests.members.dump import everything
from tests.waiting import computing_at_most

pytestmark = pytest.mark.django_db
BODY = ["Name (English)", "Standing", "From", "Votes for it", "Other representatives"]


def read(data, suffix="csv"):
    """Return the rows of an uploaded spreadsheet."""
    return rows_of(SimpleUploadedFile(f"x.{suffix}", data))


def imported(cast, *rows, kind="people"):
    """Return an import of these rows that is applied."""
    return importing.apply(run=importing.look(kind=kind, file_name="x", rows=list(rows), by=cast.administrator))


@pytest.mark.parametrize(
    ("coded", "name"), [("utf-8", "Siân Tŷ"), ("utf-8-sig", "Siân Tŷ"), ("utf-16", "Siân Tŷ"), ("cp1252", "Siân")]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_as_programs_save_it(coded, separator, name):
    text = f"\r\nE-bost{separator}Enw\r\nnia@example.org{separator}{name}\r\n"
    assert read(text.encode(coded))[1:] == [["E-bost", "Enw"], ["nia@example.org", name]]


def test_empty_rows_at_the_end_do_not_count_and_line_numbers_stay_true(cast):
    book = Workbook()
    for number, text in {1: "E-mail", 4: "nobody", 9_000: None}.items():
        book.active.cell(number, 1, text)
    file = io.BytesIO()
    book.save(file)
    run = importing.look(kind="people", file_name="x", rows=read(file.getvalue(), "xlsx"), by=cast.chair)
    assert [problem["line"] for problem in run.problems] == [4]
    gap, empty = (
        b"<text:p>GAP</text:p></table:table-cell></table:table-row>",
        b"<table:table-row table:number-rows-repeated=",
    )
    data = _replaced(
        written([["E-mail"], ["GAP"], ["nobody"]], "ods"),
        gap,
        b"</table:table-cell></table:table-row>" + empty + b'"2"/>',
    )
    data = _replaced(data, b"</table:table>", empty + b'"1048000"/></table:table>')
    run = importing.look(kind="people", file_name="x", rows=read(data, "ods"), by=cast.chair)
    assert [problem["line"] for problem in run.problems] == [5]


def _replaced(data, old, new):
    """Return a zip with something else in its content.xml."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for entry in before.infolist():
            content = before.read(entry)
            assert entry.filename != "content.xml" or old in content
            after.writestr(entry, content.replace(old, new))
    return file.getvalue()


def test_a_hundred_thousand_rows_ten_megabytes_and_a_bomb_are_refused_in_seconds():
    row = (
        b'<table:table-row table:number-rows-repeated="100000"><table:table-cell><text:p>x</text:p>'
        b"</table:table-cell></table:table-row>"
    )
    many = _replaced(written([["E-mail"]], "ods"), b"</table:table>", row + b"</table:table>")
    endless = _replaced(
        written([["E-mail"]], "ods"), b"</table:table>", row.replace(b">x<", b"><") * 2_000 + b"</table:table>"
    )
    bomb = _replaced(written([["E-mail"]], "ods"), b"</table:table>", b" " * 90_000_000 + b"</table:table>")
    refused = ((many, "ods"), (bomb, "ods"), (b"a@b.cd\n" * 100_000, "csv"), (b"x" * 10_000_000, "csv"))
    with computing_at_most(30):
        for data, suffix in refused:
            with pytest.raises(ValidationError):
                read(data, suffix)
        assert read(endless, "ods")[0] == ["E-mail"]


def test_organisations_get_their_standing_and_representatives_and_lose_them_again(cast):
    cast.convenor.represents.all().delete()
    before = everything()
    others = f"{cast.partner.email}; {cast.lapsed.email}"
    good, two = (
        ["Old Mill", "member", "05/01/2026", cast.convenor.email, others],
        f"{cast.convenor.email}, {cast.lapsed.email}",
    )
    run = imported(
        cast, BODY, good, ["Other", "", "", two, ""], ["Third", "", "", "nobody@example.org", ""], kind="organisations"
    )
    body = Organisation.objects.get(name_en="Old Mill")
    assert {(row.person, row.is_voting) for row in body.representatives.all()} == {
        (cast.convenor, True),
        (cast.partner, False),
        (cast.lapsed, False),
    }
    assert body.standings.get().capacity == "member" and [row["line"] for row in run.problems] == [3, 4]
    again = importing.look(
        kind="organisations",
        file_name="x",
        rows=[BODY, ["old mill", "aelod", "", cast.partner.email, ""]],
        by=cast.chair,
    )
    assert "votes for it" in again.problems[0]["why"]["en"]
    assert undoing.undo(run=run, by=cast.chair).kept == [] and everything() == before


def test_what_hands_changed_since_is_kept_and_the_rest_goes_back_exactly(cast):
    head = ["E-mail", "Name", "Telephone", "Standing"]
    before = everything()
    run = imported(
        cast,
        head,
        *([f"new{n}@example.org", f"New {n}", "1", "member"] for n in range(5)),
        [cast.member.email, "Margaret Other", "22", ""],
    )
    people = {row.email[:4]: row for row in Person.objects.filter(email__startswith="new")}
    people["new1"].standings.update(ends_on="2030-01-01")
    Person.objects.filter(pk=people["new2"].pk).update(role_there="Chosen by hand")
    bodies.represent(
        organisation=Organisation.objects.create(name_en="By hand"), person=people["new3"], is_voting=False
    )
    Person.objects.filter(pk=cast.member.pk).update(phone="33")
    run = undoing.undo(run=run, by=cast.chair)
    said = {(row["name"], row["why"]["en"]) for row in run.kept}
    assert said == {
        ("New 1", "their standing has been changed since."), ("New 1", "it has been used since, and stays."),
        ("New 2", "it has been changed since, and stays."), ("New 3", "it has been used since, and stays."),
        (cast.member.name, "changed since, and left: telephone."),
    }  # fmt: skip
    assert (
        Person.objects.filter(email__startswith="new").count() == 3
        and Standing.objects.filter(person__email__startswith="new").count() == 1
    )
    Representative.objects.all().delete()
    Organisation.objects.filter(name_en="By hand").delete()
    Person.objects.filter(email__startswith="new").delete()
    Person.objects.filter(pk=cast.member.pk).update(phone=cast.member.phone)
    Person.objects.filter(pk=cast.member.pk).update(version=cast.member.version)  # what was done by hand has counted
    assert everything() == before


def test_the_history_of_each_change_names_its_import_and_the_page_says_who_pressed(as_person, cast):
    chair, run = as_person("chair"), importing.look(
        kind="people", file_name="list.csv", rows=[["E-mail", "Name", "Colour"], ["new@example.org", "Nia", "red"]],
        by=cast.administrator
    )  # fmt: skip
    address = reverse("members:import_run", args=[run.pk])
    chair.post(address, {"answer": "apply"})
    event = Person.pgh_event_models["insert"].objects.get(email="new@example.org")
    assert event.pgh_context.metadata == {"user": cast.chair.pk, "page": "members:import_run", "spreadsheet": run.pk}
    page = chair.get(address).content.decode()
    assert cast.chair.name in page and cast.administrator.name in page and "Colour" in page


def test_a_reason_is_read_in_the_language_of_its_reader(as_person, cast):
    run = importing.look(
        kind="people", file_name="list.csv", rows=[["E-mail", "Name"], ["", "Nia"]], by=cast.administrator
    )
    chair, address = as_person("chair"), reverse("members:import_run", args=[run.pk])
    for language, why in run.problems[0]["why"].items():
        Person.objects.filter(pk=cast.chair.pk).update(language=language)
        said = chair.get(address).content.decode()
        assert why in said


def test_a_second_address_of_somebody_is_theirs(cast):
    cast.member.emailaddress_set.create(email="margaret@home.example", verified=True)
    run = importing.look(
        kind="people",
        file_name="x",
        rows=[["E-mail", "Area"], ["Margaret@Home.example", "mid"], [cast.member.email, "mid"]],
        by=cast.chair,
    )
    assert [(row["pk"], row["what"]) for row in run.rows] == [(cast.member.pk, "update")] and [
        row["line"] for row in run.problems
    ] == [3]
