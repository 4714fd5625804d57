"""Writing minutes: numbers by item, decisions through the meeting, nothing after confirmation."""

import pytest
from django.utils import timezone

from common.editing import IllegalChange
from meetings.agenda.showing import read_agenda
from meetings.minutes import writing as minutes_writing
from meetings.minutes.showing import sections_of
from meetings.models import Action, Decision, Paragraph
from members.access import circle_of
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return a_meeting(days=-3, state="held")


def numbers(meeting, officer):
    agenda = read_agenda(meeting, circle_of(officer), below=())
    return [p.number for section in sections_of(meeting, agenda, circle_of(officer)) for p in section.paragraphs]


def test_paragraphs_are_numbered_by_item(meeting, cast):
    items = [an_item(meeting) for _ in range(3)]
    for item in (items[2], items[0], items[2]):
        a_paragraph(item)
    assert numbers(meeting, cast.chair) == ["1.1", "3.1", "3.2"]


def test_a_removed_paragraph_takes_what_stands_under_it_and_leaves_no_gap(meeting, cast):
    item = an_item(meeting)
    first, second = a_paragraph(item), a_paragraph(item, text_en="Second")
    a_decision(first)
    an_action(first, cast.member)
    minutes_writing.remove_paragraph(paragraph=first)
    second.refresh_from_db()
    assert (second.number, Decision.objects.count(), Action.objects.count()) == ("1.1", 0, 0)


def test_decisions_and_actions_have_numbers_to_be_cited_by(meeting, cast):
    item = an_item(meeting)
    first, second = a_paragraph(item), a_paragraph(item)
    assert [a_decision(first).number, a_decision(second).number] == [
        f"{meeting.reference}/D1",
        f"{meeting.reference}/D2",
    ]
    actions = [an_action(second, cast.member).number for _ in range(2)]
    assert actions == [f"{meeting.reference}/1.2", f"{meeting.reference}/1.2b"]


def test_two_meetings_of_a_month_are_cited_apart(meeting, cast):
    later = a_meeting(starts_at=meeting.starts_at, ends_at=meeting.ends_at)
    first, second = (a_decision(a_paragraph(an_item(one))).number for one in (meeting, later))
    month = f"{timezone.localtime(meeting.starts_at):%Y-%m}"
    assert (first, second) == (f"{month}/D1", f"{month}b/D1")


def test_confirmed_minutes_take_no_more_writing(meeting, cast):
    item = an_item(meeting)
    paragraph = a_paragraph(item)
    minutes_of(meeting, "confirmed", by=cast.chair)
    writing = [
        lambda: minutes_writing.add_paragraph(item=item, paragraph=Paragraph(text_en="x")),
        lambda: minutes_writing.add_decision(paragraph=paragraph, decision=Decision(text_en="x")),
        lambda: minutes_writing.add_action(paragraph=paragraph, action=Action(text_en="x", owner=cast.member)),
        lambda: minutes_writing.remove_paragraph(paragraph=paragraph),
    ]
    for write in writing:
        with pytest.raises(IllegalChange):
            write()
    assert (Paragraph.objects.count(), Decision.objects.count(), Action.objects.count()) == (1, 0, 0)


def test_a_meeting_that_does_not_take_place_has_no_minutes():
    with pytest.raises(IllegalChange):
        minutes_writing.begin(meeting=a_meeting(state="cancelled"))


def test_sections_need_the_same_queries_for_one_and_three_items(meeting, cast, django_assert_num_queries):
    assert "chair" in cast.chair.rights  # read once a request
    for rows in (1, 3):
        for _ in range(rows):
            paragraph = a_paragraph(an_item(meeting, presenter=cast.member))
            a_decision(paragraph)
            an_action(paragraph, cast.member)
        with django_assert_num_queries(5):
            agenda = read_agenda(meeting, circle_of(cast.chair), below=())
            sections = sections_of(meeting, agenda, circle_of(cast.chair))
            [str(row.number) for s in sections for p in s.paragraphs for row in (p, *p.decisions, *p.actions)]
            [s.item.presented_by for s in sections]
