"""Pages of the pictures and files of posts and comments: attaching one, its words, removing it, handing it out."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from exchange import access
from exchange.attaching import attaching
from exchange.attaching.forms import AttachmentForm
from exchange.models import Attachment
from members import handing_out, undoing
from members.entry import fetch, hide_unless, require

WITH = ("post", "comment__post")


def attach(request, pk, model):
    """Attach a picture or file to one's own post or comment."""
    words = fetch(request, model.objects, pk=pk)
    require(request, access.wrote(request.user, words), access.against_more(words))
    form = AttachmentForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.found_room(attaching.attach, words=words, form=form):
        messages.success(request, _("It is on the page."))
        return redirect(words)
    return render(request, "exchange/attaching/attach.html", {"form": form, "words": words}, status=form.status)


def edit_attachment(request, pk):
    """Change what is said of a picture or file of one's own."""
    row = fetch(request, Attachment.objects.select_related(*WITH), pk=pk)
    require(request, access.wrote(request.user, row.hangs_on), access.against_more(row.hangs_on))
    form = AttachmentForm(request.POST or None, instance=row)
    if request.method == "POST" and form.is_valid() and form.save_if_current():
        messages.success(request, _("The words are saved."))
        return redirect(row.hangs_on)
    return render(
        request, "exchange/attaching/edit_attachment.html", {"form": form, "attachment": row}, status=form.status
    )


@require_POST
def remove_attachment(request, pk):
    """Remove a picture or file; the page it stood on offers to put it back."""
    row = fetch(request, Attachment.objects.select_related(*WITH), pk=pk)
    require(request, access.looks_after(request.user, row.hangs_on), access.against_more(row.hangs_on))
    attaching.remove(attachment=row)
    undoing.offer(request, _("It is removed."), "exchange:put_back_attachment", pk)
    return redirect(row.hangs_on)


@require_POST
def put_back_attachment(request, pk):
    """Put a removed picture or file back."""
    hide_unless(request, access.may_post(request.user))
    row = get_object_or_404(Attachment.objects.removed_for(request.user).select_related(*WITH), pk=pk)
    require(request, access.looks_after(request.user, row.hangs_on), access.against_more(row.hangs_on))
    attaching.put_back(attachment=row)
    messages.success(request, _("It is back."))
    return redirect(row.hangs_on)


@require_safe
def attachment(request, pk):
    """A picture or file, for whoever reads what it is attached to."""
    row = fetch(request, Attachment.objects, pk=pk)
    return handing_out.stored(request, row.file, row.name)
