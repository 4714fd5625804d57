"""Pages on which everybody is told what has changed about a meeting, or on which that is let be."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from common.both_languages import LANGUAGE_NAMES
from common.languages.in_use import languages_in_use
from common.versions import seen
from meetings import against
from meetings.entry import to_prepare
from meetings.planning import changes
from meetings.telling import answers
from meetings.telling.forms import NoticeForm
from members.entry import back
from members.pressing import press


def tell_change(request, pk):
    """Write to everybody what has changed: what was and what is, and the administrator's own words."""
    meeting = to_prepare(request, pk, against.telling)
    told, known = changes.waiting_of(meeting), changes.known_of(meeting)
    mark, changed = seen.mark_of(changes.shown(meeting, known)), []
    is_as_seen = request.POST.get("mark", mark) == mark  # else what has changed is said
    form = NoticeForm(request.POST if request.method == "POST" else None, says_enough=bool(told) or not is_as_seen)
    if request.method == "POST" and form.is_valid():
        act = partial(changes.tell, meeting=meeting, by=request.user, notice=form.save(commit=False))
        is_told, changed = press(request, act, _("The letters are on their way."))
        if is_told:
            return redirect(meeting)
    context = {"meeting": meeting, "form": form, "told": told, "mark": mark, "changed": changed}
    context |= {"readers": answers.invited_to(meeting).count(), "guests": meeting.invitations.count()}
    context |= {"is_off": changes.is_called_off(meeting), "sides": _in_each(told, meeting)}
    status = 409 if changed else 200
    return render(request, "meetings/desk/tell_change.html", context, status=status)


def _in_each(told, meeting) -> list:
    """Return (language, its name, the changes in it) of both languages."""
    found = []
    for language in languages_in_use() if told else ():
        with override(language):
            found.append((language, changes.changes_since(told, meeting)))
        found[-1] = (language, str(LANGUAGE_NAMES[language]), found[-1][1])
    return [one for one in found if one[2]]


@require_POST
def let_be(request, pk):
    """Tell nobody of what has changed: it waits no longer."""
    meeting = to_prepare(request, pk, against.telling)
    numbers = [request.POST.get(name, "") for name in ("version", "revision")]
    version = tuple(int(one) if one.isascii() and one.isdecimal() and len(one) < 10 else None for one in numbers)
    changes.let_be(meeting=meeting, version=version)
    messages.success(request, _("Nobody is told. You can still write to everybody from the page of the meeting."))
    return redirect(back(request) or meeting)
