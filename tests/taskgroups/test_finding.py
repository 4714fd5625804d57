"""What the people of a group do together is found by whoever sees it: all of it by them, the rest by nobody."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from meetings.papers import reading
from taskgroups import overview
from taskgroups.models import GroupAction, GroupMeeting, GroupMember, GroupMessage, GroupPaper, ProgressLine
from tests.grouped import a_group
from tests.searching import found

pytestmark = pytest.mark.django_db
OPEN = {"Action of a group", "Meeting of a group", "Paper of a group", "How the group gets on"}
WORDS = {"title_en": "Quince", "language": "en", "content_type": "text/plain", "size": 6}


@pytest.fixture
def group(cast):
    """A group whose convenor is that of the cast, with a word in all that it does; its talk is its people's."""
    group, now = a_group(cast), timezone.now()
    end = now + datetime.timedelta(hours=1)
    GroupMeeting.objects.create(group=group, starts_at=now, ends_at=end, notes_en="<p>Quince</p>")
    GroupPaper.objects.create(group=group, name="a.txt", file=ContentFile(b"Quince", name="a.txt"), **WORDS)
    GroupAction.objects.create(group=group, owner=cast.convenor, text_en="Quince")
    GroupMessage.objects.create(group=group, author=cast.convenor, text="Quince")
    ProgressLine.objects.create(group=group, month=now.date().replace(day=1), text="Quince")
    return group


def kinds(reader, words="quince"):
    return {hit.kind for hit in found(overview.DOOR, words, reader)}


def test_the_talk_of_a_group_is_found_by_its_people_alone(group, cast):
    assert [kinds(reader) for reader in (cast.member, cast.partner)] == [OPEN, OPEN]
    assert kinds(cast.convenor) == kinds(cast.chair) == OPEN | {"Talk in a group"}
    GroupMember.objects.create(group=group, person=cast.member)
    assert "Talk in a group" in kinds(cast.member)
    GroupMessage.objects.update(removed_at=timezone.now())
    assert kinds(cast.member) == OPEN


def test_what_is_within_a_group_and_a_private_group_are_found_by_nobody_else(group, cast):
    GroupMeeting.objects.update(within_group=True)
    GroupPaper.objects.update(within_group=True)
    assert kinds(cast.member) == {"Action of a group", "How the group gets on"}
    type(group).objects.update(is_private=True, shared_with_partners=False)
    assert kinds(cast.member) == set() and kinds(cast.convenor) == OPEN | {"Talk in a group"}


def test_the_words_of_a_groups_file_are_found_with_it(group, cast):
    paper = GroupPaper.objects.create(
        group=group, name="b.txt", file=ContentFile(b"Medlar", name="b.txt"), within_group=True, **WORDS
    )
    reading.read_due()
    hit = found(overview.DOOR, "medlar", cast.convenor)[0]
    assert (hit.url, hit.texts[0], kinds(cast.member, "medlar")) == (paper.get_absolute_url(), "Medlar", set())
