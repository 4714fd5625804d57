"""Coming into a group: who asks and who is asked is answered, and hears of it."""

import pytest

from taskgroups.joining import joining
from taskgroups.models import GroupRequest
from tests.letters import deliver_to_roles
from tests.taskgroups.test_groups import a_group, said_to, url

pytestmark = pytest.mark.django_db


def test_who_asks_is_answered_and_told(as_person, cast):
    group = a_group(convenor=cast.convenor, deputy=cast.chair)
    partner, convenor = as_person("partner"), as_person("convenor")
    partner.post(url("join", group.pk))
    partner.post(url("join", group.pk))
    asks = GroupRequest.objects.get()
    assert (group.places.count(), said_to(cast.convenor)) == (0, ["_asks"])
    assert set(deliver_to_roles()) == {"convenor", "chair"}
    assert partner.post(url("answer_request", group.pk, asks.pk), {"answer": "yes"}).status_code == 403
    convenor.post(url("answer_request", group.pk, asks.pk), {"answer": "yes"})
    assert [place.person for place in group.places.all()] == [cast.partner]
    assert set(deliver_to_roles()) == {"partner"}
    assert convenor.post(url("answer_request", group.pk, asks.pk), {"answer": "no"}).status_code == 409
    partner.post(url("leave", group.pk))
    assert group.places.count() == 0


def test_who_is_asked_into_a_private_group_sees_it_until_they_say_no(as_person, cast):
    group = a_group(name_en="Zanzibar", convenor=cast.convenor, shared_with_partners=False, is_private=True)
    partner = as_person("partner")
    assert as_person("member").get(url("group", group.pk)).status_code == 404
    assert partner.get(url("group", group.pk)).status_code == 404
    joining.ask(group=group, person=cast.partner)
    assert set(deliver_to_roles()) == {"partner"}
    assert (partner.get(url("group", group.pk)).status_code, said_to(cast.partner)) == (200, ["_asked"])
    partner.post(url("answer_asked", group.pk), {"answer": "no"})
    assert (partner.get(url("group", group.pk)).status_code, said_to(cast.partner)) == (404, [])
    assert set(deliver_to_roles()) == {"convenor"}


def test_who_is_asked_and_asks_is_in(cast):
    group = a_group(convenor=cast.convenor)
    joining.ask(group=group, person=cast.member)
    joining.ask_to_join(group=group, person=cast.member)
    joining.ask_to_join(group=group, person=cast.partner)
    joining.ask(group=group, person=cast.partner)
    assert set(group.places.values_list("person", flat=True)) == {cast.member.pk, cast.partner.pk}
