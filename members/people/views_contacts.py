"""Pages of the contacts, for who keeps the record: the people at other bodies, what was said, and what follows."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members import access
from members.entry import fetch, hide_unless, require
from members.models import Stakeholder
from members.people import contacts
from members.people.forms_contacts import ContactNoteForm, StakeholderForm


@require_safe
def stakeholders(request):
    """Whom the Forum keeps in touch with; those with a next step first."""
    hide_unless(request, access.keeps_the_record(request.user))
    rows = Stakeholder.objects.visible_to(request.user).select_related("organisation")
    rows = rows.order_by(F("next_step_on").asc(nulls_last=True), "name", "pk")
    return render(
        request, "members/people/stakeholders.html", {"page": Paginator(rows, 50).get_page(request.GET.get("page"))}
    )


def stakeholder(request, pk):
    """One contact with the notes, a place for the next, and a press for a next step that is done."""
    row = fetch(request, Stakeholder.objects.select_related("organisation"), pk=pk)
    if request.method == "POST" and request.POST.get("answer") == "done":
        contacts.finish_step(stakeholder=row, by=request.user)
        messages.success(request, _("The next step is done."))
        return redirect(row)
    form = ContactNoteForm(request.POST or None, initial={"next_step": row.next_step, "next_step_on": row.next_step_on})
    if request.method == "POST" and form.is_valid():
        contacts.note(stakeholder=row, by=request.user, **form.cleaned_data)
        messages.success(request, _("The note is saved."))
        return redirect(row)
    page = Paginator(row.notes.select_related("by"), 30).get_page(request.GET.get("page"))
    return render(request, "members/people/stakeholder.html", {"stakeholder": row, "page": page, "form": form})


def edit_stakeholder(request, pk=None):
    """Add a contact, or change one."""
    require(request, access.keeps_the_record(request.user))
    row = fetch(request, Stakeholder.objects, pk=pk) if pk else None
    form = StakeholderForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("The contact is saved."))
        return redirect(form.save())
    return render(request, "members/people/edit_stakeholder.html", {"form": form, "stakeholder": row})


def remove_stakeholder(request, pk):
    """Ask before a contact is removed for good, with its notes and history."""
    row = fetch(request, Stakeholder.objects, pk=pk)
    if request.method == "POST":
        contacts.remove(stakeholder=row, by=request.user)
        messages.success(request, _("The contact is removed."))
        return redirect("members:stakeholders")
    return render(request, "members/people/remove_stakeholder.html", {"stakeholder": row, "number": row.notes.count()})
