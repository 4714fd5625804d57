"""The press that has letters sent again to an address that they came back from."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.entry import fetch
from members.inbox import returned
from members.models import ReturnedAddress


@require_POST
def use_address_again(request, pk):
    """Have letters sent to an address again: by who keeps the record, or by its owner, who know that it works."""
    row = fetch(request, ReturnedAddress.objects, pk=pk)
    returned.use_again(returned=row)
    messages.success(request, _("Letters go to %(address)s again.") % {"address": row.address})
    return redirect("members:account" if row.person_id == request.user.pk else "members:letters")
