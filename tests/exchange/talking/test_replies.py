"""Who wrote a post, or in its talk, hears what others say to it: once a day at most, and only what they may read."""

import datetime

import pytest
from django.utils import timezone

from exchange.models import Comment, Post
from exchange.talking import replies
from members.models import Letter, Standing
from tests.letters import deliver_to_roles

pytestmark = pytest.mark.django_db


def said(post, author, text="I agree.", **facts):
    """Return a comment to a post."""
    return Comment.objects.create(post=post, author=author, text=text, **facts)


@pytest.fixture
def post(cast):
    """A post of the member's."""
    return Post.objects.create(author=cast.member, title="Time <b>banks</b>", text="Shall we?", language="en")


def test_the_author_and_who_said_something_before_are_told_in_their_language(cast, post):
    said(post, cast.chair, "Cytunaf.", language="cy")
    said(post, cast.partner, "So do I.")
    replies.send_due()
    sent = deliver_to_roles()
    assert set(sent) == {"member", "chair"}  # the partner came last
    assert "Cytunaf." in sent["member"].body and "So do I." in sent["member"].body
    assert "Cytunaf." not in sent["chair"].body and "So do I." in sent["chair"].body
    assert sent["member"].subject == "2 replies to what you wrote"
    assert sent["chair"].subject == f"Ateb gan {cast.partner.name}: Time <b>banks</b>"


def test_a_lively_talk_is_one_letter_a_day(cast, post):
    said(post, cast.chair)
    replies.send_due()
    assert set(deliver_to_roles()) == {"member"}
    said(post, cast.partner, "One more")
    replies.send_due()
    assert not {"member"} & set(deliver_to_roles())
    before = timezone.now() - replies.GAP
    Letter.objects.update(created_at=before, thing="long ago")
    Comment.objects.filter(author=cast.chair).update(created_at=before - datetime.timedelta(hours=1))
    replies.send_due()
    text = deliver_to_roles()["member"].body
    assert "One more" in text and "I agree." not in text
    replies.send_due()
    assert deliver_to_roles() == {}


def test_what_is_old_taken_away_or_not_theirs_is_not_told(cast, post):
    said(post, cast.chair, created_at=timezone.now() - datetime.timedelta(days=3))
    said(post, cast.chair, removed_at=timezone.now())
    replies.send_due()
    assert not Letter.objects.exists()
    said(post, cast.member)
    comment = said(post, cast.chair)
    replies.send_due()
    assert Letter.objects.filter(person=cast.member).exists()
    Comment.objects.filter(pk=comment.pk).update(removed_at=timezone.now())
    Comment.objects.filter(author=cast.member).update(removed_at=timezone.now())
    assert deliver_to_roles() == {}
    Letter.objects.all().delete()
    Comment.objects.filter(pk=comment.pk).update(removed_at=None)
    replies.send_due()
    Standing.objects.filter(person=cast.member).update(starts_on="2019-01-01", ends_on="2020-01-01")
    assert deliver_to_roles() == {}


def test_partners_hear_nothing_of_what_is_among_members(cast, post):
    said(post, cast.partner)
    said(post, cast.member)
    Post.objects.update(shared_with_partners=False)
    replies.send_due()
    assert set(deliver_to_roles()) == {"member"}
