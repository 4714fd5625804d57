"""The exchange: who reads and writes, removing with the way back, other people's words."""

import pytest
from django.urls import reverse

from exchange import overview
from exchange.models import Comment, Post
from exchange.posting import asking, removal
from meetings.agenda import following
from meetings.proposing import proposals
from tests.cast import a_meeting, wall_clock
from tests.searching import found


def a_post(author, **facts):
    """Return a post shared with partners."""
    return Post.objects.create(**{"author": author, "title": "Time banks", "text": "Could hours be shared?"} | facts)


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"exchange:{name}", args=args)


WORDS = {
    "kind": "idea",
    "title": "Bancio amser",
    "text": "Beth am rannu oriau?",
    "language": "cy",
    "shared_with_partners": "on",
}


@pytest.mark.parametrize("role", ["member", "partner"])
def test_members_and_partners_post_and_comment(as_person, cast, role):
    client = as_person(role)
    answer = client.post(url("add_post"), WORDS)
    post = Post.objects.get()
    assert (answer.url, post.author, post.heading.lang) == (post.get_absolute_url(), getattr(cast, role), "cy")
    client.post(url("post", post.pk), {"text": "Rwy’n cytuno.", "language": "cy"})
    assert [comment.text for comment in post.comments.all()] == ["Rwy’n cytuno."]
    page = client.get(post.get_absolute_url()).content.decode()
    assert '<h1 id="post" lang="cy">Bancio amser</h1>' in page


def test_visitors_log_in_first_and_staff_have_no_part(as_person, cast):
    post = a_post(cast.member)
    for address in (url("posts"), url("add_post"), post.get_absolute_url()):
        assert as_person("visitor").get(address).status_code == 302
    assert as_person("staff").get(url("add_post")).status_code == 403
    assert as_person("staff").get(post.get_absolute_url()).status_code == 404


def test_a_post_among_members_is_hidden_from_partners_everywhere(as_person, cast):
    post = a_post(cast.member, title="Zanzibar", shared_with_partners=False)
    comment = Comment.objects.create(post=post, author=cast.member, text="Zanzibar indeed")
    partner = as_person("partner")
    assert partner.get(post.get_absolute_url()).status_code == 404
    assert partner.get(url("edit_comment", comment.pk)).status_code == 404
    assert b"Zanzibar" not in partner.get(url("posts")).content
    assert found(overview.DOOR, "Zanzibar", cast.partner) == overview.news(wall_clock(-1), cast.partner) == []
    assert [hit.title for hit in found(overview.DOOR, "zanzibar indeed", cast.member)] == ["Zanzibar"]


def test_only_its_author_changes_a_post(as_person, cast):
    post = a_post(cast.member)
    assert as_person("chair").get(url("edit_post", post.pk)).status_code == 403
    member = as_person("member")
    member.post(url("edit_post", post.pk), WORDS | {"version": 1})
    post.refresh_from_db()
    assert (post.title, post.edited_at is not None) == ("Bancio amser", True)
    assert member.post(url("edit_post", post.pk), WORDS | {"version": 1, "title": "Late"}).status_code == 409


def test_removing_takes_it_away_and_putting_back_brings_it_back(as_person, cast):
    post = a_post(cast.member, title="Zanzibar")
    member, partner = as_person("member"), as_person("partner")
    member.post(url("remove_post", post.pk))
    assert partner.get(post.get_absolute_url()).status_code == 404
    assert b"Zanzibar" not in partner.get(url("posts")).content
    assert b"Zanzibar" not in as_person("chair").get(url("posts")).content
    assert found(overview.DOOR, "Zanzibar", cast.partner) == found(overview.DOOR, "Zanzibar", cast.member) == []
    assert url("put_back_post", post.pk) in member.get(post.get_absolute_url()).content.decode()
    member.post(url("put_back_post", post.pk))
    assert partner.get(post.get_absolute_url()).status_code == 200


def test_what_the_chair_removed_its_author_does_not_put_back(as_person, cast):
    post = a_post(cast.member)
    removal.remove(words=post, by=cast.chair)
    assert as_person("member").post(url("put_back_post", post.pk)).status_code == 403
    assert as_person("administrator").post(url("put_back_post", post.pk)).status_code == 302


def test_a_removed_comment_is_seen_by_its_author_and_the_record_keepers(as_person, cast):
    post = a_post(cast.member)
    comment = Comment.objects.create(post=post, author=cast.partner, text="Zanzibar")
    as_person("partner").post(url("remove_comment", comment.pk))
    seen = {
        role: b"Zanzibar" in as_person(role).get(post.get_absolute_url()).content
        for role in ("member", "partner", "chair")
    }
    assert seen == {"member": False, "partner": True, "chair": True}
    assert found(overview.DOOR, "Zanzibar", cast.member) == []
    assert as_person("member").post(url("remove_comment", comment.pk)).status_code == 404


def test_nobody_comments_on_a_removed_post(as_person, cast):
    post = a_post(cast.member)
    removal.remove(words=post, by=cast.member)
    assert as_person("member").post(url("post", post.pk), {"text": "Too late", "language": "en"}).status_code == 409
    assert Comment.objects.count() == 0


@pytest.mark.parametrize(
    "bad", [{"title": "x" * 10_000}, {"title": ""}, {"title": "Party 🎉"}, {"text": "hidden\u202etext"}]
)
def test_bad_words_are_refused_beside_their_field_and_kept(as_person, bad):
    answer = as_person("member").post(url("add_post"), WORDS | bad)
    assert answer.context["form"].errors.keys() == bad.keys()
    assert "Beth am rannu oriau?" in answer.content.decode() or "text" in bad
    assert Post.objects.count() == 0


def test_markup_in_somebodys_words_stays_text(as_person, cast):
    post = a_post(cast.member, text="<script>alert(1)</script> https://example.org")
    page = as_person("partner").get(post.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    assert '<a href="https://example.org" rel="nofollow">' in page


def test_a_post_is_asked_for_on_an_agenda_once_and_links_both_ways(as_person, cast):
    post = a_post(cast.partner)
    member = as_person("member")
    member.post(url("ask_for_agenda", post.pk))
    post.refresh_from_db()
    assert (post.proposal.proposer, post.proposal.kind) == (cast.member, "blue_sky")
    assert member.post(url("ask_for_agenda", post.pk)).status_code == 409
    item = proposals.accept(proposal=post.proposal, meeting=a_meeting(state="published"))
    later = a_meeting(days=50, state="published")
    carried = following.carry_on(item=item)
    assert (item.from_proposal, carried.from_proposal, carried.meeting) == (post.proposal, post.proposal, later)
    for one in (item, carried):
        page = member.get(one.meeting.get_absolute_url()).content.decode()
        assert page.count(f'href="{post.get_absolute_url()}"') == 1
    assert "On the agenda" in member.get(post.get_absolute_url()).content.decode()


def test_an_agenda_shows_partners_no_way_back_to_a_post_they_may_not_see(as_person, cast):
    post = a_post(cast.member, shared_with_partners=False)
    asking.ask_for_agenda(post=post, by=cast.member)
    post.refresh_from_db()
    meeting = a_meeting(state="published")
    proposals.accept(proposal=post.proposal, meeting=meeting)
    link = f'href="{post.get_absolute_url()}"'
    seen = {
        role: link in as_person(role).get(meeting.get_absolute_url()).content.decode() for role in ("member", "partner")
    }
    assert seen == {"member": True, "partner": False}
    facts = {
        "kind": post.kind,
        "title": post.title,
        "text": post.text,
        "language": post.language,
        "version": post.version,
    }
    as_person("member").post(url("edit_post", post.pk), facts | {"shared_with_partners": "on"})
    assert link in as_person("partner").get(meeting.get_absolute_url()).content.decode()


def test_a_post_that_offers_a_talk_is_an_offer_once(as_person, cast):
    facts = {"kind": "talk", "title": "Time banks", "text": "How they work.", "language": "cy"}
    as_person("partner").post(reverse("exchange:add_post"), facts)
    post = Post.objects.get()
    talk = post.talk
    assert (talk.title_cy, talk.about_cy, talk.speaker, talk.is_waiting) == (
        "Time banks",
        "How they work.",
        cast.partner,
        True,
    )
    older = Post.objects.create(author=cast.member, kind="talk", title="Older", text="Words")
    url = reverse("exchange:offer_talk", args=[older.pk])
    assert as_person("convenor").post(url).status_code == 403
    keeper = as_person("administrator")
    assert [keeper.post(url).status_code for _time in range(2)] == [302, 409]
    older.refresh_from_db()
    assert older.talk.speaker == cast.member
