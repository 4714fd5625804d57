"""The page from which the record is handed over, for administrators alone."""

import datetime

from django import forms
from django.contrib import messages
from django.core.files.storage import default_storage
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from forum_site import doors
from forum_site.handing_over import kept
from members import handing_out
from members.access import is_administrator
from members.entry import hide_unless, require_proof

AGAIN = 10  # seconds after which the page asks how far it is


class HandoverForm(forms.Form):
    """Whether people's contact details are to be in it."""

    with_contacts = forms.BooleanField(
        label=gettext_lazy("With addresses, telephone numbers and access needs"),
        help_text=gettext_lazy(
            "Whoever has the file can then read them. Without them nobody can log in to a site that is made from it, "
            "until they are entered again."
        ),
        required=False,
    )


@never_cache
def handover(request):
    """What the record holds, the zips that were made, and making one; until it is done the page looks again itself."""
    hide_unless(request, is_administrator(request.user))
    form = HandoverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        require_proof(request)
        kept.ask(by=request.user, with_contacts=form.cleaned_data["with_contacts"])
        messages.success(
            request, _("The record is being put together. You can leave this page; the file will be here.")
        )
        return redirect("handover")
    handed = kept.all_of_them()
    making = kept.under_way(handed)
    context = {"form": form, "making": making, "rows": _told(handed, making, request.user)}
    response = render(request, "forum_site/handover.html", context)
    if making:
        response["Refresh"] = str(AGAIN)
    return response


def _told(handed, making, reader):
    """Return the zips as the page shows them: each with who made and who fetched it."""
    keys = {key for one in handed for key in [one.facts["by"], *(by for _at, by in one.facts["fetched"])]}
    names = doors.called(keys, reader)
    return [
        {
            "handed": one,
            "by": names.get(one.facts["by"], ""),
            "fetched": [(datetime.datetime.fromisoformat(at), names.get(by, "")) for at, by in one.facts["fetched"]],
        }
        for one in handed
        if one != making
    ]


def _found(request, name):
    hide_unless(request, is_administrator(request.user))
    found = kept.one(name)
    hide_unless(request, found is not None)
    return found


@require_safe
@never_cache
def handover_file(request, name):
    """Hand out a zip to an administrator who has shown lately who they are; it is noted."""
    found = _found(request, name)
    require_proof(request)
    hide_unless(request, default_storage.exists(found.file_name))
    if request.method == "GET":
        kept.note_fetched(found, by=request.user)
    return handing_out.served(
        request, lambda: default_storage.open(found.file_name), f"forum-{name}.zip", "application/zip", etag=name
    )


@never_cache
def remove_handover(request, name):
    """Ask whether a zip is to go, and remove it."""
    found = _found(request, name)
    if request.method == "POST":
        kept.remove(found)
        messages.success(request, _("The file is removed."))
        return redirect("handover")
    return render(request, "forum_site/remove_handover.html", {"handed": found})
