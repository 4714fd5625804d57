"""Items keep the number that they were sent with; what comes in later has a letter, and everybody is told so."""

import pytest
from django.urls import reverse

from common.steps import take
from meetings.agenda import building, numbering, standing_items
from meetings.agenda.showing import read_agenda
from meetings.models import AgendaItem, Meeting, Notice
from meetings.papers import documents
from meetings.planning.lifecycle import HOLD, PLAN_AGAIN, POSTPONE, PUBLISH, WITHDRAW
from meetings.telling import notices
from members.access import Circle
from tests.cast import a_meeting, a_paragraph, an_item, minutes_of, wall_clock
from tests.letters import deliver_to_roles

CHANGED = "Changed since this agenda was sent."


def sent(*titles, **facts):
    """Return a meeting whose agenda of these items was sent, and the items."""
    meeting = a_meeting(**facts)
    items = [an_item(meeting, title_en=title) for title in titles]
    return take(meeting, PUBLISH, notify=False), items


def late(meeting, title, to):
    """Return an item that was put at a place of an agenda later."""
    return building.move_item(item=an_item(meeting, title_en=title), to=to)


def told(meeting, circle=Circle.MEMBER):
    """Return the numbers and titles of an agenda as a circle reads it, and what it says of changes."""
    read = read_agenda(meeting, circle, "en", below=())
    return [f"{item.number} {item.title}" for item in read.items], read.changed_since


def test_late_items_have_letters_and_the_others_stay(cast):
    meeting, _items = sent("One", "Two", "Three")
    assert told(meeting) == (["1 One", "2 Two", "3 Three"], "")
    late(meeting, "Late", 3)
    assert told(meeting)[0] == ["1 One", "2 Two", "2A Late", "3 Three"]
    late(meeting, "Later", 3)
    late(meeting, "First", 1)
    an_item(meeting, title_en="Last")
    rows, changed = told(meeting)
    assert rows == ["0A First", "1 One", "2 Two", "2A Later", "2B Late", "3 Three", "4 Last"]
    assert changed == f"{CHANGED} New: 0A, 2A, 2B, 4."


def test_a_removed_item_leaves_its_gap_and_comes_back_to_it(cast):
    meeting, (_one, two, three) = sent("One", "Two", "Three")
    building.remove_item(item=two)
    assert told(meeting) == (["1 One", "3 Three"], f"{CHANGED} Taken off: 2.")
    building.remove_item(item=three)
    an_item(meeting, title_en="Four")
    assert told(meeting) == (["1 One", "4 Four"], f"{CHANGED} New: 4. Taken off: 2, 3.")
    building.put_back_item(item=AgendaItem.removed.get(pk=two.pk))
    assert told(meeting)[0] == ["1 One", "2 Two", "4 Four"]


def test_a_late_item_that_is_removed_leaves_nothing(cast):
    meeting, _items = sent("One", "Two")
    building.remove_item(item=late(meeting, "Late", 2))
    assert told(meeting) == (["1 One", "2 Two"], "")
    late(meeting, "Other", 2)
    assert told(meeting)[0] == ["1 One", "1A Other", "2 Two"]


def test_a_moved_item_keeps_its_number_and_a_changed_one_is_named(as_person, cast):
    meeting, (_one, two, three) = sent("One", "Two", "Three")
    page = as_person("administrator").post(reverse("meetings:move_item", args=[three.pk]), {"to": "1"}, follow=True)
    assert "keeps that number" in page.content.decode()
    AgendaItem.objects.filter(pk=two.pk).update(title_en="Rents")
    assert told(meeting) == (["3 Three", "1 One", "2 Rents"], f"{CHANGED} Changed: 2. The order has changed.")


@pytest.mark.parametrize("step", [WITHDRAW, POSTPONE])
def test_what_is_published_again_is_numbered_anew(cast, step):
    meeting, (one, _two, _three) = sent("One", "Two", "Three")
    late(meeting, "Late", 2)
    building.remove_item(item=one)
    meeting = take(meeting, step)
    assert told(meeting)[0] == ["1 Late", "2 Two", "3 Three"]
    meeting = take(meeting, PLAN_AGAIN) if step is POSTPONE else meeting
    meeting = take(meeting, PUBLISH, notify=False)
    assert told(meeting) == (["1 Late", "2 Two", "3 Three"], "")
    assert not AgendaItem.removed.filter(meeting=meeting).exclude(kept_number="").exists()


def test_telling_sends_the_agenda_as_it_is_and_begins_anew(cast):
    meeting, (_one, two) = sent("One", "Two")
    late(meeting, "Late", 2)
    building.remove_item(item=two)
    notices.tell_change(meeting=meeting, by=cast.administrator, notice=Notice(note_en="Two is off.", note_cy="Mae."))
    assert told(meeting) == (["1 One", "1A Late"], "")
    letter = deliver_to_roles()["member"]
    assert "1A. Late" in letter.body and CHANGED not in letter.body
    late(meeting, "Later", 2)
    assert told(meeting)[0] == ["1 One", "1B Later", "1A Late"]


def test_the_number_is_the_same_everywhere(as_person, cast):
    type(cast.member).objects.update(language="en")
    meeting, _items = sent("One", "Two", days=1)
    item = late(meeting, "Late", 2)
    address = reverse("meetings:meeting", args=[meeting.pk])
    page = as_person("member").get(address).content.decode()
    assert 'id="item-1A"' in page and f"{CHANGED} New: 1A." in page
    building_page = as_person("administrator").get(reverse("meetings:build_agenda", args=[meeting.pk]))
    assert reverse("meetings:tell_change", args=[meeting.pk]) in building_page.content.decode()
    paper = documents.agenda_page(meeting, cast.member, "en")
    assert [row["number"] for row in paper["items"]] == ["1", "1A", "2"]
    assert paper["changed"] == f"{CHANGED} New: 1A."
    for kind in ("pdf", "docx"):
        assert documents.agenda_file(meeting, cast.member, kind, "en").opened().read(2)
    assert a_paragraph(item).number == "1A.1"
    assert str(item) == "1A. Late"


def test_a_reserved_item_says_nothing_more_to_partners(cast):
    meeting, (one,) = sent("One")
    AgendaItem.objects.filter(pk=one.pk).update(reserved=True)
    numbering.keep_numbers(meeting)
    AgendaItem.objects.filter(pk=one.pk).update(title_en="Other")
    assert told(meeting, Circle.PARTNER)[1] == ""
    assert told(meeting)[1] == f"{CHANGED} Changed: 1."


def test_what_was_never_sent_is_counted_until_minutes_go_out(cast):
    meeting = a_meeting(days=-2)
    one, two = an_item(meeting, title_en="One"), an_item(meeting, title_en="Two")
    meeting = take(meeting, HOLD)
    late(meeting, "Late", 2)
    assert told(meeting)[0] == ["1 One", "2 Late", "3 Two"]
    minutes_of(meeting, "circulated")
    late(meeting, "Later", 2)
    assert told(meeting)[0] == ["1 One", "1A Later", "2 Late", "3 Two"]
    two.refresh_from_db()
    assert (one.number, two.number) == ("1", "3")


def test_once_it_has_begun_no_changes_are_told(cast):
    meeting, _items = sent("One", "Two")
    late(meeting, "Late", 2)
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=wall_clock(-1), ends_at=wall_clock(-1, "15:00"))
    meeting.refresh_from_db()
    assert told(meeting) == (["1 One", "1A Late", "2 Two"], "")
    assert told(take(meeting, HOLD))[0] == ["1 One", "1A Late", "2 Two"]


def test_more_than_an_alphabet_of_late_items(cast):
    meeting, _items = sent("One", "Two")
    for number in range(28):
        late(meeting, f"Late {number}", 2 + number)
    assert [row.split()[0] for row in told(meeting)[0]][-4:] == ["1Z", "1AA", "1AB", "2"]


def test_an_agenda_of_standing_items_takes_a_late_one_before_those_that_close_it(cast):
    meeting = a_meeting()
    standing_items.add_standing_items(meeting=meeting)
    meeting = take(meeting, PUBLISH, notify=False)
    item = standing_items.place_item(meeting=meeting, item=AgendaItem(title_en="Rents"))
    assert (item.position, item.number) == (4, "3A")
