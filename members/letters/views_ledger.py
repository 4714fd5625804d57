"""The ledger for who keeps the record: letters that could not be sent, and trying one again."""

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import access
from members.entry import fetch, hide_unless
from members.letters import letters as ledger
from members.letters import refused, trying
from members.models import Incoming, Letter, Mailbox, ReturnedAddress


@require_safe
def letters(request):
    """The ledger: letters that could not be sent, and how many wait, are tried again or are held back."""
    hide_unless(request, access.keeps_the_record(request.user))
    rows = Letter.objects.visible_to(request.user)
    page = Paginator(rows.failed().select_related("person"), 50).get_page(request.GET.get("page"))
    for letter in page:
        letter.name, letter.why = ledger.name_of(letter), refused.sentence(letter.error)
    counts = rows.aggregate(
        sent=Count("pk", filter=Q(state=Letter.State.SENT)),
        waiting=Count("pk", filter=Q(state=Letter.State.WAITING)),
        tried=Count("pk", filter=Q(state=Letter.State.WAITING) & ~Q(error="")),
        held=Count("pk", filter=Q(state=Letter.State.HELD)),
    )
    gone = ReturnedAddress.objects.visible_to(request.user).stopped().in_use().select_related("person")
    context = {"page": page, **counts, "gone": [(row, refused.why(row.status)) for row in gone], **_mailbox(request)}
    return render(request, "members/letters/letters.html", context)


def _mailbox(request) -> dict:
    """Return what is told of the Forum's mailbox: how far it is read, and what waits there for a person."""
    if settings.MAIL_INBOX is None:
        return {"mailbox": None}
    rows = Incoming.objects.visible_to(request.user).waiting().select_related("person")
    return {"mailbox": Mailbox.objects.filter(pk=1).first() or Mailbox(), "incoming": rows[:50]}


@require_POST
def try_letter_again(request, pk):
    """Send a letter that failed once more."""
    letter = fetch(request, Letter.objects, pk=pk)
    ledger.try_again(letter=letter)
    messages.success(request, _("The letter is on its way again."))
    return redirect("members:letters")


@require_POST
def send_test_letter(request):
    """Send a letter to oneself, to see that letters arrive."""
    hide_unless(request, access.keeps_the_record(request.user))
    trying.send(person=request.user)
    messages.success(request, _("A letter to %(address)s is on its way.") % {"address": request.user.email})
    return redirect("members:letters")


@require_POST
def send_letters(request, state):
    """Send every letter that failed, or every one that is held back since a restore."""
    hide_unless(request, access.keeps_the_record(request.user))
    number = ledger.send_all(Letter.State(state))
    messages.success(request, _("Letters on their way: %(number)s.") % {"number": number})
    return redirect("members:letters")


@require_POST
def drop_letters(request):
    """Drop the letters that are held back: who should have got them has them already, or needs them no more."""
    hide_unless(request, access.keeps_the_record(request.user))
    number = ledger.drop_held()
    messages.success(request, _("Letters dropped: %(number)s.") % {"number": number})
    return redirect("members:letters")
