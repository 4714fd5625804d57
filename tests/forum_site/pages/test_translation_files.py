"""Texts that go to a translator and come back: filled in where nothing has moved on, shown where something has."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import etree
from openpyxl import load_workbook

from meetings.models import AgendaItem
from members.models import ImportRun
from members.translating.xliff import SPACE
from tests.cast import EVERYBODY, a_meeting, a_paragraph, an_item, minutes_of

pytestmark = pytest.mark.django_db

NUMBER = 100  # items, each with a title and a text
LINK = '<a href="https://a.example/?x=1&amp;y={0}">'
TEXT = f"<h3>Item {{0}}</h3><p>Bring <strong>cake</strong> &amp; {LINK}this</a>.<br>Soon.</p>"
WELSH = f"<h3>Eitem {{0}}</h3><p>Dewch â <strong>theisen</strong> &amp; {LINK}hwn</a>.<br>Cyn bo hir.</p>"
SAID = [("Item ", "Eitem "), ("Bring ", "Dewch â "), ("cake", "theisen"), ("this", "hwn"), ("Soon.", "Cyn bo hir.")]


def in_welsh(text):
    for english, welsh in SAID:
        text = text.replace(english, welsh)
    return text


def out(client, suffix, **asked):
    answer = client.get(reverse("texts_out", args=["cy", suffix]), asked)
    assert answer.status_code == 200
    return answer.content


def by_spreadsheet(content, write):
    """Return a workbook as a translator saves it again: `write(key, source)` is what they put beside each text."""
    book = load_workbook(io.BytesIO(content))
    for row in book.active.iter_rows(min_row=2):
        row[4].value = write(row[0].value, row[3].value)
    file = io.BytesIO()
    book.save(file)
    return SimpleUploadedFile("back.xlsx", file.getvalue())


def by_program(content, write):
    """Return an XLIFF document as a translator's program saves it: each text between the codes put into Welsh."""
    root = etree.fromstring(content)
    for unit in root.iter(f"{{{SPACE}}}trans-unit"):
        source, target = unit.find(f"{{{SPACE}}}source"), unit.find(f"{{{SPACE}}}target")
        if write(unit.get("id"), "x") is None:
            continue
        target[:], target.text = (
            [etree.fromstring(etree.tostring(child)) for child in source],
            in_welsh(source.text or ""),
        )
        for element in target.iterdescendants():
            element.text, element.tail = in_welsh(element.text or "") or None, in_welsh(element.tail or "") or None
    return SimpleUploadedFile("back.xlf", etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def looked_at(client, file):
    answer = client.post(reverse("translation_files"), {"file": file})
    assert answer.status_code == 302, answer.context["form"].errors
    return ImportRun.objects.latest("pk")


def pressed(client, run, answer):
    return client.post(reverse("translation_file", args=[run.pk]), {"answer": answer})


def without_rel(text):
    return text.replace(' rel="noopener noreferrer"', "")


def whats(run):
    return {what: sum(row["what"] == what for row in run.rows) for what in {row["what"] for row in run.rows}}


@pytest.mark.parametrize(("suffix", "translate"), [("xlsx", by_spreadsheet), ("xlf", by_program)])
def test_two_hundred_texts_go_out_and_come_back(as_person, suffix, translate):
    meeting = a_meeting(state="published")
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, position=n, title_en=f"Item {n}", text_en=TEXT.format(n))
        for n in range(1, NUMBER + 1)
    )
    items = list(meeting.items.order_by("position"))
    keeper = as_person("administrator")
    left = {f"/{item.pk}/" for item in items[:3]}  # six texts that the translator leaves
    file = translate(
        out(keeper, suffix, kind="meetings.agendaitem"),
        lambda key, source: None if any(part in key for part in left) else in_welsh(source),
    )
    AgendaItem.objects.filter(pk=items[10].pk).update(text_en="<p>Other words.</p>")
    AgendaItem.objects.filter(pk=items[11].pk).update(title_cy="Gan rywun arall")
    AgendaItem.objects.filter(pk=items[12].pk).update(minutes=25)  # which is no text
    AgendaItem.objects.filter(pk=items[13].pk).update(removed_at=meeting.starts_at, position=None)
    run = looked_at(keeper, file)
    assert whats(run) == {"empty": 6, "moved": 2, "unknown": 2, "filled": 190}
    assert not AgendaItem.objects.exclude(text_cy="").exists()  # until it is pressed
    assert pressed(keeper, run, "apply").status_code == 302
    assert "Filled in" in keeper.get(reverse("translation_file", args=[run.pk])).content.decode()
    rows = {item.pk: item for item in AgendaItem.objects.all()}
    whole = [rows[item.pk] for item in items[3:] if item not in items[10:12] and item != items[13]]
    assert len(whole) == NUMBER - 6
    assert [(row.title_cy, without_rel(row.text_cy), row.title_newer, row.text_newer) for row in whole] == [
        (f"Eitem {row.position}", WELSH.format(row.position), "", "") for row in whole
    ]
    assert (rows[items[10].pk].text_cy, rows[items[11].pk].title_cy) == ("", "Gan rywun arall")
    page = keeper.get(reverse("translation_file", args=[run.pk]), {"what": "moved"}).content.decode()
    assert "Gan rywun arall" in page and "Other words." in page
    AgendaItem.objects.filter(pk=items[20].pk).update(title_cy="Newidiwyd wedyn")
    assert pressed(keeper, run, "undo").status_code == 302
    there = AgendaItem.objects.exclude(title_cy="").values_list("title_cy", flat=True)
    assert sorted(there) == ["Gan rywun arall", "Newidiwyd wedyn"]
    assert not AgendaItem.objects.exclude(text_cy="").exists()


@pytest.mark.parametrize("role", EVERYBODY)
def test_files_are_for_who_keeps_the_record(as_person, cast, role):
    status = {"visitor": 302, "lapsed": 302, "administrator": 200, "chair": 200}.get(role, 404)
    run = ImportRun.objects.create(kind="translations", file_name="back.xlf", made_by=cast.chair)
    people = ImportRun.objects.create(kind="people", file_name="people.csv", made_by=cast.chair)
    client = as_person(role)
    assert client.get(reverse("translation_files")).status_code == status
    assert client.get(reverse("texts_out", args=["cy", "xlf"])).status_code == status
    assert client.get(reverse("translation_file", args=[run.pk])).status_code == status
    gone = 404 if status == 200 else status
    assert client.get(reverse("translation_file", args=[people.pk])).status_code == gone
    assert client.get(reverse("members:import_run", args=[run.pk])).status_code == gone
    assert client.get(reverse("texts_out", args=["fr", "xlf"])).status_code == gone


def xliff_of(key, target, head=""):
    unit = f'<trans-unit id="{key}"><source>x</source><target>{target}</target></trans-unit>'
    body = f'<file original="f" source-language="en" target-language="cy" datatype="html"><body>{unit}</body></file>'
    text = f'<?xml version="1.0"?>{head}<xliff version="1.2" xmlns="{SPACE}">{body}</xliff>'
    return SimpleUploadedFile("back.xlf", text.encode())


def key_in(client, text):
    root = etree.fromstring(out(client, "xlf", kind="meetings.agendaitem"))
    keys = [unit.get("id") for unit in root.iter(f"{{{SPACE}}}trans-unit")]
    return next(key for key in keys if f"/{text}/" in key)


def test_no_file_from_outside_reads_ours(as_person, tmp_path):
    keeper = as_person("administrator")
    item = an_item(a_meeting(state="published"), title_cy="")
    secret = Path(tmp_path / "secret.txt")
    secret.write_text("planted words", encoding="utf-8")
    head = f'<!DOCTYPE xliff [<!ENTITY a SYSTEM "{secret.as_uri()}">]>'
    answer = keeper.post(reverse("translation_files"), {"file": xliff_of(key_in(keeper, "title"), "&a;", head)})
    assert answer.status_code == 200 and "cannot be read as XLIFF" in answer.content.decode()
    assert not ImportRun.objects.exists() and item.title_cy == ""


def test_codes_name_tags_of_the_original_and_nothing_else(as_person):
    keeper = as_person("administrator")
    item = an_item(a_meeting(state="published"), text_en='<p>See <a href="https://a.example/">this</a>.</p>')
    key = key_in(keeper, "text")
    forged = '<g id="1">Gwelwch <g id="2" href="https://evil.example/">hwn</g> &lt;script&gt;x&lt;/script&gt;</g>'
    other = looked_at(keeper, xliff_of(key, '<g id="7">Hwn</g>'))
    assert whats(other) == {"wrong": 1} and "has not" in other.rows[0]["why"]["en"]
    run = looked_at(keeper, xliff_of(key, forged))
    pressed(keeper, run, "apply")
    item.refresh_from_db()
    assert 'href="https://a.example/"' in item.text_cy and "evil" not in item.text_cy
    assert "&lt;script&gt;x&lt;/script&gt;" in item.text_cy


def test_a_formula_stays_text_in_the_workbook_and_what_stands_is_refused(cast, as_person):
    keeper = as_person("administrator")
    an_item(a_meeting(state="published"), title_en="=1+1", title_cy="")
    sheet = load_workbook(io.BytesIO(out(keeper, "xlsx"))).active
    assert [(row[3].value, row[3].data_type) for row in sheet.iter_rows(min_row=2)] == [("=1+1", "s")]
    held = a_meeting(days=-9, state="held")
    a_paragraph(an_item(held), text_cy="")
    file = by_program(out(keeper, "xlf", kind="meetings.paragraph"), lambda *_facts: "x")
    minutes_of(held, "confirmed", by=cast.chair)
    run = looked_at(keeper, file)
    assert whats(run) == {"wrong": 1} and "confirmed" in run.rows[0]["why"]["en"]
