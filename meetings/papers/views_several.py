"""Several files at once below an item of an agenda: chosen together, or dropped on its row."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from common import once
from meetings import access, against
from meetings.models import AgendaItem
from meetings.papers.forms import SeveralForm
from members.entry import fetch, require


def add_papers(request, pk):
    """Make a paper of each file, called by its name; all of them or, where one is refused, none."""
    item = fetch(request, AgendaItem.objects.select_related("meeting__minutes"), pk=pk)
    require(request, access.may_schedule(request.user), against.building(item.meeting))
    form = SeveralForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (made := form.added(item=item, by=request.user)):
        names = ", ".join(f"“{paper.title}”" for paper in made)
        messages.success(request, _("With item %(number)s: %(names)s.") % {"number": item.number, "names": names})
        page = "build_agenda" if request.POST.get("from") == "agenda" else "papers"
        return once.lead_on(request, f"{reverse(f'meetings:{page}', args=[item.meeting_id])}#item-{item.number}")
    context = {"form": form, "item": item, "meeting": item.meeting, "limit": settings.MAX_UPLOAD}
    return render(request, "meetings/papers/add_papers.html", context, status=form.status)
