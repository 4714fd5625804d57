"""The report of a group goes to the next agenda by one press, with its text as a paper, and is adopted there."""

import pypdf
import pytest

from common.editing import IllegalChange
from common.steps import take
from forum_site import doors
from meetings.models import AgendaItem, Paper
from taskgroups.reporting import reporting
from taskgroups.steering import lifecycle
from tests.cast import a_meeting, an_item
from tests.taskgroups.test_groups import REPORT, a_decided, a_group, url

pytestmark = pytest.mark.django_db


def bound(paper, language):
    """Return the words of a paper's PDF."""
    side = paper.sides.get(language=language)
    with side.file.open() as file:
        return " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)


def test_the_convenor_brings_the_report_to_the_next_agenda_that_is_not_out(as_person, cast):
    an_item(a_meeting(days=3, state="published"))
    meeting, group = a_meeting(days=20), a_group(convenor=cast.convenor, **REPORT)
    page = as_person("convenor").get(url("bring_report", group.pk)).content.decode()
    assert str(meeting.title_cy or meeting.title_en) in page
    as_person("convenor").post(url("bring_report", group.pk), {"version": group.version})
    group.refresh_from_db()
    item, paper = AgendaItem.objects.get(meeting=meeting), Paper.objects.get()
    assert (group.report_item, paper.item, item.presenter) == (item, item, cast.convenor)
    assert (item.title_en, item.title_cy) == (
        "Final report: Communication Strategy",
        "Adroddiad terfynol: Strategaeth Gyfathrebu",
    )
    assert "We recommend a newsletter." in bound(paper, "en")
    assert "Rydym yn argymell cylchlythyr." in bound(paper, "cy")


def test_who_brought_the_report_reads_on_which_draft_agenda_it_is_and_members_do_not(as_person, cast):
    meeting, group = a_meeting(days=20), a_group(convenor=cast.convenor, **REPORT)
    item = reporting.bring(group=group, by=cast.convenor)
    there = f'href="{meeting.get_absolute_url()}#item-{item.number}"'
    seen = [there in as_person(role).get(group.get_absolute_url()).text for role in ("convenor", "member")]
    assert seen == [True, False]


@pytest.mark.parametrize("private", [True, False])
def test_the_item_leads_back_to_its_group_for_whoever_sees_that(as_person, cast, private):
    meeting = a_meeting(days=20)
    group = a_group(convenor=cast.convenor, is_private=private, shared_with_partners=False, **REPORT)
    reporting.bring(group=group, by=cast.convenor)
    type(meeting).objects.filter(pk=meeting.pk).update(agenda_published_at=meeting.starts_at, state="published")
    pages = [as_person(role).get(meeting.get_absolute_url()).content.decode() for role in ("administrator", "member")]
    assert [f'<a href="{group.get_absolute_url()}"' in page for page in pages] == [True, not private]


def test_a_newer_text_takes_the_place_of_the_older_paper(cast):
    a_meeting(days=20)
    group = a_group(convenor=cast.convenor, **REPORT)
    annex = Paper.objects.create(item=reporting.bring(group=group, by=cast.convenor), title_en="What it would cost")
    group.refresh_from_db()
    type(group).objects.filter(pk=group.pk).update(final_report_en="<p>We recommend a choir.</p>")
    reporting.bring(group=group, by=cast.convenor)
    assert AgendaItem.objects.count() == 1
    assert annex in Paper.objects.not_removed(), "what others put beside it"
    assert "a choir" in bound(Paper.objects.not_removed().exclude(pk=annex.pk).get(), "en")


@pytest.mark.parametrize("shared", [True, False])
def test_partners_read_the_report_where_they_see_the_group(cast, shared):
    meeting = a_meeting(days=20)
    group = a_group(convenor=cast.convenor, shared_with_partners=shared, **REPORT)
    item = reporting.bring(group=group, by=cast.chair)
    type(meeting).objects.filter(pk=meeting.pk).update(agenda_published_at=meeting.starts_at)
    seen = Paper.objects.visible_to(cast.partner).filter(item=item).exists()
    assert (item.reserved, seen) == (not shared, shared)


def test_what_cannot_be_brought_says_why(cast):
    group = a_group(convenor=cast.convenor)
    with pytest.raises(IllegalChange, match="no final report"):
        reporting.bring(group=group, by=cast.convenor)
    type(group).objects.update(**REPORT)
    with pytest.raises(IllegalChange, match="No meeting is planned"):
        reporting.bring(group=group, by=cast.convenor)
    with pytest.raises(IllegalChange):
        reporting.bring(group=group, by=cast.member)


def test_a_proposed_group_is_brought_to_a_meeting_by_the_record_keepers_and_waits_no_more(as_person, cast):
    meeting = a_meeting(days=20)
    group = a_group(convenor=cast.convenor, state="proposed", deliverables_en="<p>One page.</p>")
    prompt = "Bring a proposed group to a meeting or a ballot"
    assert prompt in [row.said for row in doors.waits(cast.administrator)]
    assert as_person("convenor").post(url("bring_report", group.pk), {"version": group.version}).status_code == 409
    as_person("administrator").post(url("bring_report", group.pk), {"version": group.version})
    item = AgendaItem.objects.get(meeting=meeting)
    assert (item.title_en, item.title_cy) == (
        "To set up a group: Communication Strategy",
        "Sefydlu grŵp: Strategaeth Gyfathrebu",
    )
    assert "One page." in bound(Paper.objects.get(), "en")
    assert prompt not in [row.said for row in doors.waits(cast.administrator)]
    assert "On an agenda" in as_person("administrator").get(group.get_absolute_url()).content.decode()


def test_a_group_that_was_decided_on_brings_its_report_as_an_item_of_its_own(cast):
    a_meeting(days=20)
    group = a_group(convenor=cast.convenor, state="proposed")
    first = reporting.bring(group=group, by=cast.administrator)
    take(group, lifecycle.DECIDE, by=cast.chair, decision=a_decided())
    type(group).objects.filter(pk=group.pk).update(**REPORT)
    group.refresh_from_db()
    assert reporting.bring(group=group, by=cast.convenor).pk != first.pk
