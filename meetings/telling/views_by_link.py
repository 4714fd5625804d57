"""Pages that a signed link in a letter opens without logging in: an answer to one meeting,
and how one's actions stand.
"""

from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.cache import never_cache

from common import keeping
from common.both_languages import reading_language
from meetings import access, against, links
from meetings.agenda import standing_items
from meetings.agenda.showing import read_agenda
from meetings.minutes import actions
from meetings.minutes.forms import ProgressForm
from meetings.telling import answers
from meetings.telling.forms import AnswerForm
from members.access import circle_of
from members.entry import nobody, read_as


@never_cache
def answer_by_link(request, token):
    """Answer to a meeting: the page waits for a press, because mail scanners follow links, buttons of letters too."""
    try:
        opened = links.open_link(request, token, links.ANSWER)
        if opened.person and not access.is_invited(opened.person, opened.meeting):
            raise links.DeadLink
    except links.DeadLink:
        return render(request, "meetings/dead_link.html", status=404)
    read_as(request, opened.reader)
    meeting = opened.meeting
    given = answers.answer_of(meeting, person=opened.person, guest=opened.guest)
    form = AnswerForm(request.POST or None, instance=given)
    saved = request.method == "POST" and (_pressed(request, opened) or form.is_valid())
    if saved and "at_once" in request.POST:
        given = answers.answer_of(meeting, person=opened.person, guest=opened.guest)
        form = AnswerForm(instance=given)
    elif saved:
        answers.give_answer(answer=form.save(commit=False), remember=form.cleaned_data.get("remember", False))
    closed = against.answering(meeting)
    context = {"meeting": meeting, "form": form, "given": given, "saved": saved, "closed": closed}
    context |= {"agenda": _agenda_of(request, opened), "reader_name": opened.reader.name, "token": token}
    context["chosen"] = "" if saved else form.chosen(request.GET.get("coming"))
    return render(request, "meetings/telling/answer_by_link.html", context, status=410 if closed else 200)


def _pressed(request, opened) -> bool:
    """Save an answer of one press alone, and return whether it was one: all else that they have said stays."""
    if "at_once" not in request.POST:
        return False
    who = {"person": opened.person, "guest": opened.guest}
    answers.answer_at_once(meeting=opened.meeting, coming=request.POST.get("coming", ""), **who)
    return True


def _agenda_of(request, opened) -> str:
    """Return the agenda as who holds the link reads it, made once for all who read the same; of a draft nothing."""
    meeting, reader = opened.meeting, opened.person or nobody()
    circle, is_known, inside = circle_of(reader), opened.person is not None, request.user.is_authenticated
    if meeting.agenda_published_at is None or not (opened.guest or access.agenda_is_open_to(circle, meeting)):
        return ""
    key = ("agenda by link", meeting.pk, circle, is_known, inside, reading_language(), timezone.localdate())
    facts = {"log_in_at": meeting.get_absolute_url() if is_known else "", "logged_in": inside}
    return keeping.shelf_of(request, opened.person).keep(key, lambda: _agenda(meeting, circle, facts))


def _agenda(meeting, circle, facts):
    agenda = read_agenda(meeting, circle, below=())
    return render_to_string("meetings/_agenda.html", facts | {"agenda": agenda}) if agenda.discussed else ""


@never_cache
def actions_by_link(request, token):
    """Say how one's open actions stand, one line each."""
    try:
        opened = links.open_link(request, token, links.ACTIONS)
    except links.DeadLink:
        return render(request, "meetings/dead_link.html", status=404)
    read_as(request, opened.reader)
    rows = _rows(opened, request.POST or None)
    saved = request.method == "POST" and False not in [form.is_valid() for _action, form in rows]
    if saved:
        saved = False not in [actions.save_progress(form=form) for _action, form in rows if form.is_touched]
    status = max([form.status for _action, form in rows], default=200)
    context = {"meeting": opened.meeting, "rows": _rows(opened) if saved else rows, "saved": saved}
    return render(request, "meetings/telling/actions_by_link.html", context, status=status)


def _rows(opened, data=None):
    """Return the reader's open actions, each with its form."""
    mine = standing_items.matters_arising(opened.meeting, circle_of(opened.person)).of(opened.person)
    return [(action, ProgressForm(data, instance=action, prefix=f"action-{action.pk}")) for action in mine]


@never_cache
def action_by_link(request, token):
    """Say how one action stands."""
    try:
        action, reader = links.open_action(token)
    except links.DeadLink:
        return render(request, "meetings/dead_link.html", status=404)
    read_as(request, reader)
    form = ProgressForm(request.POST or None, instance=action)
    saved = request.method == "POST" and form.is_valid() and actions.save_progress(form=form)
    context = {"action": action, "form": ProgressForm(instance=action) if saved else form, "saved": saved}
    return render(request, "meetings/telling/action_by_link.html", context, status=form.status)
