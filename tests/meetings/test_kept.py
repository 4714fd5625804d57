"""What is kept of meetings stays true whatever people do, and as time goes by; what is one's own stays outside."""

import datetime
import random

import pytest
from django.utils import timezone

from meetings.agenda import building, following
from meetings.minutes import corrections, writing
from meetings.models import Correction, DatePoll, LaterNote, Meeting
from members.models import Person
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of, wall_clock
from tests.keeping import LANGUAGES, differing, logged_in, paths_of


@pytest.fixture
def forum(cast, as_person, keeps):
    """A meeting that was held, one whose minutes are out, and one to come, with all that their pages can show."""
    held, last = (a_meeting(days=-days, state="held", chair=cast.chair, is_public=True) for days in (90, 30))
    for meeting in (held, last):
        for reserved in (False, True):
            item = an_item(meeting, title_en="Rent", title_cy="Rhent", reserved=reserved, actual_minutes=12)
            paragraph = a_paragraph(item)
            a_decision(paragraph, review_on=datetime.date.today())
            an_action(paragraph, cast.member, progress="Half of it.", progress_language="en")
        for person in (cast.chair, cast.member, cast.partner):
            meeting.attendance.create(person=person, mode="online", capacity="member", substitute_for=cast.lapsed)
    LaterNote.objects.create(
        minutes=minutes_of(held, "confirmed", by=cast.chair), text_en="See.", written_by=cast.chair
    )
    minutes_of(last, "circulated")
    coming = a_meeting(days=5, state="published", chair=cast.chair, discuss_until=wall_clock(3))
    an_item(coming, writes_itself="last_minutes", taken_as_read=True)
    an_item(coming, writes_itself="matters_arising")
    item = an_item(coming, title_en="Heat", presenter=cast.partner)
    coming.items.update(kept_number="7", sent_version=0)
    following.link(later=item, earlier=last.items.first())
    coming.notices.create(note_en="Another room.")
    DatePoll.objects.create(meeting=coming, closes_on=datetime.date.today())
    readers = {role: as_person(role) for role in ("visitor", "administrator", "member", "partner", "staff")}
    return [held, last, coming], readers


def some_of(readers):
    return dict(random.sample(list(readers.items()), 2))


def verbs(cast, held, last, coming):
    """Return what people do that changes those pages, in no order."""
    first, third = last.items.first(), coming.items.get(title_en="Heat")
    paragraph = first.paragraphs.first()
    return [
        lambda: building.move_item(item=third, to=1),
        lambda: an_item(coming, title_en="Light", taken_as_read=True),
        lambda: building.pull_item(item=an_item(coming, taken_as_read=True), by=cast.member, reason="Why?"),
        lambda: building.remove_item(item=an_item(coming, title_en="Gone")),
        lambda: writing.begin(meeting=a_meeting(days=-3, state="held")),
        lambda: corrections.offer(paragraph=paragraph, by=cast.member, language="en", text="<p>Not so.</p>"),
        lambda: LaterNote.objects.create(minutes=held.minutes, text_cy="Gweler.", written_by=cast.chair),
        lambda: coming.answers.create(person=cast.member, coming="online"),
        lambda: Person.objects.filter(pk=cast.chair.pk).update(name="Somebody Else"),
        lambda: coming.hosts.model.objects.update(name_en="Renamed"),
        lambda: Meeting.objects.filter(pk=coming.pk).update(shared_with_partners=False),
    ]


@pytest.mark.slow
@pytest.mark.django_db
def test_whatever_people_do_what_is_kept_is_what_would_be_made_afresh(forum, cast):
    meetings, readers = forum
    todo = verbs(cast, *meetings)
    random.shuffle(todo)
    for do in todo:
        assert differing(some_of(readers), paths_of(meetings), LANGUAGES) == set()
        do()
    assert differing(readers, paths_of(meetings), LANGUAGES) == set()
    assert Correction.objects.count() == 1


@pytest.mark.slow
@pytest.mark.django_db
def test_as_time_goes_by_what_is_kept_stays_true(forum, monkeypatch):
    """Midnight, the start, the end, the last moment to pull an item out and to offer a correction."""
    meetings, readers = forum
    _held, last, coming = meetings
    moments = [coming.discuss_until, coming.starts_at, coming.ends_at, wall_clock(1, "00:00")]
    moments += [corrections.window_of(last.minutes), wall_clock(13, "00:00")]
    for moment in sorted(moments):
        for now in (moment - datetime.timedelta(seconds=1), moment + datetime.timedelta(seconds=1)):
            monkeypatch.setattr(timezone, "now", lambda now=now: now)
            readers = {role: logged_in(client) for role, client in readers.items()}
            assert differing(some_of(readers), paths_of(meetings[1:]), LANGUAGES) == set(), now


@pytest.mark.django_db
def test_markup_that_looks_like_a_gap_stays_text(cast, as_person, keeps):
    mark = "<!--gap claim 7-->"
    meeting = a_meeting(state="published", title_en=mark, place_en=mark)
    an_item(meeting, title_en=mark, text_en=f"<p>Text{mark}</p>", presenter_name=mark)
    page = as_person("member").get(f"/meetings/{meeting.pk}/")
    assert b"<!--gap" not in page.content
    assert page.content.count(b"&lt;!--gap claim 7--&gt;") >= 4
    assert [piece.gap for piece in page.context["pieces"]] == ["", "answer", "claim"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "minutes/"])
def test_read_again_by_somebody_else_of_the_same_circle_it_takes_four_queries(
    cast, as_person, keeps, path, django_assert_max_num_queries
):
    meeting = a_meeting(days=-1, state="held")
    an_item(meeting)
    minutes_of(meeting, "circulated")
    address, other = f"/meetings/{meeting.pk}/{path}", as_person("convenor")
    assert as_person("member").get(address).status_code == other.get(address).status_code == 200
    with django_assert_max_num_queries(5):  # one of them is the test's own
        other.get(address)
