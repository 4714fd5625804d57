"""Pages of second factors that were lost, for who may help."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from members import access
from members.account import lost_factors
from members.account.forms import LostFactorForm
from members.entry import fetch, hide_unless, require_proof
from members.models import LostFactor


def lost_factors_all(request):
    """Lost factors: those that wait for a second person, what was done, and the form to ask."""
    hide_unless(request, access.may_help_with_factors(request.user))
    form = LostFactorForm(request.POST or None, by=request.user, initial={"person": request.GET.get("person")})
    if request.method == "POST" and form.is_valid():
        row = lost_factors.ask(by=request.user, **form.cleaned_data)
        messages.success(
            request, _("A second person must now confirm it. They and the person have been told by letter.")
        )
        return redirect("members:lost_factor", row.pk)
    rows = LostFactor.objects.visible_to(request.user).select_related(
        "person", "opened_by", "confirmed_by", "withdrawn_by"
    )
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "members/account/lost_factors_all.html", {"form": form, "page": page})


def lost_factor(request, pk):
    """One lost factor: a second person confirms, anybody who may help withdraws."""
    rows = LostFactor.objects.select_related("person", "opened_by", "confirmed_by", "withdrawn_by")
    row = fetch(request, rows, pk=pk)
    if request.method == "POST":
        _decide(request, row)
        return redirect("members:lost_factor", row.pk)
    may_confirm = row.is_open and request.user not in (row.opened_by, row.person)
    return render(request, "members/account/lost_factor.html", {"row": row, "may_confirm": may_confirm})


def _decide(request, row):
    if request.POST.get("answer") == "confirm":
        require_proof(request)
        lost_factors.confirm(request=row, by=request.user)
        messages.success(request, _("The second factor is removed, and every session of theirs has ended."))
    else:
        lost_factors.withdraw(request=row, by=request.user)
        messages.success(request, _("The request is withdrawn."))
