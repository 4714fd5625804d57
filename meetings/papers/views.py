"""Papers: their pages for the administrator and the Chair, their files,
and the pack for whoever may read the agenda.
"""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common import once
from common.both_languages import LANGUAGES, reading_language
from meetings import access, against
from meetings.agenda.showing import PAPERS, read_agenda
from meetings.models import AgendaItem, EarlierFile, Meeting, Paper
from meetings.papers import pack as packs
from meetings.papers import papers as verbs
from meetings.papers import reading
from meetings.papers.forms import PaperForm
from members import handing_out, undoing
from members.access import circle_of
from members.entry import fetch, hide_unless, require

RECORD = "item__meeting__minutes"


def _done(request, meeting, item):
    """Go on to the item among the papers of the meeting."""
    place = reverse("meetings:papers", args=[meeting.pk])
    return once.lead_on(request, place + (f"#item-{item.number}" if item.position else ""))


@require_safe
def papers(request, pk):
    """All papers of a meeting by item, and those in the bin."""
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=pk)
    require(request, access.may_schedule(request.user), against.building(meeting))
    agenda = read_agenda(meeting, circle_of(request.user), below=(PAPERS,))
    context = {
        "meeting": meeting,
        "agenda": agenda,
        "unread": reading.unread(
            side.stored_as for item in agenda.items for paper in item.papers for side in paper.sides
        ),
        "replaced": set(EarlierFile.objects.filter(paper__item__meeting=meeting).values_list("paper", flat=True)),
        "removed": Paper.objects.removed().filter(item__meeting=meeting).select_related("item").order_by("-removed_at"),
    }
    return render(request, "meetings/papers/papers.html", context)


def add_paper(request, pk):
    """Add a paper to an item, in one language or both."""
    item = fetch(request, AgendaItem.objects.select_related("meeting__minutes"), pk=pk)
    require(request, access.may_schedule(request.user), against.building(item.meeting))
    form = PaperForm(request.POST or None, request.FILES or None, instance=Paper(item=item))
    if request.method == "POST" and form.is_valid() and form.found_room(_added, form=form, by=request.user):
        said = _("“%(title)s” is with item %(number)s.")
        messages.success(request, said % {"title": form.instance.title, "number": item.number})
        return _done(request, item.meeting, item)
    context = {"form": form, "item": item, "meeting": item.meeting, "limit": settings.MAX_UPLOAD}
    return render(request, "meetings/papers/add_paper.html", context, status=form.status)


def _added(*, form, by):
    """Add the paper of a form."""
    return verbs.add_paper(paper=form.save(commit=False), uploads=form.uploads, by=by)


def _paper(request, pk):
    """Return a paper, for those who may build its agenda."""
    paper = fetch(request, Paper.objects.select_related(RECORD), pk=pk)
    require(request, access.may_schedule(request.user), against.building(paper.item.meeting))
    return paper


def edit_paper(request, pk):
    """Change the title of a paper, mark it to be read first, or put a new file in the place of one."""
    paper = _paper(request, pk)
    form = PaperForm(request.POST or None, request.FILES or None, instance=paper)
    if request.method == "POST" and form.is_valid() and form.found_room(verbs.change_paper, form=form, by=request.user):
        messages.success(request, _("The paper is saved."))
        return _done(request, paper.item.meeting, paper.item)
    earlier = list(paper.earlier_files.all())
    context = {
        "form": form,
        "paper": paper,
        "earlier": earlier,
        "unread": reading.unread(row.file.name for row in earlier),
        "item": paper.item,
        "meeting": paper.item.meeting,
        "limit": settings.MAX_UPLOAD,
    }
    return render(request, "meetings/papers/edit_paper.html", context, status=form.status)


def remove_paper(request, pk):
    """Take a paper into the bin, after a page that asks."""
    paper = _paper(request, pk)
    if request.method == "POST":
        verbs.remove_paper(paper=paper)
        said = _("“%(title)s” is in the bin, and can be put back.") % {"title": paper.title}
        undoing.offer(request, said, "meetings:put_back_paper", pk)
        return _done(request, paper.item.meeting, paper.item)
    return render(
        request,
        "meetings/papers/remove_paper.html",
        {"paper": paper, "item": paper.item, "meeting": paper.item.meeting},
    )


@require_POST
def put_back_paper(request, pk):
    """Put a paper from the bin back below its item."""
    require(request, access.may_schedule(request.user))
    paper = get_object_or_404(Paper.objects.removed().select_related(RECORD), pk=pk)
    require(request, access.may_schedule(request.user), against.building(paper.item.meeting))
    verbs.put_back_paper(paper=paper)
    messages.success(request, _("“%(title)s” is back.") % {"title": paper.title})
    return _done(request, paper.item.meeting, paper.item)


@require_POST
def move_paper(request, pk):
    """Move a paper among those of its item: `to` is a place, from 1."""
    paper = _paper(request, pk)
    if not request.POST.get("to", "").isdecimal():
        raise Http404
    verbs.move_paper(paper=paper, to=int(request.POST["to"][:4]))
    messages.success(request, _("“%(title)s” is moved.") % {"title": paper.title})
    return _done(request, paper.item.meeting, paper.item)


@require_safe
def earlier_file(request, pk):
    """A file that stood as a paper before, for who keeps the record."""
    row = fetch(request, EarlierFile.objects, pk=pk)
    try:
        return handing_out.served(request, row.file.open, row.name, row.content_type, etag=row.file.name)
    except FileNotFoundError:
        raise Http404 from None


def remove_earlier(request, pk):
    """Remove an earlier file of a paper for good, after a page that asks."""
    row = fetch(request, EarlierFile.objects.select_related("paper__item__meeting"), pk=pk)
    paper = row.paper
    if request.method == "POST":
        verbs.remove_earlier(earlier=row)
        messages.success(request, _("“%(title)s” is removed for good.") % {"title": row.name})
        return redirect("meetings:papers", paper.item.meeting_id)
    context = {"earlier": row, "paper": paper, "item": paper.item, "meeting": paper.item.meeting}
    return render(request, "meetings/papers/remove_earlier.html", context)


@require_safe
def paper_file(request, pk, language):
    """The file of a paper in one language, for whoever may read its item."""
    paper = fetch(request, Paper.objects, pk=pk)
    side = paper.sides.filter(language=language).first() if language in LANGUAGES else None
    if side is None:
        raise Http404
    try:
        return handing_out.served(request, side.file.open, side.name, side.content_type, etag=side.file.name)
    except FileNotFoundError:
        raise Http404 from None


@require_safe
def pack(request, pk):
    """Agenda and papers as one PDF, in the reader's language, with what this reader may see."""
    meeting = fetch(request, Meeting.objects.select_related("chair"), pk=pk)
    hide_unless(request, access.may_read_agenda(request.user, meeting))
    pack, name = packs.current(meeting, circle_of(request.user), reading_language())
    return handing_out.served(request, partial(packs.opened, pack), name, "application/pdf", etag=pack.made_of)
