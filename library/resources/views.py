"""Pages of the resources: the shelf, one resource, adding and replacing it, withdrawing it and putting it back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from library import access
from library.models import Resource
from library.resources import keeping
from library.resources.forms import CopyForm, ResourceForm, ShelfForm, WithdrawForm
from library.resources.shelf import Chosen, Shelf, in_order, with_copies
from meetings.papers import reading
from members.access import belongs
from members.entry import fetch, require

CARRIED = ("kind", "title_en", "title_cy", "summary_en", "summary_cy", "made_by", "area", "audience")


@require_safe
def resources(request):
    """The resources that this reader may see, by kind, topic, area and language."""
    shelf, may_keep = Shelf(request.user, Chosen.of(request.GET)), access.may_keep_library(request.user)
    page = Paginator(shelf.keys, 30).get_page(request.GET.get("page"))
    context = {
        "form": ShelfForm(shelf, may_keep=may_keep),
        "page": page,
        "is_narrowed": shelf.chosen != Chosen(),
        "rows": [(row, in_order(row.all_copies, request.user)) for row in shelf.shown(page.object_list)],
        "may_keep": may_keep,
        "sees_consultations": belongs(request.user),
    }
    return render(request, "library/resources/resources.html", context)


@require_safe
def resource(request, pk):
    """One resource with its files and links."""
    row = fetch(request, with_copies(Resource.objects.select_related("replaced_by")), pk=pk)
    seen, may_keep = Resource.objects.visible_to(request.user), access.may_keep_library(request.user)
    context = {
        "resource": row,
        "unread": reading.unread(copy.file.name for copy in row.all_copies if copy.file) if may_keep else {},
        "copies": in_order(row.all_copies, request.user),
        "newer": seen.filter(pk=row.replaced_by_id).first() if row.replaced_by_id else None,
        "older": seen.filter(replaced_by=row),
        "may_keep": may_keep,
    }
    return render(request, "library/resources/resource.html", context)


def _kept(request, pk):
    """Return a resource, for those who keep the library."""
    row = fetch(request, Resource.objects, pk=pk)
    require(request, access.may_keep_library(request.user))
    return row


def add_resource(request):
    """Add a resource with its first file or link."""
    require(request, access.may_keep_library(request.user))
    return _added(request, None)


def add_newer_resource(request, pk):
    """Add a resource that takes the place of another one."""
    return _added(request, _kept(request, pk))


def _added(request, old):
    carried = {name: getattr(old, name) for name in CARRIED} | {"topics": old.topics.all()} if old else None
    form = ResourceForm(request.POST or None, initial=carried)
    copy_form = CopyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and all([form.is_valid(), copy_form.is_valid()]):
        row = copy_form.found_room(keeping.add, form=form, copy_form=copy_form, replaces=old)
        if row:
            messages.success(request, _("The resource is on the shelf. More files and links are added on its page."))
            return redirect(row)
    context = {"form": form, "copy_form": copy_form, "old": old}
    return render(request, "library/resources/add_resource.html", context, status=copy_form.status)


def edit_resource(request, pk):
    """Change what a resource is, who may read it, and which one took its place."""
    row = _kept(request, pk)
    form = ResourceForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The resource is saved."))
        return redirect(row)
    return render(request, "library/resources/edit_resource.html", {"form": form, "resource": row}, status=form.status)


def withdraw_resource(request, pk):
    """Withdraw a resource, with the reason."""
    row = _kept(request, pk)
    require(request, True, _("This resource is withdrawn already.") if row.withdrawn_at else "")
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        keeping.withdraw(resource=row, why=form.cleaned_data["why"])
        messages.success(request, _("The resource is withdrawn. It can be put back on its page."))
        return redirect(row)
    return render(request, "library/resources/withdraw_resource.html", {"form": form, "resource": row})


@require_POST
def put_back_resource(request, pk):
    """Put a withdrawn resource back on the shelf."""
    row = _kept(request, pk)
    keeping.put_back(resource=row)
    messages.success(request, _("The resource is on the shelf again."))
    return redirect(row)
