"""Papers: adding, replacing and removing them through the pages, who may read which, and that nothing bad comes in."""

import os

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from common.editing import IllegalChange
from common.filing import stored as kept
from meetings.agenda import building
from meetings.models import EarlierFile, Paper, PaperSide
from meetings.papers import papers
from tests.cast import a_meeting, an_item, minutes_of
from tests.common.filing.test_files import BAD
from tests.files import a_pdf, office, read_out, sent
from tests.typed import errors, typed

pytestmark = pytest.mark.django_db
READERS = ("visitor", "administrator", "chair", "member", "partner", "convenor", "staff")


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


@pytest.fixture
def item():
    return an_item(a_meeting())


def a_paper(item, *, title="A report", title_cy="Adroddiad", **sides):
    """Return a new paper, English and Welsh PDFs unless told: a_paper(item, en=("report.pdf", b"…"))."""
    sides = sides or {"en": ("report.pdf", a_pdf("English words")), "cy": ("adroddiad.pdf", a_pdf("Geiriau Cymraeg"))}
    uploads = [papers.Upload(language, sent(*file), "application/pdf") for language, file in sides.items()]
    return papers.add_paper(paper=Paper(item=item, title_en=title, title_cy=title_cy), uploads=uploads, by=None)


def fields(**more):
    return {"title_en": "A report", "title_cy": "Adroddiad", "shared_with_partners": "on", **more}


def stored():
    """Return the names of all files that are kept."""
    return (
        sorted(path.name for path in (settings.MEDIA_ROOT / "papers").glob("*"))
        if (settings.MEDIA_ROOT / "papers").exists()
        else []
    )


def rows():
    return list(Paper.objects.order_by("pk").values()), list(PaperSide.objects.order_by("pk").values())


def test_a_paper_with_two_sides_is_added(administrator, item):
    data = fields(
        read_first="on",
        file_en=sent("Report – tŷ.pdf", a_pdf("One two")),
        file_cy=sent("adroddiad.docx", office("docx")),
    )
    response = administrator.post(f"/meetings/items/{item.pk}/papers/add/", data)
    assert (response.status_code, response.url) == (302, f"/meetings/{item.meeting_id}/papers/#item-1")
    paper = Paper.objects.get()
    assert (paper.title_en, paper.title_cy, paper.read_first, paper.is_late) == ("A report", "Adroddiad", True, False)
    sides = {
        side.language: (side.name, side.content_type, side.size, side.uploaded_by.name) for side in paper.sides.all()
    }
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    sizes = {side.language: side.file.size for side in paper.sides.all()}
    assert sides == {
        "en": ("Report – tŷ.pdf", "application/pdf", sizes["en"], "Lowri Prysor"),
        "cy": ("adroddiad.docx", word, sizes["cy"], "Lowri Prysor"),
    }
    assert all("report" not in side.file.name and side.file.name.startswith("papers/") for side in paper.sides.all())


def test_a_script_is_told_where_to_go(administrator, item):
    data = fields(file_en=sent("a.pdf", a_pdf()))
    response = administrator.post(f"/meetings/items/{item.pk}/papers/add/", data, headers={"X-Upload": "1"})
    assert response.json() == {"next": f"/meetings/{item.meeting_id}/papers/#item-1"}


def test_words_are_counted_by_a_job(item):
    side = a_paper(item, en=("report.docx", office("docx", words="word " * 1000))).sides.get()
    job = ProcrastinateJob.objects.get(task_name=papers.COUNT_WORDS)
    papers.count_words(**job.args)
    side.refresh_from_db()
    assert (side.words, side.reading_minutes) == (1000, 5)
    side.file.storage.delete(side.file.name)
    papers.count_words(side_id=side.pk)
    papers.count_words(side_id=999_999)
    assert rows()[1][0]["words"] == 1000


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("lang", ["en", "cy"])
def test_bad_files_are_told_beside_their_field_and_nothing_is_kept(administrator, item, case, lang):
    administrator.cookies["language"] = lang
    before = stored()
    name, content = BAD[case]
    with override_settings(MAX_UPLOAD=500 if case == "too large" else 2**20):
        data = fields(title_en="Kept", file_en=sent("good.txt", b"Good"), file_cy=sent(name, content))
        response = administrator.post(f"/meetings/items/{item.pk}/papers/add/", data)
    assert (response.status_code, list(errors(response)), typed(response)["title_en"]) == (200, ["file_cy"], "Kept")
    assert (Paper.objects.count(), stored()) == (0, before)


@override_settings(MAX_UPLOAD=5_000, FILE_UPLOAD_MAX_MEMORY_SIZE=0)
@pytest.mark.parametrize("size", [6_000, 300_000, 3_000_000])
def test_a_file_far_too_large_loses_nothing(administrator, item, size):
    data = fields(title_en="Kept", file_en=sent("large.pdf", b"%PDF-" + bytes(size)), title_cy="Wedi’i gadw")
    response = administrator.post(f"/meetings/items/{item.pk}/papers/add/", data)
    assert (response.status_code, list(errors(response))) == (200, ["file_en"])
    assert (typed(response)["title_en"], typed(response)["title_cy"]) == ("Kept", "Wedi’i gadw")


def test_what_is_missing_is_said(administrator, item):
    response = administrator.post(f"/meetings/items/{item.pk}/papers/add/", {"file_en": "not a file"})
    assert (response.status_code, sorted(errors(response))) == (200, ["file_en", "title_en"])


def test_a_paper_after_the_agenda_went_out_is_late(item):
    on_time = a_paper(item)
    item.meeting.agenda_published_at = "2026-11-01T10:00Z"
    item.meeting.save()
    assert (on_time.is_late, a_paper(item).is_late) == (False, True)


def test_edit_paper_replaces_a_side_and_its_old_file_stays_until_it_is_removed_for_good(
    administrator, item, django_capture_on_commit_callbacks
):
    paper = a_paper(item)
    old = paper.sides.get(language="cy").file.name
    page = administrator.get(f"/meetings/papers/{paper.pk}/")
    assert "adroddiad.pdf" in page.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        data = fields(title_cy="Newydd", file_cy=sent("newydd.txt", b"Geiriau newydd"), version=paper.version)
        assert administrator.post(f"/meetings/papers/{paper.pk}/", data).status_code == 302
    sides = {side.language: side for side in paper.sides.all()}
    named = (sides["en"].name, sides["cy"].name, sides["cy"].content_type)
    assert named == ("report.pdf", "newydd.txt", "text/plain; charset=utf-8")
    storage, earlier = sides["cy"].file.storage, EarlierFile.objects.get()
    for one in (old, sides["cy"].file.name):
        os.utime(storage.path(one), (0, 0))
    assert (kept.sweep(), storage.exists(old), earlier.file.name) == (0, True, old)
    papers.remove_earlier(earlier=earlier)
    kept.sweep()
    assert [storage.exists(one) for one in (old, sides["cy"].file.name, sides["en"].file.name)] == [False, True, True]
    paper.refresh_from_db()
    assert paper.title_cy == "Newydd"


def test_two_who_change_one_paper_get_both_and_lose_no_file(administrator, as_person, item):
    paper = a_paper(item)
    path = f"/meetings/papers/{paper.pk}/"
    assert administrator.post(path, fields(title_en="Ours", version=paper.version)).status_code == 302
    other = as_person("administrator")
    answer = other.post(path, fields(title_en="Theirs", file_cy=sent("arall.txt", b"Arall"), version=paper.version))
    page = answer.content.decode()
    assert answer.status_code == 409 and "It now reads: Ours" in page and 'value="Theirs"' in page
    assert "adroddiad.pdf. Please choose your file again" in page
    assert [side.name for side in paper.sides.order_by("language")] == ["adroddiad.pdf", "report.pdf"]
    assert (
        other.post(path, fields(title_en="Theirs", version=answer.context["form"]["version"].value())).status_code
        == 302
    )
    before = paper.version
    paper.refresh_from_db()
    assert (paper.title_en, paper.version) == ("Theirs", before + 2)


def test_a_save_that_fails_leaves_no_row_and_its_file_is_swept_a_day_later(item):
    before = stored()
    uploads = [
        papers.Upload("en", sent("a.pdf", a_pdf()), "application/pdf"),
        papers.Upload("cy", sent("b.pdf", a_pdf()), "x" * 101),
    ]
    with pytest.raises(Exception, match="too long"):
        papers.add_paper(paper=Paper(item=item, title_en="A"), uploads=uploads, by=None)
    assert rows() == ([], [])
    for name in set(stored()) - set(before):
        os.utime(settings.MEDIA_ROOT / "papers" / name, (0, 0))
    kept.sweep()
    assert set(stored()) <= set(before)


def test_a_paper_goes_to_the_bin_and_comes_back(administrator, as_person, item):
    item.meeting.agenda_published_at = "2026-11-01T10:00Z"
    item.meeting.save()
    paper = a_paper(item)
    member, file = as_person("member"), f"/meetings/papers/{paper.pk}/file/en/"
    assert read_out(member.get(file)).startswith(b"%PDF-")
    assert "A report" in administrator.get(f"/meetings/papers/{paper.pk}/remove/").content.decode()
    assert administrator.post(f"/meetings/papers/{paper.pk}/remove/").status_code == 302
    assert (member.get(file).status_code, administrator.get(file).status_code) == (404, 404)
    assert "A report" not in member.get(item.meeting.get_absolute_url()).content.decode()
    assert administrator.get(f"/meetings/papers/{paper.pk}/put-back/").status_code == 405
    assert as_person("member").post(f"/meetings/papers/{paper.pk}/put-back/").status_code == 403
    assert administrator.post(f"/meetings/papers/{paper.pk}/put-back/").status_code == 302
    assert read_out(member.get(file)).startswith(b"%PDF-")
    assert administrator.post(f"/meetings/papers/{paper.pk}/put-back/").status_code == 404


def test_papers_of_an_item_in_the_bin_wait_with_it(item):
    paper = a_paper(item)
    papers.remove_paper(paper=paper)
    building.remove_item(item=item)
    with pytest.raises(IllegalChange):
        papers.put_back_paper(paper=Paper.objects.select_related("item").get())


def test_nothing_changes_once_the_minutes_are_confirmed(cast, administrator):
    item = an_item(a_meeting(days=-5, state="held"))
    paper = a_paper(item)
    minutes_of(item.meeting, "confirmed", by=cast.chair)
    before = rows()
    for path in (f"items/{item.pk}/papers/add", f"papers/{paper.pk}", f"papers/{paper.pk}/remove"):
        assert administrator.post(f"/meetings/{path}/", fields(file_en=sent("a.pdf", a_pdf()))).status_code == 409
    for verb in (papers.remove_paper, papers.put_back_paper):
        with pytest.raises(IllegalChange):
            verb(paper=paper)
    assert rows() == before


ANSWERS = {
    # agenda             visitor admin chair member partner convenor staff
    "shared": (302, 200, 200, 200, 200, 200, 404),
    "unshared": (302, 200, 200, 200, 404, 200, 404),
    "reserved": (302, 200, 200, 200, 404, 200, 404),
    "draft": (302, 200, 200, 404, 404, 404, 404),
    "public": (302, 200, 200, 200, 200, 200, 404),
}
FACTS = {
    "shared": {"state": "published"},
    "unshared": {"state": "published", "shared_with_partners": False},
    "reserved": {"state": "published"},
    "draft": {},
    "public": {"state": "held", "days": -3, "is_public": True},
}


@pytest.mark.parametrize("case", ANSWERS)
def test_who_may_read_a_paper_file(as_person, case):
    item = an_item(a_meeting(**FACTS[case]), reserved=case == "reserved")
    paper = a_paper(item, title="Zanzibar report", title_cy="Adroddiad Zanzibar", en=("cuckoo.pdf", a_pdf()))
    answers, seen = [], []
    for role in READERS:
        client = as_person(role)
        response = client.get(f"/meetings/papers/{paper.pk}/file/en/")
        answers.append(200 if read_out(response).startswith(b"%PDF-") else response.status_code)
        seen.append("Zanzibar" in client.get(item.meeting.get_absolute_url(), follow=True).content.decode())
        assert client.get(f"/meetings/papers/{paper.pk}/file/cy/").status_code == (302 if role == "visitor" else 404)
        assert client.get(f"/meetings/papers/{paper.pk}/file/fr/").status_code == (302 if role == "visitor" else 404)
    assert tuple(answers) == ANSWERS[case]
    assert seen == [answer == 200 for answer in ANSWERS[case]]


def test_who_may_not_change_papers_is_refused_and_nothing_changes(as_person):
    item = an_item(a_meeting(state="published"))
    paper, before = a_paper(item), rows()
    before = rows()
    for role, answer in (("visitor", 302), ("member", 403), ("partner", 403), ("convenor", 403), ("staff", 404)):
        client = as_person(role)
        for path in (f"items/{item.pk}/papers/add", f"papers/{paper.pk}", f"papers/{paper.pk}/remove"):
            data = fields(title_en="Stolen", file_en=sent("a.pdf", a_pdf()))
            assert (role, path, client.post(f"/meetings/{path}/", data).status_code) == (role, path, answer)
            assert client.get(f"/meetings/{path}/").status_code == answer
    assert rows() == before


def test_a_file_that_is_gone_is_told_as_not_there(administrator, item):
    paper = a_paper(item, en=("a.pdf", a_pdf()))
    side = paper.sides.get()
    side.file.storage.delete(side.file.name)
    assert administrator.get(side.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("path", ["/meetings/{meeting}/", "/meetings/{meeting}/agenda/", "/meetings/{meeting}/papers/"])
def test_the_pages_need_no_more_queries_for_many_papers(administrator, item, path):
    counts = []
    a_paper(item)
    for _round in range(2):
        administrator.get("/people/ended/")
        with CaptureQueriesContext(connection) as queries:
            page = administrator.get(path.format(meeting=item.meeting_id)).content.decode()
        counts.append(len(queries))
        for number in range(3):
            other = an_item(item.meeting, title_en=f"Item {number}")
            a_paper(other, title=f"Paper {number}")
            papers.remove_paper(paper=a_paper(other, title="Binned"))
    assert counts[0] == counts[1] <= 12
    assert "Paper 2" in page or "agenda" in path
