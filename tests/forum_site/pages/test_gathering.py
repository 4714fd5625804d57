"""What was asked of who keeps the record comes in one letter a day, with what waits still, and not their own asking."""

import datetime

import pytest
from django.utils import timezone

from forum_site.pages import gathering
from meetings.agenda import building
from meetings.minutes import corrections
from meetings.models import AgendaItem, Attendance, Correction, Meeting, Minutes, Proposal
from meetings.proposing import proposals
from members.models import Application, Letter
from members.standing import joining
from tests.cast import a_meeting, a_paragraph, an_item, minutes_of
from tests.letters import deliver, deliver_to_roles

pytestmark = pytest.mark.django_db
WORDS = {"name": "Nest", "email": "nest@example.org", "language": "cy", "why": "To help."}


@pytest.fixture(autouse=True)
def whatever_the_hour(monkeypatch):
    """The letter may be written now, whatever the clock says."""
    monkeypatch.setattr(gathering, "FROM_HOUR", 0)


@pytest.fixture
def asked(cast):
    """A proposal, a correction, an item to be discussed, an application; and a proposal of the administrator's own."""
    meeting = a_meeting(days=-3)
    paragraph = a_paragraph(an_item(meeting))
    minutes_of(meeting, "circulated")
    Meeting.objects.filter(pk=meeting.pk).update(state="held")
    Attendance.objects.get_or_create(meeting=meeting, person=cast.convenor, defaults={"mode": "in_person"})
    corrections.offer(paragraph=paragraph, by=cast.convenor, language="cy", text="<p>Deg.</p>")
    soon = timezone.now() + datetime.timedelta(days=20)
    coming = a_meeting(days=30, state="published", agenda_published_at=timezone.now(), discuss_until=soon)
    lane = an_item(coming, title_en="Accounts", title_cy="Cyfrifon", taken_as_read=True)
    building.pull_item(item=AgendaItem.objects.get(pk=lane.pk), by=cast.member)
    proposals.propose(proposer=cast.member, title="A <b>walk</b>", language="en")
    proposals.propose(proposer=cast.administrator, title="Own wish", language="en")
    joining.apply(application=Application(**WORDS))
    deliver()
    return cast


def test_one_letter_a_day_holds_all_that_was_asked(asked):
    gathering.send_due()
    gathering.send_due()
    sent = deliver_to_roles()
    assert set(sent) == {"administrator", "chair"}
    text = sent["administrator"].body
    assert sent["administrator"].subject == "4 things wait for your answer"
    assert all(words in text for words in ("A <b>walk</b>", "Accounts", "Nest", "A correction to", "/corrections/"))
    assert "Own wish" not in text and "Own wish" in sent["chair"].body and "Cyfrifon" in sent["chair"].body
    gathering.send_due()
    assert deliver_to_roles() == {}


def test_what_was_told_yesterday_or_is_answered_is_not_told_again(asked):
    gathering.send_due()
    deliver()
    Letter.objects.update(thing="2020-01-01")
    proposals.propose(proposer=asked.member, title="Something new", language="en")
    gathering.send_due()
    text = deliver_to_roles()["administrator"].body
    assert "Something new" in text and "walk" not in text and "Accounts" not in text


def test_what_is_answered_meanwhile_is_not_told(asked):
    gathering.send_due()
    Proposal.objects.update(answer="declined")
    Application.objects.all().delete()
    Minutes.objects.all().update(state="draft", circulated_at=None)
    AgendaItem.objects.update(pulled_by=None)
    Correction.objects.all().delete()
    assert deliver() == {}
    Letter.objects.all().delete()
    gathering.send_due()
    assert not Letter.objects.exists()


def test_nothing_asked_is_no_letter_and_the_night_is_quiet(asked, monkeypatch):
    monkeypatch.setattr(gathering, "FROM_HOUR", 24)
    gathering.send_due()
    assert not Letter.objects.filter(kind=gathering.GATHERED).exists()
