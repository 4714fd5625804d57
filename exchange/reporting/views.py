"""Pages on which words are reported, and looked at by who keeps the record; the rules of the exchange."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.steps import offered, take, version_in
from exchange import access
from exchange.models import ExchangeRules, Report
from exchange.reporting import reporting
from exchange.reporting.forms import ExchangeRulesForm, JudgeForm, ReportForm
from members.entry import fetch, hide_unless, require

WITH = ("by", "post__author", "comment__author", "comment__post")


def report(request, pk, model):
    """Report a post or comment, after a page that says what that does."""
    words = fetch(request, model.objects, pk=pk)
    require(request, access.may_report(request.user, words), access.against_reporting(words, request.user))
    form = ReportForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reporting.report(words=words, by=request.user, why=form.cleaned_data["why"])
        messages.success(request, _("Thank you. It is hidden until the administrator has looked at it."))
        return redirect("exchange:posts")
    return render(request, "exchange/reporting/report.html", {"form": form, "words": words})


@require_safe
def reports(request):
    """What was reported: what nobody has looked at first, then what became of the rest."""
    hide_unless(request, access.may_judge(request.user))
    rows = Report.objects.visible_to(request.user).select_related(*WITH)
    page = Paginator(rows.exclude(verdict=Report.Verdict.WAITING), 30).get_page(request.GET.get("page"))
    return render(request, "exchange/reporting/reports.html", {"waiting": rows.waiting(), "page": page})


def judge_report(request, pk):
    """Show again what was reported, or keep it hidden, with a reason."""
    row = fetch(request, Report.objects.select_related(*WITH), pk=pk)
    steps, form = offered(reporting.STEPS.values(), request.user, row), JudgeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        step = reporting.STEPS.get(request.POST.get("step", ""))
        if step is None:
            raise Http404
        take(row, step, by=request.user, version=version_in(request.POST), reason=form.cleaned_data["reason"])
        messages.success(request, _("What becomes of it is saved."))
        return redirect("exchange:reports")
    return render(request, "exchange/reporting/judge_report.html", {"form": form, "report": row, "steps": steps})


def exchange_rules(request):
    """Whether members write posts, or only comment on them."""
    require(request, access.may_judge(request.user))
    form = ExchangeRulesForm(request.POST or None, instance=ExchangeRules.now())
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The rules are saved."))
        return redirect("exchange:posts")
    return render(request, "exchange/reporting/exchange_rules.html", {"form": form}, status=form.status)
