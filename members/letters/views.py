"""Pages of who keeps the record: promotional letters, and second factors that were lost."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from common.editing import IllegalChange
from common.rich_text import clean_html
from members import access
from members.entry import fetch, hide_unless, require
from members.letters import mailings as verbs
from members.letters.forms import MailingForm
from members.models import Mailing


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
    if request.method == "POST" and form.is_valid():
        verbs.save(mailing=form.save(commit=False))
        return redirect("members:mailing", form.instance.pk)
    return render(request, "members/letters/edit_mailing.html", {"form": form, "mailing": row})


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
        request, "members/letters/mailing.html", {"mailing": row, "sides": written, "readers": verbs.readers().count()}
    )


def _side(row, code):
    """Return (language, subject, text as HTML) of one side of a letter."""
    return code, getattr(row, f"subject_{code}"), mark_safe(clean_html(getattr(row, f"text_{code}")))  # noqa: S308
