"""A thousand rows with thirty bad ones, in each format: every bad row explained, the good ones in,
the whole undone exactly.
"""

import csv
import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import override
from openpyxl import Workbook

from members.models import Interest, Organisation, Person, Standing
from members.sheets import importing, spreadsheets, undoing
from members.sheets.exporting import exported
from members.standing import bodies
from tests.members.dump import everything
from tests.waiting import computing_at_most

pytestmark = pytest.mark.django_db
HEAD = [
    "E-mail",
    "Enw",
    "Organisation",
    "Rôl",
    "Area",
    "Iaith",
    "Telephone",
    "Standing",
    "From",
    "To",
    "Interests",
    "About (English)",
]


def row(email="", name="", **cells):
    """Return one line of a spreadsheet."""
    by_heading = {"E-mail": email, "Enw": name} | {name.replace("_", " "): value for name, value in cells.items()}
    return [by_heading.get(heading, "") for heading in HEAD]


def bad_rows(cast):
    """Return [(line of a spreadsheet, what the reason must say)]: thirty, each bad in its own way."""
    closed = Person.objects.create_user("closed@example.org", name="Closed", is_active=False)
    return [
        (row("nameless@example.org"), "name is needed"),
        (row("", "No Address"), "e-mail address is needed"),
        (row("nobody", "Bad Address"), "valid email"),
        (row("two words@example.org", "Bad Address"), "valid email"),
        (row("person1@example.org", "Twice"), "stands in line 3"),
        (row(" PERSON2@example.org ", "Twice"), "stands in line 4"),
        (row("b1@example.org", "B", Area="Atlantis"), "Atlantis"),
        (row("b2@example.org", "B", Standing="administrator"), "administrator"),
        (row("b3@example.org", "B", Iaith="Klingon"), "Klingon"),
        (row("b4@example.org", "B", Standing="member", From="soon"), "soon"),
        (row("b5@example.org", "B", Standing="member", From="30/02/2026"), "30/02/2026"),
        (row("b6@example.org", "B", Standing="member", From="05/01/26"), "05/01/26"),
        (row("b7@example.org", "B", Standing="member", From="0202-01-05"), "0202-01-05"),
        (row("b8@example.org", "B\u202etxt"), "control characters"),
        (row("b9@example.org", "B \U0001f600"), "emoji"),
        (row("b10@example.org", "B" * 151), "150"),
        (row("b11@example.org", "B", Telephone="0" * 41), "40"),
        (row("b12@example.org", "B", Organisation="B" * 201), "200"),
        (row("b13@example.org", '=HYPERLINK("http://x")'), "formula"),
        (row("b14@example.org", "#N/A"), "formula failed"),
        ([*row("b15@example.org", "B"), "and more"], "more in this row"),
        (row("b16@example.org", "Sian T?r"), "letter was lost"),
        (row(cast.staff.email, "Raised", Standing="member"), "rights of administration"),
        (row(cast.chair.email, "", Telephone="1"), "rights of administration"),
        (row(cast.partner.email, "", Standing="member"), "another standing"),
        (row("erased-7@erased.invalid", "Back"), "erased"),
        (row(closed.email, "Closed", Standing="member"), "closed"),
        (row("b17@example.org", "B", From="2026-01-01"), "no standing"),
        (row("b18@example.org", "B", Standing="member", From="2026-01-02", To="2026-01-01"), "before it begins"),
        (row("b19@example.org", "B", Interests="Housing; Alchemy"), "Alchemy"),
    ]


def good_row(n):
    """Return a line that can be imported; days, case and spaces as people write them."""
    day = ("2026-01-05", "05/01/2026", "5.1.2026", datetime.datetime(2026, 1, 5))[n % 4]
    cells = {
        "Organisation": f"Corff Ŵyn {n % 40}",
        "Area": "Gogledd Cymru",
        "Iaith": "Cymraeg",
        "Standing": "Aelod",
        "From": day,
    }
    cells |= {"Telephone": "+44 29 2000", "Interests": "housing", "About (English)": "=1+1"}
    return row(f" Person{n}@Example.ORG", f"Siân  Tŷ {n}", **cells)


def thousand(cast):
    """Return ([rows], {line: what its reason must say}): 970 good ones, 30 bad ones, an empty one."""
    Interest.objects.get_or_create(name_en="Housing", defaults={"name_cy": "Tai"})
    rows, reasons = [HEAD, *(good_row(n) for n in range(968))], {}
    rows.append(row(cast.member.email.upper(), "Margaret Newydd", Area="mid"))
    rows.append(row(cast.convenor.email))
    rows.insert(500, [""] * len(HEAD))
    for bad, why in bad_rows(cast):
        rows.append(bad)
        reasons[len(rows)] = why
    return rows, reasons


def as_csv(rows, coded="utf-8-sig", separator=";"):
    """Return a CSV as Excel saves it in Wales."""
    file = io.StringIO(newline="")
    plain = [[f"{cell:%d/%m/%Y}" if isinstance(cell, datetime.datetime) else cell for cell in one] for one in rows]
    csv.writer(file, delimiter=separator).writerows(plain)
    return file.getvalue().encode(coded)


def as_xlsx(rows):
    """Return a workbook with real dates, merged cells and a second sheet."""
    book = Workbook()
    for one in rows:
        book.active.append(one)
    for cells in book.active.iter_rows():
        for cell in cells:
            cell.data_type = "s" if cell.data_type in ("f", "e") else cell.data_type
    book.active.merge_cells("A501:C501")
    book.create_sheet("Other").append(["E-mail", "other@example.org"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_ods(rows):
    """Return an OpenDocument spreadsheet with these texts as they are."""
    return spreadsheets._as_ods(
        [[f"{cell:%Y-%m-%d}" if isinstance(cell, datetime.datetime) else cell for cell in one] for one in rows]
    )


WRITERS = {"csv": as_csv, "xlsx": as_xlsx, "ods": as_ods}


def read(name, data):
    return spreadsheets.rows_of(SimpleUploadedFile(name, data))


def looked_at(cast, rows, suffix):
    """Return an import of these rows in a file of this format, which is only looked at."""
    file = read(f"x.{suffix}", WRITERS[suffix](rows))
    return importing.look(kind="people", file_name="x", rows=file, by=cast.administrator)


def would_do(run):
    """Return what each row of an import would do, whatever its cells look like."""
    return [{name: fact for name, fact in row.items() if name != "cells"} for row in run.rows]


@pytest.mark.slow
def test_a_thousand_rows_with_thirty_bad_ones(cast):
    """Each format says the same of them; what they do, and that it is undone, is tried with one."""
    rows, reasons = thousand(cast)
    before = everything()
    runs = [looked_at(cast, rows, suffix) for suffix in WRITERS]
    assert everything() == before, "looking changes nothing"
    for run in runs:
        said = {problem["line"]: problem["why"] for problem in run.problems}
        assert sorted(said) == sorted(reasons) and len(said) == 30 and len(run.rows) == 970
        assert [(line, said[line]["en"]) for line, words in reasons.items() if words not in said[line]["en"]] == []
        assert [why for why in said.values() if why["cy"] == why["en"]] == [], "the reason in Welsh"
        assert would_do(run) == would_do(runs[0])
    with computing_at_most(20):
        run = importing.apply(run=runs[0], by=cast.chair)
    nia = Person.objects.get(email="person3@example.org")
    assert (nia.name, nia.language, nia.area, nia.organisation.name_en) == ("Siân Tŷ 3", "cy", "north", "Corff Ŵyn 3")
    days = Standing.objects.filter(person__email__endswith="@example.org").values_list("starts_on", flat=True)
    assert (len(days), set(days)) == (968, {datetime.date(2026, 1, 5)})
    assert (nia.about_en, list(nia.interests.values_list("name_en", flat=True))) == ("=1+1", ["Housing"])
    assert (
        Person.objects.get(pk=cast.member.pk).area,
        Organisation.objects.filter(name_en__startswith="Corff").count(),
    ) == ("mid", 40)
    with computing_at_most(20):
        run = undoing.undo(run=run, by=cast.chair)
    assert run.kept == [] and everything() == before


@pytest.mark.parametrize("kind", ["people", "organisations"])
@pytest.mark.parametrize("suffix", WRITERS)
def test_an_export_imported_again_changes_no_row_that_nobody_touched(cast, suffix, kind):
    Person.objects.filter(pk=cast.member.pk).update(
        about_en="Two\n\nlines, and =more", about_cy="-un", role_there="Chair; of 3", phone="+44 1"
    )
    cast.member.interests.add(Interest.objects.create(name_en="Trees, and woods", name_cy="Coed"))
    body = Organisation.objects.create(
        name_en="Old Mill", name_cy="Yr Hen Felin", kind="research", website="https://example.org"
    )
    bodies.give(organisation=body, capacity="member", starts_on=datetime.date(2020, 1, 1))
    for person in (cast.member, cast.convenor):
        bodies.represent(organisation=body, person=person, is_voting=person == cast.member)
    for language in ("en", "cy"):
        with override(language):
            rows = read(f"x.{suffix}", exported(kind=kind, suffix=suffix, by=cast.administrator))
            run = importing.look(kind=kind, file_name="x", rows=rows, by=cast.administrator)
        assert {one["what"] for one in run.rows} == {"same"} and (run.problems, run.unread) == ([], [])
