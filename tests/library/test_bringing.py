"""An answer goes to the last meeting before its deadline by one press, with its draft as a paper."""

import pypdf
import pytest
from django.db.models import F
from django.utils import timezone

from common.editing import IllegalChange
from library.consulting import answers, bringing
from library.models import Consultation
from meetings.agenda import building
from meetings.balloting import ballots
from meetings.bringing import bringing as agendas
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


@pytest.mark.parametrize("called", ["Unpaid carers", "Carers who are paid nothing"])
def test_a_paper_that_somebody_else_put_beside_it_stays(cast, asked, called):
    """Also where the consultation has got another name since."""
    item = bringing.bring(consultation=asked, by=cast.chair)
    annex = Paper.objects.create(item=item, title_en="What it would cost")
    older = Paper.objects.exclude(pk=annex.pk).get()
    Consultation.objects.update(title_en=called)
    bringing.bring(consultation=asked, by=cast.convenor)
    assert annex in Paper.objects.not_removed() and older not in Paper.objects.not_removed()
    assert Paper.objects.not_removed().count() == 2


def test_who_pressed_is_told_that_it_is_on_the_agenda_while_that_is_a_draft(as_person, cast, asked):
    convenor = as_person("convenor")
    assert "Ei roi ar yr agenda" in convenor.get(asked.get_absolute_url()).text
    bringing.bring(consultation=asked, by=cast.convenor)
    page = convenor.get(asked.get_absolute_url()).text
    assert "Cyflwyno’r drafft diweddaraf" in page and "Ei roi ar yr agenda" not in page


@pytest.mark.parametrize("is_out", [False, True])
def test_a_second_meeting_in_time_asks_nothing_of_an_answer_that_is_on_an_agenda(as_person, cast, asked, is_out):
    item, office = bringing.bring(consultation=asked, by=cast.chair), as_person("administrator")
    a_meeting(days=28)
    if is_out:
        Meeting.objects.filter(pk=item.meeting_id).update(agenda_published_at=F("starts_at"), state="published")
    page = url("bring_answer", asked.pk)
    assert page not in waits_of(office)
    assert (page in office.get(asked.get_absolute_url()).text) is not is_out


@pytest.mark.parametrize("why", ["in the bin", "called off", "begun"])
def test_an_answer_that_no_meeting_will_hear_is_to_be_brought_to_the_last_one(as_person, cast, asked, why):
    item, last = bringing.bring(consultation=asked, by=cast.chair), a_meeting(days=28)
    if why == "in the bin":
        building.remove_item(item=item)
    elif why == "called off":
        Meeting.objects.filter(pk=item.meeting_id).update(state="cancelled")
    else:
        Meeting.objects.filter(pk=item.meeting_id).update(starts_at=timezone.now())
    assert url("bring_answer", asked.pk) in waits_of(as_person("administrator"))
    assert bringing.bring(consultation=asked, by=cast.chair).meeting == last


@pytest.mark.parametrize("is_brought", [False, True])
def test_a_meeting_that_partners_do_not_see_is_not_named_to_one_who_leads(as_person, cast, asked, meeting, is_brought):
    Meeting.objects.filter(pk=meeting.pk).update(shared_with_partners=False, title_cy="Sansibar", title_en="Zanzibar")
    Consultation.objects.update(lead=cast.partner, lead_group=None)
    if is_brought:
        bringing.bring(consultation=asked, by=cast.chair)
    partner, papers = as_person("partner"), Paper.objects.count()
    for got in (partner.get(url("bring_answer", asked.pk)), partner.post(url("bring_answer", asked.pk))):
        assert "whose agenda is not out yet" in got.text
        assert "Zanzibar" not in got.text and "Sansibar" not in got.text
    assert (got.status_code, Paper.objects.count()) == (409, papers)


@pytest.mark.parametrize(("change", "said"), [
    ({"agenda_published_at": F("starts_at"), "state": "published"}, "whose agenda is not out yet"),
    ({"state": "cancelled"}, "Things have changed"),
])  # fmt: skip
def test_what_befalls_the_meeting_while_the_paper_is_set_is_heeded(cast, asked, meeting, monkeypatch, change, said):
    """The meeting before it falls in time as well, and is not taken for it unseen."""
    uploads = agendas._uploads

    def meanwhile(brought):
        Meeting.objects.filter(pk=meeting.pk).update(**change)
        return uploads(brought)

    monkeypatch.setattr(agendas, "_uploads", meanwhile)
    with pytest.raises(IllegalChange, match=said):
        bringing.bring(consultation=asked, by=cast.chair)
    assert not AgendaItem.objects.exists()


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
