"""Pages of who keeps the record: promotional letters, and second factors that were lost."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from common.editing import IllegalChange
from common.rich_text import clean_html
from members import access
from members.account import lost_factors
from members.account.forms import LostFactorForm, MailingForm
from members.entry import fetch, require, reveal
from members.letters import mailings as verbs
from members.models import LostFactor, Mailing


def mailings(request):
    """The promotional letters, drafts and sent."""
    reveal(request, access.keeps_the_record(request.user))
    page = Paginator(Mailing.objects.visible_to(request.user), 50).get_page(request.GET.get("page"))
    return render(request, "members/mailings.html", {"page": page, "readers": verbs.readers().count()})


def edit_mailing(request, pk=None):
    """Write a promotional letter, or go on with a draft."""
    require(request, access.keeps_the_record(request.user))
    row = fetch(request, Mailing.objects, pk=pk) if pk else Mailing()
    if row.sent_at:
        raise IllegalChange(_("This letter has been sent, and stands as it is."))
    form = MailingForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid():
        verbs.save(mailing=form.save(commit=False))
        return redirect("members:mailing", form.instance.pk)
    return render(request, "members/edit_mailing.html", {"form": form, "mailing": row})


def mailing(request, pk):
    """One promotional letter as its readers get it, and the press that sends it."""
    row = fetch(request, Mailing.objects.select_related("sent_by"), pk=pk)
    if request.method == "POST":
        number = verbs.send(mailing=row, by=request.user)
        said = ngettext(
            "The letter is on its way to %(number)s person.", "The letter is on its way to %(number)s people.", number
        )
        messages.success(request, said % {"number": number})
        return redirect("members:mailing", row.pk)
    sides = [_side(row, code) for code in ("cy", "en")]
    written = [side for side in sides if side[1] or side[2]]
    return render(
        request, "members/mailing.html", {"mailing": row, "sides": written, "readers": verbs.readers().count()}
    )


def _side(row, code):
    """Return (language, subject, text as HTML) of one side of a letter."""
    return code, getattr(row, f"subject_{code}"), mark_safe(clean_html(getattr(row, f"text_{code}")))  # noqa: S308


def lost_factors_all(request):
    """Lost factors: those that wait for a second person, what was done, and the form to ask."""
    reveal(request, access.may_help_with_factors(request.user))
    form = LostFactorForm(request.POST or None, by=request.user, initial={"person": request.GET.get("person")})
    if request.method == "POST" and form.is_valid():
        row = lost_factors.ask(by=request.user, **form.cleaned_data)
        messages.success(
            request, _("A second person must now confirm it. They and the person have been told by letter.")
        )
        return redirect("members:lost_factor", row.pk)
    rows = LostFactor.objects.visible_to(request.user).select_related(
        "person", "opened_by", "confirmed_by", "withdrawn_by"
    )
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "members/lost_factors_all.html", {"form": form, "page": page})


def lost_factor(request, pk):
    """One lost factor: a second person confirms, anybody who may help withdraws."""
    rows = LostFactor.objects.select_related("person", "opened_by", "confirmed_by", "withdrawn_by")
    row = fetch(request, rows, pk=pk)
    if request.method == "POST":
        _decide(request, row)
        return redirect("members:lost_factor", row.pk)
    may_confirm = row.is_open and request.user not in (row.opened_by, row.person)
    return render(request, "members/lost_factor.html", {"row": row, "may_confirm": may_confirm})


def _decide(request, row):
    if request.POST.get("answer") == "confirm":
        lost_factors.confirm(request=row, by=request.user)
        messages.success(request, _("The second factor is removed, and every session of theirs has ended."))
    else:
        lost_factors.withdraw(request=row, by=request.user)
        messages.success(request, _("The request is withdrawn."))
