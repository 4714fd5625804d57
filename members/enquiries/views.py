"""Pages of enquiries: asking, for everybody; and, for who answers them, all that wait and what is done with one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from common.versions.seen import mark_of
from members import access
from members.account.ratelimits import may_enquire
from members.enquiries import answering
from members.enquiries.forms import FORMS, AnswererForm, EnquiryForm
from members.entry import fetch, hide_unless, require
from members.models import Answerer, Enquiry
from members.models.areas import areas, choices

ACTS = {  # what is done with an enquiry: the verb, what is said then, whether it asks that the page is as it was
    "answer": (answering.answer, gettext_lazy("The answer is on its way."), False),
    "note": (answering.note, gettext_lazy("The note is saved."), False),
    "hand_on": (answering.hand_on, gettext_lazy("It is handed on; they get a letter."), True),
    "close": (answering.close, gettext_lazy("The enquiry is closed."), True),
}


def enquire(request):
    """Ask about a social co-operative nearby, with or without an account."""
    form = EnquiryForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not may_enquire(request):
            return render(request, "429.html", status=429)
        if not form.cleaned_data["website"]:
            answering.receive(enquiry=form.save(commit=False))
        return redirect("members:enquired")
    return render(request, "members/enquiries/enquire.html", {"form": form})


@require_safe
def enquired(request):
    """Thank who has asked, and say what comes next."""
    return render(request, "members/enquiries/enquired.html")


@require_safe
def enquiries(request):
    """The enquiries that are this reader's to answer, those that are open first; for who keeps the record all."""
    rows = Enquiry.objects.visible_to(request.user)
    may_keep = access.keeps_the_record(request.user)
    hide_unless(request, may_keep or rows.exists() or Answerer.objects.filter(person=request.user.pk).exists())
    context = {
        "waiting": rows.open().select_related("answerer"),
        "page": Paginator(rows.exclude(closed_at=None), 50).get_page(request.GET.get("page")),
        "may_keep": may_keep,
        "areas": _areas() if may_keep else [],
    }
    return render(request, "members/enquiries/enquiries.html", context)


def _areas() -> list:
    """Return (key, name, who answers or None) of each area."""
    found = {row.area: row.person for row in Answerer.objects.select_related("person")}
    return [(one.key, one.name, found.get(one.key)) for one in areas() if not one.is_withdrawn or one.key in found]


def enquiry(request, pk):
    """One enquiry with all that was said, and a place to answer, to note, to hand it on and to close it."""
    row = fetch(request, Enquiry.objects.select_related("answerer", "contact"), pk=pk)
    act = request.POST.get("act", "")
    first = {"note": {"next_step": row.next_step, "next_step_on": row.next_step_on}}
    forms = {
        name: form(request.POST if act == name else None, prefix=name, initial=first.get(name))
        for name, form in FORMS.items()
    }
    if act in ACTS and forms[act].is_valid():
        verb, said, is_marked = ACTS[act]
        facts = forms[act].cleaned_data | ({"mark": request.POST.get("mark", "")} if is_marked else {})
        verb(enquiry=row, by=request.user, **facts)
        messages.success(request, said)
        return redirect(row if Enquiry.objects.visible_to(request.user).filter(pk=pk).exists() else "members:enquiries")
    context = {"enquiry": row, "forms": forms, "words": row.words.select_related("by"), "mark": mark_of([row])}
    context |= {"may_keep": access.keeps_the_record(request.user)}
    return render(request, "members/enquiries/enquiry.html", context)


@require_POST
def open_enquiry_again(request, pk):
    """Open a closed enquiry again."""
    row = fetch(request, Enquiry.objects, pk=pk)
    answering.open_again(enquiry=row, by=request.user)
    messages.success(request, _("The enquiry is open again."))
    return redirect(row)


@require_POST
def keep_contact(request, pk):
    """Keep whoever asked as a contact of the Forum."""
    row = fetch(request, Enquiry.objects, pk=pk)
    require(request, access.keeps_the_record(request.user))
    messages.success(request, _("They are among the contacts now."))
    return redirect(answering.keep_contact(enquiry=row))


def answerer(request, area):
    """Say who answers the enquiries from an area."""
    names = dict(choices())
    hide_unless(request, access.keeps_the_record(request.user) and area in names)
    row = Answerer.objects.filter(area=area).first()
    form = AnswererForm(request.POST or None, initial={"person": row.person_id if row else None})
    if request.method == "POST" and form.is_valid():
        answering.assign(area=area, **form.cleaned_data)
        messages.success(request, _("It is saved. Enquiries that come from now on go there."))
        return redirect("members:enquiries")
    return render(request, "members/enquiries/answerer.html", {"form": form, "area": names[area]})
