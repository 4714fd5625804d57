"""Spreadsheets: each row judged, the good ones imported, the whole of it undone;
exports that no program takes for formulas.
"""

import csv
import io

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from common.editing import IllegalChange
from exchange.models import Post
from members.models import ImportRun, Organisation, Person, Standing
from members.sheets import importing, undoing
from members.sheets.spreadsheets import TYPES, rows_of, safe, written

pytestmark = pytest.mark.django_db
HEAD = ["E-mail", "Name", "Organisation", "Area", "Language", "Standing", "From"]


def look(cast, *rows, kind="people", head=HEAD):
    """Return the ImportRun of rows below their headings."""
    return importing.look(kind=kind, file_name="list.csv", rows=[head, *rows], by=cast.administrator)


def apply(run):
    """Return a run once it is imported."""
    return importing.apply(run=run)


def everything():
    """Return all that imports can change, to be compared."""
    return (
        list(Person.objects.order_by("pk").values()),
        list(Organisation.objects.order_by("pk").values()),
        list(Standing.objects.order_by("pk").values()),
    )


def upload(client, name, data, kind="people"):
    """Send a spreadsheet to be looked at."""
    return client.post(reverse("members:imports"), {"kind": kind, "file": SimpleUploadedFile(name, data)})


def test_looking_changes_nothing_and_says_what_would_happen(cast):
    before = everything()
    run = look(
        cast,
        ["new@example.org", "Nia Wyn", "Cwmni Newydd", "north", "Cymraeg", "member", "2026-01-05"],
        [cast.member.email, "", "", "gogledd cymru", "", "aelod", ""],
        [cast.partner.email, "", "", "", "", "", ""],
        ["nobody", "No Address", "", "", "", "", ""],
        ["other@example.org", "", "", "", "", "", ""],
        ["third@example.org", "Third", "", "Atlantis", "", "", ""],
        ["fourth@example.org", "Fourth", "", "", "", "member", "soon"],
        ["NEW@example.org", "Again", "", "", "", "", ""],
        [cast.partner.email, "", "", "", "", "member", ""],
    )
    assert everything() == before
    assert [(row["line"], row["what"]) for row in run.rows] == [(2, "create"), (3, "update"), (4, "same")]
    assert [row["line"] for row in run.problems] == [5, 6, 7, 8, 9, 10]
    assert all(row["why"] for row in run.problems) and "Atlantis" in run.problems[2]["why"]["cy"]


def test_importing_updates_by_address_and_undoing_is_exact(cast):
    before = everything()
    run = apply(look(
        cast,
        ["new@example.org", "Nia Wyn", "Cwmni Newydd", "north", "cy", "member", "05/01/2026"],
        [cast.member.email.upper(), "Margaret E.", "cwmni newydd", "mid", "", "", ""],
    ))  # fmt: skip
    nia, member = Person.objects.get(email="new@example.org"), Person.objects.get(pk=cast.member.pk)
    assert (nia.language, nia.area, nia.organisation.name_en, str(nia.standings.get().starts_on)) == (
        "cy",
        "north",
        "Cwmni Newydd",
        "2026-01-05",
    )
    assert (member.name, member.area, member.organisation) == ("Margaret E.", "mid", nia.organisation)
    assert not nia.has_usable_password()
    run = undoing.undo(run=run, by=cast.chair)
    assert run.kept == [] and everything() == before
    with pytest.raises(IllegalChange):
        undoing.undo(run=run, by=cast.chair)
    with pytest.raises(IllegalChange):
        importing.apply(run=run)


def test_undoing_leaves_what_was_used_or_changed_since_and_says_which(cast):
    run = apply(look(
        cast, ["used@example.org", "Used", "Used Body", "", "", "", ""],
        ["idle@example.org", "Idle", "", "", "", "", ""],
        ["changed@example.org", "Changed", "", "", "", "", ""],
        [cast.member.email, "Margaret E.", "", "mid", "", "", ""],
    ))  # fmt: skip
    Post.objects.create(author=Person.objects.get(email="used@example.org"), kind="idea", title="t", text="t")
    Person.objects.filter(email="changed@example.org").update(name="Otherwise")
    Person.objects.filter(pk=cast.member.pk).update(name="Margaret Since")
    run = undoing.undo(run=run, by=cast.chair)
    assert {row["name"] for row in run.kept} == {"Used", "Used Body", "Changed", cast.member.name}
    assert set(Person.objects.filter(email__endswith="example.org").values_list("name", flat=True)) == {
        "Used",
        "Otherwise",
    }
    member = Person.objects.get(pk=cast.member.pk)
    assert (member.name, member.area) == ("Margaret Since", cast.member.area)


def test_organisations_are_known_by_either_name(cast):
    body = Organisation.objects.create(name_en="Old Mill", name_cy="Yr Hen Felin")
    run = apply(look(
        cast, ["", "yr hen felin", "Social co-operative", "example.org"], ["New Body", "", "", ""],
        ["", "", "research", ""],
        ["Bad Site", "", "", "javascript://x"],
        kind="organisations", head=["Name (English)", "Name (Welsh)", "Kind", "Website"],
    ))  # fmt: skip
    body.refresh_from_db()
    assert (body.kind, body.website, body.name_en) == ("social_cooperative", "https://example.org", "Old Mill")
    assert Organisation.objects.filter(name_en="New Body").exists() and len(run.problems) == 2
    undoing.undo(run=run, by=cast.chair)
    body.refresh_from_db()
    assert (body.kind, body.name_cy) == ("other", "Yr Hen Felin") and not Organisation.objects.filter(
        name_en="New Body"
    ).exists()


@pytest.mark.parametrize("suffix", TYPES)
def test_an_export_reads_back_as_it_was_and_is_noted(as_person, cast, suffix):
    Person.objects.filter(pk=cast.member.pk).update(phone="+44 29 2000 0000", about_en="=1+1")
    chair = as_person("chair")
    answer = chair.get(reverse("members:export", args=["people", suffix]))
    assert answer.status_code == 200
    assert LogEntry.objects.filter(user=cast.chair, object_repr__endswith=f" × {suffix}").exists()
    rows = rows_of(SimpleUploadedFile(f"x.{suffix}", answer.content))
    assert any({cast.member.email, "=1+1", "+44 29 2000 0000"} <= set(row) for row in rows)
    run = importing.look(kind="people", file_name="x", rows=rows, by=cast.chair)
    assert {row["what"] for row in run.rows} == {"same"} and run.problems == []
    assert upload(chair, f"x.{suffix}", answer.content).status_code == 302
    assert chair.get(reverse("members:export", args=["organisations", suffix])).status_code == 200
    assert chair.get(reverse("members:export", args=["attendance", suffix])).status_code == 404


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "\nx",
        "\ufeff=1",
        *(f"{sign}1" for sign in "＝＋－＠﹦﹢﹣﹫−"),
        "'=1",
    ],
)
def test_no_cell_is_a_formula(text):
    assert safe(text) == f"'{text}".replace("\ufeff", "")
    assert next(csv.reader(io.StringIO(written([[text]], "csv").decode("utf-8-sig"), newline="")))[0].startswith("'")


@pytest.mark.parametrize(("name", "data"), [
    ("x.csv", b""), ("x.csv", b"E-mail,Name\n"), ("x.csv", b"Colour\nred\n"), ("x.csv", b"E-mail,E-bost\na,b\n"),
    ("x.csv", b"\xff\xfe\x00"),
    ("x.csv", b"E-mail,Name\n" + b"a@example.org,A\n" * 5_002), ("x.csv", b"a" * 2_000_001),
    ("x.xlsx", b"PK\x03\x04 not a book"), ("x.ods", (b"PK\x03\x04 not a "
                                                    b"book")), ("x.xls", b"\xd0\xcf\x11\xe0"), ("x.exe", b"MZ"),
])  # fmt: skip
def test_a_file_that_cannot_be_read_is_explained_beside_the_field(as_person, name, data):
    answer = upload(as_person("chair"), name, data)
    assert answer.status_code == 200 and answer.context["form"].errors["file"] and not ImportRun.objects.exists()


def test_an_entity_of_xml_is_not_resolved():
    good = written([["E-mail"], ["x@example.org"]], "ods")
    assert rows_of(SimpleUploadedFile("x.ods", good)) == [["E-mail"], ["x@example.org"]]
    with pytest.raises(ValidationError):
        rows_of(SimpleUploadedFile("x.ods", good[: len(good) // 2]))


def test_one_press_imports_and_one_undoes(as_person, cast):
    chair = as_person("chair")
    address = upload(chair, "list.csv", "E-bost;Enw\nnia@example.org;Nïa Wyn\nbad;Bad\n".encode()).url
    page = chair.get(address).content.decode()
    assert "Nïa Wyn" in page and "Bad" in page and not Person.objects.filter(email="nia@example.org").exists()
    chair.post(address, {"answer": "apply"})
    assert Person.objects.filter(email="nia@example.org").exists()
    assert chair.post(address, {"answer": "apply"}).status_code == 409
    chair.post(address, {"answer": "undo"})
    assert not Person.objects.filter(email="nia@example.org").exists()


@pytest.mark.parametrize("role", ["visitor", "member", "partner", "convenor", "staff"])
def test_nobody_else_reads_imports_or_takes_exports(as_person, cast, role):
    run = look(cast, ["zanzibar@example.org", "Zanzibar", "", "", "", "", ""])
    for address in (reverse("members:import_run", args=[run.pk]), reverse("members:export", args=["people", "csv"])):
        answer = as_person(role).get(address)
        assert answer.status_code == (302 if role == "visitor" else 404) and b"zanzibar" not in answer.content.lower()


@pytest.mark.parametrize("text", ["=1+1", "＝1+1", "'=1+1", "''@x", "'t Hart", "+44 29 2000 0000", "−1 (minus)"])
def test_a_text_is_read_back_as_it_was_written(text):
    assert rows_of(SimpleUploadedFile("x.csv", written([["E-mail"], [text]], "csv"))) == [["E-mail"], [text]]
