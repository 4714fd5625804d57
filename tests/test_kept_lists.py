"""What is kept of lists, registers, links and calendars is what would be made afresh: for each of the cast, by whatever
they look for, whoever changes anything in between, as time goes by.
"""

import datetime
import logging
import random

import pytest
from django.urls import reverse
from django.utils import timezone

from common.keeping import stamped
from exchange.models import Comment, Post
from library.models import Document
from meetings import links
from meetings.calendars import calendars
from meetings.models import Answer, Attendance, Invitation
from members.models import Organisation, Person, Representative, Standing
from taskgroups.models import GroupMember, TaskGroup
from tests.cast import EVERYBODY, a_meeting, an_item
from tests.keeping import LANGUAGES, differing, logged_in

READERS = [role for role in EVERYBODY if role != "lapsed"]
DIRECTORY = ("", "?words=hidden", "?words=Chair", "?capacity=partner", "?area=north", "?page=2", "?interest=x")


def lists():
    """Return the addresses of what is kept for who is logged in, or for a visitor."""
    found = [reverse("members:directory") + query for query in DIRECTORY]
    searches = [f"{reverse('search')}?words={words}" for words in ("hidden", "heat", "chair 2020", "x", "zzz")]
    return [*found, *searches, reverse("meetings:drifted")]


def own_keys(meeting, cast):
    """Return the addresses that are their own key: of a meeting by link, and of calendars."""
    guest = Invitation.objects.create(meeting=meeting, name="Guest", email="g@guest.example", language="cy")
    people = [cast.member, cast.partner, cast.chair]
    found = [links.answer_path(meeting, person=person) for person in people]
    found.append(links.answer_path(meeting, guest=guest))
    addresses = [reverse("meetings:calendar_feed", args=[calendars.new_address(person)]) for person in people]
    return found + addresses


@pytest.fixture
def forum(cast, as_person, keeps):
    """Two meetings, words in every room, and people of whom each hides something from others."""
    held, coming = a_meeting(days=-1, state="held"), a_meeting(days=5, state="published", title_en="Heat")
    an_item(coming, title_en="Heat pumps")
    for number, (person, audience) in enumerate([(cast.member, "keepers"), (cast.partner, "members")]):
        facts = {f"{field}_audience": audience for field in ("role_there", "area", "about")}
        facts |= {"role_there": f"Hidden {number}", "about_en": "hidden words", "area": "north"}
        Person.objects.filter(pk=person.pk).update(**facts)
    post = Post.objects.create(author=cast.partner, title="Heat", text="Hidden", shared_with_partners=False)
    Comment.objects.create(author=cast.member, post=post, text="heat")
    group = TaskGroup.objects.create(name_en="Hidden heat", convenor=cast.convenor, shared_with_partners=False)
    GroupMember.objects.create(group=group, person=cast.partner)
    Answer.objects.create(meeting=held, person=cast.member, coming="online", substitute_name="Sub Stitute")
    register = reverse("meetings:register", args=[held.pk])
    paths = [*lists(), register, f"{register}?words=a", *own_keys(coming, cast)]
    return held, coming, group, paths, {role: as_person(role) for role in READERS}


def changes(cast, held, coming, group):
    """Return what people do that changes those pages, in no order."""
    body = Organisation.objects.create(name_en="Body")
    return [
        lambda: Standing.objects.filter(person=cast.partner).update(capacity="associate"),
        lambda: Person.objects.filter(pk=cast.member.pk).update(role_there_audience="shared", name="Chair Body"),
        lambda: Representative.objects.create(person=cast.member, organisation=body, starts_on="2020-01-01"),
        lambda: body.standings.create(capacity="member", starts_on="2020-01-01"),
        lambda: cast.chair.terms.update(ends_on=datetime.date(2021, 1, 1)),
        lambda: Post.objects.update(shared_with_partners=True),
        lambda: Comment.objects.update(removed_at=timezone.now()),
        lambda: GroupMember.objects.filter(group=group).delete(),
        lambda: Document.objects.create(title_en="Heat and the hidden", kind="resource"),
        lambda: an_item(coming, title_en="More heat"),
        lambda: Answer.objects.update(coming="apologies", substitute_name="Somebody Else"),
        lambda: Answer.objects.create(meeting=held, person=cast.chair, coming="in_person"),
        lambda: Attendance.objects.create(meeting=held, person=cast.member, capacity="member", mode="online"),
        lambda: Attendance.objects.create(meeting=held, name="Added", capacity="guest", mode="online"),
        lambda: held.attendance_claims.create(person=cast.partner),
        lambda: Organisation.objects.update(name_cy="Corff"),
    ]


def some_of(readers, paths):
    """Return a few readers and paths: all of them each time would take too long."""
    return dict(random.sample(list(readers.items()), 3)), random.sample(paths, 6)


@pytest.mark.slow
@pytest.mark.django_db
def test_each_is_the_same_kept_and_fresh_for_everybody(forum, caplog):
    caplog.set_level(logging.ERROR, logger="common.keeping")
    *_rows, paths, readers = forum
    assert differing(readers, paths, LANGUAGES) == set()
    assert caplog.records == []


@pytest.mark.slow
@pytest.mark.django_db
def test_whatever_people_do_each_is_what_would_be_made_afresh(forum, cast, keeps):
    held, coming, group, paths, readers = forum
    todo = changes(cast, held, coming, group)
    random.shuffle(todo)
    for do in todo:
        assert differing(*some_of(readers, paths), LANGUAGES) == set()
        do()
    assert differing(readers, paths, LANGUAGES) == set()
    assert {key[0] for key in keeps.rows} >= {"directory", "search", "register", "agenda by link", "feed"}


@pytest.mark.slow
@pytest.mark.django_db
def test_as_days_go_by_each_stays_true(forum, monkeypatch):
    """Midnight before a standing ends and begins, and the start of the meeting that links and calendars tell of."""
    _held, coming, _group, paths, readers = forum
    for moment in (coming.starts_at, coming.starts_at + datetime.timedelta(days=401)):
        Standing.objects.filter(capacity="partner").update(ends_on=timezone.localdate(moment))
        for now in (moment, moment + datetime.timedelta(days=1)):
            monkeypatch.setattr(timezone, "now", lambda now=now: now)
            fresh = {role: logged_in(client) for role, client in readers.items()}
            assert differing(*some_of(fresh, paths), LANGUAGES) == set(), now


@pytest.mark.django_db
def test_who_hides_something_sees_it_alone_though_others_of_their_circle_asked_first(cast, as_person, keeps):
    Person.objects.filter(pk=cast.member.pk).update(role_there="Hidden role", role_there_audience="keepers")
    path = reverse("members:directory")
    seen = [b"Hidden role" in as_person(role).get(path).content for role in ("convenor", "member", "convenor", "chair")]
    assert seen == [False, True, False, True]


@pytest.mark.django_db
def test_all_that_lists_are_made_of_carries_a_stamp():
    rooms = {"members_standing", "members_term", "members_representative", "exchange_post", "library_part"}
    assert rooms | {"members_person_interests", "meetings_eventstamp", "taskgroups_groupmember"} <= stamped()


@pytest.mark.django_db
@pytest.mark.parametrize(("role", "path"), [("member", "directory"), ("member", "search"), ("visitor", "feed")])
def test_read_again_it_takes_few_queries(cast, as_person, keeps, role, path, django_assert_max_num_queries):
    token = calendars.new_address(cast.member)
    address = {
        "directory": reverse("members:directory"),
        "search": f"{reverse('search')}?words=chair",
        "feed": reverse("meetings:calendar_feed", args=[token]),
    }[path]
    reader = as_person(role)
    etag = [reader.get(address).headers.get("ETag", "") for _again in range(2)][1]
    with django_assert_max_num_queries(4):  # one of them is the test's own
        assert reader.get(address, headers={"if-none-match": etag}).status_code == (304 if etag else 200)
