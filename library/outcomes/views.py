"""Pages of social value: the register with its spreadsheet, one outcome, writing it, and the fields of our own."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from library import access
from library.models import Outcome, OutcomeField
from library.outcomes import own, register
from library.outcomes.forms import OutcomeFieldForm, OutcomeForm, WhichForm
from members import handing_out
from members.access import belongs
from members.entry import fetch, require
from members.sheets.spreadsheets import TYPES, written


@require_safe
def outcomes(request):
    """The outcomes that the reader may see, by year, of a kind where they ask for it."""
    reader = request.user
    form = WhichForm(request.GET or None, years=register.years(reader))
    rows = register.outcomes(reader, **(form.asked if form.is_bound else {}))
    page, is_inside = Paginator(rows, 30).get_page(request.GET.get("page")), belongs(reader)
    context = {
        "form": form,
        "page": page,
        "entries": register.entries(page.object_list, reader),
        "may_suggest": is_inside,
        "may_keep": access.may_keep_library(reader),
        "sees_consultations": is_inside,
    }
    return render(request, "library/outcomes/outcomes.html", context)


@require_safe
def outcomes_sheet(request):
    """What the page of outcomes shows, as a spreadsheet."""
    form = WhichForm(request.GET, years=register.years(request.user))
    rows = register.sheet(register.outcomes(request.user, **form.asked), request.user)
    answer = HttpResponse(written(rows, "csv"), content_type=TYPES["csv"])
    answer["Content-Disposition"] = f'attachment; filename="social-value-{timezone.localdate():%Y-%m-%d}.csv"'
    return answer


@require_safe
def outcome(request, pk):
    """One outcome: what changed, for whom, how we know, and through what."""
    reader = request.user
    row = fetch(request, Outcome.objects, pk=pk)
    is_own = access.may_edit_outcome(reader, row)
    context = {
        "outcome": row,
        "ties": register.entries([row], reader)[0].ties,
        "own": own.shown(row, OutcomeField.objects.visible_to(reader)) if row.own else [],
        "may_edit": is_own and not access.against_editing_outcome(reader, row),
        "suggested_by": row.suggested_by if is_own else None,
    }
    return render(request, "library/outcomes/outcome.html", context)


def add_outcome(request):
    """Add an outcome, or suggest one to who keeps the record."""
    require(request, belongs(request.user))
    form = OutcomeForm(request.POST or None, request.FILES or None, by=request.user)
    if request.method == "POST" and form.is_valid() and form.found_room(register.save, form=form, by=request.user):
        said = _("Thank you. The administrator looks at it, and then it stands in the register.")
        messages.success(request, said if form.instance.waits else _("The outcome is saved."))
        return redirect(form.instance)
    context = {"form": form, "may_keep": access.may_keep_library(request.user)}
    return render(request, "library/outcomes/add_outcome.html", context, status=form.status)


def edit_outcome(request, pk):
    """Change an outcome, or who may see it; by this who keeps the record has looked at one that was suggested."""
    row = fetch(request, Outcome.objects, pk=pk)
    reader = request.user
    require(request, access.may_edit_outcome(reader, row), access.against_editing_outcome(reader, row))
    form = OutcomeForm(request.POST or None, request.FILES or None, instance=row, by=reader)
    if request.method == "POST" and form.is_valid() and form.found_room(register.save, form=form, by=reader):
        messages.success(request, _("The outcome is saved."))
        return redirect(row)
    context = {"form": form, "outcome": row, "may_keep": access.may_keep_library(reader)}
    return render(request, "library/outcomes/edit_outcome.html", context, status=form.status)


@require_safe
def outcome_file(request, pk):
    """The file from which we know of an outcome."""
    row = fetch(request, Outcome.objects.exclude(source_file=""), pk=pk)
    return handing_out.stored(request, row.source_file, row.source_name)


def outcome_fields(request):
    """The fields of our own that outcomes have, and adding one."""
    require(request, access.may_keep_library(request.user))
    form = OutcomeFieldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The field is added. It stands on the form of each outcome."))
        return redirect("library:outcome_fields")
    fields = OutcomeField.objects.visible_to(request.user)
    return render(request, "library/outcomes/outcome_fields.html", {"form": form, "fields": fields})


def edit_outcome_field(request, pk):
    """Change a field of our own, or ask for it no more."""
    row = fetch(request, OutcomeField.objects, pk=pk)
    require(request, access.may_keep_library(request.user))
    form = OutcomeFieldForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The field is saved."))
        return redirect("library:outcome_fields")
    context = {"form": form, "field": row}
    return render(request, "library/outcomes/edit_outcome_field.html", context, status=form.status)
