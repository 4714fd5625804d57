"""A paper that is sent without a title has that of its file; nobody chooses a file twice over it."""

import pytest

from meetings.models import Paper
from tests.cast import a_meeting, an_item
from tests.files import a_pdf, sent
from tests.typed import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


@pytest.fixture
def item():
    return an_item(a_meeting())


def test_a_paper_without_a_title_is_called_by_its_file_and_no_file_is_lost(administrator, item):
    data = {"title_en": "", "title_cy": " ", "file_en": sent("Budget_2026-final.pdf", a_pdf())}
    assert administrator.post(f"/meetings/items/{item.pk}/papers/add/", data).status_code == 302
    assert [(row.title_en, row.title_cy) for row in Paper.objects.all()] == [("Budget 2026-final", "")]
    both = {"file_en": sent("rents.pdf", a_pdf()), "file_cy": sent("rhenti.pdf", a_pdf())}
    administrator.post(f"/meetings/items/{item.pk}/papers/add/", both)
    assert {(row.title_en, row.title_cy) for row in Paper.objects.all()} == {
        ("Budget 2026-final", ""),
        ("rents", "rhenti"),
    }
    administrator.post(
        f"/meetings/items/{item.pk}/papers/add/", {"title_cy": "Rhenti", "file_en": sent("a.pdf", a_pdf())}
    )
    assert ("", "Rhenti") in {(row.title_en, row.title_cy) for row in Paper.objects.all()}


def test_a_paper_without_title_and_file_asks_for_both(administrator, item):
    response = administrator.post(f"/meetings/items/{item.pk}/papers/add/", {"title_en": "", "title_cy": ""})
    assert len(errors(response)) == 2 and not Paper.objects.exists()
