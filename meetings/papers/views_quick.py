"""Adding an item in one line from the agenda's own page, with the papers that come along."""

from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse

from meetings import against
from meetings.agenda import building, standing_items
from meetings.agenda.forms import QuickItemForm, presenters
from meetings.agenda.views import show_building, tell_of
from meetings.entry import to_prepare
from meetings.papers import several


def quick_item(request, pk):
    """Add an item in one line from the agenda's own page, before the item with the key `before`, if any."""
    meeting = to_prepare(request, pk, against.building)
    form = QuickItemForm(request.POST or None, request.FILES or None, is_open=True)
    key = request.POST.get("before", "")
    before = meeting.items.filter(pk=key).first() if _is_key(key) else None
    if request.method == "POST" and form.is_valid():
        item = form.found_room(_added, meeting, form, before, request.user)
        if item is not None:
            tell_of(request, item, form)
            place = f"before={key}&" if before else ""
            return redirect(f"{reverse('meetings:build_agenda', args=[meeting.pk])}?{place}added={item.number}")
    return show_building(request, meeting, form, key)


def _is_key(text) -> bool:
    return text.isdecimal() and len(text) < 10


@transaction.atomic
def _added(meeting, form, before, by):
    """Save the item of a form with its papers, all or nothing, and return it."""
    new = form.item(presenters())
    if before is None:
        item = standing_items.place_item(meeting=meeting, item=new)
    else:
        item = building.insert_item(meeting=meeting, item=new, before=before)
    several.add_papers(item=item, sent=form.cleaned_data["files"], by=by)
    return item
