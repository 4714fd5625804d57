"""Pages for writing the minutes, paragraph by paragraph, and for sending them on their way."""

from django.contrib import messages
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from common.steps import mark_of
from meetings import access, against
from meetings.agenda.showing import ARISING, PAPERS, read_agenda
from meetings.minutes import corrections, desk, lifecycle, writing
from meetings.minutes.forms import ActionForm, ConfirmMinutesForm, DecisionForm, ParagraphForm
from meetings.minutes.roll import read_roll
from meetings.minutes.showing import sections_of
from meetings.models import Action, AgendaItem, Decision, Meeting, Minutes, Paragraph
from members import undoing
from members.access import circle_of, is_chair
from members.entry import fetch, require
from members.pressing import press_step

PARTS = {
    "paragraph": (Paragraph.objects.select_related("item__meeting__minutes"), ParagraphForm, writing.remove_paragraph),
    "decision": (
        Decision.objects.select_related("paragraph__item__meeting__minutes"),
        DecisionForm,
        writing.remove_entry,
    ),
    "action": (Action.objects.select_related("paragraph__item__meeting__minutes"), ActionForm, writing.remove_entry),
}


def write_minutes(request, pk):
    """One item with what is minuted so far and a place for the next paragraph; of the others a line each."""
    meeting = fetch(request, Meeting.objects.select_related("minutes", "chair"), pk=pk)
    require(request, access.may_schedule(request.user), against.recording(meeting))
    if request.method == "GET" and not meeting.is_recordable:
        return redirect("meetings:step", meeting.pk, "start")
    circle, status = circle_of(request.user), 200
    agenda = read_agenda(meeting, circle, below=(PAPERS, ARISING))
    forms = {item.pk: ParagraphForm(prefix=f"item-{item.pk}") for item in agenda.items}
    if request.method == "POST":
        key = request.POST.get("item")
        require(request, True, "" if key in map(str, forms) else _("This has been removed in the meantime."))
        item = meeting.items.get(pk=key)
        form = forms[item.pk] = ParagraphForm.typed(request.POST, item, prefix=f"item-{item.pk}")
        if form.is_valid() and writing.save_paragraph(item=item, form=form):
            messages.success(request, _("Paragraph %(number)s is saved.") % {"number": form.instance.number})
            return redirect(item.get_writing_url())
        status = form.status
    sheets = desk.lay_out(sections_of(meeting, agenda, circle), forms, request.GET.get("item", ""))
    is_draft = meeting.minutes_or_none is None or meeting.minutes.state == Minutes.State.DRAFT
    context = {"meeting": meeting, "sheets": sheets, "is_draft": is_draft, "roll": read_roll(meeting)}
    return render(request, "meetings/minutes/write_minutes.html", context, status=status)


@require_POST
def save_paragraph(request, pk):
    """Save what is being typed under an item, again and again while it is typed,
    and answer the page's script in JSON.
    """
    item = fetch(request, AgendaItem.objects.select_related("meeting__minutes"), pk=pk)
    require(request, access.may_schedule(request.user), against.recording(item.meeting))
    if writing.begin(meeting=item.meeting).state != Minutes.State.DRAFT:
        return JsonResponse(
            {"problem": _("The minutes are circulated: what you write is seen once you press Save.")}, status=400
        )
    form = ParagraphForm.typed(request.POST, item)
    if not form.is_valid():
        return JsonResponse({"problem": next(iter(form.errors.values()))[0]}, status=400)
    if not writing.save_paragraph(item=item, form=form):
        shown = render_to_string("partials/_theirs.html", {"form": form}, request)
        said = {"theirs": form.theirs, "taken": form.taken, "shown": shown, "version": form.data["version"]}
        return JsonResponse(said, status=409)
    said = _("Saved at %(time)s") % {"time": timezone.localtime().strftime("%H:%M:%S")}
    row = form.instance
    entries = {kind: reverse(f"meetings:add_{kind}", args=[row.pk]) for kind in ("decision", "action")}
    answer = {"paragraph": row.pk, "number": row.number, "version": row.version, "said": said, "taken": form.taken}
    return JsonResponse(answer | entries)


def _part(request, kind, pk):
    """Return a part of the minutes and the item it stands under, for those who may write them."""
    part = fetch(request, PARTS[kind][0], pk=pk)
    item = part.item if kind == "paragraph" else part.paragraph.item
    require(request, access.may_schedule(request.user), against.recording(item.meeting))
    return part, item


def add_entry(request, pk, kind):
    """Add a decision or an action under a paragraph."""
    paragraph, item = _part(request, "paragraph", pk)
    rows, form_of, _remove = PARTS[kind]
    form = form_of(request.POST or None, instance=rows.model(paragraph=paragraph))
    if request.method == "POST" and form.is_valid():
        if kind == "decision":
            entry = writing.add_decision(paragraph=paragraph, decision=form.save(commit=False))
        else:
            entry = writing.add_action(paragraph=paragraph, action=form.save(commit=False))
        messages.success(request, _("%(number)s is saved.") % {"number": entry.number})
        return redirect(item.get_writing_url())
    context = {"form": form, "paragraph": paragraph, "item": item, "meeting": item.meeting, "kind": kind}
    return render(request, "meetings/minutes/add_entry.html", context)


def edit_part(request, pk, kind):
    """Change a paragraph, a decision or an action."""
    part, item = _part(request, kind, pk)
    form = PARTS[kind][1](request.POST or None, instance=part)
    if request.method == "POST" and form.is_valid() and writing.save_change(meeting=item.meeting, form=form):
        messages.success(request, _("%(number)s is saved.") % {"number": part.number})
        return redirect(item.get_writing_url())
    context = {"form": form, "part": part, "item": item, "meeting": item.meeting, "kind": kind}
    return render(request, "meetings/minutes/edit_part.html", context, status=form.status)


def remove_part(request, pk, kind):
    """Remove a paragraph, a decision or an action, after a page that asks."""
    part, item = _part(request, kind, pk)
    if request.method == "POST":
        number = part.number
        PARTS[kind][2](**{"paragraph" if kind == "paragraph" else "entry": part})
        said = _("%(number)s is removed.") % {"number": number}
        undoing.offer(request, said, f"meetings:put_back_{kind}", pk)
        return redirect(item.get_writing_url())
    context = {"part": part, "item": item, "meeting": item.meeting, "kind": kind}
    return render(request, "meetings/minutes/remove_part.html", context)


@require_POST
def put_back_paragraph(request, pk):
    """Put a paragraph back that was removed, with the decisions and actions that went with it."""
    require(request, access.may_schedule(request.user))
    row = undoing.as_it_was(Paragraph, pk)
    row.item = fetch(request, AgendaItem.objects.select_related("meeting__minutes"), pk=row.item_id)
    require(request, True, against.recording(row.item.meeting))
    entries = [entry for model in (Decision, Action) for entry in undoing.gone_with(row, model, paragraph=pk)]
    writing.put_back_paragraph(paragraph=row, entries=entries)
    messages.success(request, _("%(number)s is back.") % {"number": row.number})
    return redirect(row.item.get_writing_url())


@require_POST
def put_back_entry(request, pk, kind):
    """Put a decision or an action back that was removed."""
    require(request, access.may_schedule(request.user))
    entry = undoing.as_it_was(PARTS[kind][0].model, pk)
    entry.paragraph, item = _part(request, "paragraph", entry.paragraph_id)
    writing.put_back_entry(entry=entry)
    messages.success(request, _("%(number)s is back.") % {"number": entry.number})
    return redirect(item.get_writing_url())


def _minutes(request, pk, may=access.may_schedule):
    """Return the minutes of a meeting, for those who may take a step with them."""
    row = fetch(request, Minutes.objects.select_related("meeting"), meeting_id=pk)
    require(request, may(request.user), against.recording(row.meeting))
    return row


def withdraw_minutes(request, pk):
    """Make circulated minutes a draft again, after a page that asks."""
    row, step = _minutes(request, pk), lifecycle.WITHDRAW
    is_taken, changed = press_step(request, row, step) if request.method == "POST" else (False, [])
    if is_taken:
        return redirect(row)
    context = {"minutes": row, "meeting": row.meeting, "step": step, "mark": mark_of(row, step), "changed": changed}
    status = 409 if request.method == "POST" else 200
    return render(request, "meetings/minutes/withdraw_minutes.html", context, status=status)


def confirm_minutes(request, pk):
    """The Chair confirms the minutes; from then on they stand."""
    row = _minutes(request, pk, is_chair)
    form, status, changed = ConfirmMinutesForm(request.POST or None, minutes=row), 200, []
    if request.method == "POST" and form.is_valid():
        is_taken, changed = press_step(request, row, lifecycle.CONFIRM, at_meeting=form.cleaned_data["at_meeting"])
        if is_taken:
            return redirect(row)
        status = 409
    context = {"form": form, "minutes": row, "meeting": row.meeting, "waiting": corrections.waiting_for(row).count()}
    context |= {"mark": mark_of(row, lifecycle.CONFIRM), "changed": changed}
    return render(request, "meetings/minutes/confirm_minutes.html", context, status=status)
