"""The Django admin for standing, offices, organisations in the Forum and its rules of membership;
who may hand out rights there.
"""

from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db.models import Q

from common.admin import KeptByPages, Listed, OneRow, TabularRows
from members.access import keeps_the_record
from members.models import (
    Identity,
    MembershipRules,
    Office,
    Organisation,
    OrganisationStanding,
    Person,
    Renewal,
    Representative,
    Standing,
    Term,
)
from members.people.forms import PeriodsFormSet


def is_trusted(person):
    """Who may hand out rights in the admin: superusers, and who keeps the record.
    Nobody else raises themselves or a friend.
    """
    return person.is_superuser or keeps_the_record(person)


def may_keep(user, person):
    """Whether staff may change or delete an account: its address or password would hand its rights over, so it has none
    they lack.

    Rights that an account has only while it is open, or an office brings only later, count as well.
    """
    if user.is_superuser or person.is_superuser:
        return user.is_superuser
    if not is_trusted(user):
        return not (person.is_staff or person.terms.not_over().exclude(office__role=Office.Role.NONE).exists())
    held = Permission.objects.filter(Q(user=person) | Q(group__user=person)).values_list(
        "content_type__app_label", "codename"
    )
    return user.get_all_permissions().issuperset(f"{app}.{codename}" for app, codename in held)


class HandsOutRights:
    """An admin of what gives rights: who is not trusted gives no office with rights,
    and nothing to themselves or for whom they speak.
    """

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if not is_trusted(request.user):
            if db_field.name == "office":
                kwargs["queryset"] = Office.objects.filter(role=Office.Role.NONE)
            if db_field.name == "person":
                kwargs["queryset"] = Person.objects.exclude(pk=request.user.pk)
            if db_field.name == "organisation":
                kwargs["queryset"] = Organisation.objects.exclude(representatives__person=request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        has_office = self.model is Term and not is_trusted(request.user)
        return rows.filter(office__role=Office.Role.NONE) if has_office else rows


class StandingInline(HandsOutRights, TabularRows):
    model = Standing
    formset = PeriodsFormSet
    extra = 0


class TermInline(HandsOutRights, TabularRows):
    model = Term
    formset = PeriodsFormSet
    extra = 0
    autocomplete_fields = ["office", "person"]


@admin.register(Standing)
class StandingAdmin(HandsOutRights, Listed):
    list_display = ["person", "capacity", "starts_on", "ends_on", "ended_because"]
    list_filter = ["capacity", "ended_because", "starts_on"]
    search_fields = ["person__name", "person__email"]
    list_select_related = ["person"]
    autocomplete_fields = ["person"]
    date_hierarchy = "starts_on"


@admin.register(Office)
class OfficeAdmin(Listed):
    list_display = ["name", "role", "order"]
    search_fields = ["name_en", "name_cy"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or not obj.role or is_trusted(request.user))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or not obj.role or is_trusted(request.user))

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *([] if is_trusted(request.user) else ["role"])]


@admin.register(Term)
class TermAdmin(HandsOutRights, Listed):
    list_display = ["office", "person", "starts_on", "ends_on"]
    list_filter = ["office", "starts_on"]
    search_fields = ["person__name", "office__name_en", "office__name_cy"]
    list_select_related = ["office", "person"]
    autocomplete_fields = ["office", "person"]
    date_hierarchy = "starts_on"


@admin.register(OrganisationStanding)
class OrganisationStandingAdmin(HandsOutRights, Listed):
    list_display = ["organisation", "capacity", "starts_on", "ends_on", "ended_because"]
    list_filter = ["capacity", "ended_because", "starts_on"]
    search_fields = ["organisation__name_en", "organisation__name_cy"]
    list_select_related = ["organisation"]
    autocomplete_fields = ["organisation"]


@admin.register(Representative)
class RepresentativeAdmin(HandsOutRights, Listed):
    list_display = ["organisation", "person", "is_voting", "starts_on", "ends_on"]
    list_filter = ["is_voting", "starts_on"]
    search_fields = ["person__name", "person__email", "organisation__name_en", "organisation__name_cy"]
    list_select_related = ["organisation", "person"]
    autocomplete_fields = ["organisation", "person"]


@admin.register(Renewal)
class RenewalAdmin(KeptByPages):
    list_display = ["person", "due_on", "asked_on", "renewed_at"]
    list_filter = ["due_on"]
    list_select_related = ["person"]
    search_fields = ["person__name", "person__email"]


@admin.register(MembershipRules)
class MembershipRulesAdmin(OneRow):
    """How the Forum keeps its membership."""

    list_display = ["__str__", "uses_partners", "uses_associates", "asks_decision", "has_renewals"]


@admin.register(Identity)
class IdentityAdmin(OneRow):
    """Who the Forum is."""

    list_display = ["name", "email"]
