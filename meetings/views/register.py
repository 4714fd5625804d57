"""Pages for the register: the whole room on one screen."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from meetings import access, attendance
from meetings.forms import AttendanceForm
from meetings.models import Attendance, Meeting
from members.entry import fetch, require


def _meeting(request, pk):
    """Return the meeting, for those who may take its register."""
    meeting = fetch(request, Meeting.objects.select_related("minutes"), pk=pk)
    require(request, access.may_take_register(request.user, meeting))
    return meeting


def _ticked(data):
    """Return {key: mode} of the rows that this form changed; rows left as they were shown are not touched."""
    modes = {}
    for name, mode in data.items():
        if name.startswith("mode-") and mode != data.get(f"was-{name[5:]}", "") and mode in ["", *Attendance.Mode.values]:
            modes[name[5:]] = mode
    return modes


def register(request, pk):
    """Tick how everybody attended."""
    meeting = _meeting(request, pk)
    if request.method == "POST":
        attendance.save_register(meeting=meeting, modes=_ticked(request.POST))
        messages.success(request, _("The register is saved."))
        return redirect("meetings:register", meeting.pk)
    rows = attendance.register_of(meeting)
    context = {"meeting": meeting, "rows": rows, "modes": Attendance.Mode.choices, "count": attendance.count(rows)}
    return render(request, "meetings/register.html", context)


def add_attendance(request, pk):
    """Add a guest or a substitute by name."""
    meeting = _meeting(request, pk)
    form = AttendanceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = attendance.add_attendance(meeting=meeting, row=form.save(commit=False))
        messages.success(request, _("%(name)s is on the register.") % {"name": row.name})
        return redirect("meetings:add_attendance" if "another" in request.POST else "meetings:register", meeting.pk)
    return render(request, "meetings/add_attendance.html", {"form": form, "meeting": meeting})


def remove_attendance(request, pk, row):
    """Take somebody who was added by name off the register, after a page that asks."""
    meeting = _meeting(request, pk)
    row = get_object_or_404(meeting.attendance.filter(person=None), pk=row)
    if request.method == "POST":
        attendance.remove_attendance(row=row)
        messages.success(request, _("%(name)s is off the register.") % {"name": row.name})
        return redirect("meetings:register", meeting.pk)
    return render(request, "meetings/remove_attendance.html", {"row": row, "meeting": meeting})
