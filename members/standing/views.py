"""Pages of standing: given and ended by who keeps the record, left by oneself;
the rules of membership, and renewals.
"""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from members import access
from members.entry import fetch, hide_unless, read_as
from members.models import MembershipRules, Person, Renewal, Representative, Standing, Term
from members.standing import emails, renewals, standing
from members.standing.forms import EndForm, GiveForm, MembershipRulesForm


def ending(request, *, period, verb, title, back, gone=(), **form_facts):
    """Answer with the step that ends a Period by a verb's press, or with its page;
    `gone` are Periods that end with it.
    """
    form = EndForm(request.POST or None, period=period, **form_facts)
    if request.method == "POST" and form.is_valid():
        facts = {"because": form.cleaned_data["because"]} if "because" in form.fields else {}
        verb(**facts, on=form.cleaned_data["ends_on"])
        if not request.session.exists(request.session.session_key):  # one's own end
            logout(request)
            return redirect("members:left")
        messages.success(request, _("It has ended, and stays in the record."))
        return redirect(back)
    context = {"form": form, "title": title, "back": back, "period": period, "gone": gone}
    return render(request, "members/standing/end_period.html", context)


def end_standing(request, pk):
    """End a person's standing: not renewed, left or removed."""
    hide_unless(request, access.keeps_the_record(request.user))
    row = fetch(request, Person.objects, pk=pk)
    own = Standing.objects.not_over().filter(person=row).order_by("starts_on").first()
    if own is None:
        raise Http404
    title = _("End the standing of %(name)s") % {"name": row.name}
    return ending(
        request,
        period=own,
        verb=lambda **facts: standing.end(standing=own, **facts),
        title=title,
        back=row.get_absolute_url(),
        gone=_held(row),
    )


def _held(person):
    """Return what a person gives up with their standing, unless it only lapses."""
    terms = Term.objects.not_over().filter(person=person).select_related("office")
    return [*terms, *Representative.objects.not_over().filter(person=person).select_related("organisation")]


def give_standing(request, pk):
    """Give a person a standing, the first time or again."""
    hide_unless(request, access.keeps_the_record(request.user))
    row = fetch(request, Person.objects, pk=pk)
    form = GiveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        standing.give(person=row, **form.cleaned_data)
        messages.success(request, _("The standing is given."))
        return redirect(row)
    return render(request, "members/standing/give_standing.html", {"form": form, "whose": row})


@login_required
def leave(request):
    """Leave the Forum oneself, after a step that says what that means."""
    held, own = _held(request.user), Standing.objects.current().filter(person=request.user).first()
    if own is None and not any(isinstance(period, Representative) for period in held):
        raise Http404
    if request.method == "POST":
        standing.leave(person=Person.objects.get(pk=request.user.pk))
        logout(request)
        return redirect("members:left")
    return render(request, "members/standing/leave.html", {"standing": own, "gone": held})


@require_safe
def left(request):
    """Say good-bye to who has left."""
    return render(request, "members/standing/left.html")


def membership_rules(request):
    """Which standings the Forum uses, who accepts members, and whether they renew."""
    hide_unless(request, access.keeps_the_record(request.user))
    rules = MembershipRules.now()
    form = MembershipRulesForm(request.POST or None, instance=rules)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The rules are saved."))
        return redirect("members:membership_rules")
    return render(
        request,
        "members/standing/membership_rules.html",
        {"form": form, "has_renewals": MembershipRules.now().has_renewals},
        status=form.status,
    )


@require_safe
def renewals_open(request):
    """Who has not said yet that they stay; only while the Forum has renewals."""
    rules = MembershipRules.now()
    hide_unless(request, access.keeps_the_record(request.user) and rules.has_renewals)
    page = Paginator(renewals.not_renewed(), 50).get_page(request.GET.get("page"))
    rows = [(renewal, renewals.last_day(renewal, rules)) for renewal in page]
    due = renewals.day_due(rules)
    stay = Renewal.objects.filter(due_on=due).exclude(renewed_at=None).count()
    return render(
        request, "members/standing/renewals_open.html", {"page": page, "rows": rows, "due": due, "stay": stay}
    )


@require_POST
def renew_for(request, pk):
    """Record for somebody that they stay: they have said so by word of mouth."""
    hide_unless(request, access.keeps_the_record(request.user))
    row = emails.open_renewals().filter(pk=pk).first()
    if row is None:
        raise Http404
    renewals.renew(renewal=row)
    messages.success(request, _("%(name)s stays.") % {"name": row.person.name})
    return redirect("members:renewals_open")


@never_cache
def renewal_by_link(request, token):
    """For who is asked whether they stay: one press."""
    row = emails.opened(emails.RENEWAL_LINK, token, emails.open_renewals())
    if row is None or row.period.is_over:
        return render(request, "members/dead_link.html", status=404)
    read_as(request, row.person)
    if request.method == "POST":
        row = renewals.renew(renewal=row)
    return render(
        request,
        "members/standing/renewal_by_link.html",
        {"renewal": row, "action": reverse("members:renewal_by_link", args=[token])},
    )
