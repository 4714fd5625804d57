"""The register as it is kept: made once, until somebody is ticked, answers, or the record changes."""

from django.core.paginator import Paginator
from django.utils import timezone

from common.both_languages import reading_language
from common.keeping import Shelf, pieces
from meetings.day import attendance, contradictions
from meetings.day.forms import AttendanceForm, FindForm
from meetings.models import Attendance, Meeting

ROWS = 100  # on one page: a room has fewer, and a thousand people are found by name


def register(shelf: Shelf, meeting: Meeting, query) -> tuple:
    """Return the pieces of the register that a query (a QueryDict) asks for, the same for all who take it.

    What people answered carries no stamp: it is read each time, and part of the key.
    """
    given = attendance.answers_to(meeting)
    key = ("register", meeting.pk, given, query.urlencode(), reading_language(), timezone.localdate())
    return shelf.keep(key, lambda: pieces("meetings/day/_register.html", _register(meeting, given, query)))


def _register(meeting, given, query):
    rows = contradictions.marked(meeting, attendance.register_of(meeting, given))
    page = _page_of(query, rows)
    return {
        "meeting": meeting,
        "page": page,
        "find": FindForm(query) if len(rows) > ROWS else None,
        "modes": [(number, *choice) for number, choice in enumerate(Attendance.Mode.choices, 1)],
        "count": attendance.count(rows),
        "from_answers": sum(row.is_from_answer for row in page),
        "doubts": [row for row in rows if row.doubt],
        "form": AttendanceForm(people=[(row.person_id, row.name, row.organisation) for row in rows if row.is_member]),
        "known": attendance.known_names(),
    }


def _page_of(query, rows):
    """Return the Page asked for, of the rows whose name or organisation has all the words looked for."""
    words = query.get("words", "").casefold().split()
    found = [row for row in rows if all(word in f"{row.name} {row.organisation}".casefold() for word in words)]
    return Paginator(found, ROWS).get_page(query.get("page"))
