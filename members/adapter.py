"""How logging in differs from allauth's defaults: nobody signs up alone, and whose time has ended is told so."""

from allauth.account.adapter import DefaultAccountAdapter
from django.shortcuts import redirect

from members import access


class AccountAdapter(DefaultAccountAdapter):
    """allauth's account adapter for people the administrator has added."""

    def is_open_for_signup(self, request):
        """Nobody makes an account by themselves; the administrator adds people."""
        return False

    def pre_login(self, request, user, **kwargs):
        """After a right password: send who no longer belongs to the page that says so, without logging them in."""
        if not access.may_enter(user):
            return redirect("members:ended")
        return super().pre_login(request, user, **kwargs)
