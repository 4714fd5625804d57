"""The lists are kept for a circle; what a partner reads because it is theirs is on the list of no other partner."""

import datetime

import pytest
from django.test import Client

from exchange.models import Post
from members.models import Person, Standing
from taskgroups.models import TaskGroup
from tests.cast import let_in


@pytest.fixture
def partners(cast, as_person):
    """Two partners, each with a post that is not shared, and one of a group that is not: {whose: browser}."""
    other = Person.objects.create_user("other@forum.example", name="Another Partner")
    Standing.objects.create(person=other, capacity="partner", starts_on=datetime.date(2020, 1, 1))
    for author, title in ((cast.partner, "Quokka"), (other, "Wombat")):
        Post.objects.create(author=author, title=title, text="Mine.", shared_with_partners=False)
        group = TaskGroup.objects.create(name_en=f"{title} group", shared_with_partners=False)
        group.places.create(person=author)
    client = Client()
    let_in(client, other)
    return {"Quokka": as_person("partner"), "Wombat": client}


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/exchange/", "/groups/"])
def test_partners_find_their_own_on_their_lists_and_nobody_elses(partners, keeps, path):
    for _again in range(2):
        for whose, client in partners.items():
            page = client.get(path).content.decode()
            assert [title for title in partners if title in page] == [whose]
    assert sum(path.strip("/") in str(key) or "taskgroups" in str(key) for key in keeps.rows) >= 2


@pytest.mark.django_db
def test_a_comment_is_counted_on_the_list_at_once(cast, as_person, keeps):
    post = Post.objects.create(author=cast.member, title="Time banks", text="Hours?")
    reader = as_person("member")
    assert "0 comments" in reader.get("/exchange/").content.decode()
    post.comments.create(author=cast.member, text="Yes.")
    assert "1 comment<" in reader.get("/exchange/").content.decode()


@pytest.mark.django_db
def test_whatever_number_of_a_page_is_asked_for_there_is_one(cast, as_person, keeps):
    reader = as_person("member")
    for number in ("2", "0", "-1", "x", "9" * 30, "٣"):
        assert reader.get("/exchange/", {"page": number, "kind": number}).status_code == 200
    assert len({key for key in keeps.rows if "exchange/_posts.html" in str(key)}) <= 4
