"""Pages of the areas that the Forum speaks of: all of them, adding one, changing it, and removing one of no use."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import access
from members.data.areas import begin_with_wales, may_begin_with_wales, remove
from members.data.forms import AreaForm
from members.entry import hide_unless
from members.models import Area


def areas(request):
    """All areas, and a form for one more."""
    hide_unless(request, access.keeps_the_record(request.user))
    form = AreaForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The area is added. It can be chosen from now on."))
        return redirect("members:areas")
    context = {"areas": Area.objects.all(), "form": form, "offers_wales": may_begin_with_wales()}
    return render(request, "members/data/areas.html", context)


@require_POST
def areas_of_wales(request):
    """Begin with the areas of Wales."""
    hide_unless(request, access.keeps_the_record(request.user))
    begin_with_wales()
    messages.success(request, _("The areas are added. Each can be changed."))
    return redirect("members:areas")


def edit_area(request, pk):
    """Change what an area is called and where it stands, or offer it no more."""
    hide_unless(request, access.keeps_the_record(request.user))
    area = get_object_or_404(Area, pk=pk)
    form = AreaForm(request.POST or None, instance=area)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The area is saved."))
        return redirect("members:areas")
    return render(request, "members/data/edit_area.html", {"form": form, "area": area}, status=form.status)


def remove_area(request, pk):
    """Ask before an area is removed; what something in the record is of, the database keeps."""
    hide_unless(request, access.keeps_the_record(request.user))
    area = get_object_or_404(Area, pk=pk)
    if request.method == "POST":
        remove(area)
        messages.success(request, _("The area is removed."))
        return redirect("members:areas")
    return render(request, "members/data/remove_area.html", {"area": area})
