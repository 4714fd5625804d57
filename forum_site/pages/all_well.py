"""Is all well? What the doctor found last, for who keeps the record, with what to do about it."""

from contextlib import suppress

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from forum_site.backups import kept
from forum_site.watching import doctor
from members.access import keeps_the_record
from members.entry import hide_unless

LOOK = "forum_site.look"  # the job


def all_well(request):
    """What was found, what is wrong in front; a press has the site look again, which takes it some seconds."""
    hide_unless(request, keeps_the_record(request.user))
    if request.method == "POST":
        with suppress(AlreadyEnqueued), transaction.atomic():  # it is about to look
            app.configure_task(LOOK, queueing_lock=LOOK).defer()
        messages.success(request, _("The site is looking. Open this page again in a minute."))
        return redirect("all_well")
    done, found = doctor.last()
    context = {
        "done": done,
        "wrong": [finding for finding in found if not finding.is_well],
        "well": [finding for finding in found if finding.is_well],
        "backup": kept.done("backup"),
        "rehearsal": kept.done("rehearsal"),
    }
    return render(request, "forum_site/all_well.html", context)
