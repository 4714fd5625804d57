"""Pages of who keeps the record: promotional letters, and second factors that were lost."""

from functools import partial

from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from common.editing import IllegalChange
from common.rich_text import clean_html
from common.versions.seen import mark_of
from members import access
from members.entry import fetch, hide_unless, require
from members.letters import mailings as verbs
from members.letters.forms import MailingForm
from members.models import Mailing
from members.pressing import press


@require_safe
def mailings(request):
    """The promotional letters, drafts and sent."""
    hide_unless(request, access.keeps_the_record(request.user))
    page = Paginator(Mailing.objects.visible_to(request.user), 50).get_page(request.GET.get("page"))
    return render(request, "members/letters/mailings.html", {"page": page, "readers": verbs.readers().count()})


def edit_mailing(request, pk=None):
    """Write a promotional letter, or go on with a draft."""
    require(request, access.keeps_the_record(request.user))
    row = fetch(request, Mailing.objects, pk=pk) if pk else Mailing()
    if row.sent_at:
        raise IllegalChange(_("This letter has been sent, and stands as it is."))
    form = MailingForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and verbs.save(form=form):
        return redirect("members:mailing", form.instance.pk)
    context = {"form": form, "mailing": row}
    return render(request, "members/letters/edit_mailing.html", context, status=form.status)


def mailing(request, pk):
    """One promotional letter as its readers get it, and the press that sends it."""
    row, context = fetch(request, Mailing.objects.select_related("sent_by"), pk=pk), {}
    if request.method == "POST":
        is_sent, context["changed"] = press(request, partial(verbs.send, mailing=row, by=request.user), _on_its_way)
        if is_sent:
            return redirect("members:mailing", row.pk)
    sides = [_side(row, code) for code in ("cy", "en")]
    context |= {"mailing": row, "sides": [side for side in sides if side[1] or side[2]], "mark": mark_of([row])}
    context["readers"] = verbs.readers().count()
    return render(request, "members/letters/mailing.html", context, status=409 if request.method == "POST" else 200)


def _on_its_way(number):
    said = ngettext(
        "The letter is on its way to %(number)s person.", "The letter is on its way to %(number)s people.", number
    )
    return said % {"number": number}


def _side(row, code):
    """Return (language, subject, text as HTML) of one side of a letter."""
    return code, getattr(row, f"subject_{code}"), mark_safe(clean_html(getattr(row, f"text_{code}")))  # noqa: S308
