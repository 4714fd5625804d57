"""Pages that a signed link in a letter opens without logging in: an answer to one meeting, and how one's actions stand."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache

from meetings import access, agenda, answers, links, minutes, standing
from meetings.forms_preparing import AnswerForm, ProgressByLinkForm
from meetings.models import Action
from members.entry import nobody


@never_cache
def answer_by_link(request, token):
    """Answer to a meeting: the page shows what it is about and waits for a press (mail scanners follow links)."""
    try:
        opened = links.open_link(token, links.ANSWER)
    except links.DeadLink:
        return render(request, "meetings/dead_link.html", status=404)
    meeting, reader = opened.meeting, opened.person or nobody()
    given = answers.answer_of(meeting, person=opened.person, guest=opened.guest)
    form = AnswerForm(request.POST or None, instance=given)
    saved = request.method == "POST" and form.is_valid()
    if saved:
        answers.give_answer(answer=form.save(commit=False), remember=form.cleaned_data.get("remember", False))
    is_out = meeting.agenda_published_at is not None and (opened.guest or access.may_read_agenda(reader, meeting))
    items = agenda.items_for(reader, meeting) if is_out else []
    context = {"meeting": meeting, "form": form, "given": given, "saved": saved, "slots": agenda.timetable(meeting, items)}
    is_open = answers.takes_answers(meeting)
    context |= {"as_read": agenda.taken_as_read(items), "may_answer": is_open, "reader_name": (opened.person or opened.guest).name}
    return render(request, "meetings/answer_by_link.html", context, status=200 if is_open else 410)


@never_cache
def actions_by_link(request, token):
    """Say how one's open actions stand, one line each."""
    try:
        opened = links.open_link(token, links.ACTIONS)
    except links.DeadLink:
        return render(request, "meetings/dead_link.html", status=404)
    mine = standing.matters_arising(opened.meeting, opened.person).filter(owner=opened.person)
    rows = [(action, ProgressByLinkForm(request.POST or None, instance=action, prefix=f"action-{action.pk}")) for action in mine]
    saved = request.method == "POST" and min([form.is_valid() for _action, form in rows], default=True)
    if saved:
        for action, form in rows:
            minutes.save_progress_line(action=action, **form.cleaned_data)
    context = {"meeting": opened.meeting, "rows": rows, "saved": saved, "open": Action.Status.OPEN}
    return render(request, "meetings/actions_by_link.html", context)


@never_cache
def action_by_link(request, token):
    """Say how one action stands."""
    try:
        action = links.open_action(token)
    except links.DeadLink:
        return render(request, "meetings/dead_link.html", status=404)
    form = ProgressByLinkForm(request.POST or None, instance=action)
    saved = request.method == "POST" and form.is_valid()
    if saved:
        minutes.save_progress_line(action=action, **form.cleaned_data)
    return render(request, "meetings/action_by_link.html", {"action": action, "form": form, "saved": saved})
