"""Pages for spreadsheets of people and organisations: look, import, undo, export."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.filing.files import clean_name
from members import access
from members.data.forms import SpreadsheetForm
from members.entry import fetch, hide_unless, require_proof
from members.models import ImportRun
from members.networks import keeping_up
from members.sheets import importing, undoing, words
from members.sheets.columns import COLUMNS
from members.sheets.exporting import exported
from members.sheets.spreadsheets import TYPES, rows_of, written

KINDS = [(kind.value, kind.label) for kind in COLUMNS]
OURS = ImportRun.objects.filter(kind__in=COLUMNS)  # what comes from translators has a page of its own


def imports(request):
    """The imports so far, and a place for a spreadsheet to be looked at."""
    hide_unless(request, access.keeps_the_record(request.user))
    form = SpreadsheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
        try:
            run = importing.look(kind=kind, file_name=clean_name(file.name), rows=rows_of(file), by=request.user)
            return redirect("members:import_run", run.pk)
        except ValidationError as wrong:
            form.add_error("file", wrong)
    runs = OURS.visible_to(request.user).select_related("made_by").defer("rows", "problems", "unread", "kept")
    page = Paginator(runs, 25).get_page(request.GET.get("page"))
    return render(
        request,
        "members/sheets/imports.html",
        {"form": form, "page": page, "suffixes": list(TYPES), "kinds": KINDS},
    )


def import_run(request, pk):
    """One import: what each row would do or has done, what is wrong, and the press that applies or undoes it."""
    run = fetch(request, OURS.select_related("made_by", "applied_by", "undone_by"), pk=pk)
    if request.method == "POST" and request.POST.get("answer") in ("apply", "undo"):
        if request.POST["answer"] == "apply":
            importing.apply(run=run, by=request.user)
            messages.success(request, _("The good rows are imported."))
        else:
            undoing.undo(run=run, by=request.user)
            messages.success(request, _("The import is undone."))
        return redirect("members:import_run", run.pk)
    page = Paginator([row for row in run.rows if row["what"] != "same"], 100).get_page(request.GET.get("page"))
    counts = {what: sum(row["what"] == what for row in run.rows) for what in ("create", "update", "same")}
    reasons = {part: words.reasons(getattr(run, part)) for part in ("problems", "unread", "kept")}
    told = words.told(run, page.object_list)
    return render(
        request, "members/sheets/import_run.html", {"run": run, "page": page, "told": told, "counts": counts, **reasons}
    )


@require_safe
@never_cache
def export(request, kind, suffix):
    """Everything of a kind as a spreadsheet."""
    hide_unless(request, access.keeps_the_record(request.user))
    if kind not in dict(KINDS) or suffix not in TYPES:
        raise Http404
    require_proof(request)
    answer = HttpResponse(exported(kind=kind, suffix=suffix, by=request.user), content_type=TYPES[suffix])
    answer["Content-Disposition"] = f'attachment; filename="{kind}-{timezone.localdate():%Y-%m-%d}.{suffix}"'
    return answer


@require_safe
@never_cache
def networks_sheet(request):
    """The networks and initiatives with the contacts there were."""
    hide_unless(request, access.belongs(request.user))
    answer = HttpResponse(written(keeping_up.sheet(request.user), "csv"), content_type=TYPES["csv"])
    answer["Content-Disposition"] = f'attachment; filename="networks-{timezone.localdate():%Y-%m-%d}.csv"'
    return answer
