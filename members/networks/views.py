"""Pages of networks and initiatives: all of them, one with its contacts, adding and changing one."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.languages.ordering import InOrder
from common.versions.seen import mark_of
from members import access
from members.entry import fetch, hide_unless, require
from members.models import Network
from members.networks import keeping_up
from members.networks.forms import NetworkContactForm, NetworkForm
from members.pressing import press


@require_safe
def networks(request):
    """The networks through which the Forum is promoted and the initiatives it follows."""
    hide_unless(request, access.belongs(request.user))
    rows = Network.objects.visible_to(request.user).with_contact()
    rows = rows.order_by("-is_kept_up", InOrder("organisation__name_en", "organisation__name_cy"), "pk")
    context = {"page": Paginator(rows, 50).get_page(request.GET.get("page"))}
    context["may_keep"] = access.keeps_the_record(request.user)
    return render(request, "members/networks/networks.html", context)


def network(request, pk):
    """One of them with the contacts there were; who keeps up with it adds one, or closes the next step."""
    row = fetch(request, Network.objects.select_related("organisation", "keeper"), pk=pk)
    may_note, is_finished = access.may_keep_up(request.user, row), request.POST.get("answer") == "done"
    require(request, may_note or request.method != "POST")
    data = None if is_finished else request.POST or None
    form = NetworkContactForm(data, initial={"next_step": row.next_step, "next_step_on": row.next_step_on})
    context, status = {"network": row, "form": form, "mark": mark_of([row]), "may_note": may_note}, 200
    if is_finished or form.is_valid():
        verb, said = keeping_up.finish_step, _("The next step is done.")
        if not is_finished:
            verb, said = partial(keeping_up.note, **form.cleaned_data), _("The contact is noted.")
        is_done, context["changed"] = press(request, partial(verb, network=row, by=request.user), said)
        if is_done:
            return redirect(row)
        status = 409
    context["page"] = Paginator(row.contacts.select_related("by"), 30).get_page(request.GET.get("page"))
    context["may_keep"] = access.keeps_the_record(request.user)
    return render(request, "members/networks/network.html", context, status=status)


def edit_network(request, pk=None):
    """Add a network or an initiative, or change who keeps up with it and what is next."""
    require(request, access.keeps_the_record(request.user))
    row = fetch(request, Network.objects.select_related("organisation"), pk=pk) if pk else None
    form = NetworkForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("It is saved."))
        return redirect(form.instance)
    context = {"form": form, "network": row}
    return render(request, "members/networks/edit_network.html", context, status=form.status)
