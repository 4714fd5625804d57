"""A lost second factor: removed by two people, never by one nor by who lost it; recorded, told,
and on the server as a last resort.
"""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from members.account import lost_factors
from members.models import LostFactor, Standing, Term
from tests.cast import EVERYBODY
from tests.letters import deliver_to_roles
from tests.members.account.factors import give_app

pytestmark = pytest.mark.django_db
LIST = "/people/lost-factors/"


def subjects():
    """Send what waits, and return {role: subject}."""
    return {role: letter.subject for role, letter in deliver_to_roles().items()}


def has_factor(person):
    return Authenticator.objects.filter(user=person).exists()


@pytest.fixture
def lost(cast, as_person):
    """The administrator has lost theirs; the Chair has asked for its removal."""
    give_app(cast.administrator)
    as_person("chair").post(LIST, {"person": cast.administrator.pk, "reason": "Rang me."})
    return LostFactor.objects.get()


def press(client, row, answer="confirm"):
    return client.post(f"{LIST}{row.pk}/", {"answer": answer}).status_code


def test_two_people_remove_it_and_the_record_keeps_both(lost, cast, as_person):
    assert subjects()["administrator"] == "Your second factor is to be removed"
    inside = as_person("administrator")
    UserSession.objects.create(user=cast.administrator, session_key=inside.session.session_key, ip="127.0.0.1")
    assert press(as_person("staff"), lost) == 302
    lost.refresh_from_db()
    assert (lost.opened_by, lost.confirmed_by, has_factor(cast.administrator)) == (cast.chair, cast.staff, False)
    assert inside.get("/people/me/").status_code == 302
    assert subjects() == {"administrator": "Your second factor is removed"}
    assert cast.chair.name in mail.outbox[0].body and cast.staff.name in mail.outbox[0].body
    events = LostFactor.pgh_event_models["update"].objects.filter(pgh_obj_id=lost.pk)
    assert events.latest("pgh_id").confirmed_by_id == cast.staff.pk


@pytest.mark.parametrize("role", ["chair", "administrator"])
def test_neither_who_asked_nor_who_lost_it_confirms(lost, cast, as_person, role):
    assert (press(as_person(role), lost), has_factor(cast.administrator)) == (409, True)
    assert 'value="confirm"' not in as_person(role).get(f"{LIST}{lost.pk}/").content.decode()


def test_nobody_asks_for_themselves(cast, as_person):
    give_app(cast.chair)
    answer = as_person("chair").post(LIST, {"person": cast.chair.pk, "reason": "Mine."})
    assert (answer.status_code, LostFactor.objects.count()) == (200, 0)


@pytest.mark.parametrize("role", EVERYBODY)
def test_others_neither_see_nor_press(lost, as_person, role):
    helps = role in ("administrator", "chair", "staff")
    refused = 302 if role in ("visitor", "lapsed") else 404
    client = as_person(role)
    assert client.get(f"{LIST}{lost.pk}/").status_code == (200 if helps else refused)
    if not helps:
        assert press(client, lost) == refused
        assert LostFactor.objects.open().exists()


def test_whose_office_ended_counts_no_more_as_the_first_of_two(lost, cast, as_person):
    Term.objects.filter(person=cast.chair).delete()
    assert (press(as_person("staff"), lost), has_factor(cast.administrator)) == (409, True)
    assert press(as_person("staff"), lost, "withdraw") == 302


def test_who_is_staff_no_more_has_no_part_in_it_either(lost, as_person, cast):
    assert as_person("staff").get(LIST).status_code == 200
    cast.staff.is_staff = False
    cast.staff.save()
    Standing.objects.create(person=cast.staff, capacity="member", starts_on="2020-01-01")
    assert [as_person("staff").get(LIST).status_code, press(as_person("staff"), lost)] == [404, 404]


@pytest.mark.parametrize("group", ["Web editor", "Auditor"])
def test_staff_without_the_right_have_no_part_in_it(lost, as_person, cast, group):
    call_command("admin_groups")
    cast.staff.groups.set([Group.objects.get(name__startswith=group)])
    assert [as_person("staff").get(LIST).status_code, press(as_person("staff"), lost)] == [404, 404]


def test_no_admin_page_removes_a_factor(lost, as_person, cast):
    cast.staff.is_superuser = True
    cast.staff.save()
    row, client = Authenticator.objects.get(user=cast.administrator), as_person("staff")
    client.post(f"/admin/mfa/authenticator/{row.pk}/delete/", {"post": "yes"})
    client.post("/admin/mfa/authenticator/", {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"})
    client.post(f"/admin/members/person/{cast.administrator.pk}/delete/", {"post": "yes"})
    assert has_factor(cast.administrator)


def test_the_database_itself_wants_two_people(lost, cast):
    for by in (cast.chair, cast.administrator, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            LostFactor.objects.update(confirmed_by=by, confirmed_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        LostFactor.objects.update(opened_by=cast.administrator)


def test_it_waits_a_week_and_can_be_withdrawn_and_asked_again(lost, cast, as_person):
    again = {"person": cast.administrator.pk, "reason": "Rang me again."}
    assert as_person("staff").post(LIST, again).status_code == 409
    LostFactor.objects.update(opened_at=timezone.now() - LostFactor.OPEN)
    assert press(as_person("staff"), lost) == 409
    assert as_person("staff").post(LIST, again).status_code == 302
    row = LostFactor.objects.open().get()
    assert (press(as_person("chair"), row, "withdraw"), press(as_person("chair"), row)) == (302, 409)
    assert has_factor(cast.administrator)
    assert subjects() == {}  # none of it is called for any more


def test_on_the_server_as_a_last_resort(cast):
    give_app(cast.chair)
    with pytest.raises(CommandError):
        call_command("remove_factor", cast.member.email, reason="x")
    call_command("remove_factor", cast.chair.email.upper(), reason="Nobody else is left.")
    row = LostFactor.objects.get()
    assert (has_factor(cast.chair), row.on_server, row.reason) == (False, True, "Nobody else is left.")
    assert set(subjects()) == {"chair"}
    assert reverse("mfa_index") in mail.outbox[0].body


def test_recovery_codes_go_with_it(lost, cast):
    Authenticator.objects.create(user=cast.administrator, type=Authenticator.Type.RECOVERY_CODES, data={})
    lost_factors.confirm(request=lost, by=cast.staff)
    assert not has_factor(cast.administrator)
