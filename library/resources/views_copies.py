"""Pages of the files and links of resources: adding, changing and removing one, and handing a file out."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from library import access
from library.models import Resource, ResourceCopy
from library.resources import keeping
from library.resources.forms import CopyForm
from members import handing_out
from members.entry import fetch, require


def add_copy(request, pk):
    """Add a file or a link to a resource."""
    row = fetch(request, Resource.objects, pk=pk)
    require(request, access.may_keep_library(request.user))
    form = CopyForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.found_room(keeping.add_copy, resource=row, form=form):
        messages.success(request, _("It is on the page of the resource."))
        return redirect(row)
    return render(request, "library/resources/add_copy.html", {"form": form, "resource": row}, status=form.status)


def _copy(request, pk):
    """Return a file or link, for those who keep the library."""
    row = fetch(request, ResourceCopy.objects.select_related("resource"), pk=pk)
    require(request, access.may_keep_library(request.user))
    return row


def edit_copy(request, pk):
    """Change a file or link: another file, its language, whether it is easy to read."""
    row = _copy(request, pk)
    form = CopyForm(request.POST or None, request.FILES or None, instance=row)
    if request.method == "POST" and form.is_valid() and form.found_room(keeping.save_copy, form=form):
        messages.success(request, _("The change is saved."))
        return redirect(row.resource)
    return render(request, "library/resources/edit_copy.html", {"form": form, "copy": row}, status=form.status)


def remove_copy(request, pk):
    """Remove a file or link, after a page that asks."""
    row = _copy(request, pk)
    if request.method == "POST":
        keeping.remove_copy(copy=row)
        messages.success(request, _("It is removed."))
        return redirect(row.resource)
    return render(request, "library/resources/remove_copy.html", {"copy": row})


@require_safe
def resource_file(request, pk):
    """A file of a resource, for whoever may see that."""
    row = fetch(request, ResourceCopy.objects.exclude(file=""), pk=pk)
    return handing_out.stored(request, row.file, row.file_name)
