"""Pages for the day itself: the whole room on one screen, the sheet to sign, and how long each item takes."""

from django.contrib import messages
from django.http import JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common import keeping
from meetings import access, against
from meetings.day import absentees, attendance, claims, kept, quorum, running, time_spent
from meetings.day.forms import AttendanceForm, ClaimAnswerForm, ItemTimeForm, RowForm
from meetings.models import AgendaItem, Attendance, Meeting
from members.entry import fetch, require

BLANK_LINES = range(8)
MODES = ["", *Attendance.Mode.values]


def _meeting(request, pk):
    """Return the meeting, for those who may take its register."""
    rows = quorum.with_quorum(running.with_item(Meeting.objects.select_related("minutes")))
    meeting = fetch(request, rows, pk=pk)
    require(request, access.may_schedule(request.user), against.recording(meeting))
    return meeting


def _ticked(data):
    """Return {key: mode} of the rows that this form changed, and the keys of those that stand as people answered.

    Rows left as they were shown are not touched.
    """
    modes, as_answered = {}, set()
    for name, mode in data.items():
        key = name.removeprefix("mode-")
        if key != name and mode in MODES and mode != data.get(f"was-{key}", ""):
            modes[key] = mode
            if mode == data.get(f"answered-{key}"):
                as_answered.add(key)
    return modes, as_answered


def _pressed(request, meeting):
    """Save what was ticked, and what the button says besides; return where it leads."""
    pressed, shown = request.POST, request.GET.copy()
    modes, as_answered = _ticked(pressed)
    if "find" in pressed or "moment" in pressed:  # which say nothing of the others, who stand as they answered
        modes = {key: mode for key, mode in modes.items() if key not in as_answered}
    attendance.save_register(meeting=meeting, modes=modes, as_answered=as_answered)
    anchor = ""
    if "find" in pressed:
        shown = QueryDict(mutable=True)
        shown.update({name: pressed[name] for name in ("words", "unticked") if pressed.get(name)})
    elif "moment" in pressed:
        row, _rows = running.note(meeting=meeting, said=pressed["moment"])
        messages.info(request, f"{row.name}: {row.in_words}")
        anchor = f"#{row.key}"
    elif pressed.get("go", "").isdecimal():
        shown["page"] = pressed["go"]
    if modes or "find" not in pressed:
        messages.success(request, _("The register is saved."))
    return f"{request.path}?{shown.urlencode()}{anchor}" if shown else f"{request.path}{anchor}"


def register(request, pk):
    """Tick how everybody attended; a hundred people a page."""
    meeting = _meeting(request, pk)
    if request.method == "GET" and not meeting.is_recordable:
        return redirect("meetings:step", meeting.pk, "start")
    if request.method == "POST":
        to = _pressed(request, meeting)
        return redirect("meetings:left_over", meeting.pk) if request.POST.get("go") == "left-over" else redirect(to)
    context = {
        "meeting": meeting,
        "pieces": kept.register(keeping.shelf_of(request), meeting, request.GET),
        "claims": claims.waiting_at(meeting),
    }
    return render(request, "meetings/day/register.html", context)


@require_POST
def register_row(request, pk):
    """Save a tick at once (or those that have waited), for the script of the register,
    and say how the whole register stands.
    """
    meeting = _meeting(request, pk)
    ticked = dict(zip(request.POST.getlist("key"), request.POST.getlist("mode"), strict=False))
    require(request, set(ticked.values()) <= set(MODES))
    noted = None
    if "moment" in request.POST:
        noted, rows = running.note(meeting=meeting, said=request.POST["moment"])
    else:
        rows = attendance.save_register(meeting=meeting, modes=ticked)
    modes = {row.key: row.mode for row in rows}
    counted = quorum.count(rows, quorum.rules_of(meeting))
    return JsonResponse(
        {
            "saved": all(modes.get(key) == mode for key, mode in ticked.items()),
            "mode": next((modes[key] for key in ticked if key in modes), ""),
            "by": request.user.name,
            "at": timezone.now().isoformat(),
            "modes": modes,
            "words": noted.in_words if noted else "",
            "counts": vars(counted) | {"line": counted.in_words, "quorum": counted.quorum},
        }
    )


def left_over(request, pk):
    """Say of everybody of whom nothing is known that they were absent, after a page that names them."""
    meeting = _meeting(request, pk)
    if request.method == "GET" and not meeting.is_recordable:
        return redirect("meetings:step", meeting.pk, "start")
    if request.method == "POST":
        done = absentees.mark(meeting=meeting, keys=request.POST.getlist("row"))
        if done.absent:
            messages.success(request, _("Marked as absent: %(names)s.") % {"names": ", ".join(done.absent)})
        if done.ticked:
            said = _("Ticked by somebody in the meantime, and left as they are: %(names)s.")
            messages.info(request, said % {"names": ", ".join(done.ticked)})
        return redirect("meetings:register", meeting.pk)
    rows = absentees.rows_of(meeting)
    return render(request, "meetings/day/left_over.html", {"meeting": meeting, "rows": rows})


def add_attendance(request, pk):
    """Add a guest, a speaker or a substitute by name."""
    meeting = _meeting(request, pk)
    form = AttendanceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = attendance.add_attendance(meeting=meeting, row=form.save(commit=False))
        messages.success(request, _("%(name)s is on the register.") % {"name": row.name})
        return redirect("meetings:add_attendance" if "another" in request.POST else "meetings:register", meeting.pk)
    return render(
        request,
        "meetings/day/add_attendance.html",
        {"form": form, "meeting": meeting, "known": attendance.known_names()},
    )


def edit_attendance(request, pk, row):
    """Change a row: the capacity, and at which items somebody came late or left early."""
    meeting = _meeting(request, pk)
    row = get_object_or_404(meeting.attendance.select_related("person", "meeting"), pk=row)
    form = RowForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and attendance.change_attendance(form=form):
        messages.success(request, _("Saved: %(name)s.") % {"name": row.shown_name})
        return redirect("meetings:register", meeting.pk)
    context = {"form": form, "row": row, "meeting": meeting}
    return render(request, "meetings/day/edit_attendance.html", context, status=form.status)


def remove_attendance(request, pk, row):
    """Take somebody who was added by name off the register, after a page that asks."""
    meeting = _meeting(request, pk)
    row = get_object_or_404(meeting.attendance.filter(person=None), pk=row)
    if request.method == "POST":
        attendance.remove_attendance(row=row)
        messages.success(request, _("%(name)s is off the register.") % {"name": row.name})
        return redirect("meetings:register", meeting.pk)
    return render(request, "meetings/day/remove_attendance.html", {"row": row, "meeting": meeting})


@require_safe
def sign_in_sheet(request, pk):
    """The names on paper, with a place to sign and lines for those nobody expects."""
    meeting = _meeting(request, pk)
    rows = [row for row in attendance.register_of(meeting) if row.shown != Attendance.Mode.APOLOGIES]
    return render(
        request, "meetings/day/sign_in_sheet.html", {"meeting": meeting, "rows": rows, "blank_lines": BLANK_LINES}
    )


def answer_claim(request, pk, claim):
    """Accept the word of somebody who says that they were there, or decline it with a word of reason."""
    meeting = _meeting(request, pk)
    claim = get_object_or_404(meeting.attendance_claims.select_related("meeting", "person__organisation"), pk=claim)
    form = ClaimAnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["answer"] == "accept":
            claims.accept(claim=claim, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(request, _("%(name)s is on the register.") % {"name": claim.person.name})
        else:
            claims.decline(claim=claim, by=request.user, reason=form.cleaned_data["reason"])
            messages.success(
                request, _("The register stands as it is, and %(name)s can read why.") % {"name": claim.person.name}
            )
        return redirect("meetings:register", meeting.pk)
    return render(request, "meetings/day/answer_claim.html", {"claim": claim, "meeting": meeting, "form": form})


@require_POST
def item_time(request, pk):
    """Begin or end an item by the clock, or write down how many minutes it took."""
    item = fetch(request, AgendaItem.objects.select_related("meeting__minutes"), pk=pk)
    require(request, access.may_schedule(request.user), against.recording(item.meeting))
    form = ItemTimeForm(request.POST)
    if "begin" in request.POST:
        time_spent.begin(item=item)
    elif "end" in request.POST:
        time_spent.end(item=item)
    elif form.is_valid():
        time_spent.write_down(item=item, minutes=form.cleaned_data["minutes"])
        messages.success(request, _("The time of item %(number)s is saved.") % {"number": item.number})
    else:
        messages.error(request, _("Please write whole minutes, from 1 to 480."))
    return redirect(item.get_writing_url())
