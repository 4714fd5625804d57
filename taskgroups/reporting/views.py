"""Pages of a group's report: written by its convenor, and brought to a meeting by one press."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.steps import version_in
from taskgroups import access
from taskgroups.entry import kept
from taskgroups.reporting import reporting
from taskgroups.reporting.forms import FinalReportForm

# What is said of a group that is proposed, and of the report of one at work.
BRING = {True: gettext_lazy("Bring it to a meeting"), False: gettext_lazy("Bring the report to a meeting")}
BROUGHT = {
    True: gettext_lazy("The group is on the agenda: %(title)s"),
    False: gettext_lazy("The report is on the agenda: %(title)s"),
}


def final_report(request, pk):
    """Write the final report."""
    group = kept(request, pk, access.against_working)
    form = FinalReportForm(request.POST or None, instance=group)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The report is saved."))
        return redirect(group)
    return render(request, "taskgroups/reporting/final_report.html", {"form": form, "group": group}, status=form.status)


def bring_report(request, pk):
    """Bring the report, or a group that is proposed, to the next meeting, after a page that says to which."""
    group = kept(request, pk, access.against_bringing)
    if request.method == "POST":
        item = reporting.bring(group=group, by=request.user, version=version_in(request.POST))
        messages.success(request, BROUGHT[group.is_proposed] % {"title": item.meeting.title})
        return redirect(group)
    context = {"group": group, "way": reporting.way_of(group, request.user), "heading": BRING[group.is_proposed]}
    return render(request, "taskgroups/reporting/bring_report.html", context)
