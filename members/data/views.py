"""Pages about what the Forum owes people: the privacy notice, the accessibility statement, complaints."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members import access, pages
from members.account.ratelimits import may_complain
from members.data import complaints as verbs
from members.data.forms import ComplaintForm, ReplyForm
from members.entry import fetch, hide_unless
from members.models import Complaint, MembershipRules, Page
from members.standing import bodies, offices


@require_safe
def page(request, key):
    """The privacy notice or the accessibility statement."""
    return render(request, "members/data/page.html", _written(request, key))


@require_safe
def contact(request):
    """Who the Forum is, whom one writes to, what membership costs: what whoever comes from outside asks."""
    more = {"cost": MembershipRules.now().cost, "officers": offices.shown_to_everybody(), "bodies": bodies.members()}
    return render(request, "members/data/contact.html", _written(request, Page.Key.CONTACT) | more)


def _written(request, key):
    """Return what a page says: as staff have written it, else the text that the site brings."""
    row = Page.objects.visible_to(request.user).filter(key=key).first()
    title, text = pages.shown(key, row)
    context = {"page": row, "title": title, "text": text, "html": mark_safe(text)}  # noqa: S308 (just cleaned)
    return context | {"edit_url": pages.where_written(request.user, key, row)}


def complain(request):
    """Complain to the Forum, with or without an account."""
    form = ComplaintForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        if not may_complain(request):
            return render(request, "429.html", status=429)
        if not form.cleaned_data["website"]:
            verbs.receive(complaint=form.save(commit=False))
        return redirect("members:complained")
    return render(request, "members/data/complaint_form.html", {"form": form})


@require_safe
def complained(request):
    """Thank who has complained, and say by when they hear."""
    return render(request, "members/data/complaint_thanks.html")


@require_safe
def complaints(request):
    """The complaints, those that wait first, with the days that are left."""
    hide_unless(request, access.keeps_the_record(request.user))
    rows = Complaint.objects.visible_to(request.user)
    page = Paginator(rows.exclude(closed_at=None), 50).get_page(request.GET.get("page"))
    return render(request, "members/data/complaints.html", {"waiting": rows.open(), "page": page})


def complaint(request, pk):
    """One complaint, and a place to answer it."""
    row = fetch(request, Complaint.objects.select_related("closed_by"), pk=pk)
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        verbs.close(complaint=row, by=request.user, reply=form.cleaned_data["reply"])
        messages.success(request, _("The answer is on its way."))
        return redirect("members:complaints")
    return render(request, "members/data/complaint.html", {"complaint": row, "form": form})
