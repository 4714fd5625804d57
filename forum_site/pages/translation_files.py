"""Texts go to a translator and come back, as a spreadsheet or XLIFF, and are looked at before they are filled in."""

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from common.both_languages import other, reading_language
from forum_site import doors
from forum_site.pages.translations import wanted_in
from members.entry import hide_unless, require_proof
from members.sheets.spreadsheets import TYPES
from members.translating import coming_back, judging, sending, workbook, xliff
from members.translating.desk import Desk, Wanted, may_translate

SHOWN = 50
OUT = {"xlsx": (workbook.as_workbook, TYPES["xlsx"]), "xlf": (xliff.as_xliff, xliff.CONTENT_TYPE)}
SAID = {
    judging.FILLED: gettext_lazy("To be filled in"),
    judging.MOVED: gettext_lazy("Has moved on since"),
    judging.WRONG: gettext_lazy("Not possible"),
    judging.UNKNOWN: gettext_lazy("Not known"),
    judging.EMPTY: gettext_lazy("Empty"),
    judging.SAME: gettext_lazy("As they are already"),
}
APPLIED = SAID | {judging.FILLED: gettext_lazy("Filled in")}


class FileForm(forms.Form):
    """The file that a translator has sent back."""

    file = forms.FileField(
        label=gettext_lazy("File from the translator"),
        help_text=gettext_lazy("The spreadsheet (.xlsx, .ods, .csv) or the XLIFF file (.xlf) that went out from here."),
        widget=forms.FileInput({"accept": ".xlsx,.ods,.csv,.xlf,.xliff"}),
    )


@never_cache
def translation_files(request):
    """What can be sent out, a place for what comes back, and what came back so far."""
    hide_unless(request, may_translate(request.user))
    tables = doors.texts(request.user)
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = coming_back.look(file=form.cleaned_data["file"], tables=tables, by=request.user)
            return redirect("translation_file", run.pk)
        except ValidationError as wrong:
            form.add_error("file", wrong)
    page = Paginator(coming_back.runs(request.user), SHOWN).get_page(request.GET.get("page"))
    wanted, desk = wanted_in(request.GET, tables), Desk([one for one in tables if not one.elsewhere])
    numbers = [(into, desk.number(Wanted(wanted.kind, wanted.state, into))) for into in ("cy", "en")]
    context = {"form": form, "page": page, "numbers": numbers, "asked": request.GET.urlencode()}
    return render(request, "forum_site/translation_files.html", context)


@require_safe
@never_cache
def texts_out(request, into, suffix):
    """What waits to be written in one language, as a file for a translator."""
    hide_unless(request, may_translate(request.user))
    if suffix not in OUT or into not in ("en", "cy"):
        raise Http404
    require_proof(request)
    desk = Desk([one for one in doors.texts(request.user) if not one.elsewhere])
    wanted = wanted_in(request.GET, desk.tables)
    units = sending.units(desk.pairs(Wanted(wanted.kind, wanted.state, into)))
    sending.note(by=request.user, number=len(units), suffix=suffix)
    write, kind = OUT[suffix]
    answer = HttpResponse(write(units), content_type=kind)
    name = f"texts-{other(into)}-{into}-{timezone.localdate():%Y-%m-%d}.{suffix}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def translation_file(request, pk):
    """What came back: what each text would do or has done, and the press that fills it in, or undoes that."""
    hide_unless(request, may_translate(request.user))
    run = coming_back.runs(request.user, whole=True).filter(pk=pk).first()
    if run is None:
        raise Http404
    press = {"apply": coming_back.apply, "undo": coming_back.undo}.get(request.POST.get("answer", ""))
    if request.method == "POST" and press:
        press(run=run, tables=doors.texts(request.user), by=request.user)
        done = _("The texts are filled in.") if press is coming_back.apply else _("The texts read again as before.")
        messages.success(request, done)
        return redirect("translation_file", run.pk)
    chosen, labels = request.GET.get("what", ""), APPLIED if run.state == run.State.APPLIED else SAID
    rows = [row for row in run.rows if chosen not in SAID or row["what"] == chosen]
    page = Paginator(rows, SHOWN).get_page(request.GET.get("page"))
    counts = [(what, said, sum(row["what"] == what for row in run.rows)) for what, said in labels.items()]
    told = [_told(row) | {"said": labels[row["what"]]} for row in page]
    context = {"run": run, "page": page, "told": told, "counts": counts, "chosen": chosen}
    return render(request, "forum_site/translation_file.html", context)


def _told(row) -> dict:
    """Return a row of an import as its page shows it, in the reader's language."""
    mine = reading_language()
    into = row.get("into") or mine
    facts = {"of": row.get("of", {}).get(mine, row["key"]), "why": row["why"].get(mine, "")}
    shown = {name: judging.in_words(row.get(name, "")) for name in ("was", "source")}
    return row | facts | shown | {"text": judging.in_words(row["cells"]["text"]), "into": into, "from": other(into)}
