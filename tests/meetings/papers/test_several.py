"""Several files at once become papers: called by their names, the two languages of one put together, all or none."""

import pytest
from django.urls import reverse

from meetings.models import Paper
from meetings.papers.several import told_by
from tests.cast import a_meeting, an_item, minutes_of
from tests.files import a_pdf, sent
from tests.typed import errors

pytestmark = pytest.mark.django_db


@pytest.fixture
def item():
    return an_item(a_meeting(state="published"))


def url(item):
    return reverse("meetings:add_papers", args=[item.pk])


def a_file(name, data=None):
    return sent(name, data or a_pdf())


@pytest.mark.parametrize(
    ("name", "title", "language"),
    [
        ("04_Budget-report_final_cy.pdf", "Budget report", "cy"),
        ("Item 3A - rents v2 (1).pdf", "Rents", None),
        ("accounts-welsh.docx", "Accounts", "cy"),
        ("2016 accounts.pdf", "2016 accounts", None),
        ("10.30 start.pdf", "10.30 start", None),
        ("Y fam-iaith.pdf", "Y fam-iaith", None),
        ("Policy en.pdf", "Policy", "en"),
        ("cy.pdf", "Cy", None),
        ("final.pdf", "Final", None),
    ],
)
def test_the_name_of_a_file_tells_its_title_and_its_language(name, title, language):
    assert told_by(name) == (title, language)


def test_each_file_is_a_paper_and_two_languages_of_one_are_one(as_person, item):
    chosen = [a_file("Budget_en.pdf"), a_file("Budget_cy.pdf"), a_file("rents.pdf")]
    page = as_person("administrator").post(url(item), {"files": chosen}, follow=True).content.decode()
    made = {(row.title_en, row.title_cy, row.is_late): row.sides.count() for row in Paper.objects.all()}
    assert made == {("Budget", "Budget", True): 2, ("Rents", "", True): 1}
    assert "“Budget”, “Rents”" in page


def test_where_one_file_is_refused_none_is_taken(as_person, item):
    chosen = [a_file("good.pdf"), a_file("bad.pdf", b"MZ no PDF at all")]
    answer = as_person("administrator").post(url(item), {"files": chosen})
    assert (answer.status_code, Paper.objects.count()) == (200, 0)
    assert errors(answer)["files"].startswith("bad.pdf: ")
    assert list(errors(as_person("administrator").post(url(item), {"from": ""}))) == ["files"]
    too_many = as_person("administrator").post(url(item), {"files": [a_file(f"{n}a.pdf") for n in range(21)]})
    assert (list(errors(too_many)), Paper.objects.count()) == (["files"], 0)


def test_files_that_are_dropped_on_the_agenda_lead_back_to_it(as_person, item):
    answer = as_person("administrator").post(url(item), {"files": [a_file("rents.pdf")], "from": "agenda"})
    assert answer.url.partition("#")[0] == reverse("meetings:build_agenda", args=[item.meeting_id])


def test_whoever_builds_the_agenda_alone_adds_papers_until_the_minutes_are_confirmed(as_person, cast, item):
    roles = ("visitor", "member", "partner", "staff")
    answers = [as_person(role).post(url(item), {"files": [a_file("a.pdf")]}).status_code for role in roles]
    past = an_item(a_meeting(days=-9, state="held"))
    minutes_of(past.meeting, "confirmed", by=cast.chair)
    answers.append(as_person("administrator").post(url(past), {"files": [a_file("a.pdf")]}).status_code)
    assert (answers, Paper.objects.count()) == ([302, 403, 403, 404, 409], 0)


def test_the_paper_in_the_readers_language_comes_first(as_person, item):
    as_person("administrator").post(url(item), {"files": [a_file("Budget_en.pdf"), a_file("Budget_cy.pdf")]})
    paper = Paper.objects.get()
    for role, order in (("member", ("en", "cy")), ("chair", ("cy", "en"))):
        page = as_person(role).get(item.meeting.get_absolute_url()).content.decode()
        places = [page.index(reverse("meetings:paper_file", args=[paper.pk, language])) for language in order]
        assert places == sorted(places), role
