"""Pages of the contacts, for who keeps the record: the people at other bodies, what was said, and what follows."""

from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.languages.ordering import InOrder
from common.versions.seen import mark_of
from members import access
from members.entry import fetch, hide_unless, require
from members.models import Stakeholder
from members.people import contacts
from members.people.forms_contacts import ContactNoteForm, StakeholderForm
from members.pressing import press


@require_safe
def stakeholders(request):
    """Whom the Forum keeps in touch with; those with a next step first."""
    hide_unless(request, access.keeps_the_record(request.user))
    rows = Stakeholder.objects.visible_to(request.user).select_related("organisation")
    rows = rows.order_by(F("next_step_on").asc(nulls_last=True), InOrder("name"), "pk")
    return render(
        request, "members/people/stakeholders.html", {"page": Paginator(rows, 50).get_page(request.GET.get("page"))}
    )


def stakeholder(request, pk):
    """One contact with the notes, a place for the next, and a press for a next step that is done."""
    row = fetch(request, Stakeholder.objects.select_related("organisation"), pk=pk)
    is_finished = request.POST.get("answer") == "done"
    data = None if is_finished else request.POST or None
    form = ContactNoteForm(data, initial={"next_step": row.next_step, "next_step_on": row.next_step_on})
    context, status = {"stakeholder": row, "form": form, "mark": mark_of([row])}, 200
    if is_finished or form.is_valid():
        verb, said = contacts.finish_step, _("The next step is done.")
        if not is_finished:
            verb, said = partial(contacts.note, **form.cleaned_data), _("The note is saved.")
        is_done, context["changed"] = press(request, partial(verb, stakeholder=row, by=request.user), said)
        if is_done:
            return redirect(row)
        status = 409
    context["page"] = Paginator(row.notes.select_related("by"), 30).get_page(request.GET.get("page"))
    return render(request, "members/people/stakeholder.html", context, status=status)


def edit_stakeholder(request, pk=None):
    """Add a contact, or change one."""
    require(request, access.keeps_the_record(request.user))
    row = fetch(request, Stakeholder.objects, pk=pk) if pk else None
    form = StakeholderForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The contact is saved."))
        return redirect(form.instance)
    context = {"form": form, "stakeholder": row}
    return render(request, "members/people/edit_stakeholder.html", context, status=form.status)


def remove_stakeholder(request, pk):
    """Ask before a contact is removed for good, with its notes and history."""
    row = fetch(request, Stakeholder.objects, pk=pk)
    if request.method == "POST":
        contacts.remove(stakeholder=row, by=request.user)
        messages.success(request, _("The contact is removed."))
        return redirect("members:stakeholders")
    return render(request, "members/people/remove_stakeholder.html", {"stakeholder": row, "number": row.notes.count()})
