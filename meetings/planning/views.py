"""Pages for planning: a year's meetings, days that are kept free, a copy of a meeting, and polls for a date."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meetings import access, against
from meetings.agenda import standing_items
from meetings.models import ClosedDay, DatePoll, Meeting, Rules
from meetings.planning import dates, polls, scheduling
from meetings.planning.forms import (
    AskPollForm,
    ClosedDayForm,
    CopyForm,
    DatesForm,
    PollForm,
    RuleForm,
    RulesForm,
    shown,
    spoken,
)
from meetings.planning.forms_meeting import MeetingForm
from members.entry import fetch, require


def plan_year(request):
    """Plan a year's meetings: the dates of a rule with what speaks against each, all made by one press."""
    require(request, access.may_schedule(request.user))
    query = request.GET if "year" in request.GET else RuleForm.query_of(dates.usual_rule())
    form, shown_dates = RuleForm(query), None
    if form.is_valid():
        shown_dates = DatesForm(request.POST or None, rule=form.rule())
        if request.method == "POST" and shown_dates.is_valid():
            if "check" not in request.POST and not shown_dates.is_news:
                made = scheduling.plan_year(rule=form.rule(), days=shown_dates.days)
                messages.success(request, _said_of(made))
                return redirect("meetings:upcoming")
            shown_dates = shown_dates.again()
    return render(
        request, "meetings/planning/plan_year.html", {"form": form, "dates": shown_dates, "query": query.urlencode()}
    )


def _said_of(made):
    if not made:
        return _("All of these meetings were planned already.")
    said = ngettext(
        "%(number)s meeting is planned, and members see it.",
        "%(number)s meetings are planned, and members see them.",
        len(made),
    )
    return said % {"number": len(made)}


def rules(request):
    """The Forum's own numbers for meetings, and the items of every agenda."""
    require(request, access.may_schedule(request.user))
    form = RulesForm(request.POST or None, instance=Rules.now())
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The rules are saved."))
        return redirect("meetings:rules")
    items = standing_items.usual_items()
    context = {"form": form, "items": items, "are_kept": items[0].pk is not None}
    return render(request, "meetings/planning/rules.html", context, status=form.status)


@require_POST
def keep_usual_items(request):
    """Keep the items that a Forum begins with as its own."""
    require(request, access.may_schedule(request.user))
    standing_items.keep_usual()
    messages.success(request, _("These items stand on every new agenda."))
    return redirect("meetings:rules")


def closed_days(request):
    """The days on which the Forum does not meet, and one more."""
    require(request, access.may_schedule(request.user))
    form = ClosedDayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. The day is marked when dates are planned."))
        return redirect("meetings:closed_days")
    days = ClosedDay.objects.filter(day__gte=timezone.localdate())
    return render(request, "meetings/planning/closed_days.html", {"form": form, "days": days})


@require_POST
def remove_closed_day(request, pk):
    """Take a day off the list."""
    require(request, access.may_schedule(request.user))
    row = get_object_or_404(ClosedDay, pk=pk)
    row.delete()
    messages.success(request, _("“%(reason)s” is off the list.") % {"reason": row.reason})
    return redirect("meetings:closed_days")


def copy_meeting(request, pk):
    """Plan a new meeting after the pattern of this one."""
    meeting = fetch(request, Meeting.objects, pk=pk)
    require(request, access.may_schedule(request.user))
    times = {name: value for name, value in MeetingForm.moments(meeting).items() if name != "date"}
    form = CopyForm(request.POST or None, initial=times)
    if request.method == "POST" and form.is_valid():
        starts_at, ends_at = form.slot
        with_agenda = form.cleaned_data["with_agenda"]
        copy = scheduling.copy_meeting(meeting=meeting, starts_at=starts_at, ends_at=ends_at, with_agenda=with_agenda)
        messages.success(request, _("The copy is planned. Members see its date and place; now build its agenda."))
        return redirect("meetings:build_agenda", copy.pk)
    return render(request, "meetings/planning/copy_meeting.html", {"form": form, "meeting": meeting})


def ask_poll(request, pk):
    """Ask everybody which dates suit for a meeting; while a poll is open, add dates or give it more time."""
    meeting = fetch(request, Meeting.objects.select_related("poll"), pk=pk)
    require(request, access.may_schedule(request.user), against.asking_for_dates(meeting))
    poll = getattr(meeting, "poll", None)
    there = list(poll.dates.all()) if poll and not poll.chosen_id else []
    initial = {"minutes": meeting.length, "closes_on": poll.closes_on if there else None}
    form = AskPollForm(request.POST or None, there=there, initial=initial)
    if request.method == "POST" and form.is_valid():
        polls.ask(meeting=meeting, closes_on=form.cleaned_data["closes_on"], slots=form.slots)
        messages.success(request, _("The poll is open. Everybody it is for finds it on their front page."))
        return redirect("meetings:poll", meeting.pk)
    there = [spoken(date.starts_at, date.ends_at) for date in there]
    return render(request, "meetings/planning/poll_ask.html", {"form": form, "meeting": meeting, "there": there})


def poll(request, pk):
    """A poll for a date: say which dates suit, and see how they suit the others."""
    poll = fetch(request, DatePoll.objects.select_related("meeting", "chosen"), meeting=pk)
    may_answer = access.may_answer_poll(request.user, poll)
    given = polls.answers_of(poll, request.user)
    form = PollForm(request.POST or None, poll=poll, given=given) if may_answer else None
    if request.method == "POST":
        require(request, access.is_invited(request.user, poll.meeting), against.answering_poll(poll))
        if form.is_valid():
            polls.answer(poll=poll, person=request.user, suits=form.suits())
            messages.success(request, _("Thank you. You can change your answer until the poll closes."))
            return redirect("meetings:poll", pk)
    context = {
        "poll": poll,
        "meeting": poll.meeting,
        "form": form,
        "is_answered": bool(given),
        "rows": [
            (row, spoken(row.date.starts_at, row.date.ends_at), shown(row.remarks))
            for row in polls.results(poll, request.user)
        ],
        "may_choose": access.may_ask_for_dates(request.user, poll.meeting) and poll.chosen_id is None,
    }
    return render(request, "meetings/planning/poll.html", context)


@require_POST
def pick_date(request, pk):
    """Choose one of the dates: the meeting moves to it, and the poll is closed."""
    poll = fetch(request, DatePoll.objects.select_related("meeting"), meeting=pk)
    require(request, access.keeps_the_record(request.user))
    wanted = request.POST.get("date", "")
    date = get_object_or_404(poll.dates, pk=int(wanted) if wanted.isdecimal() and len(wanted) < 19 else 0)
    was_told = poll.meeting.state != Meeting.State.PLANNED
    meeting = polls.pick(poll=poll, date=date)
    messages.success(request, _("The meeting is on %(date)s.") % {"date": spoken(meeting.starts_at, meeting.ends_at)})
    return redirect("meetings:tell_change", meeting.pk) if was_told else redirect(meeting)
