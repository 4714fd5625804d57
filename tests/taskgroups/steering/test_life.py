"""A group from proposal to adopted report: who decides, what moves its date, and what stands for ever."""

import datetime

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from common.editing import IllegalChange
from common.steps import take
from meetings.models import Ballot
from taskgroups import forgetting
from taskgroups.milestones import milestones
from taskgroups.models import GroupMember, Milestone, TaskGroup
from taskgroups.steering import lifecycle
from tests.taskgroups.test_groups import REPORT, a_decided, a_group, said_to, url

pytestmark = pytest.mark.django_db
State = TaskGroup.State
PROPOSAL = {"name_en": "Social value", "name_cy": "", "remit_en": "To try it out.", "remit_cy": ""}


def an_adopted_group(**facts):
    """Return a group whose report is adopted."""
    group = take(a_group(**REPORT | facts), lifecycle.REPORT)
    return take(group, lifecycle.FINISH, decision=a_decided())


def test_a_member_proposes_and_a_meeting_decides(as_person, cast):
    member, chair, decision = as_person("member"), as_person("chair"), a_decided()
    member.post(url("propose_group"), PROPOSAL)
    group = TaskGroup.objects.get()
    assert (group.state, group.convenor) == (State.PROPOSED, cast.member)
    assert "_proposed" in said_to(cast.chair)
    assert as_person("partner").post(url("join", group.pk)).status_code == 404  # it was not shared with partners
    assert member.post(url("step", group.pk, "decide"), {"decision": decision.pk}).status_code == 409
    assert chair.post(url("step", group.pk, "decide"), {"ballot": ""}).status_code == 409
    assert chair.post(url("step", group.pk, "decide"), {"decision": decision.pk}).status_code == 302
    group.refresh_from_db()
    meeting = decision.paragraph.item.meeting
    assert (group.state, group.decision, group.set_up_at) == (State.ACTIVE, decision, meeting)


def test_a_carried_ballot_sets_a_group_up_too(as_person, cast):
    group = a_group(state=State.PROPOSED)
    carried, lost = (
        Ballot.objects.create(text_en="Shall we?", asked_by=cast.chair, closes_on=timezone.localdate(), outcome=outcome)
        for outcome in ("carried", "not_carried")
    )
    chair = as_person("chair")
    assert chair.post(url("step", group.pk, "decide"), {"ballot": lost.pk}).status_code == 200
    chair.post(url("step", group.pk, "decide"), {"ballot": carried.pk})
    group.refresh_from_db()
    assert (group.state, group.ballot) == (State.ACTIVE, carried)


def test_the_deputy_keeps_the_group_too(as_person, cast):
    group = a_group(convenor=cast.convenor, deputy=cast.member)
    assert as_person("member").get(url("edit_group", group.pk)).status_code == 200
    assert as_person("member").post(url("join", group.pk)).status_code == 403
    facts = {"title_en": "A draft", "title_cy": "", "due_on": "2030-01-02"}
    as_person("member").post(url("add_milestone", group.pk), facts)
    row = Milestone.objects.get()
    as_person("member").post(url("finish_milestone", group.pk, row.pk), {"version": row.version})
    row.refresh_from_db()
    assert (row.done_on, row.done_by) == (timezone.localdate(), cast.member)
    with pytest.raises(IllegalChange):
        milestones.finish(milestone=row, by=cast.convenor)


def test_a_decision_moves_the_date_and_both_dates_are_kept(as_person, cast):
    today, decision = timezone.localdate(), a_decided()
    group = a_group(convenor=cast.convenor, due_on=today)
    convenor, later = as_person("convenor"), today + datetime.timedelta(days=90)
    assert convenor.post(url("move_date", group.pk), {"due_on": later}).context["form"].errors.keys() == {"decision"}
    convenor.post(url("move_date", group.pk), {"due_on": later, "decision": decision.pk, "version": group.version})
    group.refresh_from_db()
    moved = group.due_changes.get()
    assert (group.due_on, moved.was_on, moved.due_on, moved.decision) == (later, today, later, decision)
    stale = {"due_on": today, "decision": decision.pk, "version": 1}
    assert convenor.post(url("move_date", group.pk), stale).status_code == 409


def test_a_group_closed_early_says_why_and_can_be_taken_up_again(as_person, cast):
    group = a_group(convenor=cast.convenor, decision=a_decided())
    convenor, chair = as_person("convenor"), as_person("chair")
    assert convenor.post(url("step", group.pk, "close"), {"reason": ""}).status_code == 200
    convenor.post(url("step", group.pk, "close"), {"reason": "Another body does it."})
    assert "Another body does it." in as_person("member").get(url("group", group.pk)).content.decode()
    assert convenor.post(url("step", group.pk, "resume")).status_code == 409
    assert chair.post(url("step", group.pk, "resume")).status_code == 302
    group.refresh_from_db()
    assert (group.state, group.closing_reason, group.finished_at) == (State.ACTIVE, "", None)


def test_what_was_never_decided_is_not_taken_up(cast):
    group = take(a_group(state=State.PROPOSED, convenor=cast.convenor), lifecycle.CLOSE, reason="No time")
    with pytest.raises(IllegalChange, match="propose it anew"):
        take(group, lifecycle.RESUME, by=cast.chair)


def test_the_database_keeps_an_adopted_group_as_it_is(cast):
    group = an_adopted_group(convenor=cast.convenor)
    work = [
        lambda: TaskGroup.objects.filter(pk=group.pk).update(name_en="Other"),
        lambda: TaskGroup.objects.filter(pk=group.pk).update(adopted_by=None),
        lambda: TaskGroup.objects.filter(pk=group.pk).delete(),
        lambda: GroupMember.objects.create(group=group, person=cast.member),
        lambda: Milestone.objects.create(group=group, title_en="Late", due_on=timezone.localdate()),
    ]
    for change in work:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_what_belongs_to_an_adopted_group_stands_and_erasing_keeps_to_that(cast):
    group = a_group(convenor=cast.convenor, **REPORT)
    place = GroupMember.objects.create(group=group, person=cast.member)
    GroupMember.objects.create(group=a_group(), person=cast.member)
    take(take(group, lifecycle.REPORT), lifecycle.FINISH, decision=a_decided())
    with pytest.raises(DatabaseError), transaction.atomic():
        place.delete()
    forgetting.forget(person=cast.member)
    assert list(GroupMember.objects.filter(person=cast.member)) == [place]


def test_a_kept_group_answers_with_a_sentence_on_every_path(as_person, cast):
    group = an_adopted_group(convenor=cast.convenor)
    for role in ("convenor", "administrator"):
        answer = as_person(role).get(url("edit_group", group.pk))
        said = answer.content.decode()
        assert answer.status_code == 409
        assert "The report of this group is adopted" in said or "Mabwysiadwyd adroddiad y grŵp hwn" in said
    page = as_person("convenor").get(url("group", group.pk)).content.decode()
    assert "/edit/" not in page and "Rydym yn argymell cylchlythyr." in page
