"""Figures for what watches the site: for whoever has the token, and about nobody."""

import re

import pytest

pytestmark = pytest.mark.django_db
TOKEN = "token-of-the-watcher-0123456789"


def figures(client, token=TOKEN):
    """Return the answer of /metrics to who sends that token."""
    return client.get("/metrics", headers={"Authorization": f"Bearer {token}"})


@pytest.fixture
def watched_site(settings):
    """A site whose figures somebody may ask for."""
    settings.METRICS_TOKEN = TOKEN


def test_without_a_token_of_its_own_the_page_does_not_exist(client, settings):
    settings.METRICS_TOKEN = ""
    assert figures(client, "").status_code == 404


@pytest.mark.parametrize("token", ["", "tokén", TOKEN[:-1], TOKEN + "x"])
def test_another_token_finds_nothing(client, watched_site, token):
    assert figures(client, token).status_code == 404


def test_requests_are_counted_by_route_and_status(client, watched_site):
    def counted():
        text = figures(client).content.decode()
        found = re.search(r'forum_requests_total\{method="GET",route="members:directory",status="302"\} (\S+)', text)
        return float(found[1]) if found else 0

    before = counted()
    for _ in range(3):
        client.get("/people/?email=gwen@forum.example")
    assert counted() == before + 3


def test_the_figures_of_the_moment_are_told_and_nobody_is_in_them(client, watched_site, cast):
    client.force_login(cast.member)
    client.get(f"/people/{cast.chair.pk}/")
    text = figures(client).content.decode()
    assert 'forum_ready{check="database"} 1.0' in text
    assert 'forum_ready{check="worker"} 0.0' in text
    assert 'forum_letters{state="waiting"} 0.0' in text
    assert text.endswith("# EOF\n")
    assert not [person for person in (cast.member, cast.chair) if person.email in text or person.name in text]
