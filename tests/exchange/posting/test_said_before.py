"""What somebody wrote before a change is there for who could read it then."""

import datetime

import pytest
from django.db.models import F
from django.urls import reverse

from exchange.models import Comment, Post

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(cast):
    """A post for members, with a comment, that was changed and then opened to everybody."""
    post = Post.objects.create(author=cast.member, title="Time banks", text="Zanzibar.", shared_with_partners=False)
    comment = Comment.objects.create(post=post, author=cast.chair, text="Sansibar.")
    for words, text in ((post, "Quokka."), (comment, "Cwoca.")):
        words.text = text
        words.save(update_fields=["text"])
    Post.objects.update(shared_with_partners=True, is_public=True)
    for events in {*Post.pgh_event_models.values(), *Comment.pgh_event_models.values()}:
        events.objects.update(pgh_created_at=F("pgh_created_at") - datetime.timedelta(days=1))
    return {"post": post, "comment": comment}


@pytest.mark.parametrize(("role", "which", "reads"), [
    ("partner", "post", [False, True]), ("partner", "comment", [False, True]), ("visitor", "post", [False, True]),
    ("convenor", "post", [True, True]), ("convenor", "comment", [True, True]), ("member", "post", [True, True]),
])  # fmt: skip
def test_what_was_kept_from_somebody_stays_so_once_the_post_is_opened(as_person, opened, role, which, reads):
    page = as_person(role).get(reverse(f"exchange:earlier_{which}", args=[opened[which].pk])).text
    said = {"post": ("Zanzibar.", "Quokka."), "comment": ("Sansibar.", "Cwoca.")}[which]
    assert [text in page for text in said] == reads


def test_what_it_says_from_then_on_is_told(as_person, opened):
    Post.objects.update(text="Wombat.")
    page = as_person("partner").get(reverse("exchange:earlier_post", args=[opened["post"].pk])).text
    assert [text in page for text in ("Zanzibar.", "Quokka.", "Wombat.")] == [False, True, True]
