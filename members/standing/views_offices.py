"""Pages of the offices: who holds which and who did; appointing somebody, and the end of a term."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members import access
from members.entry import hide_unless
from members.models import Office, Term
from members.standing import offices
from members.standing.forms import AppointForm
from members.standing.views import ending


@require_safe
def offices_all(request):
    """Every office with its holder or vacancy, and who held it when."""
    hide_unless(request, access.may_read_directory(request.user))
    context = {"rows": offices.all_held(), "may_appoint": access.keeps_the_record(request.user)}
    return render(request, "members/standing/offices_all.html", context)


def appoint(request, pk):
    """Appoint somebody to an office."""
    hide_unless(request, access.keeps_the_record(request.user))
    office = get_object_or_404(Office, pk=pk)
    form = AppointForm(request.POST or None, instance=Term(office=office), initial={"starts_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        offices.appoint(term=form.save(commit=False), ends_others=form.cleaned_data.get("others") == "end")
        messages.success(request, _("The appointment is saved."))
        return redirect("members:offices_all")
    return render(request, "members/standing/appoint.html", {"form": form, "office": office})


def end_term(request, pk):
    """End a term of office."""
    hide_unless(request, access.keeps_the_record(request.user))
    term = get_object_or_404(Term.objects.select_related("office", "person"), pk=pk)
    title = _("End the term of %(name)s") % {"name": term.person.name}
    back = reverse("members:offices_all")
    return ending(
        request,
        period=term,
        verb=lambda **facts: offices.end_term(term=term, **facts),
        title=title,
        back=back,
        asks_why=False,
    )
