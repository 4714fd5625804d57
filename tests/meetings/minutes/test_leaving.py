"""Whoever leaves orphans nothing: what they took on, and the group they convene, wait for the administrator."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from forum_site.pages import erasure
from meetings.agenda import standing_items
from meetings.models import Action, Meeting, Writes
from meetings.telling import notices
from members.access import Circle
from members.models import Ending, Letter, Organisation, OrganisationStanding, Standing
from members.standing import standing as standings
from taskgroups.models import GroupMember, TaskGroup
from tests.cast import a_meeting, a_paragraph, an_action, an_item, minutes_of

pytestmark = pytest.mark.django_db
LEFT = "has left the Forum"


@pytest.fixture
def action(cast):
    """The member's action, of minutes that are confirmed and public."""
    past = a_meeting(days=-30, state="held", is_public=True)
    action = an_action(a_paragraph(an_item(past)), cast.member, days=2)
    minutes_of(past, "confirmed")
    following = a_meeting(days=20, state="published")
    an_item(following, writes_itself=Writes.MATTERS_ARISING)
    return action


@pytest.fixture
def group(cast):
    """A group that the member convenes and the partner is in."""
    group = TaskGroup.objects.create(name_en="Tool sheds", remit_en="<p>Sheds.</p>", convenor=cast.member)
    GroupMember.objects.create(group=group, person=cast.partner)
    return group


def own(person):
    return Standing.objects.current().get(person=person)


def lapse(cast, _as_person):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    Standing.objects.filter(person=cast.member).update(ends_on=yesterday, ended_because=Ending.LAPSED)


def leave(cast, as_person):
    assert as_person("member").post(reverse("members:leave")).status_code == 302


def end(cast, _as_person):
    standings.end(standing=own(cast.member), because=Ending.REMOVED)


def erase(cast, _as_person):
    erasure.everywhere(person=cast.member, by=cast.administrator)


def close(cast, _as_person):
    type(cast.member).objects.filter(pk=cast.member.pk).update(is_active=False)


WAYS = [lapse, leave, end, erase, close]


@pytest.mark.parametrize("way", WAYS)
def test_by_every_way_out_the_administrator_has_a_line_and_readers_a_mark(cast, as_person, action, group, way):
    pages = (action.paragraph.item.meeting.minutes.get_absolute_url(), group.get_absolute_url(), "/groups/")
    agenda = Meeting.objects.get(state="published").get_absolute_url()
    keeper, home = as_person("administrator"), "/"
    give, choose = reverse("meetings:give_action", args=[action.pk]), reverse("taskgroups:edit_group", args=[group.pk])
    before = keeper.get(home).content.decode()
    assert give not in before and choose not in before
    assert all(LEFT not in keeper.get(page).content.decode() for page in (*pages, agenda))
    way(cast, as_person)
    shown = keeper.get(home).content.decode()
    assert give in shown and choose in shown
    assert all(LEFT in as_person("partner").get(page).content.decode() for page in (*pages, agenda))
    assert LEFT not in as_person("visitor").get(pages[0]).content.decode()
    assert give not in as_person("convenor").get(home).content.decode()


def test_it_is_given_to_somebody_else_and_the_minutes_go_on_to_say_who_took_it_on(cast, as_person, action):
    lapse(cast, as_person)
    give, keeper = reverse("meetings:give_action", args=[action.pk]), as_person("administrator")
    assert keeper.post(give, {"passed_to": cast.convenor.pk, "version": action.version}).status_code == 302
    action.refresh_from_db()
    assert (action.owner, action.passed_to, action.owner_name) == (cast.member, cast.convenor, cast.convenor.name)
    assert give not in keeper.get("/").content.decode()
    minutes = action.paragraph.item.meeting.minutes.get_absolute_url()
    read = keeper.get(minutes).content.decode()
    assert cast.member.name in read and f"(now with {cast.convenor.name})" in read and LEFT not in read
    public = as_person("visitor").get(minutes).content.decode()
    assert cast.member.name in public and cast.convenor.name not in public
    assert list(Action.objects.of(cast.convenor)) == [action] and not Action.objects.of(cast.member).exists()
    notices.remind_owners()
    assert list(Letter.objects.filter(kind="meetings.due").values_list("person")) == [(cast.convenor.pk,)]
    words = {"status": "done", "progress": "", "progress_language": "en", "version": action.version}
    page = reverse("meetings:action", args=[action.pk])
    assert as_person("convenor").post(page, words).status_code == 302
    late = keeper.post(give, {"passed_to": cast.partner.pk, "version": action.version})
    assert late.status_code == 409 and "done with" in late.content.decode()


def test_two_who_give_it_at_once_overwrite_nothing(cast, as_person, action):
    give, keeper = reverse("meetings:give_action", args=[action.pk]), as_person("administrator")
    first = {"passed_to": cast.convenor.pk, "version": action.version}
    assert keeper.post(give, first).status_code == 302
    assert as_person("chair").post(give, first | {"passed_to": cast.partner.pk}).status_code == 409
    assert Action.objects.get().passed_to == cast.convenor


def test_it_goes_back_to_who_took_it_on(cast, as_person, action):
    Action.objects.filter(pk=action.pk).update(passed_to=cast.convenor)
    action.refresh_from_db()
    give = reverse("meetings:give_action", args=[action.pk])
    sent = {"passed_to": cast.member.pk, "version": action.version}
    assert as_person("administrator").post(give, sent).status_code == 302
    assert Action.objects.get().passed_to is None


@pytest.mark.parametrize("role", ["member", "partner", "convenor"])
def test_nobody_but_who_keeps_the_record_gives_it(as_person, action, role):
    assert as_person(role).get(reverse("meetings:give_action", args=[action.pk])).status_code == 403


def test_an_organisation_that_left_is_told_and_one_that_never_was_in_the_forum_is_not(cast, action):
    left, outside = (Organisation.objects.create(name_en=name) for name in ("Left Trust", "Outside Council"))
    OrganisationStanding.objects.create(organisation=left, starts_on="2020-01-02", ends_on="2021-01-02")
    rows = [an_action_of(body, action) for body in (left, outside)]
    found = {row.pk: row.is_adrift for row in Action.objects.with_holders()}
    assert found == {action.pk: False, rows[0].pk: True, rows[1].pk: False}


def an_action_of(body, action):
    past = a_meeting(days=-9, state="held")
    return an_action(a_paragraph(an_item(past)), None, owner_organisation=body)


def test_what_has_been_done_waits_for_nobody(cast, as_person, action):
    Action.objects.filter(pk=action.pk).update(status="done", closed_at=timezone.now())
    lapse(cast, as_person)
    read = as_person("administrator").get(action.paragraph.item.meeting.minutes.get_absolute_url())
    assert LEFT not in read.content.decode() and not Action.objects.open().adrift().exists()


def test_a_partner_who_reads_the_pack_reads_the_mark(cast, as_person, action):
    lapse(cast, as_person)
    following = Meeting.objects.get(state="published")
    rows = list(standing_items.matters_arising(following, Circle.PARTNER))
    assert [row.is_adrift for row in rows] == [True]
