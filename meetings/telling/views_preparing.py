"""Pages for the administrator and the Chair in the weeks before a meeting: its guests."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from meetings import against
from meetings.entry import to_prepare
from meetings.models import Invitation
from meetings.telling import notices
from meetings.telling.forms import GuestsForm


def guests(request, pk):
    """The guests of a meeting: who is invited, and a place to add more."""
    meeting = to_prepare(request, pk, against.telling)
    form = GuestsForm(request.POST or None, request.FILES or None, meeting=meeting)
    if request.method == "POST":
        form.is_valid()
        Invitation.objects.bulk_create(form.rows, ignore_conflicts=True)
        if form.rows:
            text = ngettext("%(number)s guest is added.", "%(number)s guests are added.", len(form.rows))
            messages.success(request, text % {"number": len(form.rows)})
        if not form.errors:
            return redirect("meetings:guests", meeting.pk)
        form.show_left()
    context = {"meeting": meeting, "form": form, "invitations": meeting.invitations.select_related("answer")}
    return render(request, "meetings/telling/guests.html", context)


@require_POST
def invite_guests(request, pk):
    """Write to the guests who have not been written to."""
    meeting = to_prepare(request, pk, against.telling)
    sent = notices.invite_guests(meeting=meeting)
    messages.success(
        request,
        ngettext("%(number)s letter is on its way.", "%(number)s letters are on their way.", sent) % {"number": sent},
    )
    return redirect("meetings:guests", meeting.pk)


def remove_guest(request, pk, guest):
    """Take a guest off the list, after a page that asks."""
    meeting = to_prepare(request, pk, against.telling)
    guest = meeting.invitations.filter(pk=guest).first()
    if guest is None:
        raise Http404
    if request.method == "POST":
        guest.delete()
        messages.success(request, _("%(name)s is no longer invited.") % {"name": guest.name})
        return redirect("meetings:guests", meeting.pk)
    return render(request, "meetings/telling/remove_guest.html", {"meeting": meeting, "guest": guest})
