"""The ledger for who keeps the record: letters that could not be sent, and trying one again."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import access
from members.entry import fetch, hide_unless
from members.letters import letters as ledger
from members.models import Letter


def letters(request):
    """The ledger: letters that could not be sent, and how many wait."""
    hide_unless(request, access.keeps_the_record(request.user))
    rows = Letter.objects.visible_to(request.user)
    page = Paginator(rows.failed().select_related("person"), 50).get_page(request.GET.get("page"))
    for letter in page:
        letter.name = ledger.name_of(letter)
    waiting = rows.filter(state=Letter.State.WAITING).count()
    sent = rows.filter(state=Letter.State.SENT).count()
    return render(request, "members/letters/letters.html", {"page": page, "waiting": waiting, "sent": sent})


@require_POST
def try_letter_again(request, pk):
    """Send a letter that failed once more."""
    letter = fetch(request, Letter.objects, pk=pk)
    ledger.try_again(letter=letter)
    messages.success(request, _("The letter is on its way again."))
    return redirect("members:letters")
