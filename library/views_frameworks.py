"""Pages of the frameworks with partner organisations: read by members and partners, kept by both sides."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from library import access, together
from library import frameworks as verbs
from library.forms import FrameworkForm, NewFrameworkForm, PartForm
from library.models import Document, Framework, Part
from members import undoing
from members.access import belongs
from members.entry import fetch, hide_unless, require


@require_safe
def frameworks(request):
    """The partner organisations the Forum has a framework with."""
    hide_unless(request, belongs(request.user))
    rows = sorted(
        Framework.objects.visible_to(request.user).select_related("organisation"),
        key=lambda row: not _is_theirs(request, row),
    )
    return render(request, "library/frameworks.html", {"rows": rows, "may_keep": access.may_keep_library(request.user)})


def _is_theirs(request, row):
    return row.organisation_id == request.user.organisation_id


@require_safe
def framework(request, pk):
    """Who does what, whom to ask in which area, and what is shared."""
    row = fetch(request, Framework.objects.select_related("organisation", "changed_by"), pk=pk)
    parts = list(row.parts.visible_to(request.user).with_people())
    may_keep = access.may_keep_framework(request.user, row)
    context = {
        "framework": row,
        "document": Document.objects.visible_to(request.user).filter(pk=row.document_id).first()
        if row.document_id
        else None,
        "sides": [
            (whose, [part for part in parts if part.whose == whose and not part.removed_at])
            for whose in Part.Whose.values
        ],
        "removed": [part for part in parts if part.removed_at],
        "areas": together.contacts_by_area(row, request.user),
        "may_keep": may_keep,
    }
    return render(request, "library/framework.html", context | together.shared_now(row, request.user))


def add_framework(request):
    """Begin the page for a partner organisation."""
    require(request, access.may_keep_library(request.user))
    form = NewFrameworkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = verbs.add_framework(framework=form.save(commit=False), by=request.user)
        messages.success(request, _("The page is there. Its partners can write on it too."))
        return redirect(row)
    return render(request, "library/add_framework.html", {"form": form})


def _kept(request, pk):
    """Return a framework, for those who keep it."""
    row = fetch(request, Framework.objects.select_related("organisation"), pk=pk)
    require(request, access.may_keep_framework(request.user, row))
    return row


def _kept_part(request, pk, *, removed=False):
    """Return a part that stands (or that is removed), for those who keep its framework."""
    part = fetch(request, Part.objects.select_related("framework__organisation"), pk=pk)
    why = _("This line has been put back already.") if removed else _("This line has been removed. Put it back first.")
    against = "" if bool(part.removed_at) == removed else why
    require(request, access.may_keep_framework(request.user, part.framework), against)
    return part


def edit_framework(request, pk):
    """Change the words on what is shared, and which document was agreed."""
    row = _kept(request, pk)
    form = FrameworkForm(request.POST or None, instance=row, reader=request.user)
    if request.method == "POST" and form.is_valid() and verbs.save(form=form, by=request.user):
        messages.success(request, _("The page is saved."))
        return redirect(row)
    return render(request, "library/edit_framework.html", {"form": form, "framework": row}, status=form.status)


def add_part(request, pk):
    """Add a line to who does what."""
    row = _kept(request, pk)
    form = PartForm(request.POST or None, instance=Part(framework=row))
    if request.method == "POST" and form.is_valid():
        verbs.add_part(part=form.save(commit=False), by=request.user)
        messages.success(request, _("The line is on the page."))
        return redirect(row)
    return render(request, "library/add_part.html", {"form": form, "framework": row})


def edit_part(request, pk):
    """Change a line of who does what."""
    part = _kept_part(request, pk)
    form = PartForm(request.POST or None, instance=part)
    if request.method == "POST" and form.is_valid() and verbs.save(form=form, by=request.user):
        messages.success(request, _("The line is saved."))
        return redirect(part.framework)
    return render(request, "library/edit_part.html", {"form": form, "framework": part.framework}, status=form.status)


@require_POST
def move_part(request, pk):
    """Move a line up or down on its side."""
    part = _kept_part(request, pk)
    verbs.move_part(part=part, up=request.POST.get("to") == "up")
    return redirect(f"{part.framework.get_absolute_url()}#part-{part.pk}")


@require_POST
def remove_part(request, pk):
    """Take a line off the page; it can be put back there."""
    part = _kept_part(request, pk)
    verbs.remove_part(part=part, by=request.user)
    said = _("The line is off the page. Below “Removed” you can put it back.")
    undoing.offer(request, said, "library:put_back_part", pk)
    return redirect(part.framework)


@require_POST
def put_back_part(request, pk):
    """Put a removed line back."""
    part = _kept_part(request, pk, removed=True)
    verbs.put_back_part(part=part, by=request.user)
    messages.success(request, _("The line is back."))
    return redirect(part.framework)
