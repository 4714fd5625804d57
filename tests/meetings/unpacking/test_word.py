"""Word documents as lines: what is kept, what is said, and that none keeps its reader busy."""

import io

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from meetings.importing.measuring import measured
from meetings.unpacking.answers import Unreadable, told_of
from meetings.unpacking.word import read_word, told
from tests.meetings.importing.corpus_word import written_to
from tests.meetings.importing.past_minutes import in_bytes
from tests.meetings.importing.past_word import Writer


def lines(document):
    return read_word(io.BytesIO(in_bytes(document))).lines


def test_of_word_documents_all_is_found(tmp_path):
    scores, faults = measured([written_to(tmp_path / "word")])
    assert {fact: (one.recall, one.precision) for fact, one in scores.items()} == dict.fromkeys(scores, (1, 1)), faults


@pytest.mark.parametrize("words", [{"new": "twelve"}, {"gone": "eleven"}])
def test_changes_that_nobody_accepted_are_known(words):
    w = Writer()
    w.changed(w.line("It ended at "), **words)
    assert (read_word(io.BytesIO(w.bytes())).has_changes, read_word(io.BytesIO(Writer().bytes())).has_changes) == (
        True,
        False,
    )


def test_a_cell_that_goes_over_rows_and_columns_stands_there_once():
    document = Document()
    table = document.add_table(rows=3, cols=3)
    for place, cell in enumerate(cell for row in table.rows for cell in row.cells):
        cell.text = f"Cell {place}"
    table.cell(0, 0).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(2, 0))
    text = "\n".join(lines(document))
    assert [text.count(f"Cell {place}") for place in range(9)] == [1] * 9


def test_a_table_that_claims_a_million_columns_is_a_table_of_a_few():
    document = Document()
    cell = document.add_table(rows=1, cols=2).rows[0].cells[0]
    cell.text = "Mair Jones"
    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="100000000"/>'))
    assert "Mair Jones" in "\n".join(lines(document))


def test_a_document_of_boxes_in_boxes_is_unreadable_and_no_more():
    document = Document()
    document.element.body.insert(0, parse_xml(f"<w:sdt {nsdecls('w')}>{'<w:sdt>' * 200}{'</w:sdt>' * 200}</w:sdt>"))
    deep = document.element.body[0]
    for _again in range(3_000):
        inner = parse_xml(f"<w:sdt {nsdecls('w')}/>")
        deep.append(inner)
        deep = inner
    with pytest.raises(Unreadable):
        told_of(told(in_bytes(document)))


def test_what_was_told_from_another_process_is_the_same():
    data = Writer().bytes()
    assert told_of(told(data)) == read_word(io.BytesIO(data))
    with pytest.raises(Unreadable):
        told_of(told(b"no document"))
