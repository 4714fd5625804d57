"""An agenda, and minutes, as one circle reads them: plain values that can be kept, and read once for everything."""

import datetime
import pickle
import re
from dataclasses import fields, is_dataclass

import pytest
from django.db import connection
from django.db.models import Model, QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils.functional import Promise

from common.both_languages import Text
from common.keeping import tables_in
from meetings.agenda.following import link
from meetings.agenda.showing import read_agenda, read_agendas
from meetings.minutes.showing import read_minutes
from meetings.models import LaterNote, Meeting, Paper, PaperSide, Writes
from meetings.telling import emails
from members.access import Circle
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of
from tests.sources import ROOT, modules

pytestmark = pytest.mark.django_db
PLAIN = (str, int, bool, datetime.date, datetime.datetime, type(None))


def everything_in(value):
    """Return every value that a reading holds, however deep."""
    if is_dataclass(value):
        return [one for field in fields(value) for one in everything_in(getattr(value, field.name))]
    return [one for part in value for one in everything_in(part)] if isinstance(value, tuple) else [value]


@pytest.fixture
def last(cast):
    """A meeting that was held, with all that minutes can have."""
    meeting = a_meeting(days=-30, state="held", chair=cast.chair)
    for reserved in (False, True):
        item = an_item(meeting, title_en="Rent", title_cy="Rhent", reserved=reserved, actual_minutes=12)
        paragraph = a_paragraph(item)
        a_decision(paragraph, review_on=datetime.date.today())
        an_action(paragraph, cast.member, progress="Half of it.", progress_language="en")
    for person, mode in ((cast.chair, "in_person"), (cast.partner, "online")):
        meeting.attendance.create(person=person, mode=mode, capacity="member", substitute_for=cast.lapsed)
    minutes = minutes_of(meeting, "confirmed", by=cast.chair)
    LaterNote.objects.create(minutes=minutes, text_en="See also.", written_by=cast.chair)
    return meeting


@pytest.fixture
def coming(cast, last):
    """A meeting to come, with all that an agenda can have."""
    meeting = a_meeting(days=5, state="published", chair=cast.chair)
    for writes in (Writes.LAST_MINUTES, Writes.MATTERS_ARISING):
        an_item(meeting, writes_itself=writes, taken_as_read=writes == Writes.LAST_MINUTES)
    for reserved in (False, True):
        item = an_item(meeting, title_en="Heat", title_cy="Gwres", reserved=reserved, presenter=cast.partner)
        item.pulled_by = cast.member
        item.save()
        link(later=item, earlier=last.items.first())
        for shared in (True, False):
            paper = Paper.objects.create(item=item, title_en="Report", shared_with_partners=shared)
            PaperSide.objects.create(paper=paper, language="en", file="x.pdf", name="x.pdf", size=1)
    return meeting


@pytest.mark.parametrize("circle", Circle)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_what_is_read_is_plain_and_can_be_kept(coming, last, circle, language, django_assert_num_queries):
    for read in (read_agenda(coming, circle, language), read_minutes(last.minutes, circle, language)):
        values = everything_in(read)
        assert len(values) > 40
        assert [
            one for one in values if not isinstance(one, PLAIN) or isinstance(one, Promise | Model | QuerySet)
        ] == []
        with django_assert_num_queries(0):
            again = pickle.loads(pickle.dumps(read))
        assert again == read
        langs = [one.lang for one in values if isinstance(one, Text)]
        assert langs == [one.lang for one in everything_in(again) if isinstance(one, Text)]


def test_each_circle_reads_its_own_and_each_language_too(coming, last):
    read = {circle: read_agenda(coming, circle, "en") for circle in Circle}
    hidden = read[Circle.PARTNER].items[3]
    assert (hidden.pk, hidden.title, hidden.kind, hidden.minutes) == (None, "Reserved item", "", 10)
    assert [one for one in everything_in(hidden) if one] == [4, "4", "Reserved item", 10, hidden.starts_at]
    assert [[len(item.papers) for item in one.items] for one in read.values()] == [
        [0, 0, 0, 0], [0, 0, 1, 0], [0, 0, 2, 2], [0, 0, 2, 2],
    ]  # fmt: skip
    numbers = [
        [len(part) for part in (one.items[1].arising.actions, one.items[1].arising.reviews)] for one in read.values()
    ]
    assert numbers == [[0, 0], [1, 1], [2, 2], [2, 2]]
    assert [len(one.items[2].ties.before) for one in read.values()] == [0, 1, 1, 1]
    assert [item.title for item in read_agenda(coming, Circle.PARTNER, "cy").items[2:]] == [
        "Gwres",
        "Eitem neilltuedig",
    ]


def test_minutes_hold_nothing_of_what_is_reserved_nor_the_register_for_visitors(last):
    read = {circle: read_minutes(last.minutes, circle, "en") for circle in Circle}
    assert [[len(section.paragraphs) for section in one.sections] for one in read.values()] == [
        [1, 0], [1, 0], [1, 1], [1, 1],
    ]  # fmt: skip
    assert [(one.roll is None, one.spent is None) for one in read.values()] == [(True, True)] + 3 * [(False, False)]
    remarks = [(row.name, row.remarks) for row in read[Circle.MEMBER].roll.present]
    assert [words for _name, words in remarks] == [
        ("Chair", "substitute for Sioned Crwys-Hughes"),
        ("online", "substitute for Sioned Crwys-Hughes"),
    ]


def test_an_agenda_is_read_in_six_queries_and_its_items_in_one(coming, last, django_assert_num_queries):
    with django_assert_num_queries(6):  # items, papers, what came before, last minutes, actions, reviews
        read_agenda(coming, Circle.MEMBER)
    with django_assert_num_queries(1):
        outline = read_agenda(coming, Circle.MEMBER, below=())
    with django_assert_num_queries(1):
        assert read_agendas([coming, last], Circle.MEMBER)[coming.pk] == outline


def test_a_letter_works_its_agenda_out_once(coming, last, cast):
    """The calendar file that goes with it has the same items."""
    assert cast.member.rights
    coming = Meeting.objects.select_related("poll").get(pk=coming.pk)
    with CaptureQueriesContext(connection) as queries:
        letter = emails.letter_about(coming, "agenda_notice", person=cast.member, ics="REQUEST")
    items = {"meetings_agendaitem", "meetings_rules"}  # which only the items of an agenda are read from together
    assert sum(items <= tables_in(query["sql"]) for query in queries) == 1
    calendar = letter.attachments[0][1]
    calendar = calendar.decode() if isinstance(calendar, bytes) else calendar
    assert "Heat" in letter.body
    assert "Heat" in calendar


def test_nobody_puts_an_agenda_together_by_hand():
    """What it is made of is asked for where it is made, and nowhere else."""
    parts = re.compile(
        r"\b(timetable|time_bar|seen_by|papers_below|arising_at|fill|ties_of|ties_at|record_ties|roll_of)\("
    )
    used = {
        (str(path), name)
        for path in modules()
        for name in parts.findall((ROOT / path).read_text(encoding="utf-8").replace("def ", "def_"))
    }
    made = {"meetings/agenda/showing.py", "meetings/agenda/below.py", "meetings/minutes/showing.py"}
    assert {(path, name) for path, name in used if path not in made} == {
        ("meetings/agenda/views_following.py", "ties_of"),  # of one item, which is no agenda
        ("meetings/minutes/roll.py", "roll_of"),
    }
