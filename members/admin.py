"""The Django admin for people, organisations, standing and offices."""

from allauth.account.adapter import get_adapter
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.utils.translation import gettext_lazy as _

from common.admin import GivesRights, KeptByPages, Listed, TabularRows
from common.both_languages import LANGUAGES
from common.languages.ordering import InOrder
from members.account.sessions import end_sessions, settle_address, shut_out
from members.admin_account import PasswordByLetter, tell_of_account
from members.admin_standing import StandingInline, TermInline, may_keep
from members.models import (
    Answerer,
    Application,
    ApplicationWord,
    Area,
    Complaint,
    ContactNote,
    Enquiry,
    EnquiryWord,
    ImportRun,
    Interest,
    Invite,
    Network,
    NetworkContact,
    Organisation,
    Page,
    Person,
    RegisteredInterest,
    Stakeholder,
)
from members.pages import default_text


class PersonCreationForm(forms.ModelForm):
    """A new person: an address and a name; a password is theirs to choose, and codes come by mail."""

    class Meta:
        model = Person
        fields = ["email", "name"]

    def save(self, commit=True):
        self.instance.set_unusable_password()
        return super().save(commit)


@admin.register(Person)
class PersonAdmin(PasswordByLetter, GivesRights, UserAdmin, Listed):
    """People; only a superuser hands out staff rights, so that nobody raises themselves."""

    add_form = PersonCreationForm
    list_display = ["name", "email", "organisation", "area", "language", "is_active", "is_staff", "is_sample"]
    list_filter = ["standings__capacity", "area", "language", "is_active", "is_staff", "is_sample"]
    list_select_related = ["organisation"]
    search_fields = ["name", "email", "organisation__name_en", "organisation__name_cy"]
    ordering = [InOrder("name"), "pk"]
    autocomplete_fields = ["organisation"]
    filter_horizontal = ["interests", "groups", "user_permissions"]
    readonly_fields = ["last_login", "created_at", "is_sample"]
    inlines = [StandingInline, TermInline]
    fieldsets = [
        (None, {"fields": ["email", "password", "name", "language"]}),
        (_("Where from"), {"fields": ["organisation", "role_there", "role_there_audience", "area", "area_audience"]}),
        (_("About them"), {"fields": ["about_en", "about_cy", "about_audience", "interests", "interests_audience"]}),
        (_("Contact"), {"fields": ["phone", "email_audience", "phone_audience", "office_audience"]}),
        (_("Account"), {"fields": ["is_active", "is_staff", "is_superuser", "groups", "user_permissions"]}),
        (_("Record"), {"fields": ["last_login", "created_at", "is_sample"]}),
    ]
    add_fieldsets = [(None, {"classes": ["wide"], "fields": ["email", "name"]})]
    add_form_template = "admin/change_form.html"  # Django's own speaks of a password

    def get_readonly_fields(self, request, obj=None):
        rights = [] if request.user.is_superuser else ["is_staff", "is_superuser", "groups", "user_permissions"]
        return [*super().get_readonly_fields(request, obj), *rights]

    def save_model(self, request, obj, form, change):
        """Save; an address given here is the one to log in with. That, and an account that is closed or opened again,
        end the sessions, and its owner hears of it; of an address both the old and the new one.
        """
        super().save_model(request, obj, form, change)
        if not change or "email" in form.changed_data:
            settle_address(obj)
        if change and {"email", "is_active"}.intersection(form.changed_data):
            end_sessions(obj, but=request.session.session_key)
        if change and "is_active" in form.changed_data:
            shut_out(obj)
        if change and "email" in form.changed_data:
            before = form.initial["email"]
            facts = {"from_email": before, "to_email": obj.email}
            get_adapter(request).send_notification_mail("account/email/email_changed", obj, facts, before)
        if change and "is_active" in form.changed_data:
            tell_of_account(request, obj, "opened" if obj.is_active else "closed")

    def delete_model(self, request, obj):
        """Delete an account, and tell its owner; of several at once, each."""
        tell_of_account(request, obj, "closed")
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for person in queryset:
            self.delete_model(request, person)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or may_keep(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or may_keep(request.user, obj))


@admin.register(Organisation)
class OrganisationAdmin(Listed):
    list_display = ["name", "kind", "area", "website", "is_sample"]
    list_filter = ["kind", "area", "is_sample"]
    search_fields = ["name_en", "name_cy"]
    readonly_fields = ["is_sample"]


@admin.register(RegisteredInterest)
class RegisteredInterestAdmin(Listed):
    list_display = ["person", "text", "since", "until", "audience"]
    list_filter = ["audience"]
    list_select_related = ["person"]
    search_fields = ["text", "person__name"]
    autocomplete_fields = ["person"]


@admin.register(Area)
class AreaAdmin(Listed):
    list_display = ["name", "order", "is_whole", "is_withdrawn"]
    list_editable = ["order"]
    search_fields = ["name_en", "name_cy"]


@admin.register(Interest)
class InterestAdmin(Listed):
    list_display = ["name", "order"]
    list_editable = ["order"]
    search_fields = ["name_en", "name_cy"]


class ApplicationWordInline(TabularRows):
    model = ApplicationWord
    extra = 0


@admin.register(Application)
class ApplicationAdmin(KeptByPages):
    list_display = ["name", "organisation", "kind", "state", "made_at", "decided_at"]
    list_filter = ["state", "kind", "made_at"]
    search_fields = ["name", "email", "organisation"]
    inlines = [ApplicationWordInline]


@admin.register(Invite)
class InviteAdmin(KeptByPages):
    list_display = ["name", "capacity", "state", "times_sent", "expires_at", "invited_by"]
    list_filter = ["state", "capacity"]
    list_select_related = ["invited_by"]
    search_fields = ["name", "email"]


class ContactNoteInline(TabularRows):
    model = ContactNote
    extra = 0


@admin.register(Stakeholder)
class StakeholderAdmin(Listed):
    list_display = ["name", "organisation", "role_there", "next_step", "next_step_on"]
    list_filter = ["next_step_on"]
    list_select_related = ["organisation"]
    search_fields = ["name", "organisation__name_en", "organisation__name_cy"]
    autocomplete_fields = ["organisation"]
    inlines = [ContactNoteInline]


class NetworkContactInline(TabularRows):
    model = NetworkContact
    extra = 0


@admin.register(Network)
class NetworkAdmin(Listed):
    list_display = ["organisation", "keeper", "next_step", "next_step_on", "is_kept_up"]
    list_filter = ["is_kept_up", "next_step_on"]
    list_select_related = ["organisation", "keeper"]
    search_fields = ["organisation__name_en", "organisation__name_cy"]
    autocomplete_fields = ["organisation", "keeper"]
    inlines = [NetworkContactInline]


@admin.register(Page)
class PageAdmin(Listed):
    """The pages that staff write; without a row here stands the text that the site brings."""

    list_display = ["key", "title"]

    def get_changeform_initial_data(self, request):
        """Begin with the privacy notice that the site brings, or with the page that the address asks for."""
        key = request.GET.get("key", Page.Key.PRIVACY)
        texts = {f"text_{one}": default_text(key, one) for one in LANGUAGES} if key in Page.Key.values else {}
        return {"key": key, **texts, **super().get_changeform_initial_data(request)}


class EnquiryWordInline(TabularRows):
    model = EnquiryWord
    fields = readonly_fields = ["kind", "text", "by", "at"]
    extra = 0

    def has_add_permission(self, request, obj=None):
        return False


@admin.register(Answerer)
class AnswererAdmin(KeptByPages):
    list_display = ["area", "person"]
    list_select_related = ["person"]
    search_fields = ["person__name"]


@admin.register(Enquiry)
class EnquiryAdmin(KeptByPages):
    list_display = ["name", "received_at", "area", "answerer", "answered_at", "outcome"]
    search_fields = ["name", "email", "place"]
    inlines = [EnquiryWordInline]
    list_filter = ["area", "outcome"]
    list_select_related = ["answerer"]
    date_hierarchy = "received_at"


@admin.register(Complaint)
class ComplaintAdmin(KeptByPages):
    list_display = ["name", "received_at", "reminded_at", "closed_at", "closed_by"]
    list_filter = ["received_at", "closed_at"]
    list_select_related = ["closed_by"]
    search_fields = ["name", "email"]


@admin.register(ImportRun)
class ImportRunAdmin(KeptByPages):
    list_display = ["file_name", "kind", "state", "made_at", "made_by", "applied_at", "undone_at", "undone_by"]
    list_filter = ["kind", "state", "made_at"]
    list_select_related = ["made_by", "undone_by"]
