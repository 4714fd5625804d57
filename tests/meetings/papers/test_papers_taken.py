"""Papers are stored without their makers, whichever page they come by; what cannot be opened is refused there."""

import io
import zipfile

import pytest

from meetings.models import Paper
from tests.cast import a_meeting, an_item
from tests.files import a_jpeg, a_pdf, office, sent
from tests.meetings.papers.test_papers import fields
from tests.typed import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


@pytest.fixture
def item():
    return an_item(a_meeting())


def data_of(side):
    """Return the bytes that are stored of a side."""
    with side.file.open() as file:
        return file.read()


def test_no_page_stores_who_made_a_file_or_where(administrator, item):
    """Adding a paper, and putting another file in its place."""
    photo = sent("photo.jpg", a_jpeg(notes=b"\xff\xfe\x00\x09Zqplace"))
    administrator.post(f"/meetings/items/{item.pk}/papers/add/", fields(file_en=photo))
    paper = Paper.objects.get()
    stored_as = [data_of(paper.sides.get())]
    word = sent("a.docx", office("docx", **{"docProps/core.xml": "<c><creator>Zqauthor</creator></c>"}))
    data = fields(file_en=word, version=paper.version)
    assert administrator.post(f"/meetings/papers/{paper.pk}/", data).status_code == 302
    side = paper.sides.get()
    stored_as.append(data_of(side))
    assert side.size == len(stored_as[1])
    with zipfile.ZipFile(io.BytesIO(stored_as[1])) as archive:
        stored_as += [archive.read(name) for name in archive.namelist()]
    assert len(stored_as) > 3 and not any(b"Zq" in data for data in stored_as)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.pdf", a_pdf(encrypted=True), "Mae angen cyfrinair"),
        ("a.pdf", b"%PDF-1.7 nothing", "Nid oes modd agor"),
        ("a.jpg", a_jpeg(50_000, 50_000), "50,000"),
    ],
)
def test_what_cannot_be_opened_is_refused_in_the_readers_language(administrator, item, cast, name, data, said):
    cast.administrator.language = "cy"
    cast.administrator.save()
    administrator.cookies["language"] = "cy"
    response = administrator.post(f"/meetings/items/{item.pk}/papers/add/", fields(file_en=sent(name, data)))
    assert said in errors(response)["file_en"] and not Paper.objects.exists()
