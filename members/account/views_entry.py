"""Pages on the way in: what a first login offers, and what stands there for who no longer belongs."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe


@require_safe
@login_required
def ways_in(request):
    """After the first login with a code: a passkey or a password may be set, or not."""
    url = request.GET.get("next", "")
    onward = url if url_has_allowed_host_and_scheme(url, allowed_hosts={request.get_host()}) else "/"
    return render(request, "members/account/ways_in.html", {"onward": onward})


@require_safe
def ended(request):
    """For whoever logged in and no longer belongs: says so kindly, and how to come back."""
    return render(request, "members/account/ended.html", status=403)
