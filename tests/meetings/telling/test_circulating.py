"""Circulated minutes reach everybody whom they are for, each in their own language; answers reach who asked."""

import pytest
from django.core import mail
from django.urls import reverse

from common.steps import take
from meetings.minutes import corrections, lifecycle
from meetings.models import Attendance, Meeting, Minutes, Proposal
from meetings.proposing import proposals
from meetings.telling import circulating
from members.letters import letters
from members.models import Letter, Standing
from tests.cast import a_meeting, a_paragraph, an_action, an_item, minutes_of
from tests.letters import deliver_to_roles

WELSH, ENGLISH = {"chair", "convenor"}, {"administrator", "member", "partner"}


@pytest.fixture
def minutes(cast):
    """The draft minutes of a meeting that was held, with an action of the member's and one under a reserved item."""
    meeting = a_meeting(days=-3, title_en="Care", title_cy="Gofal")
    an_action(a_paragraph(an_item(meeting)), cast.member, text_en="Book a room.")
    reserved = a_paragraph(an_item(meeting, reserved=True))
    an_action(reserved, cast.partner, text_en="Zqsecret.", text_cy="Zqsecret.")
    minutes = minutes_of(meeting)
    Meeting.objects.filter(pk=meeting.pk).update(state="held")
    return Minutes.objects.select_related("meeting").get(pk=minutes.pk)


def press(browser, minutes):
    address = reverse("meetings:circulate", args=[minutes.meeting_id])
    page = browser.get(address)
    sent = {"version": page.context["minutes"].version, "mark": page.context["mark"]}
    return page, browser.post(address, sent)


def test_everybody_gets_the_letter_that_was_shown_before(as_person, minutes):
    page, answer = press(as_person("administrator"), minutes)
    assert answer.status_code == 302
    sent = deliver_to_roles()
    assert set(sent) == WELSH | ENGLISH
    assert all("Gofal" in sent[role].subject and "Annwyl" in sent[role].body for role in WELSH)
    assert "Book a room." in sent["member"].body and "due by" in sent["member"].body
    assert "Book a room." not in sent["partner"].body
    assert not [role for role in ENGLISH | WELSH if "Zqsecret" in sent[role].body]
    shown = {language: subject for _name, _count, subject, _body, language in page.context["preview"].letters}
    assert shown == {"en": sent["member"].subject, "cy": sent["chair"].subject}
    assert page.context["preview"].readers[0].name in page.content.decode()


def test_a_draft_again_is_told_to_nobody_and_the_next_circulation_is(as_person, minutes):
    administrator = as_person("administrator")
    press(administrator, minutes)
    take(Minutes.objects.get(pk=minutes.pk), lifecycle.WITHDRAW)
    assert deliver_to_roles() == {}  # whose letters waited
    Letter.objects.all().delete()
    press(administrator, minutes)
    assert set(deliver_to_roles()) == WELSH | ENGLISH
    assert administrator.post(reverse("meetings:circulate", args=[minutes.meeting_id])).status_code == 409
    assert deliver_to_roles() == {}


def test_who_may_not_read_them_is_not_told(minutes, cast):
    Meeting.objects.update(shared_with_partners=False)
    minutes.meeting.refresh_from_db()
    circulating.circulate(minutes=minutes)
    Standing.objects.filter(person=cast.member).update(ends_on="2020-01-01", starts_on="2019-01-01")
    assert set(deliver_to_roles()) == {"administrator", "chair", "convenor"}


def test_past_minutes_are_taken_in_without_a_letter(minutes):
    take(minutes, lifecycle.CIRCULATE, at=minutes.meeting.ends_at)
    assert not Letter.objects.exists()


def last_letter():
    letter = Letter.objects.order_by("pk").last()
    letters.deliver(letter.pk, is_last=True)
    return mail.outbox[-1] if mail.outbox else None


def test_a_correction_is_answered_by_letter_in_its_language(minutes, cast):
    circulating.circulate(minutes=minutes)
    deliver_to_roles()
    mail.outbox.clear()
    Attendance.objects.get_or_create(meeting=minutes.meeting, person=cast.convenor, defaults={"mode": "in_person"})
    paragraph = minutes.meeting.items.first().paragraphs.first()
    offered = corrections.offer(paragraph=paragraph, by=cast.convenor, language="cy", text="<p>Deg.</p>")
    corrections.decline(correction=offered, reason="Naw <b>oedd</b> yno")
    letter = last_letter()
    assert (letter.to, letter.subject) == (
        ["Iwan Penllyn <convenor@forum.example>"],
        f"Eich cywiriad i {paragraph.number}",
    )
    assert "Deg." in letter.body and "Naw <b>oedd</b> yno" in letter.body
    again = corrections.offer(paragraph=paragraph, by=cast.convenor, language="cy", text="<p>Naw.</p>")
    corrections.accept(correction=again, version=None)
    assert "mae’ch cywiriad yn y cofnodion" in last_letter().body
    Minutes.objects.filter(pk=minutes.pk).update(state="draft", circulated_at=None)
    mail.outbox.clear()
    Letter.objects.update(state="waiting")
    assert last_letter() is None  # the draft is nobody's to know


@pytest.mark.parametrize(
    ("answer", "said"), [("accept", "stands on the"), ("defer", "this time"), ("decline", "this time")]
)
def test_a_proposal_is_answered_by_letter_while_that_is_the_answer(cast, answer, said):
    proposal = proposals.propose(proposer=cast.member, title="Tea & cake", language="en", text="Please.")
    place = {"meeting": a_meeting()} if answer == "accept" else {}
    getattr(proposals, answer)(proposal=proposal, reason="As said", **place)
    letter = last_letter()
    assert letter.subject == "Your proposal: Tea & cake" and said in letter.body and "As said" in letter.body
    Letter.objects.update(state="waiting")
    mail.outbox.clear()
    Proposal.objects.update(answer="waiting")
    assert last_letter() is None
