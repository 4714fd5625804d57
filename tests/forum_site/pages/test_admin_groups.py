"""The groups of the admin: what each may do, and that nobody raises themselves."""

import pytest
from django.apps import apps as django_apps
from django.contrib import admin
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse

from forum_site.doors import APPS
from members.models import Organisation, OrganisationStanding, Representative

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_group(as_person, cast):
    """A function from the start of a group's name to the browser of staff in that group alone."""
    call_command("admin_groups")

    def browser(start):
        cast.staff.groups.set([Group.objects.get(name__startswith=start)])
        return as_person("staff")

    return browser


@pytest.mark.parametrize(
    ("group", "opens", "refused"),
    [
        ("Administrator", ["members_person_add", "meetings_rules_add", "library_consultation_add"], []),
        (
            "Membership",
            ["members_person_add", "members_standing_add"],
            ["meetings_meeting_changelist", "library_consultation_add"],
        ),
        (
            "Web editor",
            ["library_consultation_add", "exchange_post_changelist"],
            ["members_person_changelist", "exchange_post_add"],
        ),
        (
            "Auditor",
            ["members_person_changelist", "meetings_minutes_changelist"],
            ["members_person_add", "library_consultation_add"],
        ),
    ],
)
def test_each_group_reaches_its_own_and_no_more(in_group, group, opens, refused):
    client = in_group(group)
    assert {name: client.get(reverse(f"admin:{name}")).status_code for name in opens} == dict.fromkeys(opens, 200)
    assert {name: client.get(reverse(f"admin:{name}")).status_code for name in refused} == dict.fromkeys(refused, 403)


def test_the_membership_secretary_does_not_take_over_who_has_more_rights(in_group, cast):
    client = in_group("Membership")
    for person in (cast.chair, cast.administrator):
        page = client.get(reverse("admin:members_person_change", args=[person.pk])).content.decode()
        assert 'name="email"' not in page
    page = client.get(reverse("admin:members_person_change", args=[cast.member.pk])).content.decode()
    assert 'name="email"' in page and 'name="is_superuser"' not in page and 'name="groups"' not in page


@pytest.mark.parametrize("whose", ["staff", "member"])
def test_only_who_keeps_the_record_gives_offices_with_rights(in_group, cast, whose):
    client = in_group("Membership")
    office = cast.chair.terms.get().office
    facts = {"person": getattr(cast, whose).pk, "office": office.pk, "starts_on": "2026-01-01"}
    client.post(reverse("admin:members_term_add"), facts)
    assert not getattr(cast, whose).terms.filter(office=office).exists()


def test_a_second_run_adds_nothing_and_takes_nothing_away():
    call_command("admin_groups")
    group = Group.objects.get(name__startswith="Auditor")
    group.permissions.remove(group.permissions.first())
    before = group.permissions.count()
    call_command("admin_groups")
    assert group.permissions.count() == before


def test_what_staff_took_from_a_group_or_deleted_does_not_come_back():
    call_command("admin_groups")
    keeper = Group.objects.get(name__startswith="Administrator")
    keeper.permissions.remove(Permission.objects.get(codename="delete_person"))  # which no other group has
    Group.objects.get(name__startswith="Web editor").delete()
    call_command("admin_groups")
    assert not keeper.permissions.filter(codename="delete_person").exists()
    assert Group.objects.filter(name__contains=" / ").count() == 3


def test_the_auditor_may_change_nothing_and_looks_at_everything_of_ours(in_group, cast):
    in_group("Auditor")
    held = {name.partition(".")[2] for name in cast.staff.get_all_permissions()}
    shown = {f"view_{model._meta.model_name}" for model in admin.site._registry if model._meta.app_label in APPS}
    assert shown <= held and {name for name in held if not name.startswith("view_")} == set()


def test_an_upgrade_gives_the_groups_what_new_models_bring(cast):
    call_command("admin_groups")
    new = Permission.objects.filter(content_type__app_label="members", content_type__model="representative")
    number = new.count()
    new.delete()
    create_permissions(django_apps.get_app_config("members"), verbosity=0)
    call_command("admin_groups")
    held = {
        group.name.partition(" ")[0]: group.permissions.filter(pk__in=new.all()).count()
        for group in Group.objects.all()
    }
    assert {name: held[name] for name in ("Administrator", "Membership", "Web", "Auditor")} == {
        "Administrator": number, "Membership": number - 1, "Web": 0, "Auditor": 1,
    }  # fmt: skip


def test_the_membership_secretary_speaks_and_votes_for_nobody_by_their_own_hand(in_group, cast):
    client, body = in_group("Membership"), Organisation.objects.create(name_en="Cwm Carers")
    facts = {"organisation": body.pk, "starts_on": "2026-01-01"}
    client.post(reverse("admin:members_representative_add"), facts | {"person": cast.staff.pk})
    assert not Representative.objects.exists()
    Representative.objects.create(organisation=body, person=cast.staff, starts_on="2026-01-01")
    client.post(reverse("admin:members_organisationstanding_add"), facts | {"capacity": "member"})
    assert not OrganisationStanding.objects.exists()
    other = Organisation.objects.create(name_en="Llys Awel")
    client.post(
        reverse("admin:members_representative_add"), facts | {"person": cast.lapsed.pk, "organisation": other.pk}
    )
    assert Representative.objects.filter(person=cast.lapsed).exists()
