"""The pack: what stands in it, for whom, in which language, and when it is made anew."""

import io
import re

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdf import PdfReader

from common.steps import take
from meetings import jobs
from meetings.agenda import building, pack_due
from meetings.models import Meeting, Pack
from meetings.papers import pack, papers
from meetings.planning import lifecycle
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of
from tests.files import a_pdf, read_out
from tests.meetings.papers.test_papers import READERS, a_paper

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SECRET = "Zanzibar"
TEXT = "<h3>Why</h3><p>One <strong>two</strong> <em>three</em>, see <a href='https://x.example/'>there</a>.</p><ul><li>first</li><li>next</li></ul>"


def book(client, meeting, lang="en"):
    """Return the pack as this reader gets it."""
    client.cookies["language"] = lang
    response = client.get(f"/meetings/{meeting.pk}/pack/")
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return PdfReader(io.BytesIO(read_out(response)))


def words(reader):
    return " ".join("\n".join(page.extract_text() for page in reader.pages).split())


def titles(outline):
    """Return the bookmarks as nested lists of their titles."""
    return [titles(entry) if isinstance(entry, list) else entry["/Title"] for entry in outline]


def everything(reader):
    """Return all text that a PDF holds anywhere: pages, bookmarks, metadata, strings and streams."""
    found = [words(reader), str(titles(reader.outline)), str(reader.metadata), str(list(reader.attachments))]
    for number in range(1, reader.trailer["/Size"]):
        thing = reader.get_object(number)
        found.append(str(thing))
        if hasattr(thing, "get_data"):
            found.append(thing.get_data().decode("latin-1"))
    return "\n".join(found)


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


@pytest.fixture
def meeting(cast):
    """A published meeting: three items, one of them reserved and one taken as read, with papers."""
    meeting = a_meeting(state="published", chair=cast.chair, online_link="https://meet.example/ŵ")
    talk = an_item(
        meeting,
        title_en="Talk ŵ",
        title_cy="Sgwrs ŷ",
        kind="presentation",
        minutes=30,
        text_en=TEXT,
        presenter=cast.partner,
    )
    hidden = an_item(
        meeting, title_en=f"{SECRET} item", title_cy=f"Eitem {SECRET}", text_en=f"<p>{SECRET}</p>", reserved=True
    )
    read = an_item(meeting, title_en="Report", title_cy="Adroddiad", taken_as_read=True)
    a_paper(
        talk,
        title="Slides",
        title_cy="Sleidiau",
        en=("s.pdf", a_pdf("Slide one", "Slide two")),
        cy=("s.pdf", a_pdf("Sleid un")),
    )
    a_paper(hidden, title=f"{SECRET} paper", en=(f"{SECRET}.pdf", a_pdf(f"{SECRET} figures")))
    a_paper(read, title="Figures", title_cy="", en=("figures.pdf", a_pdf("Thirty", rotate=90)))
    return meeting


def test_a_member_gets_agenda_and_papers_in_order_with_bookmarks_and_numbers(as_person, meeting):
    reader = book(as_person("member"), meeting)
    assert len(reader.pages) == Pack.objects.get().pages
    own = len(reader.pages) - 4
    assert titles(reader.outline) == [
        "Quarterly meeting",
        ["3. Report", ["Figures"], "1. Talk ŵ", ["Slides"], f"2. {SECRET} item", [f"{SECRET} paper"]],
    ]
    texts = [" ".join(page.extract_text().split()) for page in reader.pages[own:]]
    assert texts == [f"{text}Page {own + n} of {own + 4}" for n, text in enumerate(texts_of_papers(), start=1)]
    assert re.search(rf"Slides.*from page {own + 1} of this pack", words(reader))
    assert f"Page 1 of {own + 4}" in reader.pages[0].extract_text()


def texts_of_papers():
    return ["Slide one", "Slide two", f"{SECRET} figures", "Thirty"]


def test_our_own_pages_are_tagged_and_say_their_language(as_person, meeting):
    for lang, heading in (("en", "Agenda and papers"), ("cy", "Agenda a phapurau")):
        reader = book(as_person("member"), meeting, lang)
        root = reader.trailer["/Root"]
        assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
            f"{lang}-GB",
            True,
            True,
        )
        assert len(root["/StructTreeRoot"]["/ParentTree"].get_object()["/Nums"]) > 0
        kinds = set(re.findall(r"'/S': '/(\w+)'", everything(reader)))
        assert {"Document", "H1", "H2", "H3", "Table", "TH", "TD", "L", "LI", "Link"} <= kinds
        assert reader.metadata.title.startswith(heading)
        own = [page for page in reader.pages if "/StructParents" in page]
        assert len(own) == len(reader.pages) - (4 if lang == "en" else 3)


def test_a_pack_without_papers_is_pdf_ua(as_person, cast):
    item = an_item(a_meeting(state="published"), text_en=TEXT)
    metadata = book(as_person("member"), item.meeting).trailer["/Root"]["/Metadata"].get_data()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in metadata


def test_with_papers_as_they_are_it_claims_no_more_than_it_holds(as_person, meeting):
    metadata = book(as_person("member"), meeting).trailer["/Root"]["/Metadata"].get_data()
    assert (b"pdfuaid:part" in metadata, b"Quarterly meeting" in metadata) == (False, True)


def test_the_reader_of_welsh_gets_welsh(as_person, meeting):
    text = words(book(as_person("member"), meeting, "cy"))
    assert ("Sgwrs ŷ" in text, "Sleidiau" in text, "Sleid un" in text, "Talk" in text, "Slide one" in text) == (
        True,
        True,
        True,
        False,
        False,
    )
    assert "Thirty" in text  # there is no Welsh side of it
    assert "Yr Hen Lyfrgell" in text


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_a_partner_finds_no_word_of_what_is_reserved(as_person, meeting, lang):
    assert SECRET in everything(book(as_person("member"), meeting, lang))
    reader = book(as_person("partner"), meeting, lang)
    found = everything(reader)
    assert SECRET.lower() not in found.lower()
    assert {"en": "2. Reserved item", "cy": "2. Eitem neilltuedig"}[lang] in titles(reader.outline)[1]
    assert "Sgwrs" in found or "Slide one" in found


ANSWERS = {
    # agenda   visitor admin chair member partner convenor staff
    "shared": (302, 200, 200, 200, 200, 200, 404),
    "unshared": (302, 200, 200, 200, 404, 200, 404),
    "draft": (302, 200, 200, 404, 404, 404, 404),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_who_may_read_the_pack(as_person, case):
    facts = (
        {} if case == "draft" else {"state": "published", "shared_with_partners": case == "shared", "is_public": True}
    )
    meeting = a_meeting(is_public=True) if case == "draft" else a_meeting(**facts)
    an_item(meeting)
    answers = []
    for role in READERS:
        response = as_person(role).get(f"/meetings/{meeting.pk}/pack/")
        answers.append(200 if read_out(response).startswith(b"%PDF-") else response.status_code)
    assert tuple(answers) == (*ANSWERS[case][:-1], 404)


def test_a_draft_says_so(as_person):
    item = an_item(a_meeting())
    assert "Draft: this agenda is not published yet" in words(book(as_person("chair"), item.meeting))
    assert pack.make_packs(meeting_id=item.meeting_id) == 0


@pytest.mark.parametrize(
    ("state", "said"), [("cancelled", ("Cancelled", "Canslwyd")), ("postponed", ("Postponed", "Gohiriwyd"))]
)
def test_what_is_called_off_says_so_though_it_was_made_before(as_person, meeting, state, said):
    assert said[0] not in words(book(as_person("member"), meeting))
    Meeting.objects.filter(pk=meeting.pk).update(state=state)
    assert said[0] in words(book(as_person("member"), meeting))
    assert said[1] in words(book(as_person("member"), meeting, "cy"))


def test_it_is_handed_out_as_a_file_of_its_own(as_person, meeting):
    response = as_person("member").get(f"/meetings/{meeting.pk}/pack/")
    read_out(response)
    assert response["Content-Disposition"] == f'inline; filename="agenda-and-papers-{meeting.reference}.pdf"'
    assert (response["Cache-Control"], response["X-Content-Type-Options"]) == ("private, no-cache", "nosniff")
    assert as_person("member").post(f"/meetings/{meeting.pk}/pack/").status_code == 405


def test_it_is_made_once_until_something_changes(as_person, meeting):
    client = as_person("member")
    book(client, meeting)
    first = Pack.objects.get()
    book(client, meeting)
    assert Pack.objects.get().file.name == first.file.name
    an_item(meeting, title_en="Late idea")
    assert "Late idea" in words(book(client, meeting))
    again = Pack.objects.get()
    assert (again.pk, again.file.name != first.file.name, again.made_of != first.made_of) == (first.pk, True, True)
    again.file.storage.delete(again.file.name)
    assert "Late idea" in words(book(client, meeting))


def test_the_job_makes_each_pack_once(meeting, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(3):
            pack_due.enqueue_packs(meeting)
    job = ProcrastinateJob.objects.get(task_name=pack_due.MAKE_PACKS)
    jobs.make_packs(**job.args)
    made = {(row.audience, row.language): row.file.name for row in Pack.objects.all()}
    assert sorted(made) == [("members", "cy"), ("members", "en"), ("partners", "cy"), ("partners", "en")]
    assert pack.make_packs(meeting_id=meeting.pk) == 0
    papers.remove_paper(paper=meeting.items.get(reserved=True).papers.get())
    assert pack.make_packs(meeting_id=meeting.pk) == 2  # partners had nothing of it
    assert pack.make_packs(meeting_id=999_999) == 0


def test_publishing_and_every_change_of_the_agenda_ask_for_packs_and_a_draft_does_not(
    administrator, django_capture_on_commit_callbacks
):
    def asked(verb, **facts):
        ProcrastinateJob.objects.filter(task_name=pack_due.MAKE_PACKS).delete()
        with django_capture_on_commit_callbacks(execute=True):
            verb(**facts)
        return ProcrastinateJob.objects.filter(task_name=pack_due.MAKE_PACKS).count()

    item = an_item(a_meeting())
    other = an_item(item.meeting)
    assert asked(building.move_item, item=item, to=2) == 0
    assert asked(take, row=item.meeting, step=lifecycle.PUBLISH, notify=False) == 1
    item.refresh_from_db()
    assert [
        asked(building.move_item, item=item, to=1),
        asked(building.remove_item, item=other),
        asked(building.put_back_item, item=other),
    ] == [
        1,
        1,
        1,
    ]
    data = {"title_en": "New", "kind": "business", "minutes": "5", "version": item.version, "writes_itself": ""}
    assert asked(administrator.post, path=f"/meetings/items/{item.pk}/", data=data) == 1
    assert asked(a_paper, item=item) == 1


def test_a_meeting_among_members_has_no_pack_for_partners():
    item = an_item(a_meeting(state="published", shared_with_partners=False))
    assert pack.make_packs(meeting_id=item.meeting_id) == 2


def test_open_actions_stand_below_matters_arising(as_person, cast):
    old = an_item(a_meeting(days=-30, state="held"), reserved=False)
    secret = an_item(old.meeting, reserved=True)
    an_action(a_paragraph(old), cast.member, text_en="Book a hall", progress="Wedi gofyn", progress_language="cy")
    a_decision(a_paragraph(old), text_en="To review fees", review_on=timezone.localdate())
    an_action(a_paragraph(secret), cast.member, text_en=f"{SECRET} action")
    minutes_of(old.meeting, "circulated")
    item = an_item(a_meeting(state="published"), title_en="Matters arising", writes_itself="matters_arising")
    an_item(item.meeting, title_en="Last minutes", writes_itself="last_minutes")
    members, partners = (words(book(as_person(role), item.meeting)) for role in ("member", "partner"))
    assert all(text in members for text in ("Book a hall", "Wedi gofyn", "To review fees", SECRET))
    assert ("Book a hall" in partners, SECRET in partners) == (True, False)
    assert "Minutes of" in partners
