"""One's own account on one page: letters wanted, ways to log in, where one is logged in;
and the links that end letters.
"""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from common.both_languages import reading_language
from members.account import sessions
from members.account.forms import LettersForm
from members.entry import read_as
from members.letters import preferences
from members.models import ReturnedAddress


@require_safe
@login_required
def account(request):
    """Everything about one's account at a glance, with a way to each."""
    factors = {factor.type: factor for factor in Authenticator.objects.filter(user=request.user)}
    codes = factors.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "has_password": request.user.has_usable_password(),
        "has_app": Authenticator.Type.TOTP in factors,
        "has_keys": Authenticator.Type.WEBAUTHN in factors,
        "codes": len(codes.wrap().get_unused_codes()) if codes else 0,
        "wanted": preferences.letters_wanted(request.user),
        "changing_to": EmailAddress.objects.filter(user=request.user, verified=False).first(),
        "gone": ReturnedAddress.objects.stopped().in_use().filter(person=request.user).first(),
        "sessions": UserSession.objects.filter(user=request.user).count(),
    }
    return render(request, "members/account/account.html", context)


@login_required
def my_letters(request):
    """Which letters one wants; the notices of the Forum come to everybody."""
    wanted = preferences.letters_wanted(request.user)
    form = LettersForm(request.POST or None, initial=dict.fromkeys(wanted, True), person=request.user)
    if request.method == "POST":
        form = LettersForm(request.POST, person=request.user)
        if form.is_valid():
            preferences.choose_when(person=request.user, choices=form.choices)
            preferences.choose(person=request.user, kinds=form.kinds, language=reading_language())
            messages.success(request, _("Your choice is saved."))
            return redirect("members:my_letters")
    return render(request, "members/account/my_letters.html", {"form": form, "wanted": wanted.values()})


@csrf_exempt  # mail programs press it for their owner, without a session (RFC 8058); the signed link is the right to it
@never_cache
def unsubscribe(request, token):
    """End letters of one kind: asked for by a press on the page, or by the mail program."""
    try:
        person, kind = preferences.opened(token)
    except preferences.DeadLink:
        return render(request, "members/dead_link.html", status=404)
    read_as(request, person)
    if request.method == "POST":
        preferences.stop(person=person, kind=kind)
    return render(request, "members/account/unsubscribe.html", {"kind": kind, "is_done": request.method == "POST"})


@require_POST
@login_required
def end_session(request, pk):
    """Log oneself out on one other device."""
    if not sessions.end_one(request.user, pk, but=request.session.session_key):
        raise Http404
    messages.success(request, _("That device is logged out."))
    return redirect("usersessions_list")


@never_cache
def stop_address(request, token):
    """For who reads the old address: stop a change of address that they did not ask for."""
    address = sessions.change_of_address(token)
    if address is None:
        return render(request, "members/dead_link.html", status=404)
    read_as(request, address.user)
    if request.method == "POST":
        sessions.stop_change(address)
    return render(
        request, "members/account/stop_address.html", {"address": address, "is_done": request.method == "POST"}
    )
