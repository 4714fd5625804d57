"""Pages of an organisation in the Forum, for who keeps the record: its standing, and who speaks and votes for it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import access
from members.entry import hide_unless
from members.models import Organisation, OrganisationStanding, Representative
from members.standing import bodies, joining
from members.standing.forms import GiveForm, RepresentativeForm
from members.standing.views import ending


def _body(request, pk):
    hide_unless(request, access.keeps_the_record(request.user))
    return get_object_or_404(Organisation, pk=pk)


def body(request, pk):
    """An organisation's standing and representatives, now and before; a form for another one."""
    row = _body(request, pk)
    form = RepresentativeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("person", "name", "email", "is_voting")}
        joining.add_representative(organisation=row, **facts)
        messages.success(request, _("The representative is saved."))
        return redirect("members:body", pk)
    standings, people = list(row.standings.all()), list(row.representatives.select_related("person"))
    context = {
        "organisation": row,
        "form": form,
        "standings": standings,
        "is_in": any(not one.is_over for one in standings),
    }
    context["now"], context["past"] = ([one for one in people if one.is_over == over] for over in (False, True))
    return render(request, "members/standing/body.html", context)


def give_body_standing(request, pk):
    """Make an organisation a member, partner or associate, the first time or again."""
    row = _body(request, pk)
    form = GiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        bodies.give(organisation=row, **form.cleaned_data)
        messages.success(request, _("The standing is given."))
        return redirect("members:body", pk)
    return render(request, "members/standing/give_standing.html", {"form": form, "whose": row})


def end_body_standing(request, pk):
    """End an organisation's standing."""
    row = _body(request, pk)
    period = OrganisationStanding.objects.not_over().filter(organisation=row).order_by("starts_on").first()
    if period is None:
        raise Http404
    title = _("End the standing of %(name)s") % {"name": row.name}
    back = reverse("members:body", args=[pk])
    return ending(
        request, period=period, verb=lambda **facts: bodies.end(standing=period, **facts), title=title, back=back
    )


def _representative(request, pk):
    hide_unless(request, access.keeps_the_record(request.user))
    return get_object_or_404(Representative.objects.select_related("organisation", "person"), pk=pk)


@require_POST
def give_vote(request, pk):
    """Give an organisation's vote to this representative."""
    row = _representative(request, pk)
    bodies.give_vote(representative=row)
    messages.success(request, _("%(name)s votes from now on.") % {"name": row.person.name})
    return redirect("members:body", row.organisation_id)


def stop_representing(request, pk):
    """End somebody's time as representative."""
    row = _representative(request, pk)
    title = _("%(name)s no longer represents %(organisation)s") % {
        "name": row.person.name,
        "organisation": row.organisation.name,
    }
    back = reverse("members:body", args=[row.organisation_id])
    return ending(
        request,
        period=row,
        verb=lambda **facts: bodies.stop(representative=row, **facts),
        title=title,
        back=back,
        asks_why=False,
    )
