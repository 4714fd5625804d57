"""Pages about people: the directory, organisations, one's own details, and the end of one's time."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common import keeping
from members import access
from members.entry import fetch, hide_unless
from members.models import Network, Organisation
from members.people import kept
from members.people.directory import mark_what_is_hidden, narrow, of_today, people_for, shown_of, whole_person
from members.people.forms import ProfileForm
from members.people.timeline import timeline


@require_safe
def directory(request):
    """Members and partners, to be found by name, organisation, office, area and kind."""
    hide_unless(request, access.may_read_directory(request.user))
    found = kept.directory(keeping.shelf_of(request), request.user, request.GET)
    context = {"found": found.html, "page": found.page(request.GET.get("page"))}
    return render(request, "members/people/directory.html", context)


def _page_of(request, people):
    """Return the page of people that was asked for, with nothing on it that this reader may not see."""
    page = Paginator(narrow(people), kept.ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = mark_what_is_hidden(page.object_list, request.user)
    return page


@require_safe
def person(request, pk):
    """One person: organisation, standing, offices, and what else they show to this reader."""
    person = of_today(fetch(request, whole_person(request.user), pk=pk))
    context = {
        "person": person,
        "shown": shown_of(person, request.user),
        "terms": [term for term in person.terms.all() if term.starts_on <= timezone.localdate()],
        "is_own": person == request.user,
        "may_keep_people": request.user.has_perm("members.change_person"),
        "may_help_with_factors": access.may_help_with_factors(request.user),
        "keeps_standing": access.keeps_the_record(request.user),
    }
    if context["keeps_standing"] or context["is_own"]:
        context["timeline"] = timeline(person)
    return render(request, "members/people/person.html", context)


@require_safe
def organisations(request):
    """The organisations people come from and the Forum works with, by kind."""
    hide_unless(request, access.may_read_directory(request.user))
    kind = request.GET.get("kind", "")
    rows = Organisation.objects.visible_to(request.user)
    if kind in Organisation.Kind.values:
        rows = rows.filter(kind=kind)
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(
        request, "members/people/organisations.html", {"page": page, "kind": kind, "kinds": Organisation.Kind.choices}
    )


@require_safe
def organisation(request, pk):
    """One organisation and its people."""
    organisation = fetch(request, Organisation.objects, pk=pk)
    people = _page_of(request, people_for(request.user).filter(organisation=organisation))
    context = {"organisation": organisation, "page": people, "keeps_standing": access.keeps_the_record(request.user)}
    context["network"] = Network.objects.visible_to(request.user).filter(organisation=pk).first()
    return render(request, "members/people/organisation.html", context)


@login_required
def profile(request):
    """One's own details, and who may see them."""
    form = ProfileForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("Your details are saved."))
        return redirect("members:profile")
    context = {"form": form, "may_read_directory": access.may_read_directory(request.user)}
    return render(request, "members/people/profile.html", context, status=form.status)
