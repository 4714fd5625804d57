"""Consultations: the plan backwards from the deadline, drafts with remarks, and an answer that is sent in time."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from common.steps import take
from library import overview
from library.consulting import answers, lifecycle, planning, reminding
from library.models import AnswerDraft, Consultation, Document, Interested, Remark
from meetings.calendars import calendars
from meetings.models import Ballot, Vote
from members.access import Circle
from taskgroups.models import TaskGroup
from tests.cast import a_decision, a_meeting, a_paragraph, an_item, minutes_of
from tests.letters import deliver_to_roles

pytestmark = pytest.mark.django_db
TEXT = "<p>We welcome it.</p><p>We ask for more time.</p>"


def in_days(days):
    return timezone.localdate() + datetime.timedelta(days=days)


def a_consultation(*, closes=30, **facts):
    """Return a consultation that closes in so many days."""
    texts = {"title_en": "Unpaid carers", "title_cy": "Gofalwyr di-dâl"}
    return Consultation.objects.create(asked_by="Senedd", closes_on=in_days(closes), **texts | facts)


def a_draft(consultation, *, shown=True, text=TEXT):
    """Return a draft of its answer, with the members unless told."""
    draft = answers.begin_draft(consultation=consultation)
    AnswerDraft.objects.filter(pk=draft.pk).update(text_en=text)
    draft.refresh_from_db()
    return answers.show_draft(draft=draft) if shown else draft


def plan(consultation, reader):
    """Return its plan as it is now."""
    rows = planning.planned(Consultation.objects.select_related("ballot"))
    return planning.plan_of(rows.get(pk=consultation.pk), reader)


def url(name, *args):
    return reverse(f"library:{name}", args=args)


def waits_of(client):
    """Return what waits on somebody's front page."""
    return client.get("/").content.decode()


def test_the_last_meeting_before_the_deadline_agrees_to_the_answer(cast):
    row = a_consultation(closes=60)
    a_meeting(days=20), a_meeting(days=75)
    last = a_meeting(days=40)
    found = plan(row, cast.member)
    assert found.meeting == last
    assert {stage.name: stage.by for stage in found.stages} == {
        "lead": in_days(40 - 14 - 14),
        "show": in_days(40 - 14),
        "agree": in_days(40),
        "send": in_days(59),
    }


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_where_no_meeting_falls_before_it_the_members_agree_between_meetings(cast, state):
    row = a_consultation(closes=30)
    a_meeting(days=31), a_meeting(days=10, state=state)
    found = plan(row, cast.member)
    assert found.meeting is None
    assert [stage.name for stage in found.stages] == ["lead", "show", "ask", "agree", "send"]
    assert found.ballot_closes_on == in_days(28)


def test_a_deadline_before_the_next_meeting_is_met_by_the_prompts_alone(as_person, cast):
    """Each of the pages is come to from what waits, and from nowhere else."""
    a_meeting(days=60)
    row = a_consultation(closes=14)
    office, lead = as_person("administrator"), as_person("member")
    assert "Choose who leads the answer" in waits_of(office) and url("edit_consultation", row.pk) in waits_of(office)
    Consultation.objects.filter(pk=row.pk).update(lead=cast.member)
    assert "Put a draft answer to the members" in waits_of(lead)
    assert "Put a draft answer" not in waits_of(as_person("convenor"))
    started = lead.post(url("start_answer", row.pk))
    draft = AnswerDraft.objects.get()
    lead.post(started.url, {"text_en": TEXT, "version": draft.version})
    draft.refresh_from_db()
    lead.post(url("show_answer", draft.pk), {"version": draft.version})
    assert "Put a draft answer" not in waits_of(lead)
    assert url("ask_members", row.pk) in waits_of(office)
    page = office.get(url("ask_members", row.pk)).context["form"].initial
    assert page["closes_on"] == in_days(12) and "Gofalwyr di-dâl" in page["text_cy"]
    office.post(url("ask_members", row.pk), page)
    ballot = Ballot.objects.get()
    assert ballot.link.endswith(row.get_absolute_url())
    assert url("ask_members", row.pk) not in waits_of(office)
    Vote.objects.create(ballot=ballot, person=cast.member, choice="yes")
    Ballot.objects.filter(pk=ballot.pk).update(outcome="carried")
    assert url("send_answer", row.pk) in waits_of(office)
    office.post(url("send_answer", row.pk), {"sent_on": in_days(0), "audience": "public"})
    row.refresh_from_db()
    assert (row.state, row.response.audience, row.response.current.text_en) == ("sent", "public", TEXT)
    assert "answer to a consultation" not in waits_of(office)
    answers_page = as_person("visitor").get(row.response.get_absolute_url()).content.decode()
    assert "We ask for more time." in answers_page


def test_an_answer_that_nobody_agreed_to_is_not_sent(as_person):
    row = a_consultation()
    a_draft(row)
    refused = as_person("administrator").get(url("send_answer", row.pk))
    assert (refused.status_code, "Nobody has agreed" in refused.content.decode()) == (409, True)
    row.refresh_from_db()
    assert row.state == "open"


def test_a_decision_of_a_meeting_agrees_to_it_and_the_file_that_was_sent_is_kept(as_person, cast):
    row, meeting = a_consultation(), a_meeting(days=-3, state="held")
    decision = a_decision(a_paragraph(an_item(meeting)))
    minutes_of(meeting, "circulated")
    chair = as_person("chair")
    chair.post(url("approve_answer", row.pk), {"approved_by": decision.pk, "version": row.version})
    file = SimpleUploadedFile("answer.txt", b"Dear Sir or Madam")
    sent = {"sent_on": in_days(0), "audience": "", "upload": file}
    assert chair.post(url("send_answer", row.pk), sent).status_code == 302
    page = as_person("member").get(row.get_absolute_url()).content.decode()
    assert "answer.txt" in page and decision.number in page
    got = as_person("member").get(url("sent_file", row.pk))
    assert b"".join(got.streaming_content) == b"Dear Sir or Madam"
    assert as_person("visitor").get(url("sent_file", row.pk)).status_code == 302
    Consultation.objects.filter(pk=row.pk).update(shared_with_partners=False)
    assert as_person("partner").get(url("sent_file", row.pk)).status_code == 404
    assert Document.objects.count() == 0


def test_a_draft_is_for_who_leads_it_until_it_is_put_to_the_members(as_person, cast):
    row = a_consultation(lead_group=TaskGroup.objects.create(name_en="Carers", convenor=cast.convenor))
    draft = a_draft(row, shown=False, text="<p>Zanzibar.</p>")
    may = {"visitor": 302, "partner": 404, "member": 404, "convenor": 200, "chair": 200, "staff": 404}
    for page in ("answer", "edit_answer"):
        assert {role: as_person(role).get(url(page, draft.pk)).status_code for role in may} == may
    assert "Version 1" not in as_person("member").get(row.get_absolute_url()).content.decode()
    assert as_person("member").post(url("start_answer", row.pk)).status_code == 403
    answers.show_draft(draft=draft)
    assert as_person("partner").get(url("answer", draft.pk)).status_code == 200
    assert as_person("convenor").get(url("edit_answer", draft.pk)).status_code == 409
    Consultation.objects.filter(pk=row.pk).update(shared_with_partners=False)
    assert as_person("partner").get(url("answer", draft.pk)).status_code == 404


def test_a_draft_that_is_with_the_members_stands_even_against_the_database():
    draft = a_draft(a_consultation())
    with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic():
        AnswerDraft.objects.filter(pk=draft.pk).update(text_en="<p>Other</p>")


def test_a_draft_is_put_to_the_members_as_it_was_read(as_person):
    draft = a_draft(a_consultation(), shown=False)
    AnswerDraft.objects.filter(pk=draft.pk).update(text_en="<p>Other</p>")
    assert as_person("chair").post(url("show_answer", draft.pk), {"version": draft.version}).status_code == 409
    assert AnswerDraft.objects.get().shown_at is None


def test_members_and_partners_remark_on_paragraphs_and_take_their_own_back(as_person, cast):
    draft = a_draft(a_consultation())
    add = url("add_remark", draft.pk, 2)
    partner = as_person("partner")
    assert partner.post(add, {"text": "How much more?"}).status_code == 302
    assert partner.get(url("add_remark", draft.pk, 3)).status_code == 404
    remark = Remark.objects.get()
    assert (remark.paragraph, remark.author) == (2, cast.partner)
    page = as_person("member").get(url("answer", draft.pk)).content.decode()
    assert page.index("We ask for more time") < page.index("How much more?")
    remove = url("remove_remark", remark.pk)
    assert as_person("member").post(remove).status_code == 403
    assert partner.post(remove).status_code == 302 and not Remark.objects.exists()


def test_the_next_version_is_a_copy_and_is_compared_with_the_last_one(as_person):
    row = a_consultation()
    a_draft(row)
    second = a_draft(row, text=TEXT.replace("more time", "six weeks"))
    assert second.number == 2
    page = as_person("member").get(url("answer_changes", second.pk)).content.decode()
    assert "<del>more time.</del>" in page and "<ins>six weeks.</ins>" in page


def test_interest_is_shown_and_taken_back(as_person, cast):
    row, member = a_consultation(), as_person("member")
    for _press in range(2):
        member.post(url("join_consultation", row.pk), {"to": "join"})
    assert [one.person for one in Interested.objects.all()] == [cast.member]
    member.post(url("join_consultation", row.pk), {"to": "leave"})
    assert not Interested.objects.exists()
    assert as_person("visitor").post(url("join_consultation", row.pk)).status_code == 302


def test_a_consultation_is_let_pass_and_taken_up_again(as_person):
    row, chair = a_consultation(), as_person("chair")
    for name, state in (("let_pass", "passed"), ("take_up", "open")):
        page = url("consultation_step", row.pk, name)
        assert as_person("member").post(page).status_code == 403
        assert chair.post(page, {"version": Consultation.objects.get().version}).status_code == 302
        assert Consultation.objects.get().state == state
    assert chair.get(url("consultation_step", row.pk, "take_up")).status_code == 409
    assert chair.get(url("consultation_step", row.pk, "send")).status_code == 404


def test_who_led_it_says_what_came_of_it(as_person, cast):
    row = a_consultation(lead=cast.member)
    assert as_person("convenor").get(url("tell_outcome", row.pk)).status_code == 403
    as_person("member").post(url("tell_outcome", row.pk), {"outcome_en": "They agreed.", "version": row.version})
    assert "They agreed." in as_person("partner").get(row.get_absolute_url()).content.decode()


def test_who_leads_an_answer_is_reminded_once_for_each_step_and_deadline(cast):
    row = a_consultation(closes=20, lead=cast.member)
    for _run in range(2):
        reminding.send_due()
    sent = deliver_to_roles()
    assert set(sent) == {"member"} and "Unpaid carers" in sent["member"].body
    a_draft(row)
    Consultation.objects.filter(pk=row.pk).update(closes_on=in_days(7), ballot=a_carried_ballot(cast))
    reminding.send_due()
    assert set(deliver_to_roles()) == {"member"}
    reminding.send_due()
    take(row, lifecycle.SEND, sent_on=in_days(0))
    assert deliver_to_roles() == {}


def a_carried_ballot(cast):
    return Ballot.objects.create(text_en="Agree", asked_by=cast.chair, closes_on=in_days(-1), outcome="carried")


@pytest.mark.parametrize("change", [{"lead": None}, {"state": "passed"}, {"closes_on": None}])
def test_what_is_not_due_any_more_is_not_told(cast, change):
    a_consultation(closes=20, lead=cast.member)
    reminding.send_due()
    Consultation.objects.update(**change)
    assert deliver_to_roles() == {}


def test_deadlines_stand_in_calendars_of_who_reads_the_consultation(cast):
    a_consultation(shared_with_partners=False, title_en="Zanzibar", title_cy="Sansibar")
    a_consultation(state="passed", title_en="Zambia")
    feeds = {circle: calendars._feed(circle, "cy").decode() for circle in (Circle.MEMBER, Circle.PARTNER)}
    assert "Ymgynghoriad yn cau: Sansibar" in feeds[Circle.MEMBER].replace("\r\n ", "")
    assert "Sansibar" not in feeds[Circle.PARTNER] and "Zambia" not in feeds[Circle.MEMBER]
    assert f"DTSTART;VALUE=DATE:{in_days(30):%Y%m%d}" in feeds[Circle.MEMBER]


def test_what_is_kept_of_a_person_is_told_and_goes_with_them(cast):
    row = a_consultation(lead=cast.member)
    answers.join(consultation=row, person=cast.member)
    told = {one.key: one.found.count() for one in overview.own_data(cast.member)}
    assert (told["consultations_led"], told["interests_in_consultations"]) == (1, 1)
    overview.DOOR.forget(person=cast.member)
    assert not Interested.objects.exists()
