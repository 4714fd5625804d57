"""An answer goes to the last meeting before its deadline by one press, with its draft as a paper."""

import pypdf
import pytest

from common.editing import IllegalChange
from library.consulting import answers, bringing
from library.models import Consultation
from meetings.balloting import ballots
from meetings.models import AgendaItem, Ballot, Meeting, Paper
from tests.cast import a_meeting
from tests.library.test_consulting import a_consultation, a_draft, in_days, plan, url, waits_of
from tests.taskgroups.test_groups import a_group

pytestmark = pytest.mark.django_db


def words_of(paper):
    """Return the words of the PDF of a paper."""
    with paper.sides.get().file.open() as file:
        return " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


@pytest.fixture
def meeting(cast):
    """The last meeting before the deadline of the consultation, and one before it."""
    a_meeting(days=10)
    return a_meeting(days=25)


@pytest.fixture
def asked(cast, meeting):
    """A consultation whose draft, which a group wrote, is with the members."""
    row = a_consultation(lead_group=a_group(convenor=cast.convenor))
    a_draft(row)
    row.refresh_from_db()
    return row


def test_the_convenor_brings_the_draft_to_the_last_meeting_before_the_deadline(as_person, cast, asked, meeting):
    page = url("bring_answer", asked.pk)
    assert page in as_person("convenor").get(asked.get_absolute_url()).text
    assert meeting.title_cy in as_person("convenor").get(page).text
    as_person("convenor").post(page, {"version": asked.version})
    item, paper = AgendaItem.objects.get(meeting=meeting), Paper.objects.get()
    assert (item.title_en, item.title_cy) == ("Answer: Unpaid carers", "Ymateb: Gofalwyr di-dâl")
    assert (item.presenter, paper.item, Consultation.objects.get().item) == (cast.convenor, item, item)
    assert "We ask for more time." in words_of(paper)
    assert f"#item-{item.number}" in as_person("administrator").get(asked.get_absolute_url()).text


def test_who_keeps_the_record_is_told_until_it_is_on_the_agenda(as_person, cast, asked):
    page = url("bring_answer", asked.pk)
    assert page in waits_of(as_person("administrator")) and page not in waits_of(as_person("member"))
    bringing.bring(consultation=asked, by=cast.chair)
    assert page not in waits_of(as_person("administrator"))


def test_the_newest_draft_takes_the_place_of_the_older_paper(cast, asked):
    bringing.bring(consultation=asked, by=cast.chair)
    a_draft(asked, text="<p>We ask for a choir.</p>")
    bringing.bring(consultation=Consultation.objects.get(), by=cast.chair)
    assert AgendaItem.objects.count() == 1
    assert "a choir" in words_of(Paper.objects.not_removed().get())


@pytest.mark.parametrize(("why", "said"), [
    ("out", "whose agenda is not out yet"), ("no draft", "No draft is with the members"),
    ("asked", "asked already"), ("stale", "changed in the meantime"), ("not theirs", "changed in the meantime"),
])  # fmt: skip
def test_what_stands_against_it_is_said(as_person, cast, meeting, asked, why, said):
    if why == "out":
        Meeting.objects.filter(pk=meeting.pk).update(agenda_published_at=meeting.starts_at, state="published")
    elif why == "no draft":
        asked = a_consultation()
    elif why == "asked":
        answers.ask_members(consultation=asked, ballot=Ballot(text_en="To agree.", closes_on=in_days(5)), by=cast.chair)
    by = cast.member if why == "not theirs" else cast.chair
    with pytest.raises(IllegalChange, match=said):
        bringing.bring(consultation=asked, by=by, version=99 if why == "stale" else None)
    assert not AgendaItem.objects.exists()
    assert as_person("member").get(url("bring_answer", asked.pk)).status_code == 403


def test_while_members_are_asked_the_plan_names_the_proposal_and_no_meeting(as_person, cast, asked, meeting):
    ballot = Ballot(text_en="To agree.", closes_on=in_days(5))
    ballot = answers.ask_members(consultation=asked, ballot=ballot, by=cast.chair)
    found = plan(asked, cast.member)
    assert (found.meeting, found.ballot) == (None, ballot)
    assert [(stage.name, stage.is_done) for stage in found.stages][2:] == [
        ("ask", True), ("agree", False), ("send", False),
    ]  # fmt: skip
    assert found.stages[3].by == in_days(5)
    Ballot.objects.update(closes_on=in_days(-1))
    ballots.close(ballot=Ballot.objects.get())
    assert plan(asked, cast.member).meeting == meeting
