"""Pages of the library: documents with their versions, and consultations."""

from functools import partial
from itertools import groupby

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common import keeping
from common.both_languages import reading_language
from common.languages.in_use import languages_in_use, works_in_both
from common.versions.seen import mark_of
from library import access, annual, versions
from library.clauses import keeping as keeping_clauses
from library.clauses import reading
from library.forms import AdoptForm, DocumentForm, VersionForm
from library.models import Document
from meetings.models import Decision, Meeting
from members.access import Circle, Reader
from members.entry import fetch, require
from members.pressing import press

ITEM = "paragraph__item__meeting"


@require_safe
def documents(request):
    """The documents this reader may see, by kind."""
    reader = Reader.of(request.user)
    leaf = keeping.leaf(request, "library/_documents.html", reader, lambda number: _shelves(reader, number))
    return render(request, "library/documents.html", {"leaf": leaf})


def _shelves(reader, number):
    """Return a page of the documents that somebody reads, by kind."""
    rows, order = Document.objects.visible_within(reader.circle).with_current(), Document.Kind.values
    page = Paginator(sorted(rows, key=lambda row: order.index(row.kind)), 50).get_page(number)
    shelves = [(Document.Kind(kind).label, list(shelf)) for kind, shelf in groupby(page, lambda row: row.kind)]
    own = {"logged_in": reader.is_authenticated, "sees_consultations": bool(reader.rights)}
    return own | {"page": page, "shelves": shelves, "may_keep": reader.circle is Circle.KEEPER}


@require_safe
def document(request, pk):
    """A document in the version that holds now; who keeps it sees the draft while there is no other."""
    document = fetch(request, Document.objects, pk=pk)
    seen = list(document.versions.visible_to(request.user).order_by("-number"))
    shown = _in_force(seen) or next((version for version in seen if not version.is_draft), seen[0] if seen else None)
    if shown is None:
        raise Http404
    return _show(request, document, shown, seen)


@require_safe
def version(request, pk, number):
    """One version of a document, as it was or as it is being written."""
    document = fetch(request, Document.objects, pk=pk)
    seen = list(document.versions.visible_to(request.user).order_by("-number"))
    shown = next((version for version in seen if version.number == number), None)
    if shown is None:
        raise Http404
    return _show(request, document, shown, seen)


def _in_force(seen):
    """Return the version that holds today among those that somebody sees, the latest first, or None."""
    return next((version for version in seen if not version.is_draft and not version.is_to_come), None)


def _show(request, document, shown, seen):
    """Render one version beside the list of those this reader may see."""
    holds = _in_force(seen)
    meeting = (
        Meeting.objects.visible_to(request.user).filter(pk=shown.adopted_meeting_id).first()
        if shown.adopted_meeting_id
        else None
    )
    context = {
        "document": document,
        "shown": shown,
        "is_current": shown == holds,
        "seen": seen,
        "before": next((version for version in seen if version.number < shown.number), None),
        "adopted_meeting": meeting,
        "decision": Decision.objects.visible_to(request.user).select_related(ITEM).filter(pk=shown.decision_id).first()
        if shown.decision_id
        else None,
        "clauses": _clauses(document, shown),
        "to_come": next((version for version in seen if version.is_to_come), None),
        "may_keep": access.may_keep_library(request.user),
        "draft": next((version for version in seen if version.is_draft), None),
        "bars": annual.bars_of(document),
    }
    context["differences"] = _differences(document, context["draft"]) if context["may_keep"] else None
    return render(request, "library/document.html", context)


def _clauses(document, version):
    """Return [(a clause, its address)] of what binds the Forum; of a draft as it would be, without addresses."""
    if not document.is_governing:
        return []
    if version.is_draft:
        return [(row, "") for row in keeping_clauses.as_written(version)]
    return [(row, row.get_absolute_url()) for row in version.clauses.with_document()]


def _differences(document, draft):
    """Return where the two sides of what is to bind the Forum are numbered differently, for who writes it."""
    is_twofold = draft and document.is_governing and works_in_both()
    return reading.differences(draft.text_en, draft.text_cy) if is_twofold else None


@require_safe
def compare_versions(request, pk, older, newer):
    """What differs between two versions, word by word."""
    document = fetch(request, Document.objects, pk=pk)
    seen = {version.number: version for version in document.versions.visible_to(request.user)}
    if older not in seen or newer not in seen or older >= newer:
        raise Http404
    mine = reading_language()
    asked = request.GET.get("text", mine)
    language = asked if asked in languages_in_use() else mine
    context = {
        "document": document,
        "older": seen[older],
        "newer": seen[newer],
        "paragraphs": versions.compare_versions(seen[older], seen[newer], language),
        "language": language,
    }
    return render(request, "library/compare_versions.html", context)


def add_document(request):
    """Add a document with the first draft of its text."""
    require(request, access.may_keep_library(request.user))
    form, text = DocumentForm(request.POST or None), VersionForm(request.POST or None)
    if request.method == "POST" and all([form.is_valid(), text.is_valid()]):
        document = versions.draft_document(document=form.save(commit=False), version=text.save(commit=False))
        messages.success(request, _("The draft is saved. Nobody but you and the Chair sees it until you publish it."))
        return redirect(document)
    return render(request, "library/add_document.html", {"form": form, "text": text})


def _kept(request, pk):
    """Return a document, for those who keep the library."""
    document = fetch(request, Document.objects, pk=pk)
    require(request, access.may_keep_library(request.user))
    return document


def _draft(request, pk):
    """Return the draft of a document, for those who keep the library."""
    draft = _kept(request, pk).versions.filter(adopted_at=None).select_related("document").first()
    if draft is None:
        raise Http404
    return draft


def edit_document(request, pk):
    """Change what a document is called and who may read it."""
    document = _kept(request, pk)
    form = DocumentForm(request.POST or None, instance=document)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The document is saved."))
        return redirect(document)
    return render(request, "library/edit_document.html", {"form": form, "document": document}, status=form.status)


@require_POST
def start_version(request, pk):
    """Begin a new version as a copy of the last one."""
    versions.start_version(document=_kept(request, pk))
    return redirect("library:edit_draft", pk)


def edit_draft(request, pk):
    """Write the draft of a document."""
    draft = _draft(request, pk)
    form = VersionForm(request.POST or None, instance=draft)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The draft is saved."))
        return redirect(draft)
    return render(
        request,
        "library/edit_draft.html",
        {
            "form": form,
            "document": draft.document,
            "draft": draft,
            "differences": _differences(draft.document, draft),
        },
        status=form.status,
    )


def adopt_draft(request, pk):
    """Adopt or publish the draft: from then on it stands."""
    draft = _draft(request, pk)
    form, status, changed = AdoptForm(request.POST or None), 200, []
    if request.method == "POST" and form.is_valid():
        said = _("Version %(number)s stands from now on.") % {"number": draft.number}
        is_done, changed = press(request, partial(versions.adopt, version=draft, **form.cleaned_data), said)
        if is_done:
            return redirect(draft.document)
        status = 409
    context = {"form": form, "document": draft.document, "draft": draft, "changed": changed}
    context |= {"mark": mark_of(versions.shown_with(draft)), "differences": _differences(draft.document, draft)}
    return render(request, "library/adopt_draft.html", context, status=status)


def discard_draft(request, pk):
    """Remove the draft, after a page that asks."""
    draft = _draft(request, pk)
    if request.method == "POST":
        versions.discard_draft(version=draft)
        messages.success(request, _("The draft is removed."))
        return redirect("library:documents")
    return render(request, "library/discard_draft.html", {"document": draft.document, "draft": draft})
