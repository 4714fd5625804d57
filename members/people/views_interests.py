"""Pages of the register of interests: everybody's on one, one's own, and each to be changed or removed."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.languages.ordering import InOrder
from members import access, undoing
from members.entry import fetch, hide_unless, require
from members.models import RegisteredInterest
from members.people.forms_interests import InterestForm, SomebodysInterestForm


def _rows(reader):
    rows = RegisteredInterest.objects.visible_to(reader).select_related("person")
    return rows.order_by(InOrder("person__name"), "person", "pk")


@require_safe
def interests_all(request):
    """Everybody's registered interests, as far as their reader may see them."""
    hide_unless(request, access.may_read_directory(request.user))
    page = Paginator(_rows(request.user), 50).get_page(request.GET.get("page"))
    context = {"page": page, "may_record": access.keeps_the_record(request.user)}
    return render(request, "members/people/interests_all.html", context)


def my_interests(request):
    """One's own registered interests, and a form for one more."""
    hide_unless(request, access.may_read_directory(request.user))
    form = InterestForm(request.POST or None, instance=RegisteredInterest(person=request.user))
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The interest is in the register."))
        return redirect("members:my_interests")
    context = {"form": form, "interests": RegisteredInterest.objects.filter(person=request.user)}
    return render(request, "members/people/my_interests.html", context)


def record_interest(request):
    """Put an interest of somebody else into the register, who asked for it."""
    require(request, access.keeps_the_record(request.user))
    form = SomebodysInterestForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("The interest is in the register."))
        return redirect("members:interests_all")
    return render(request, "members/people/edit_interest.html", {"form": form, "back": "members:interests_all"})


def _interest(request, pk):
    """Return an interest that its reader may change, and the name of the page it is changed from."""
    row = fetch(request, _rows(request.user), pk=pk)
    require(request, row.may_be_changed_by(request.user))
    return row, "members:my_interests" if row.person == request.user else "members:interests_all"


def edit_interest(request, pk):
    """Change an interest, or say when it ended."""
    row, back = _interest(request, pk)
    form = InterestForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The interest is saved."))
        return redirect(back)
    context = {"form": form, "interest": row, "back": back}
    return render(request, "members/people/edit_interest.html", context, status=form.status)


def remove_interest(request, pk):
    """Ask before an interest is taken out of the register; one that is over is rather ended by its date."""
    row, back = _interest(request, pk)
    if request.method == "POST":
        row.delete()
        undoing.offer(request, _("The interest is removed."), "members:put_back_interest", pk)
        return redirect(back)
    return render(request, "members/people/remove_interest.html", {"interest": row, "back": back})


@require_POST
def put_back_interest(request, pk):
    """Put an interest back that was removed, one's own or as who keeps the record."""
    hide_unless(request, access.may_read_directory(request.user))
    row = undoing.as_it_was(RegisteredInterest, pk)
    hide_unless(request, row.may_be_changed_by(request.user))
    row.save(force_insert=True)
    messages.success(request, _("The interest is back."))
    return redirect("members:my_interests" if row.person == request.user else "members:interests_all")
