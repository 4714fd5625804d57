"""Pages of consultations: what is asked, the plan until the deadline, and what became of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from common.steps import mark_of, offered
from library import access
from library.consulting import answers, bringing, lifecycle, planning
from library.consulting.forms import ApprovalForm, OutcomeForm, SendForm
from library.forms import ConsultationForm
from library.models import AnswerDraft, Consultation, Document, Outcome
from meetings.agenda.ties import tie_by_key
from meetings.models import Decision
from meetings.papers import reading
from members import handing_out
from members.access import Circle, belongs, circle_of, keeps_the_record
from members.entry import fetch, hide_unless, require
from members.pressing import press_step

RELATED = ("lead", "lead_group", "ballot")


@require_safe
def consultations(request):
    """Consultations that are open, and those that are over, by year with what came of them."""
    hide_unless(request, belongs(request.user))
    seen = Consultation.objects.visible_to(request.user)
    page = Paginator(seen.closed(), 30).get_page(request.GET.get("page"))
    context = {"open_ones": seen.open(), "page": page, "may_keep": access.may_keep_library(request.user)}
    return render(request, "library/consultations.html", context)


@require_safe
def consultation(request, pk):
    """One consultation: what is asked, who leads the answer, what is next, and what came of it."""
    rows = planning.planned(Consultation.objects.select_related(*RELATED))
    row = fetch(request, rows, pk=pk)
    reader = request.user
    interested = list(row.interested.select_related("person"))
    context = {
        "consultation": row,
        "response": Document.objects.visible_to(reader).filter(pk=row.response_id).first() if row.response_id else None,
        "decision": _decision(row, reader),
        "tie": tie_by_key(row.item_id, circle_of(reader)),
        "drafts": list(AnswerDraft.objects.visible_to(reader).filter(consultation=row)),
        "interested": [one.person for one in interested],
        "is_interested": any(one.person_id == reader.pk for one in interested),
        "outcomes": Outcome.objects.of(reader, consultation=row),
        "unread": reading.unread([row.sent_file.name]) if row.sent_file and keeps_the_record(reader) else {},
        **_answering(row, reader),
    }
    return render(request, "library/consultation.html", context)


def _answering(row, reader) -> dict:
    """Return the plan of an answer as a reader sees it, and what they may do for it."""
    in_forum = circle_of(reader) >= Circle.MEMBER
    plan = planning.plan_of(row, reader) if in_forum and row.state == Consultation.State.OPEN else None
    may_write = access.may_write_answer(reader, row) and not answers.against_writing(row)
    way = bringing.way_of(row, reader) if may_write and plan is not None else None
    return {
        "plan": plan,
        "ballot": row.ballot if in_forum else None,
        "may_write": may_write,
        "may_bring": way is not None and not way.against,
        "is_brought": way is not None and way.item is not None,
        "may_keep": access.may_keep_library(reader),
        "may_ask": access.may_keep_library(reader) and not answers.against_asking(row),
        "steps": offered(lifecycle.STEPS.values(), reader, row),
    }


def _decision(row, reader):
    """Return the decision that agreed to an answer, as far as a reader may see it."""
    if not row.approved_by_id:
        return None
    rows = Decision.objects.visible_to(reader).select_related("paragraph__item__meeting")
    return rows.filter(pk=row.approved_by_id).first()


def add_consultation(request):
    """List a consultation."""
    require(request, access.may_keep_library(request.user))
    form = ConsultationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("The consultation is listed."))
        return redirect(form.save())
    return render(request, "library/add_consultation.html", {"form": form})


def _kept(request, pk):
    """Return a consultation, for those who keep the library."""
    row = fetch(request, Consultation.objects.select_related(*RELATED), pk=pk)
    require(request, access.may_keep_library(request.user))
    return row


def _edited(request, row, kind, template, said):
    """Answer with a form over a consultation; saved, it leads back to it."""
    form = kind(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, said)
        return redirect(row)
    return render(request, template, {"form": form, "consultation": row}, status=form.status)


def edit_consultation(request, pk):
    """Change what is said about a consultation, and who leads its answer."""
    row = _kept(request, pk)
    return _edited(request, row, ConsultationForm, "library/edit_consultation.html", _("The consultation is saved."))


def approve_answer(request, pk):
    """Record the decision by which a meeting agreed to the answer."""
    template = "library/consulting/approve_answer.html"
    return _edited(request, _kept(request, pk), ApprovalForm, template, _("The decision is recorded."))


def tell_outcome(request, pk):
    """Say what came of a consultation: who keeps the library, and who led the answer."""
    row = fetch(request, Consultation.objects.select_related(*RELATED), pk=pk)
    require(request, access.may_write_answer(request.user, row))
    template = "library/consulting/tell_outcome.html"
    return _edited(request, row, OutcomeForm, template, _("What came of it is saved."))


@require_POST
def join_consultation(request, pk):
    """Say that one is interested in a consultation, or no more."""
    row = fetch(request, Consultation.objects, pk=pk)
    require(request, belongs(request.user))
    verb = answers.leave if request.POST.get("to") == "leave" else answers.join
    verb(consultation=row, person=request.user)
    return redirect(f"{row.get_absolute_url()}#interested")


def consultation_step(request, pk, name):
    """Let a consultation pass, take it up, or say that it was not sent, after a page that says what that does."""
    row, step = _kept(request, pk), lifecycle.STEPS.get(name)
    if step is None or step == lifecycle.SEND:
        raise Http404
    possible = step in offered([step], request.user, row)
    is_taken, changed = press_step(request, row, step) if request.method == "POST" else (False, [])
    if is_taken:
        return redirect(row)
    context = {"consultation": row, "step": step, "possible": possible, "mark": mark_of(row, step), "changed": changed}
    status = 409 if request.method == "POST" or not possible else 200
    return render(request, "library/consulting/consultation_step.html", context, status=status)


def send_answer(request, pk):
    """Record that the answer is sent: when, the file, and for whom it is in the library."""
    row, step = _kept(request, pk), lifecycle.SEND
    require(request, True, step.asks(row) if step.is_open_to(row) else step.closed)
    form, status, changed = SendForm(request.POST or None, request.FILES or None), 200, []
    if request.method == "POST" and form.is_valid():
        is_sent, changed = form.found_room(press_step, request, row, step, **form.cleaned_data) or (False, [])
        if is_sent:
            return redirect(row)
        status = getattr(form, "status", 409)
    context = {"consultation": row, "step": step, "form": form, "mark": mark_of(row, step), "changed": changed}
    return render(request, "library/consulting/send_answer.html", context, status=status)


@require_safe
def sent_file(request, pk):
    """The file that was sent, for who reads the consultation."""
    row = fetch(request, Consultation.objects, pk=pk)
    if not row.sent_file:
        raise Http404
    try:
        return handing_out.served(request, row.sent_file.open, row.sent_name, row.sent_type, etag=row.sent_file.name)
    except FileNotFoundError:
        raise Http404 from None
