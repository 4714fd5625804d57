"""Pages of everybody's actions: read by whoever belongs, looked after by who keeps the record."""

from functools import partial

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from common.versions import seen
from meetings.minutes import actions, everybody
from meetings.minutes.forms_actions import ActionsForm, GiveSeveralForm
from meetings.models import Action
from meetings.telling import notices
from members.access import belongs, keeps_the_record
from members.entry import hide_unless, require
from members.pressing import press
from members.sheets.spreadsheets import TYPES, written

REMIND, GIVE, DONE = "remind", "give", "done"


@require_safe
def all_actions(request):
    """Everybody's actions that this reader sees: open, overdue, or done since the last meeting."""
    hide_unless(request, belongs(request.user))
    form = ActionsForm(request.GET, reader=request.user)
    wanted = form.wanted
    page = Paginator(everybody.actions(request.user, **wanted), 50).get_page(request.GET.get("page"))
    is_open = wanted["show"] != everybody.DONE
    context = {"form": form, "page": page, "here": wanted["show"], "query": request.GET.urlencode()}
    context["may_tick"] = keeps_the_record(request.user) and is_open
    context["elsewhere"] = everybody.elsewhere(request.user, **wanted) if page.number == 1 else []
    return render(request, "meetings/telling/all_actions.html", context)


@require_safe
def actions_sheet(request):
    """What the page of everybody's actions shows, as a spreadsheet."""
    hide_unless(request, belongs(request.user))
    wanted = ActionsForm(request.GET, reader=request.user).wanted
    rows, others = everybody.actions(request.user, **wanted), everybody.elsewhere(request.user, **wanted)
    answer = HttpResponse(written(everybody.sheet(rows, others), "csv"), content_type=TYPES["csv"])
    answer["Content-Disposition"] = f'attachment; filename="actions-{timezone.localdate():%Y-%m-%d}.csv"'
    return answer


def change_actions(request):
    """Remind the owners of the actions that are ticked, give these to somebody else or another day, or close them as
    done, after a page that shows them.
    """
    require(request, keeps_the_record(request.user))
    sent = request.POST if request.method == "POST" else request.GET
    keys = [int(key) for key in sent.getlist("pick") if key.isdecimal() and len(key) < 10]
    rows, do = Action.objects.filter(pk__in=keys), sent.get("do", "")
    form = GiveSeveralForm(request.POST or None) if do == GIVE else None
    is_done, changed, is_pressed = False, [], request.method == "POST" and keys
    if is_pressed and (form is None or form.is_valid()) and do in DOING:
        act, said = DOING[do]
        given = {**form.cleaned_data, "by": request.user} if form else {}
        is_done, changed = press(request, partial(act, rows=rows, **given), said)
    if is_done:
        return redirect("meetings:all_actions")
    shown = rows.open().with_holders().select_related("paragraph__item__meeting", *Action.HOLDERS)
    context = {"do": do if do in DOING else "", "rows": shown, "form": form, "changed": changed}
    context |= {"mark": seen.mark_of([rows]), "readers": len(actions.owners_of(shown))}
    return render(request, "meetings/telling/change_actions.html", context, status=409 if changed else 200)


def _reminded(number) -> str:
    said = ngettext("%(number)s letter is on its way.", "%(number)s letters are on their way.", number)
    return said % {"number": number}


def _changed(number) -> str:
    return _("Changed. Actions: %(number)s") % {"number": number}


def _finished(number) -> str:
    return _("Done. Actions: %(number)s") % {"number": number}


DOING = {
    REMIND: (notices.chase, _reminded),
    GIVE: (actions.change_several, _changed),
    DONE: (actions.finish_several, _finished),
}
