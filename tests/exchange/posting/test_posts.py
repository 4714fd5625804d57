"""Kinds of posts, following and muting, who may write them, and those that everybody reads."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from common.editing import IllegalChange
from exchange.models import Comment, ExchangeRules, Following, Post
from exchange.posting import asking
from exchange.talking import following, replies
from tests.letters import deliver_to_roles

pytestmark = pytest.mark.django_db
FACTS = {"kind": "news", "title": "Zanzibar", "text": "At length.", "language": "en", "shared_with_partners": "on"}


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"exchange:{name}", args=args)


def test_an_event_has_its_day_and_nothing_else_has_one(as_person, cast):
    member = as_person("member")
    event = FACTS | {"kind": "event"}
    assert list(member.post(url("add_post"), event).context["form"].errors) == ["happens_on"]
    member.post(url("add_post"), event | {"happens_on": "2027-03-09"})
    assert "Tuesday 9 March 2027" in member.get(Post.objects.get().get_absolute_url()).content.decode()
    member.post(url("add_post"), FACTS | {"kind": "information", "happens_on": "2027-03-09"})
    assert Post.objects.get(kind="information").happens_on is None
    for facts in ({"kind": "event"}, {"kind": "news", "happens_on": "2027-03-09"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.create(author=cast.member, title="x", text="x", **facts)


def test_who_follows_hears_of_all_and_who_mutes_of_nothing(as_person, cast):
    post = Post.objects.create(author=cast.member, title="Time banks", text="Shall we?")
    as_person("convenor").post(url("follow_post", post.pk), {"to": "follow"})
    as_person("member").post(url("follow_post", post.pk), {"to": "mute"})
    Comment.objects.create(post=post, author=cast.chair, text="Yes.")
    replies.send_due()
    assert set(deliver_to_roles()) == {"convenor"}
    assert "You hear nothing of it." in as_person("member").get(post.get_absolute_url()).content.decode()
    as_person("member").post(url("follow_post", post.pk), {"to": "usual"})
    assert [following.how_of(post, cast.member), Following.objects.count()] == ["", 1]
    replies.send_due()
    following.choose(post=post, person=cast.member, how=following.MUTE)
    assert deliver_to_roles() == {}  # asked again when it is sent


def test_where_members_may_only_comment_nobody_else_writes_posts_on_any_way(as_person, cast):
    member, chair = as_person("member"), as_person("chair")
    assert as_person("member").get(url("exchange_rules")).status_code == 403
    chair.post(url("exchange_rules"), {"only_comments": "on", "version": ""})
    assert ExchangeRules.now().only_comments
    assert [member.get(url("add_post")).status_code, member.post(url("add_post"), FACTS).status_code] == [409, 409]
    with pytest.raises(IllegalChange):
        asking.write(post=Post(author=cast.member, title="x", text="x"))
    assert url("add_post") not in member.get(url("posts")).content.decode()
    assert url("add_post") in chair.get(url("posts")).content.decode()
    assert chair.post(url("add_post"), FACTS).status_code == 302
    post = Post.objects.get()
    assert member.post(url("post", post.pk), {"text": "Yes.", "language": "en"}).status_code == 302
    stale = as_person("administrator").post(url("exchange_rules"), {"version": 7})
    assert (stale.status_code, ExchangeRules.now().only_comments) == (409, True)


def test_administrators_write_for_everybody_and_nobody_else_does(as_person, cast):
    public = FACTS | {"is_public": "on"}
    as_person("member").post(url("add_post"), public | {"title": "Mine"})
    as_person("administrator").post(url("add_post"), {name: public[name] for name in public if "shared" not in name})
    mine, theirs = Post.objects.get(title="Mine"), Post.objects.get(title="Zanzibar")
    assert (mine.is_public, theirs.is_public, theirs.shared_with_partners) == (False, True, True)
    theirs.comments.create(author=cast.member, text="Quokka")
    visitor = as_person("visitor")
    page = visitor.get(theirs.get_absolute_url()).content.decode()
    assert "At length." in page
    assert not [word for word in ("Quokka", cast.administrator.name, "Follow it") if word in page]
    assert visitor.get(mine.get_absolute_url()).status_code == 302
    assert visitor.post(theirs.get_absolute_url(), {"text": "x", "language": "en"}).status_code == 302
    feed = visitor.get(reverse("feed")).content.decode()
    assert "Zanzibar" in feed and cast.administrator.name not in feed and "Mine" not in feed
    assert theirs.get_absolute_url() in visitor.get(reverse("sitemap")).content.decode()
    assert theirs.comments.count() == 1


@pytest.mark.parametrize(("role", "language"), [("member", "en"), ("convenor", "cy")])
def test_words_are_in_the_language_of_the_page_unless_somebody_says_otherwise(as_person, cast, role, language):
    post = Post.objects.create(author=cast.chair, title="x", text="x")
    for page in (url("add_post"), post.get_absolute_url()):
        assert as_person(role).get(page).context["form"]["language"].value() == language
