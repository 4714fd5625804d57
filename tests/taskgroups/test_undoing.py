"""Whoever and whatever was removed from a group comes back by one press of the bar that says so."""

import re

import pytest
from django.urls import reverse

from taskgroups.models import GroupMember, GroupPresence
from tests.grouped import a_group, a_group_action, a_group_meeting, a_milestone

UNDO = re.compile(r'<form method="post" action="([^"]+)">(?=(?:(?!</form>).)*>Undo<)', re.DOTALL)
pytestmark = pytest.mark.django_db


def a_place(cast):
    return GroupMember.objects.create(group=a_group(cast), person=cast.member, joined_on="2016-02-03")


MADE = {
    "put_back_member": (a_place, "remove_member"),
    "put_back_milestone": (a_milestone, "remove_milestone"),
    "put_back_group_meeting": (a_group_meeting, "remove_group_meeting"),
    "put_back_group_action": (a_group_action, "remove_group_action"),
}


@pytest.mark.parametrize("page", MADE)
def test_it_comes_back_as_it_was_for_whoever_may_remove_it(as_person, cast, page):
    make, removes = MADE[page]
    row, administrator = make(cast), as_person("administrator")
    before = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}
    if page == "put_back_group_meeting":
        GroupPresence.objects.create(meeting=row, person=cast.member)
    shown = administrator.post(
        reverse(f"taskgroups:{removes}", args=[row.group_id, row.pk]), follow=True
    ).content.decode()
    undo = UNDO.search(shown)[1]
    assert undo == reverse(f"taskgroups:{page}", args=[row.group_id, row.pk]) and not type(row).objects.exists()
    assert [as_person(role).post(undo).status_code for role in ("visitor", "partner", "staff")] == [302, 403, 404]
    assert administrator.get(undo).status_code == 405
    assert administrator.post(undo.replace(str(row.group_id), str(row.group_id + 1), 1)).status_code == 404
    assert administrator.post(undo).status_code == 302
    again = type(row).objects.get()
    same = {name: value for name, value in before.items() if str(getattr(again, name)) == str(value)}
    assert same.keys() | {"starts_at", "ends_at", "closed_at"} >= before.keys()
    assert GroupPresence.objects.count() == (page == "put_back_group_meeting")
    assert administrator.post(undo).status_code == 409


def test_who_is_in_the_group_again_by_themselves_is_not_in_it_twice(as_person, cast):
    place, administrator = a_place(cast), as_person("administrator")
    administrator.post(reverse("taskgroups:remove_member", args=[place.group_id, place.pk]))
    GroupMember.objects.create(group=place.group, person=cast.member)
    answer = administrator.post(reverse("taskgroups:put_back_member", args=[place.group_id, place.pk]))
    assert answer.status_code == 409 and "in the group already" in answer.content.decode()
