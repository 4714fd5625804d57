"""Associates: off until the Forum uses them; they read what partners read, never decide,
never count, and find nothing else.
"""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exchange.models import Post
from meetings.day import attendance, quorum
from meetings.models import Attendance
from meetings.telling import answers
from members import access
from members.access import Audience
from members.models import MembershipRules, Person, Standing
from taskgroups.models import TaskGroup
from tests.cast import a_meeting, an_item, let_in, minutes_of

pytestmark = pytest.mark.django_db
WORD = "Xylophone"  # in all that is for members alone
PAGES = [
    "/",
    "/meetings/",
    "/meetings/past/",
    "/groups/",
    "/library/",
    "/exchange/",
    "/people/",
    "/people/offices/",
    "/search/?q=Xylo",
]


@pytest.fixture
def associate(cast):
    """Somebody who is an associate, where the Forum has them."""
    MembershipRules.objects.create(pk=1, uses_associates=True)
    person = Person.objects.create_user("associate@forum.example", name="Ann Associate")
    Standing.objects.create(person=person, capacity="associate", starts_on="2020-01-01")
    return person


@pytest.fixture
def browser(associate):
    client = Client()
    let_in(client, associate)
    return client


def test_they_share_and_do_not_decide(associate):
    asked = (access.is_member, access.is_partner, access.is_associate, access.decides, access.belongs)
    assert [one(associate) for one in asked] == [False, False, True, False, True]
    assert access.circle_of(associate) == access.Circle.PARTNER


def test_they_read_what_is_shared_and_what_is_for_members_is_not_there(browser, cast):
    shared = a_meeting(state="published", title_en="Open day")
    closed = a_meeting(state="published", shared_with_partners=False, title_en=WORD)
    an_item(shared, title_en=WORD, reserved=True)
    held = a_meeting(days=-9, state="held", shared_with_partners=False, title_en=WORD)
    minutes_of(held, "circulated")
    group = TaskGroup.objects.create(name_en=WORD, convenor=cast.convenor, shared_with_partners=False)
    post = Post.objects.create(author=cast.member, title=WORD, text=WORD, shared_with_partners=False)
    open_post = Post.objects.create(author=cast.member, title="For all", text="Words")
    hidden = [
        closed.get_absolute_url(),
        f"/meetings/{held.pk}/minutes/",
        group.get_absolute_url(),
        post.get_absolute_url(),
    ]
    assert [browser.get(page).status_code for page in hidden] == [404] * 4
    assert [browser.get(row.get_absolute_url()).status_code for row in (shared, open_post)] == [200, 200]
    assert [page for page in [*PAGES, shared.get_absolute_url()] if WORD in browser.get(page).content.decode()] == []


def test_they_come_in_attendance_and_never_count(associate):
    for is_shared in (True, False):
        meeting = a_meeting(days=-1, state="held", shared_with_partners=is_shared)
        assert (associate in answers.invited_to(meeting), associate in attendance.expected_at(meeting)) == (
            is_shared,
            is_shared,
        )
    meeting = a_meeting(days=-2, state="held")
    needed = quorum.count(attendance.register_of(meeting)).needed
    count = quorum.count(attendance.save_register(meeting=meeting, modes={f"person-{associate.pk}": "in_person"}))
    row = Attendance.objects.get(person=associate)
    assert (count.present, count.needed, row.capacity) == (0, needed, Attendance.Capacity.ASSOCIATE)
    assert attendance.roll_of(meeting).in_attendance == [row]


def test_what_is_shared_of_the_library_is_theirs(associate):
    assert access.audiences_of(access.circle_of(associate)) == [Audience.SHARED, Audience.PUBLIC]


def test_the_standing_is_offered_only_where_the_forum_uses_it(as_person, cast):
    administrator, page = as_person("administrator"), reverse("members:give_standing", args=[cast.lapsed.pk])
    assert 'value="associate"' not in administrator.get(page).content.decode()
    rules = reverse("members:membership_rules")
    said = {
        "uses_partners": "on",
        "uses_associates": "on",
        "renewal_month": 4,
        "renewal_day": 1,
        "letter_days": 30,
        "grace_days": 60,
    }
    assert administrator.post(rules, said).url == rules
    assert 'value="associate"' in administrator.get(page).content.decode()
    del said["uses_partners"]
    assert list(administrator.post(rules, said).context["form"].errors) == ["uses_partners"]
    administrator.post(page, {"capacity": "associate"})
    assert Person.objects.get(pk=cast.lapsed.pk).rights == {"associate"}
    assert (
        Standing.objects.filter(
            person=cast.lapsed, starts_on__gt=timezone.localdate() - datetime.timedelta(days=1)
        ).count()
        == 1
    )
