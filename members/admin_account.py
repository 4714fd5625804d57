"""The Django admin for accounts and letters: what is only looked at here, and what the owner of an account is told."""

import allauth.account.admin
import allauth.mfa.admin
import allauth.usersessions.admin  # noqa: F401 (they register what is put another way below)
from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.internal.flows.password_reset import request_password_reset
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from common.admin import KeptByPages
from common.languages.ordering import sort_key
from common.naming import name_table
from members.letters import letters
from members.models import Consent, Letter, LostFactor, Mailing

# Addresses are given with the person; sessions are ended on their owner's page.
admin.site.unregister([Authenticator, EmailAddress, UserSession])
_factor = {"user": _("person"), "type": _("kind"), "created_at": _("added"), "last_used_at": _("last used")}
name_table(Authenticator, _("second factor"), _("second factors"), **_factor)
_seen = {"created_at": _("logged in"), "last_seen_at": _("last seen"), "ip": _("network address")}
name_table(UserSession, _("login"), _("logins"), user=_("person"), user_agent=_("browser"), **_seen)
_address = {"email": _("e-mail address"), "verified": _("confirmed"), "primary": _("in use")}
name_table(EmailAddress, _("address to log in with"), _("addresses to log in with"), user=_("person"), **_address)


@admin.register(Authenticator)
class AuthenticatorAdmin(KeptByPages):
    """Second factors: whose and of which kind, the secrets shown to nobody;
    a lost one is removed by two people (`lost_factors.py`).
    """

    list_display = fields = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["user__name", "user__email"]


@admin.register(LostFactor)
class LostFactorAdmin(KeptByPages):
    list_display = ["person", "opened_by", "opened_at", "confirmed_by", "confirmed_at", "withdrawn_at", "on_server"]
    list_filter = ["opened_at", "on_server"]
    list_select_related = ["person", "opened_by", "confirmed_by"]
    search_fields = ["person__name"]


class KindFilter(admin.SimpleListFilter):
    """Letters of one kind, by what it is called."""

    title, parameter_name = _("kind"), "kind"

    def lookups(self, request, model_admin):
        """The kinds that there are."""
        return sorted(letters.NAMES.items(), key=lambda kind: sort_key(str(kind[1])))

    def queryset(self, request, queryset):
        """The letters of the chosen kind."""
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Letter)
class LetterAdmin(KeptByPages):
    """The ledger of letters: to be looked at; the page about letters sends one again."""

    list_display = fields = ["kind_in_words", "thing", "person", "address", "state", "error", "created_at", "sent_at"]
    readonly_fields = ["kind_in_words"]
    list_filter = ["state", KindFilter, "created_at"]
    list_select_related = ["person"]
    search_fields = ["person__name", "address", "kind"]
    date_hierarchy = "created_at"

    @admin.display(description=_("kind"), ordering="kind")
    def kind_in_words(self, letter):
        """What the kind is called, where the ledger has its code."""
        return letters.name_of(letter)


@admin.register(Consent)
class ConsentAdmin(KeptByPages):
    list_display = ["person", "kind", "wording", "language", "given_at", "withdrawn_at"]
    list_filter = ["kind", "language", "given_at"]
    list_select_related = ["person"]
    search_fields = ["person__name"]


@admin.register(Mailing)
class MailingAdmin(KeptByPages):
    list_display = ["subject", "made_at", "sent_at", "sent_by"]
    list_filter = ["sent_at"]
    list_select_related = ["sent_by"]
    search_fields = ["subject_en", "subject_cy"]


def tell_of_account(request, person, what):
    """Tell the owner of an account that it was "closed" or "opened" again by who keeps accounts."""
    get_adapter(request).send_mail(f"account/email/account_{what}", person.email, {"user": person})


class PasswordByLetter:
    """An admin of people in which nobody gives a password: its owner gets a letter, and chooses one.

    Whoever knew it could be that person, with all that they may do in the Forum and staff perhaps may not.
    """

    def user_change_password(self, request, id, form_url=""):  # noqa: A002 (Django's name for it)
        """Ask whether the letter shall go, and have it sent."""
        person = self.get_object(request, unquote(id))
        if person is None:
            raise Http404
        if not self.has_change_permission(request, person):
            raise PermissionDenied
        if request.method == "POST" and person.is_active:
            request_password_reset(request, person.email, [person], default_token_generator)
            self.log_change(request, person, gettext_noop("Letter for a new password sent"))
            messages.success(
                request, gettext("The letter is on its way. The password stays until a new one is chosen.")
            )
            return redirect("admin:members_person_change", person.pk)
        context = {"person": person, "opts": self.opts, "title": _("New password")}
        context |= self.admin_site.each_context(request)
        return render(request, "admin/members/person/new_password.html", context)
