"""The digest: for who chose it, a part of agendas and minutes, once in between; nothing twice, nothing without news."""

import datetime

import pytest
from django.utils import timezone

from common.steps import take
from exchange.models import Comment, Post
from exchange.talking import replies
from library.models import Consultation
from meetings import jobs
from meetings.digest import between, parts
from meetings.letter_budget import budget
from meetings.models import Meeting, Minutes
from meetings.planning import lifecycle
from meetings.telling import circulating
from members.letters import preferences
from members.models import Consent, Letter
from taskgroups.models import TaskGroup
from tests.cast import a_meeting, an_item, minutes_of
from tests.letters import deliver_to_roles

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def whatever_the_hour(monkeypatch):
    """The letter may be written now, whatever the clock says."""
    monkeypatch.setattr(between, "FROM_HOUR", 0)


@pytest.fixture
def readers(cast):
    """Member, partner and Chair chose the digest some time ago; convenor and administrator did not."""
    for person in (cast.member, cast.partner, cast.chair):
        preferences.choose(person=person, kinds=["digest"], language=person.language)
    Consent.objects.update(given_at=timezone.now() - 60 * DAY)
    return cast


@pytest.fixture
def last(readers):
    """A meeting of forty days ago, whose minutes were told thirty days ago to everybody who chose the digest."""
    meeting = a_meeting(days=-40, state="held")
    minutes_of(meeting, "circulated")
    for person in (readers.member, readers.partner, readers.chair):
        told(person, 30)
    return meeting


def told(person, days, *, kind=budget.MINUTES, state="sent"):
    """Let a letter that tells what is new have been written to somebody so many days ago."""
    when = timezone.now() - days * DAY
    return Letter.objects.create(kind=kind, thing=f"{days}", person=person, state=state, created_at=when, sent_at=when)


def a_post(author, title="Time banks", *, days=0, **facts):
    when = timezone.now() - days * DAY - datetime.timedelta(minutes=1)
    return Post.objects.create(author=author, title=title, text="Words", created_at=when, **facts)


def published(days=20):
    meeting = a_meeting(days=days)
    an_item(meeting)
    return take(meeting, lifecycle.PUBLISH)


def news_in(letters):
    """Return {role: the titles of posts in their letter, in order} of all who are told anything."""
    titles = ("For all", "For members", "Later")
    found = {role: ", ".join(title for title in titles if title in letter.body) for role, letter in letters.items()}
    return {role: told for role, told in found.items() if told}


def test_it_is_a_part_of_the_agenda_for_who_chose_it_and_may_see_it(readers):
    a_post(readers.convenor, "For members", shared_with_partners=False)
    a_post(readers.convenor, "For all")
    published()
    sent = deliver_to_roles()
    assert news_in(sent) == dict.fromkeys(("member", "chair"), "For all, For members") | {"partner": "For all"}
    assert "Before we meet" in sent["member"].body and "Cyn inni gwrdd" in sent["chair"].body
    assert "Before we meet" not in sent["convenor"].body and "/people/stop/" not in sent["convenor"].body
    stops = preferences.unsubscribe_link(readers.member, "digest")
    assert stops.partition("/people/")[1] in sent["member"].body
    assert "List-Unsubscribe" not in sent["member"].extra_headers  # which would seem to end agendas
    assert Letter.objects.filter(kind=parts.DIGEST).count() == 0


def test_nothing_is_told_twice_from_agenda_to_minutes_to_agenda(readers):
    a_post(readers.convenor, "For all")
    published()
    assert set(news_in(deliver_to_roles())) == {"member", "chair", "partner"}
    minutes = minutes_of(a_meeting(days=-9, state="held"))
    circulating.circulate(minutes=Minutes.objects.get(pk=minutes.pk))
    sent = deliver_to_roles()
    assert news_in(sent) == {} and "Since we met" not in sent["member"].body
    Post.objects.create(author=readers.convenor, title="Later", text="Words")
    published(days=60)
    assert news_in(deliver_to_roles()) == dict.fromkeys(("member", "chair", "partner"), "Later")


def test_a_meeting_planned_again_tells_only_what_came_since(readers):
    a_post(readers.convenor, "For all")
    meeting = published()
    deliver_to_roles()
    take(meeting, lifecycle.CANCEL)
    take(Meeting.objects.get(pk=meeting.pk), lifecycle.PLAN_AGAIN)
    Post.objects.create(author=readers.convenor, title="Later", text="Words")
    take(Meeting.objects.get(pk=meeting.pk), lifecycle.PUBLISH)
    assert news_in(deliver_to_roles()) == dict.fromkeys(("member", "chair", "partner"), "Later")


def test_a_letter_that_never_left_has_told_nothing(readers):
    a_post(readers.convenor, "For all", days=3)
    for days, state in enumerate(("dropped", "failed", "held")):
        told(readers.member, days, state=state)
    told(readers.partner, 1)
    published()
    assert set(news_in(deliver_to_roles())) == {"member", "chair"}


def test_what_came_while_it_was_not_chosen_has_told_nothing_either(readers):
    a_post(readers.chair, "For all", days=3)
    told(readers.convenor, 2)
    preferences.choose(person=readers.convenor, kinds=["digest"], language="en")
    published()
    assert "convenor" in news_in(deliver_to_roles())


def test_a_quiet_quarter_brings_no_part_and_no_letter(last):
    jobs.tell_news(0)
    published()
    sent = deliver_to_roles()
    assert "Before we meet" not in sent["member"].body and "Cyn inni gwrdd" not in sent["chair"].body
    assert Letter.objects.filter(kind=parts.DIGEST).count() == 0


def test_once_in_between_if_there_is_something_new(last, readers):
    a_post(readers.convenor, "For members", days=10, shared_with_partners=False)
    assert (between.send_due(), between.send_due()) == (2, 0)
    sent = deliver_to_roles()
    assert news_in(sent) == dict.fromkeys(("member", "chair"), "For members")
    assert sent["member"].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["chair"].extra_headers["Content-Language"] == "cy"
    Letter.objects.update(created_at=timezone.now() - 25 * DAY)
    a_post(readers.convenor, "Later", days=2)
    assert between.send_due() == 1  # to the partner: the others had theirs since the last meeting


def test_it_waits_for_a_letter_that_is_near(last, readers):
    a_post(readers.convenor, days=10)
    Meeting.objects.create(
        title_en="Next", starts_at=timezone.now() + 27 * DAY, ends_at=timezone.now() + 28 * DAY, state="planned"
    )
    assert between.send_due() == 0  # the agenda is due in a fortnight
    Meeting.objects.filter(state="planned").update(
        starts_at=timezone.now() + 30 * DAY, ends_at=timezone.now() + 31 * DAY
    )
    Minutes.objects.filter(meeting=last).update(state="draft", circulated_at=None)
    Meeting.objects.filter(pk=last.pk).update(starts_at=timezone.now() - 6 * DAY, ends_at=timezone.now() - 5 * DAY)
    assert between.send_due() == 0  # the minutes are
    Meeting.objects.filter(pk=last.pk).update(starts_at=timezone.now() - 41 * DAY, ends_at=timezone.now() - 40 * DAY)
    Minutes.objects.filter(meeting=last).update(state="circulated", circulated_at=timezone.now() - 30 * DAY)
    told(readers.chair, 20)
    assert between.send_due() == 2  # the Chair was told three weeks ago


def test_it_is_left_out_where_it_might_be_one_too_many(last, readers):
    a_post(readers.convenor, days=10)
    told(readers.member, 29, kind="meetings.feedback")
    assert between.send_due() == 2
    assert set(deliver_to_roles()) == {"partner", "chair"}


def test_choice_and_standing_are_asked_again_when_it_is_sent(last, readers):
    a_post(readers.convenor, days=10)
    between.send_due()
    preferences.stop(person=readers.member, kind="digest")
    readers.partner.standings.update(starts_on="2019-01-01", ends_on="2020-01-01")
    assert set(deliver_to_roles()) == {"chair"}


def test_every_app_tells_what_is_new_and_nobody_their_own(last, readers):
    a_post(readers.member, "My own", days=1)
    texts = {"remit_en": "<p>Remit.</p>", "name_en": "On transport"}
    TaskGroup.objects.create(convenor=readers.convenor, shared_with_partners=False, **texts)
    Consultation.objects.create(title_en="On care", asked_by="Senedd", shared_with_partners=False)
    Consultation.objects.create(title_en="Long closed", asked_by="Senedd", closes_on="2020-01-01")
    since, now = timezone.now() - DAY - datetime.timedelta(hours=1), timezone.now()
    titles = {
        role: {entry.title for entry in parts.new_between(since, now, getattr(readers, role))}
        for role in ("member", "chair", "partner")
    }
    both = {"On transport", "On care"}
    assert titles == {"member": both, "chair": both | {"My own"}, "partner": {"My own"}}


def test_what_somebody_chose_to_read_there_stands_in_it(last, readers):
    post = a_post(readers.member, "For all", days=35)
    Comment.objects.create(post=post, author=readers.chair, text="Yes", created_at=timezone.now() - DAY)
    preferences.choose_when(person=readers.member, choices={replies.REPLIES: "digest"})
    replies.send_due()
    assert between.send_due() == 1
    sent = deliver_to_roles()
    assert set(sent) == {"member"} and "For all" in sent["member"].body and "#comment-" in sent["member"].body
