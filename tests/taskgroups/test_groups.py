"""Groups: who sees them, how they pass from active to finished, who is in them."""

import datetime

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from common.editing import IllegalChange
from common.steps import take
from members.access import Circle
from taskgroups import overview, waiting
from taskgroups.models import GroupMember, TaskGroup
from taskgroups.steering import lifecycle
from tests.cast import a_decision, a_meeting, a_paragraph, an_item, minutes_of
from tests.searching import found

State = TaskGroup.State
REPORT = {"final_report_en": "We recommend a newsletter.", "final_report_cy": "Rydym yn argymell cylchlythyr."}


def a_group(**facts):
    """Return a group that has been at work for a month, and is shared with partners."""
    defaults = {
        "starts_on": timezone.localdate() - datetime.timedelta(days=30),
        "name_en": "Communication Strategy",
        "name_cy": "Strategaeth Gyfathrebu",
        "remit_en": "To plan how we tell our story.",
    }
    return TaskGroup.objects.create(**defaults | facts)


def a_decided():
    """Return a decision in minutes that are circulated."""
    meeting = a_meeting(days=-3, state="held")
    decision = a_decision(a_paragraph(an_item(meeting)))
    minutes_of(meeting, "circulated")
    return decision


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"taskgroups:{name}", args=args)


def said_to(person):
    """Return the sentences of what waits for a person, of groups."""
    return [kind.say.__name__ for kind in waiting.kinds(person) for _row in kind.rows]


def facts_of(cast, **changes):
    """Return what the form for a group is filled in with."""
    return {
        "name_en": "Membership", "name_cy": "Aelodaeth", "remit_en": "To find out who is missing.", "remit_cy": "",
        "convenor": cast.convenor.pk, "starts_on": "2026-03-10", "due_on": "2026-09-01", "shared_with_partners": "on",
    } | changes  # fmt: skip


def test_partners_see_shared_groups_and_their_own(cast):
    shared, closed, own = a_group(), a_group(shared_with_partners=False), a_group(shared_with_partners=False)
    GroupMember.objects.create(group=own, person=cast.partner)
    assert set(TaskGroup.objects.visible_to(cast.partner)) == {shared, own}
    assert set(TaskGroup.objects.visible_to(cast.member)) == {shared, closed, own}
    assert set(TaskGroup.objects.visible_to(cast.staff)) == set()


def test_a_group_that_a_partner_may_not_see_is_not_there(as_person):
    hidden = a_group(name_en="Zanzibar", shared_with_partners=False)
    partner = as_person("partner")
    assert partner.get(url("group", hidden.pk)).status_code == 404
    assert partner.post(url("join", hidden.pk)).status_code == 404
    assert b"Zanzibar" not in partner.get(url("groups")).content


def test_the_record_keepers_set_up_a_group(as_person, cast):
    answer = as_person("administrator").post(url("set_up_group"), facts_of(cast))
    group = TaskGroup.objects.get()
    assert answer.url == group.get_absolute_url()
    assert (group.name_cy, group.convenor, group.state) == ("Aelodaeth", cast.convenor, State.ACTIVE)
    assert as_person("member").post(url("set_up_group"), facts_of(cast)).status_code == 403


def test_a_group_due_before_it_starts_is_refused_beside_its_field(as_person, cast):
    answer = as_person("chair").post(url("set_up_group"), facts_of(cast, due_on="2026-01-01"))
    assert answer.context["form"].errors.keys() == {"due_on"}
    assert "To find out who is missing." in answer.content.decode()
    assert TaskGroup.objects.count() == 0


def test_the_database_refuses_a_group_due_before_it_starts(db):
    with pytest.raises(IntegrityError):
        a_group(starts_on=datetime.date(2026, 3, 1), due_on=datetime.date(2026, 2, 1))


def test_the_convenor_keeps_the_text_but_not_the_convenorship(as_person, cast):
    group = a_group(convenor=cast.convenor)
    convenor = as_person("convenor")
    changed = facts_of(cast, convenor=cast.member.pk, version=1)
    changed.pop("shared_with_partners")
    assert convenor.post(url("edit_group", group.pk), changed).url == group.get_absolute_url()
    group.refresh_from_db()
    assert (group.name_en, group.convenor, group.shared_with_partners) == ("Membership", cast.convenor, True)
    assert as_person("member").get(url("edit_group", group.pk)).status_code == 403


def test_an_older_form_loses_nothing_and_overwrites_nothing(as_person, cast):
    group = a_group(convenor=cast.convenor)
    TaskGroup.objects.filter(pk=group.pk).update(name_en="Theirs", version=2)
    answer = as_person("convenor").post(url("edit_group", group.pk), facts_of(cast, version=1, name_en="Mine"))
    assert answer.status_code == 409
    assert "Mine" in answer.content.decode() and "Theirs" in answer.content.decode()
    group.refresh_from_db()
    assert group.name_en == "Theirs"


def test_a_group_finishes_with_its_report_and_the_decision_on_it(cast):
    group, decision = take(a_group(), lifecycle.REPORT), a_decided()
    with pytest.raises(IllegalChange, match="no final report"):
        take(group, lifecycle.FINISH, decision=decision)
    TaskGroup.objects.update(**REPORT)
    with pytest.raises(IllegalChange, match="choose the decision"):
        take(group, lifecycle.FINISH)
    group = take(group, lifecycle.FINISH, decision=decision)
    assert (group.state, group.finished_at is not None, group.adopted_by) == (State.FINISHED, True, decision)
    for step in lifecycle.STEPS.values():
        with pytest.raises(IllegalChange):
            take(group, step, by=cast.chair, decision=decision, reason="Why")


def test_the_convenor_writes_the_report_and_finishes(as_person, cast):
    group, decision = a_group(convenor=cast.convenor), a_decided()
    convenor = as_person("convenor")
    convenor.post(url("step", group.pk, "report"))
    convenor.post(url("final_report", group.pk), REPORT | {"version": 1})
    convenor.post(url("step", group.pk, "finish"), {"decision": decision.pk})
    group.refresh_from_db()
    assert (group.state, group.final_report_cy) == (State.FINISHED, "<p>Rydym yn argymell cylchlythyr.</p>")
    assert convenor.post(url("step", group.pk, "resume")).status_code == 409
    assert as_person("chair").post(url("step", group.pk, "resume")).status_code == 409


def test_a_report_is_adopted_by_no_decision_that_is_older_than_the_group_or_was_lost(as_person, cast):
    group, decision = a_group(convenor=cast.convenor, starts_on=timezone.localdate(), **REPORT), a_decided()
    take(group, lifecycle.REPORT)
    page = as_person("convenor").get(url("step", group.pk, "finish")).context["form"]
    assert list(page.fields["decision"].queryset) == []
    with pytest.raises(IllegalChange, match="older than the group"):
        take(group, lifecycle.FINISH, decision=decision)
    TaskGroup.objects.update(set_up_at=decision.paragraph.item.meeting)
    page = as_person("convenor").get(url("step", group.pk, "finish")).context["form"]
    assert list(page.fields["decision"].queryset) == [decision]
    type(decision).objects.update(is_lost=True)
    page = as_person("convenor").get(url("step", group.pk, "finish")).context["form"]
    assert list(page.fields["decision"].queryset) == []


def test_a_step_that_is_not_open_answers_409_and_changes_nothing(as_person):
    group = a_group()
    chair = as_person("chair")
    assert chair.get(url("step", group.pk, "finish")).status_code == 409
    assert chair.post(url("step", group.pk, "finish")).status_code == 409
    assert chair.get(url("step", group.pk, "nonsense")).status_code == 404
    group.refresh_from_db()
    assert group.state == State.ACTIVE


def test_nobody_joins_a_finished_group(as_person):
    group = a_group(state=State.FINISHED)
    assert as_person("member").post(url("join", group.pk)).status_code == 409


def test_the_convenor_asks_people_and_takes_them_out(as_person, cast):
    group = a_group(convenor=cast.convenor, shared_with_partners=False)
    convenor = as_person("convenor")
    convenor.post(url("add_member", group.pk), {"person": cast.member.pk})
    assert (group.places.count(), group.requests.get().person) == (0, cast.member)
    as_person("member").post(url("answer_asked", group.pk), {"answer": "yes"})
    place = group.places.get()
    again = convenor.post(url("add_member", group.pk), {"person": cast.member.pk})
    partner = convenor.post(url("add_member", group.pk), {"person": cast.partner.pk})
    assert again.context["form"].errors.keys() == partner.context["form"].errors.keys() == {"person"}
    assert convenor.get(url("remove_member", group.pk, place.pk)).status_code == 200
    convenor.post(url("remove_member", group.pk, place.pk))
    assert group.places.count() == 0


def test_the_meeting_it_was_set_up_at_shows_only_to_who_may_see_it(as_person):
    meeting = a_meeting(title_en="Closed session", shared_with_partners=False)
    group = a_group(set_up_at=meeting)
    assert "Closed session" in as_person("member").get(group.get_absolute_url()).content.decode()
    assert "Closed session" not in as_person("partner").get(group.get_absolute_url()).content.decode()


def test_what_goes_upward(cast):
    mine, hidden = a_group(convenor=cast.convenor), a_group(name_en="Hidden strategy", shared_with_partners=False)
    assert [(card.title, card.detail) for card in overview.cards(cast.convenor)] == [
        ("Communication Strategy", "you convene it")
    ]
    assert {hit.title for hit in found(overview.DOOR, "strategy", cast.member)} == {mine.name, hidden.name}
    assert {hit.title for hit in found(overview.DOOR, "strategy", cast.partner)} == {mine.name}
    assert {entry.title for entry in overview.news(mine.created_at, cast.partner)} == {mine.name}
    entries = overview.year(mine.starts_on, mine.starts_on, Circle.MEMBER)
    assert [entry.kind for entry in entries] == ["group_begun", "group_begun"]
