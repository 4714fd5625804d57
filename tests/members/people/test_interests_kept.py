"""The register of interests: kept by each for themselves, shown to whom they choose."""

import pytest
from django.urls import reverse

from members.models import RegisteredInterest


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"members:{name}", args=args)


@pytest.fixture
def interests(cast):
    """One interest of the member for each audience; {audience: row}."""
    return {
        audience: RegisteredInterest.objects.create(person=cast.member, text=f"For the {audience}.", audience=audience)
        for audience in ("keepers", "members", "shared")
    }


def test_each_sees_what_is_shown_to_them(interests, as_person):
    seen = {}
    for role in ("partner", "convenor", "member", "chair"):
        page = as_person(role).get(url("interests_all")).content.decode()
        seen[role] = {audience for audience in interests if f"For the {audience}." in page}
    everything = set(interests)
    assert seen == {
        "partner": {"shared"},
        "convenor": {"members", "shared"},
        "member": everything,
        "chair": everything,
    }


def test_one_keeps_ones_own_and_members_see_it_unless_told(as_person, cast):
    member = as_person("member")
    assert "Members see it" in member.get(url("my_interests")).content.decode()
    facts = {"text": "A trustee.", "since": "2020-01-01", "until": "", "audience": "members"}
    assert member.post(url("my_interests"), facts).status_code == 302
    row = RegisteredInterest.objects.get()
    assert (row.person, row.audience) == (cast.member, "members")
    wrong = member.post(url("edit_interest", row.pk), facts | {"until": "2019-01-01", "version": row.version})
    assert "This ends before it starts" in wrong.content.decode()
    member.post(url("edit_interest", row.pk), facts | {"until": "2021-01-01", "version": row.version})
    assert "2021" in as_person("convenor").get(url("interests_all")).content.decode()


def test_only_oneself_and_keepers_change_or_remove_it(interests, as_person):
    row = interests["members"]
    answers = {"visitor": 302, "partner": 404, "convenor": 403, "staff": 404, "member": 200, "administrator": 200}
    for page in ("edit_interest", "remove_interest"):
        assert {role: as_person(role).get(url(page, row.pk)).status_code for role in answers} == answers
    assert as_person("convenor").post(url("remove_interest", row.pk)).status_code == 403
    assert as_person("member").post(url("remove_interest", row.pk)).status_code == 302
    assert not RegisteredInterest.objects.filter(pk=row.pk).exists()
    assert as_person("convenor").post(url("put_back_interest", row.pk)).status_code == 404
    assert as_person("member").post(url("put_back_interest", row.pk)).status_code == 302
    assert RegisteredInterest.objects.get(pk=row.pk).text == row.text


def test_a_keeper_records_one_for_somebody(as_person, cast):
    facts = {"person": cast.convenor.pk, "text": "Owns a care home.", "audience": "members"}
    assert as_person("member").post(url("record_interest"), facts).status_code == 403
    assert as_person("administrator").post(url("record_interest"), facts).status_code == 302
    assert "Owns a care home." in as_person("convenor").get(url("my_interests")).content.decode()
