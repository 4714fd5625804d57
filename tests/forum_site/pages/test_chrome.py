"""Head and foot are kept for all who see the same, and hold nothing of one reader's that another is shown."""

import pytest

from common import keeping
from forum_site.pages.chrome import place_of
from members.models import Identity


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/", "home"),
        ("/meetings/3/minutes/", "meetings:upcoming"),
        ("/library/", "library:documents"),
        ("/search/", ""),
        ("/nowhere/", ""),
    ],
)
def test_a_path_stands_under_one_entry_of_the_navigation_or_none(path, place):
    assert place_of(path) == place


@pytest.mark.django_db
def test_what_the_forum_is_called_is_seen_at_once_though_the_head_is_kept(client, keeps):
    assert "The Forum" in client.get("/people/privacy/").content.decode()
    assert any("forum_site/_head.html" in str(key) for key in keeping._KEPT.rows)
    Identity(pk=1, name_en="The Fen Society", name_cy="Cymdeithas y Ffen").save()
    page = client.get("/people/privacy/").content.decode()
    assert (page.count("The Fen Society") > 2, "The Forum" in page.split("<main")[0]) == (True, False)


@pytest.mark.django_db
def test_each_reader_finds_themselves_in_the_head_that_others_share(as_person, cast, keeps):
    for role, other in (("member", "convenor"), ("convenor", "member")):
        head = as_person(role).get("/meetings/").content.decode().split("<main")[0]
        mine, theirs = getattr(cast, role).get_short_name(), getattr(cast, other).get_short_name()
        assert (f"<span>{mine}</span>" in head, f"<span>{theirs}</span>" in head) == (True, False)
