"""How many letters people get from one meeting to the next, for who keeps the record."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.letter_budget import budget
from members.access import keeps_the_record
from members.entry import hide_unless


@require_safe
def letters_told(request):
    """The letters to one person in each of the last cycles."""
    hide_unless(request, keeps_the_record(request.user))
    return render(request, "meetings/telling/letters_told.html", {"cycles": budget.cycles(), "most": budget.MOST})
