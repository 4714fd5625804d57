"""Pages for joining: applying, answering applications, inviting, and the links in their letters."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from members import access, pages
from members.account.ratelimits import may_apply
from members.entry import fetch, hide_unless, read_as, require
from members.models import Application, Invite, Page
from members.standing import emails, joining
from members.standing.forms_joining import AnswerBackForm, ApplicationForm, InvitesForm, WordForm


def apply(request):
    """Apply to join."""
    form = ApplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if not may_apply(request):
            return render(request, "429.html", status=429)
        application = form.save(commit=False)
        application.agreed_to = f"{pages.version(Page.objects.filter(key=Page.Key.PRIVACY).first())} {get_language()}"
        if not form.cleaned_data["website"]:
            joining.apply(application=application)
        return redirect("members:applied")
    return render(request, "members/standing/apply.html", {"form": form})


@require_safe
def applied(request):
    """Thank who applied, whether or not we knew them."""
    return render(request, "members/standing/applied.html")


@require_safe
def applications(request):
    """The applications: those that wait, and those that are decided."""
    hide_unless(request, access.keeps_the_record(request.user))
    rows = Application.objects.visible_to(request.user)
    page = Paginator(rows.exclude(state__in=["waiting", "asked"]), 50).get_page(request.GET.get("page"))
    return render(request, "members/standing/applications.html", {"waiting": rows.waiting(), "page": page})


def application(request, pk):
    """One application, with what was said, and the answers to choose from."""
    row = fetch(request, Application.objects.select_related("decided_by", "person"), pk=pk)
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        text, path, answer = (form.cleaned_data[name] for name in ("text", "decision_path", "answer"))
        if answer == "ask":
            joining.ask_back(application=row, text=text)
        elif answer == "accept":
            joining.accept(application=row, by=request.user, text=text, decision_path=path)
        else:
            joining.decline(application=row, by=request.user, text=text)
        messages.success(request, _("The letter is on its way."))
        return redirect("members:applications")
    is_open = row.state in (row.State.WAITING, row.State.ASKED)
    return render(
        request,
        "members/standing/application.html",
        {"application": row, "words": row.words.all(), "form": form, "is_open": is_open},
    )


@never_cache
def application_by_link(request, token):
    """For who applies: answer what was asked back."""
    row = emails.opened(emails.APPLICATION_LINK, token, Application.objects.filter(state__in=["waiting", "asked"]))
    if row is None:
        return render(request, "members/dead_link.html", status=404)
    read_as(request, row)
    form = AnswerBackForm(request.POST or None)
    saved = request.method == "POST" and form.is_valid()
    if saved:
        joining.answer_back(application=row, text=form.cleaned_data["text"])
    return render(
        request,
        "members/standing/application_by_link.html",
        {"application": row, "words": row.words.all(), "form": form, "saved": saved},
    )


def invites(request):
    """Who has been invited, and a place to invite more."""
    require(request, access.keeps_the_record(request.user))
    form = InvitesForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        joining.invite_listed(form=form, by=request.user)
        if form.rows:
            text = ngettext("%(number)s letter is on its way.", "%(number)s letters are on their way.", len(form.rows))
            messages.success(request, text % {"number": len(form.rows)})
        if not form.errors:
            return redirect("members:invites")
        form.show_left()
    page = Paginator(Invite.objects.visible_to(request.user), 50).get_page(request.GET.get("page"))
    return render(request, "members/standing/invites.html", {"form": form, "page": page})


@require_POST
def change_invite(request, pk, change):
    """Send an invitation again, or withdraw it."""
    row = fetch(request, Invite.objects, pk=pk)
    verb = {"again": joining.send_again, "withdraw": joining.withdraw}[change]
    verb(row=row)
    messages.success(
        request, _("The letter is on its way.") if change == "again" else _("The invitation is withdrawn.")
    )
    return redirect("members:invites")


@never_cache
def invite_by_link(request, token):
    """For who is invited: accept or decline, by a press; afterwards the link says which of the two they did."""
    row = emails.opened(emails.INVITE_LINK, token, Invite.objects.exclude(state=Invite.State.WITHDRAWN))
    if row is None:
        return render(request, "members/dead_link.html", status=404)
    read_as(request, row)
    if row.state != Invite.State.SENT:
        facts = {"accepted": row.state == Invite.State.ACCEPTED, "was_before": True}
        return render(request, "members/standing/invite_answered.html", facts, status=410)
    if request.method == "POST" and request.POST.get("answer") in ("accept", "decline"):
        accepts = request.POST["answer"] == "accept"
        joining.answer_invite(row=row, accept=accepts)
        return render(request, "members/standing/invite_answered.html", {"accepted": accepts})
    return render(request, "members/standing/invite_by_link.html", {"row": row}, status=200 if row.is_open else 410)
