"""The Django admin for accounts and letters: everything here is looked at, and kept on the site's own pages."""

import allauth.account.admin
import allauth.mfa.admin
import allauth.usersessions.admin  # noqa: F401 (they register what is put another way below)
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from common.admin import KeptByPages
from common.naming import name_table
from members.letters import letters
from members.models import Consent, Letter, LostFactor, Mailing

# Addresses are given with the person; sessions are ended on their owner's page.
admin.site.unregister([Authenticator, EmailAddress, UserSession])
_factor = {"user": _("person"), "type": _("kind"), "created_at": _("added"), "last_used_at": _("last used")}
name_table(Authenticator, _("second factor"), _("second factors"), **_factor)


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
        return sorted(letters.NAMES.items(), key=lambda kind: str(kind[1]))

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
    list_display = ["subject_en", "subject_cy", "made_at", "sent_at", "sent_by"]
    list_filter = ["sent_at"]
    list_select_related = ["sent_by"]
    search_fields = ["subject_en", "subject_cy"]
