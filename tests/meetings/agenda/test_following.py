"""Where matters came up before and after: both ways, by hand and by themselves,
and never shown to who may not see the other side.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from common.editing import IllegalChange
from meetings.agenda import following
from meetings.models import AgendaItem, Meeting, Minutes, Precedent, Writes
from meetings.planning import scheduling
from tests.cast import EVERYBODY, a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of, wall_clock
from tests.test_counts import FIGURE, MOST

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def read(as_person, role, path):
    return as_person(role).get(path).content.decode()


@pytest.fixture
def earlier(cast):
    """An item of a meeting of ninety days ago, with circulated minutes."""
    item = an_item(a_meeting(days=-90, state="held"), title_en="Zanzibar", title_cy="Zanzibar")
    a_paragraph(item)
    minutes_of(item.meeting, "circulated")
    return item


@pytest.fixture
def later(cast):
    """An item of a published agenda."""
    return an_item(a_meeting(days=20, state="published"), title_en="Timbuktu", title_cy="Timbuktu")


def test_an_item_is_linked_by_hand_and_read_from_both_sides(as_person, earlier, later):
    administrator, page = as_person("administrator"), url("follow_item", later.pk)
    assert "Zanzibar" in administrator.get(page, {"words": "zanz"}).content.decode()
    administrator.post(page, {"earlier": earlier.pk})
    minutes = url("minutes", earlier.meeting_id)
    assert f'{minutes}#item-{earlier.position}">{earlier.meeting.reference}, item 1</a>' in read(
        as_person, "member", later.meeting.get_absolute_url()
    )
    assert f"{later.meeting.get_absolute_url()}#item-{later.position}" in read(as_person, "member", minutes)
    administrator.post(url("unfollow_item", later.pk, earlier.pk))
    assert "Zanzibar" not in read(as_person, "member", later.meeting.get_absolute_url())


def test_only_who_keeps_the_record_links_and_only_what_came_before(as_person, earlier, later):
    for role, status in (("visitor", 302), ("member", 403), ("partner", 403), ("staff", 404)):
        for name in ("follow_item", "carry_on"):
            assert as_person(role).post(url(name, later.pk), {"earlier": earlier.pk}).status_code == status
        assert as_person(role).post(url("unfollow_item", later.pk, earlier.pk)).status_code == status
    administrator = as_person("administrator")
    assert administrator.post(url("follow_item", earlier.pk), {"earlier": later.pk}).status_code == 409
    assert administrator.post(url("follow_item", later.pk), {"earlier": "x"}).status_code == 404
    assert Precedent.objects.count() == 0


HIDES = {
    "reserved": lambda item: AgendaItem.objects.filter(pk=item.pk).update(reserved=True),
    "not shared": lambda item: Meeting.objects.filter(pk=item.meeting_id).update(shared_with_partners=False),
    "not published": lambda item: Meeting.objects.filter(pk=item.meeting_id).update(agenda_published_at=None),
    "removed": lambda item: AgendaItem.objects.filter(pk=item.pk).update(position=None, removed_at=wall_clock(0)),
}
SEES = {
    "reserved": {"member", "chair"},
    "not shared": {"member", "chair"},
    "not published": {"chair"},
    "removed": set(),
}


@pytest.mark.parametrize("how", HIDES)
@pytest.mark.parametrize("side", ["later", "earlier"])
def test_nobody_sees_a_link_to_what_they_may_not_see(as_person, earlier, later, how, side):
    following.link(later=later, earlier=earlier)
    Minutes.objects.update(state="draft", circulated_at=None)
    hidden, open_one = (later, earlier) if side == "later" else (earlier, later)
    HIDES[how](hidden)
    for role in EVERYBODY:
        page = read(as_person, role, open_one.meeting.get_absolute_url())
        allowed = (
            SEES[how]
            | ({"convenor"} if "member" in SEES[how] else set())
            | ({"administrator"} if "chair" in SEES[how] else set())
        )
        assert (str(hidden.title) in page) == (role in allowed), role
        assert (f"{hidden.meeting.get_absolute_url()}#item" in page) <= (role in allowed), role


def test_the_link_leads_to_the_agenda_while_the_minutes_are_a_draft(as_person, earlier, later):
    following.link(later=later, earlier=earlier)
    Minutes.objects.update(state="draft", circulated_at=None)
    page = read(as_person, "member", later.meeting.get_absolute_url())
    assert f"{earlier.meeting.get_absolute_url()}#item-1" in page and url("minutes", earlier.meeting_id) not in page


def test_public_minutes_show_a_visitor_only_public_sides(as_person, earlier, later, cast):
    following.link(later=later, earlier=earlier)
    Meeting.objects.update(is_public=True)
    Minutes.objects.update(state="confirmed", confirmed_by=cast.chair, confirmed_at=wall_clock(0))
    page = read(as_person, "visitor", url("minutes", earlier.meeting_id))
    assert "Zanzibar" in page and "Timbuktu" not in page and "item-1" in page


def test_actions_and_decisions_come_back_by_themselves_and_the_minutes_say_where(as_person, earlier, cast):
    done = an_item(earlier.meeting, title_en="Done with")
    Minutes.objects.update(state="draft")
    an_action(a_paragraph(earlier), cast.member)
    an_action(a_paragraph(done), cast.member, status="done", closed_at=wall_clock(-80))
    a_decision(a_paragraph(done), review_on=wall_clock(-10).date())
    Minutes.objects.update(state="circulated", circulated_at=wall_clock(-80))
    between, after = (a_meeting(days=days, state="held") for days in (-30, -2))
    for meeting in (between, after):
        an_item(meeting, title_en="Last", writes_itself=Writes.LAST_MINUTES)
        a_paragraph(an_item(meeting, title_en="Arising", writes_itself=Writes.MATTERS_ARISING))
        minutes_of(meeting, "circulated")
    page = read(as_person, "member", url("minutes", earlier.meeting_id))
    places = [f"{url('minutes', meeting.pk)}#item-2" for meeting in (between, after)]
    assert [page.count(place) for place in places] == [1, 2]  # the action at both, the decision once it was due
    back = read(as_person, "member", url("minutes", between.pk))
    assert (
        f"{url('minutes', earlier.meeting_id)}#item-1" in back
        and f"{url('minutes', earlier.meeting_id)}#item-2" not in back
    )
    assert f'{url("minutes", earlier.meeting_id)}">Minutes of' in back


def test_a_matter_is_carried_on_to_the_next_meeting_once(as_person, earlier, later):
    administrator = as_person("administrator")
    administrator.post(url("carry_on", earlier.pk))
    new = later.meeting.items.get(title_en="Zanzibar")
    assert Precedent.objects.get().earlier == earlier and Precedent.objects.get().later == new
    assert administrator.post(url("carry_on", earlier.pk)).status_code == 409
    assert AgendaItem.objects.filter(title_en="Zanzibar").count() == 2
    with pytest.raises(IllegalChange):
        following.carry_on(item=new)


def test_copies_of_items_are_linked_but_for_those_of_every_meeting(earlier):
    an_item(earlier.meeting, title_en="Arising", writes_itself=Writes.MATTERS_ARISING)
    an_item(earlier.meeting, title_en="Welcome and apologies", title_cy="Croeso ac ymddiheuriadau")
    copy = scheduling.copy_meeting(
        meeting=earlier.meeting, starts_at=wall_clock(9), ends_at=wall_clock(9, "12:00"), with_agenda=True
    )
    assert [(row.later, row.earlier) for row in Precedent.objects.all()] == [(copy.items.get(position=1), earlier)]


def test_the_pages_need_no_more_queries_for_more_links(as_person, earlier, later, cast):
    def count(path):
        client = as_person("administrator")
        client.get("/people/ended/")
        with CaptureQueriesContext(connection) as queries:
            client.get(path)
        return len(queries)

    an_item(earlier.meeting, title_en="Arising", writes_itself=Writes.MATTERS_ARISING)
    an_item(earlier.meeting, title_en="Last", writes_itself=Writes.LAST_MINUTES)
    an_item(later.meeting, title_en="Arising", writes_itself=Writes.MATTERS_ARISING)
    a_decision(a_paragraph(earlier), review_on=wall_clock(-10).date())
    paths = [url("minutes", earlier.meeting_id), later.meeting.get_absolute_url(), url("follow_item", later.pk)]
    once = []
    for number in range(3):
        before = an_item(a_meeting(days=-100 - number, state="held"))
        a_decision(a_paragraph(before), review_on=wall_clock(-95).date())
        following.link(later=earlier, earlier=before)
        following.link(later=later, earlier=before)
        once = once or [count(path) for path in paths]
    assert [count(path) for path in paths] == once and max(once) <= MOST + FIGURE
