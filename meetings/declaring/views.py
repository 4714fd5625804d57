"""Pages of the declarations of interest of a meeting, for who keeps the record."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from meetings import access, against
from meetings.declaring import declarations
from meetings.declaring.forms import DeclarationForm
from meetings.models import Declaration, Meeting
from members import undoing
from members.entry import fetch, require


def declarations_of(request, pk):
    """What has been declared at a meeting so far, and a form for one more."""
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=pk)
    require(request, access.may_schedule(request.user), against.recording(meeting))
    running = meeting.items.exclude(started_at=None).filter(actual_minutes=None).first()
    form = DeclarationForm(request.POST or None, meeting=meeting, initial={"item": running})
    if request.method == "POST" and form.is_valid() and declarations.save(form=form):
        messages.success(request, _("The declaration is recorded."))
        return redirect("meetings:declarations", pk)
    rows = Declaration.objects.filter(item__meeting=meeting).select_related("item__meeting__minutes", "person")
    context = {"form": form, "meeting": meeting, "declarations": rows.order_by("item__position", "pk")}
    return render(request, "meetings/declaring/declarations.html", context)


def _declaration(request, pk):
    """Return a declaration that its reader may change, and its meeting."""
    row = fetch(request, Declaration.objects.select_related("item__meeting__minutes", "person"), pk=pk)
    require(request, access.may_schedule(request.user), against.recording(row.item.meeting))
    return row, row.item.meeting


def edit_declaration(request, pk):
    """Change a declaration."""
    row, meeting = _declaration(request, pk)
    form = DeclarationForm(request.POST or None, instance=row, meeting=meeting)
    if request.method == "POST" and form.is_valid() and declarations.save(form=form):
        messages.success(request, _("The declaration is recorded."))
        return redirect("meetings:declarations", meeting.pk)
    context = {"form": form, "meeting": meeting}
    return render(request, "meetings/declaring/edit_declaration.html", context, status=form.status)


def remove_declaration(request, pk):
    """Remove a declaration, after a page that asks."""
    row, meeting = _declaration(request, pk)
    if request.method == "POST":
        declarations.take_back(declaration=row)
        undoing.offer(request, _("The declaration is removed."), "meetings:put_back_declaration", pk)
        return redirect("meetings:declarations", meeting.pk)
    context = {"declaration": row, "meeting": meeting}
    return render(request, "meetings/declaring/remove_declaration.html", context)


@require_POST
def put_back_declaration(request, pk):
    """Put a declaration back that was removed."""
    require(request, access.may_schedule(request.user))
    row = undoing.as_it_was(Declaration, pk)
    meeting = row.item.meeting
    require(request, True, against.recording(meeting))
    declarations.put_back(declaration=row)
    messages.success(request, _("The declaration is back."))
    return redirect("meetings:declarations", meeting.pk)
