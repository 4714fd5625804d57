"""The register as it is kept: made once, until somebody is ticked, answers, or the record changes."""

import re
import unicodedata

from django.core.paginator import Paginator
from django.utils import timezone

from common.both_languages import reading_language
from common.keeping import Shelf, pieces
from common.languages.ordering import MARK
from meetings.agenda.showing import PAPERS, ReadAgenda, read_agenda
from meetings.day import attendance, contradictions, quorum, running
from meetings.day.forms import AttendanceForm
from meetings.models import Attendance, Meeting

MOST_LETTERS = 100  # of what is looked for
ROWS = 100  # on one page: a room has fewer, and a thousand people are found by name


def register(shelf: Shelf, meeting: Meeting, query) -> tuple:
    """Return the pieces of the register that a query (a QueryDict) asks for, the same for all who take it.

    What people answered carries no stamp: it is read each time, and part of the key.
    """
    given = attendance.answers_to(meeting)
    key = ("register", meeting.pk, given, query.urlencode(), reading_language(), timezone.localdate())
    return shelf.keep(key, lambda: pieces("meetings/day/_register.html", _register(meeting, given, query)))


def agenda_today(shelf: Shelf, meeting: Meeting, circle) -> ReadAgenda:
    """Return the agenda as a circle follows it on the day, with the papers of its items."""
    key = ("today", meeting.pk, circle, reading_language(), timezone.localdate())
    return shelf.keep(key, lambda: read_agenda(meeting, circle, below=(PAPERS,)))


def _register(meeting, given, query):
    rows = contradictions.marked(meeting, attendance.register_of(meeting, given))
    page = _page_of(query, rows)
    return {
        "meeting": meeting,
        "page": page,
        "words": query.get("words", "")[:MOST_LETTERS],
        "unticked": "unticked" in query,
        "running": running.shown_of(meeting),
        "modes": [(number, *choice) for number, choice in enumerate(Attendance.Mode.choices, 1)],
        "count": quorum.count(rows, quorum.rules_of(meeting)),
        "from_answers": sum(row.is_from_answer for row in page),
        "doubts": [row for row in rows if row.doubt],
        "form": AttendanceForm(people=[(row.person_id, row.name, row.organisation) for row in rows if row.is_member]),
        "known": attendance.known_names(),
    }


def _page_of(query, rows):
    """Return the Page asked for, of the rows in whose name or organisation words begin as those looked for do, or of
    those of whom nothing is ticked.
    """
    words = _plain(query.get("words", "")[:MOST_LETTERS]).split()
    found = [row for row in rows if _begins(_plain(f"{row.name} {row.organisation}"), words)]
    if "unticked" in query:
        found = [row for row in found if not row.shown]
    return Paginator(found, ROWS).get_page(query.get("page"))


def _plain(text) -> str:
    """Return a text as it is looked for: words in small letters, without accents; the page's script does the same."""
    return re.sub(r"\W+", " ", MARK.sub("", unicodedata.normalize("NFKD", text))).casefold()


def _begins(text, words) -> bool:
    """Whether each of the words is how some word of a text begins."""
    return all(f" {word}" in f" {text}" for word in words)
