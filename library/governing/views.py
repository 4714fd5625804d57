"""Pages of clauses: as they hold, as one version has them, on a day; their rules; a document's review, and its PDF."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.both_languages import LANGUAGES, reading_language
from common.languages.in_use import languages_in_use, works_in_both
from library import access
from library.clauses.keeping import day_of
from library.governing import printing, rules
from library.governing.forms import ClauseForm, GovernForm, ReviewForm
from library.governing.threads import Threads
from library.models import Clause, Document, DocumentVersion, GovernedRule
from members import handing_out
from members.access import circle_of
from members.entry import fetch, require
from members.printed import TYPES


def _threads(request, slug):
    """Return a document that this reader may see, and the threads of its clauses; 404 where it has none."""
    document = fetch(request, Document.objects, slug=slug)
    threads = Threads(document, circle_of(request.user))
    if threads.in_force is None:
        raise Http404
    return document, threads


@require_safe
def clause(request, slug, number):
    """A clause as it holds today; of one that is gone, what it said last, and where it went."""
    document, threads = _threads(request, slug)
    found = threads.find(threads.in_force, number) or threads.last_with(number)
    if found is None:
        raise Http404
    return _show(request, document, threads, found)


@require_safe
def clause_of_version(request, slug, version, number):
    """A clause in the words of one version, whatever came after it."""
    document, threads = _threads(request, slug)
    rows = [row for row in threads.rows if (row.in_version.number, row.number) == (version, number)]
    if not rows:
        raise Http404
    return _show(request, document, threads, rows[0])


@require_safe
def clause_on(request, slug, day, number):
    """The way to a clause in the words that held on a day."""
    _document, threads = _threads(request, slug)
    on = day_of(day)
    held = [version for version in threads.versions if on and version.holds_from <= on]
    found = threads.find(held[-1], number) if held else None
    if found is None:
        raise Http404
    return redirect(found)


def _show(request, document, threads, found):
    """Render a clause: its words, what it is now, what it was, and what else had its number."""
    now, may_keep = threads.now(found), access.may_keep_library(request.user)
    is_past = found.in_version.number < threads.in_force.number
    steps = threads.steps(found)
    context = {
        "document": document,
        "clause": found,
        "below": threads.below(found) if found.is_heading else [],
        "is_past": is_past,
        "is_as_it_was": any(one.pk == steps[0].clause.pk and not _is_changed(steps, found) for one in now),
        "now": now if is_past else [],
        "ended_with": threads.ended_with(found) if not now else None,
        "steps": steps,
        "others": [] if is_past else threads.others_of(found),
        "may_keep": may_keep,
        "rules": rules.governed_by([step.clause for step in steps]) if may_keep else [],
        "form": GovernForm() if may_keep and not is_past else None,
    }
    return render(request, "library/governing/clause.html", context)


def _is_changed(steps, found) -> bool:
    """Whether the words of a clause have changed since the version of this one."""
    return any(step.is_changed for step in steps if step.version.number > found.in_version.number)


def _kept_clause(request, pk):
    """Return a clause, for those who keep the library."""
    row = fetch(request, Clause.objects.with_document(), pk=pk)
    require(request, access.may_keep_library(request.user))
    return row


def follow_clause(request, pk):
    """Put right where a clause came from, or where its matter went."""
    row = _kept_clause(request, pk)
    form = ClauseForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The clause is saved."))
        return redirect(row)
    context = {"form": form, "clause": row, "document": row.in_version.document}
    return render(request, "library/governing/follow_clause.html", context, status=form.status)


@require_POST
def govern(request, pk):
    """Note that a clause governs a rule of the Forum."""
    row = _kept_clause(request, pk)
    form = GovernForm(request.POST)
    if form.is_valid():
        rules.govern(clause=row, rule=form.cleaned_data["rule"])
        messages.success(request, _("Its words now stand where the rule is used."))
    else:
        messages.warning(request, _("Another clause governs this rule. Take that away first."))
    return redirect(row.address_in_force)


@require_POST
def release_rule(request, pk):
    """Note that a clause no longer governs a rule."""
    row = fetch(request, GovernedRule.objects.select_related("clause__in_version__document"), pk=pk)
    require(request, access.may_keep_library(request.user))
    rules.release(row=row)
    messages.success(request, _("The rule rests on no clause now. You can choose one again."))
    return redirect(row.clause.address_in_force)


def review_document(request, pk):
    """Note that a document has been looked at, and when it comes back."""
    row = fetch(request, Document.objects, pk=pk)
    require(request, access.may_keep_library(request.user))
    form = ReviewForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The document is saved."))
        return redirect(row)
    return render(
        request, "library/governing/review_document.html", {"form": form, "document": row}, status=form.status
    )


@require_safe
def document_file(request, pk, number):
    """One version of a document as PDF, in a language or in both side by side."""
    document = fetch(request, Document.objects, pk=pk)
    version = DocumentVersion.objects.visible_to(request.user).filter(document=document, number=number).first()
    if version is None:
        raise Http404
    asked = request.GET.get("language")
    there = (*LANGUAGES, printing.BOTH) if works_in_both() else languages_in_use()
    language = asked if asked in there else reading_language()
    made = printing.document_file(version, document, language)
    kept_in = "" if language == printing.BOTH else language
    return handing_out.served(request, made.opened, made.name, TYPES[made.kind], etag=made.made_of, language=kept_in)
