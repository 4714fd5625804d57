"""Erasing a person at their wish: told before, what goes, what stays and why; then done in every room at once."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from common.editing import IllegalChange
from common.finding.nearly import forget_words
from forum_site import doors
from forum_site.handing_over import kept as handed
from forum_site.pages.counting import numbers_of
from forum_site.pages.found import where
from members import access
from members.data import erasure
from members.entry import fetch, hide_unless, require_proof
from members.people.directory import people_for


@never_cache
def erase(request, pk):
    """Show what erasing somebody would do; done when it is confirmed that they asked for it."""
    hide_unless(request, access.keeps_the_record(request.user))
    person = fetch(request, people_for(request.user), pk=pk)
    try:
        erasure.refuse_officers(person)
    except IllegalChange as reason:
        if request.method == "POST":
            raise
        return render(request, "forum_site/erase_refused.html", {"person": person, "reason": reason})
    unconfirmed = request.method == "POST" and request.POST.get("asked") != "on"
    if request.method == "POST" and not unconfirmed:
        require_proof(request)
        everywhere(person=person, by=request.user)
        messages.success(request, _("The person is erased."))
        return redirect("members:directory")
    return render(request, "forum_site/erase.html", preview(person, request.user) | {"unconfirmed": unconfirmed})


def preview(person, reader):
    """Return what goes, what stays without a name, what confirmed minutes keep, and where else the name is written."""
    found = where(person.name, reader)
    return {
        "person": person,
        "going": _counted(doors.going(person)),
        "staying": _counted(doors.staying(person)),
        "recorded": _counted(doors.named(person)),
        "mentions": [hit for hit in found if hit.url != person.get_absolute_url()],
    }


def _counted(lists):
    """Return [(what they are called, how many)] of QuerySets that are not empty."""
    named = zip((rows.model._meta.verbose_name_plural for rows in lists), numbers_of(lists), strict=True)
    return [(name, number) for name, number in named if number]


@transaction.atomic
def everywhere(*, person, by):
    """Have every app forget a person, the account last, then the search the words that no row holds any more; zips that
    were handed over and lie here still are removed.
    """
    erasure.erase(person=person, by=by, keeps_name=doors.forget(person))
    forget_words()
    handed.remove_all()
