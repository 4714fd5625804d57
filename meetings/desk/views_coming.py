"""Pages of who is coming: their numbers and names, the silent reminded, an answer written down for who rang."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from meetings import against
from meetings.desk.sheet import sheet
from meetings.entry import to_prepare
from meetings.models import ItemKind
from meetings.telling import answers, notices
from meetings.telling.forms import AnswerForm
from members.entry import require
from members.sheets.spreadsheets import TYPES, written


@require_safe
def replies(request, pk):
    """Who comes and how, who has not answered, and what would help whom."""
    meeting = to_prepare(request, pk)
    is_open = not against.answering(meeting)
    context = {"meeting": meeting, "replies": answers.replies_to(meeting), "may_take_down": is_open}
    context["may_remind"] = is_open and not against.reminding(meeting)
    context["has_break"] = meeting.items.filter(kind=ItemKind.BREAK).exists()
    return render(request, "meetings/desk/replies.html", context)


@require_safe
def replies_sheet(request, pk):
    """Who comes and how, and what would help whom, as a spreadsheet."""
    meeting = to_prepare(request, pk)
    rows = sheet(answers.replies_to(meeting))
    answer = HttpResponse(written(rows, "csv"), content_type=TYPES["csv"])
    answer["Content-Disposition"] = f'attachment; filename="{meeting.file_name("answers", "csv")}"'
    return answer


def remind(request, pk):
    """Write to those who have not answered and were not reminded today, after a page that shows whom and what."""
    meeting = to_prepare(request, pk, against.answering)
    require(request, True, against.reminding(meeting))
    if request.method == "POST":
        sent = notices.remind_the_silent(meeting=meeting, once_more=True)
        said = ngettext("%(number)s letter is on its way.", "%(number)s letters are on their way.", sent)
        messages.success(request, said % {"number": sent})
        return redirect("meetings:replies", meeting.pk)
    people, guests = notices.to_be_reminded(meeting, once_more=True)
    context = {"meeting": meeting, "people": [*people, *guests]}
    context["letters"] = notices.preview_of_reminder(meeting, context["people"])
    context["today"] = len(answers.replies_to(meeting).silent) - len(context["people"])
    return render(request, "meetings/desk/remind.html", context)


def answer_for(request, pk, kind, who):
    """Write down the answer of somebody who rang: a person whom the meeting is for, or a guest."""
    meeting = to_prepare(request, pk, against.answering)
    rows = {"person": answers.invited_to(meeting), "guest": meeting.invitations.all()}
    one = rows[kind].filter(pk=who).first() if kind in rows else None
    if one is None:
        raise Http404
    given = answers.answer_of(meeting, **{kind: one})
    form = AnswerForm(request.POST or None, instance=given, for_another=True)
    seen = answers.when_answered(given)
    if request.method == "POST" and form.is_valid():
        answers.take_down(answer=form.save(commit=False), by=request.user, seen=request.POST.get("seen", ""))
        messages.success(request, _("Written down: %(name)s.") % {"name": one.name})
        return redirect("meetings:replies", meeting.pk)
    context = {"meeting": meeting, "form": form, "given": given, "who": one, "seen": seen}
    return render(request, "meetings/desk/answer_for.html", context)
