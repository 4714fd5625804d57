"""Talking about what members decide between meetings: among them, begun by the first who says something."""

import pytest
from django.urls import reverse

from exchange.models import BallotTalk, Comment, Post
from exchange.posting import removal
from library.models import Consultation
from taskgroups.models import TaskGroup
from tests.meetings.balloting.test_ballots import a_ballot

pytestmark = pytest.mark.django_db


@pytest.fixture
def ballot(cast):
    """A proposal that is open."""
    return a_ballot(cast)


def say(client, ballot, text):
    return client.post(reverse("exchange:about_ballot", args=[ballot.pk]), {"text": text, "language": "en"})


def test_the_first_words_begin_the_talk_and_all_stand_below_the_proposal(as_person, cast, ballot):
    say(as_person("member"), ballot, "What does it cost?")
    say(as_person("convenor"), ballot, "Nothing in the first year.")
    post = Post.objects.get()
    assert (BallotTalk.objects.get().post, post.author, post.shared_with_partners) == (post, ballot.asked_by, False)
    assert Comment.objects.filter(post=post).count() == 2
    page = as_person("chair").get(ballot.get_absolute_url()).text
    assert "What does it cost?" in page and "Nothing in the first year." in page
    again = as_person("member").get(reverse("exchange:about_ballot", args=[ballot.pk]))
    assert again.url == post.get_absolute_url()


def test_partners_neither_say_nor_read_anything_about_a_proposal(as_person, cast, ballot):
    assert say(as_person("partner"), ballot, "Hello").status_code == 404
    say(as_person("member"), ballot, "What does it cost?")
    assert as_person("partner").get(Post.objects.get().get_absolute_url()).status_code == 404


def test_nothing_is_said_in_a_talk_that_is_removed(as_person, cast, ballot):
    say(as_person("member"), ballot, "What does it cost?")
    removal.remove(words=Post.objects.get(), by=cast.administrator)
    assert say(as_person("member"), ballot, "Once more.").status_code == 409
    assert "What does it cost?" not in as_person("chair").get(ballot.get_absolute_url()).text


def test_the_proposal_leads_to_the_consultation_and_the_group_that_it_is_about(as_person, cast, ballot):
    day = ballot.closes_on
    Consultation.objects.create(title_en="Care", asked_by="Senedd", closes_on=day, lead=cast.member, ballot=ballot)
    TaskGroup.objects.create(name_en="Alliances", convenor=cast.convenor, ballot=ballot)
    page = as_person("member").get(ballot.get_absolute_url()).text
    assert ">Care</a>" in page and ">Alliances</a>" in page
