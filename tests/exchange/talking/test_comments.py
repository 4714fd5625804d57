"""Comments: answers one level deep, what was withdrawn, people who are named, and what was said before."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from exchange.models import Comment, Post
from exchange.posting import removal
from exchange.talking import replies
from tests.letters import deliver_to_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(cast):
    """A post of the member's."""
    return Post.objects.create(author=cast.member, title="Time banks", text="Shall we?")


def say(client, post, text, **facts):
    """Say something to a post, and return the comment."""
    client.post(post.get_absolute_url(), {"text": text, "language": "en"} | facts)
    return Comment.objects.order_by("-pk").first()


def read(client, post):
    """Return the page of a post."""
    return client.get(post.get_absolute_url()).content.decode()


def test_an_answer_stands_behind_what_it_answers_one_level_deep(as_person, cast, post):
    member = as_person("member")
    first, second = say(member, post, "First."), say(member, post, "Second.")
    answer = say(as_person("partner"), post, "Answer.", answers=first.pk)
    deeper = say(member, post, "Deeper.", answers=answer.pk)
    assert [answer.answers, deeper.answers, second.answers] == [first, first, None]
    page = read(member, post)
    assert page.index("First.") < page.index("Answer.") < page.index("Deeper.") < page.index("Second.")
    other = Post.objects.create(author=cast.member, title="x", text="x")
    for facts in ({"post": post, "answers": answer}, {"post": other, "answers": first}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.create(author=cast.member, text="x", **facts)


def test_what_its_author_withdrew_leaves_its_place_and_not_a_word(as_person, cast, post):
    comment = say(as_person("partner"), post, "Zanzibar")
    say(as_person("member"), post, "I agree.", answers=comment.pk)
    as_person("partner").post(reverse("exchange:remove_comment", args=[comment.pk]))
    page = read(as_person("member"), post)
    assert "Withdrawn by its author" in page and "Zanzibar" not in page and "I agree." in page
    assert cast.partner.name not in page
    removal.remove(words=comment, by=cast.chair)
    assert "Withdrawn" not in read(as_person("member"), post)
    earlier = reverse("exchange:earlier_comment", args=[comment.pk])
    assert as_person("member").get(earlier).status_code == 404


def test_who_is_named_hears_of_it_where_they_may_read_it(as_person, cast, post):
    text = f"What do you think, @{cast.partner.name} and @{cast.convenor.name}?"
    comment = say(as_person("chair"), post, text)
    assert {row.person for row in comment.mentions.all()} == {cast.partner, cast.convenor}
    replies.send_due()
    assert set(deliver_to_roles()) == {"member", "partner", "convenor"}
    edit = {"text": f"@{cast.convenor.name}?", "language": "en", "version": comment.version}
    as_person("chair").post(reverse("exchange:edit_comment", args=[comment.pk]), edit)
    assert [row.person for row in comment.mentions.all()] == [cast.convenor]
    Post.objects.update(shared_with_partners=False)
    assert not say(as_person("chair"), post, f"@{cast.partner.name}").mentions.exists()


def test_what_was_said_before_a_change_is_there_to_read(as_person, cast, post):
    member = as_person("member")
    comment = say(member, post, "Quokka.")
    assert comment.edited_at is None and "what it said before" not in read(member, post)
    edit = {"text": "Wombat.", "language": "en", "version": comment.version}
    member.post(reverse("exchange:edit_comment", args=[comment.pk]), edit)
    earlier = reverse("exchange:earlier_comment", args=[comment.pk])
    assert earlier in read(as_person("partner"), post)
    page = as_person("partner").get(earlier).content.decode()
    assert page.index("Quokka.") < page.index("Wombat.")
    assert as_person("visitor").get(earlier).status_code == 302
    assert as_person("partner").get(reverse("exchange:earlier_post", args=[post.pk])).status_code == 200
