"""The digest: for who chose it, once a month, in their language, with what they may see,
and none when nothing is new.
"""

import datetime

import pytest
from django.utils import timezone

from exchange import replies
from exchange.models import Comment, Post
from forum_site.pages import digest
from members.letters import preferences
from members.models import Consent, Letter
from tests.letters import deliver_to_roles

pytestmark = pytest.mark.django_db
LONG_AGO = datetime.timedelta(days=40)


@pytest.fixture
def readers(cast):
    """Member, partner and Chair chose the digest some time ago."""
    for person in (cast.member, cast.partner, cast.chair):
        preferences.choose(person=person, kinds=["digest"], language=person.language)
    Consent.objects.update(given_at=timezone.now() - LONG_AGO)
    return cast


def a_post(author, **facts):
    return Post.objects.create(author=author, text="Words", **{"title": "Time banks"} | facts)


def test_it_comes_once_a_month_with_what_each_may_see(readers):
    a_post(readers.member, title="For members", shared_with_partners=False)
    a_post(readers.member, title="For all")
    assert (digest.send_due(), digest.send_due()) == (3, 0)
    sent = deliver_to_roles()
    assert set(sent) == {"member", "partner", "chair"}
    assert "For members" in sent["member"].body and "For all" in sent["partner"].body
    assert "For members" not in sent["partner"].body + sent["partner"].alternatives[0][0]
    assert sent["chair"].extra_headers["Content-Language"] == "cy"
    assert sent["member"].extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_nothing_is_sent_when_nothing_is_new(readers):
    a_post(readers.member)
    Letter.objects.create(
        kind=digest.DIGEST, thing="2020-01", person=readers.member, state=Letter.State.SENT, created_at=timezone.now()
    )
    digest.send_due()
    assert set(deliver_to_roles()) == {"partner", "chair"}
    assert (
        Letter.objects.get(person=readers.member, thing=f"{timezone.localdate():%Y-%m}").state == Letter.State.DROPPED
    )


def test_a_month_in_which_nothing_was_new_hides_nothing_from_the_next(readers):
    sent_at = timezone.now() - LONG_AGO
    Letter.objects.create(
        kind=digest.DIGEST, thing="2020-01", person=readers.member, state=Letter.State.SENT, created_at=sent_at
    )
    Letter.objects.create(kind=digest.DIGEST, thing="2020-02", person=readers.member, state=Letter.State.DROPPED)
    a_post(readers.member, created_at=sent_at + datetime.timedelta(days=1))
    digest.send_due()
    assert "Time banks" in deliver_to_roles()["member"].body


def test_only_who_chose_it_before_the_month_began(readers):
    Consent.objects.filter(person=readers.member).update(given_at=timezone.now())
    a_post(readers.member)
    digest.send_due()
    assert set(deliver_to_roles()) == {"partner", "chair"}


def test_the_choice_and_the_standing_are_asked_again_when_it_is_sent(readers):
    a_post(readers.member)
    digest.send_due()
    preferences.stop(person=readers.member, kind="digest")
    readers.partner.standings.update(starts_on="2019-01-01", ends_on="2020-01-01")
    assert set(deliver_to_roles()) == {"chair"}


def test_what_somebody_chose_to_read_there_stands_in_it(readers):
    post = a_post(readers.member, title="My own")
    Post.objects.update(created_at=timezone.now() - LONG_AGO)
    Comment.objects.create(post=post, author=readers.chair, text="Yes")
    preferences.choose_when(person=readers.member, choices={replies.REPLIES: "digest"})
    replies.send_due()
    digest.send_due()
    sent = deliver_to_roles()
    assert set(sent) == {"member"} and "My own" in sent["member"].body and "#comment-" in sent["member"].body
