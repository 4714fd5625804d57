"""Erasure: told before, done everywhere at once, and nothing left but what confirmed minutes must keep."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.db import connection
from django.urls import reverse

from exchange.models import Post
from exchange.posting import removal
from forum_site.pages.erasure import everywhere
from meetings.calendars import calendars
from meetings.models import Action, Answer, Attendance
from members.models import Application, Complaint, Letter, Person
from members.sheets import importing, undoing
from taskgroups.models import GroupAction
from tests.cast import a_meeting, a_paragraph, an_action, an_item, minutes_of
from tests.taskgroups.test_groups import a_group

pytestmark = pytest.mark.django_db
NAME, EMAIL = "Zqzqname Zqzqunique", "zqzqaddress@example.org"


@pytest.fixture
def person(cast):
    """The member of the cast, with a name that occurs nowhere else, in all kinds of rows."""
    person = cast.member
    person.name, person.email, person.phone, person.access_needs = NAME, EMAIL, "zqzqphone", "zqzqneeds"
    person.save()
    EmailAddress.objects.update_or_create(user=person, defaults={"email": EMAIL, "verified": True, "primary": True})
    importing.apply(
        run=importing.look(kind="people", file_name="x", rows=[["E-mail", "Name"], [EMAIL, "Zqzqother"]], by=cast.chair)
    )
    Person.objects.filter(pk=person.pk).update(name=NAME)
    Application.objects.create(name=NAME, email=EMAIL, language="en", why="zqzqwhy")
    Letter.objects.create(kind="members.welcome", thing="1", person=person)
    Letter.objects.create(kind="x", thing="2", address=EMAIL)
    Post.objects.create(author=person, kind="idea", title="A thought", text="About care.")
    kind = ContentType.objects.get_for_model(Person)
    LogEntry.objects.create(
        user=cast.staff, content_type=kind, object_id=str(person.pk), object_repr=NAME, action_flag=ADDITION
    )
    return Person.objects.get(pk=person.pk)


def recorded(person, cast, state="confirmed"):
    """Return a public meeting with minutes in which the person was there and took something on."""
    meeting = a_meeting(days=-30, state="held", is_public=True)
    Attendance.objects.create(meeting=meeting, person=person, capacity="member", mode="in_person")
    Answer.objects.create(meeting=meeting, person=person, coming="online", substitute_name="Zqzqother")
    an_action(a_paragraph(an_item(meeting)), person)
    minutes_of(meeting, state, by=cast.chair)
    return meeting


def tables_with(word):
    """Return the columns of the whole database in which a word stands, but those of sessions and of the cache."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE "
            "TABLE'"
        )
        tables = [name for (name,) in cursor.fetchall() if name not in ("cache", "django_session")]
        found = []
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s', [f"%{word}%"])
            found += [table] if cursor.fetchone()[0] else []
    return found


def test_nothing_is_left_in_any_table_where_no_minutes_name_them(person, cast):
    assert len(tables_with("zqzq")) > 6
    everywhere(person=person, by=cast.administrator)
    assert tables_with("zqzq") == []
    assert Post.objects.get().author.name == "Cyn-aelod / Former member"


def test_confirmed_minutes_keep_the_name_and_nothing_else_does(person, cast, as_person):
    meeting = recorded(person, cast)
    page = as_person("chair").get(reverse("meetings:minutes", args=[meeting.pk])).content.decode()
    assert page.count(NAME) == 2
    everywhere(person=person, by=cast.administrator)
    assert tables_with("zqzq") == ["members_person"]  # the name that the minutes show
    after = as_person("chair").get(reverse("meetings:minutes", args=[meeting.pk])).content.decode()
    assert after.count(NAME) == 2
    chair = as_person("chair")
    for address in (
        "members:directory",
        "meetings:my_actions",
        "home",
        "exchange:posts",
        "members:letters",
        "meetings:decisions",
    ):
        assert "Zqzq" not in chair.get(reverse(address)).content.decode(), address
    export = chair.get(reverse("members:export", args=["people", "csv"])).content.decode()
    assert "Zqzq" not in export and "erased" not in export


def test_what_they_wrote_of_an_item_and_of_an_action_goes_from_row_and_history(person, cast):
    meeting = recorded(person, cast)
    item = an_item(a_meeting(), taken_as_read=False, pulled_by=person, pull_reason="zqzqreason")
    item.taken_as_read = True  # the row forgets it, its history does not
    item.save()
    again = an_item(a_meeting(), taken_as_read=False, pulled_by=person, pull_reason="zqzqagain")
    theirs = an_item(a_meeting(), taken_as_read=False, pulled_by=cast.chair, pull_reason="Another's.")
    Action.objects.filter(paragraph__item__meeting=meeting).update(progress="zqzqprogress", progress_language="en")
    assert {"meetings_agendaitemevent", "meetings_actionevent"} <= set(tables_with("zqzq"))
    everywhere(person=person, by=cast.administrator)
    assert tables_with("zqzq") == ["members_person"]  # the name that the minutes show
    again.refresh_from_db()
    theirs.refresh_from_db()
    assert (again.pull_reason, theirs.pull_reason) == ("", "Another's.")


def test_what_they_threw_away_and_how_their_group_action_stands_go_with_their_history(person, cast):
    post = Post.objects.create(author=person, kind="idea", title="Zqzqthrown", text="Zqzqaway")
    removal.remove(words=post, by=person)
    action = GroupAction.objects.create(group=a_group(), owner=person, text_en="Ask them.", progress="zqzqprogress")
    assert {"exchange_postevent", "taskgroups_groupactionevent"} <= set(tables_with("zqzq"))
    everywhere(person=person, by=cast.administrator)
    assert tables_with("zqzq") == [] and not Post.objects.filter(pk=post.pk).exists()
    action.refresh_from_db()
    assert (action.text_en, action.progress) == ("Ask them.", "")


def test_draft_minutes_do_not_keep_the_name(person, cast, as_person):
    meeting = recorded(person, cast, "circulated")
    everywhere(person=person, by=cast.administrator)
    assert "Zqzq" not in as_person("chair").get(reverse("meetings:minutes", args=[meeting.pk])).content.decode()


def test_sessions_feeds_and_letters_are_dead_at_once(person, cast, as_person):
    token = calendars.renew(person) if hasattr(calendars, "renew") else None
    member = as_person("member")
    assert member.get(reverse("members:profile")).status_code == 200
    everywhere(person=person, by=cast.administrator)
    assert member.get(reverse("members:profile")).status_code == 302
    assert not [s for s in Session.objects.all() if s.get_decoded().get("_auth_user_id") == str(person.pk)]
    assert not Letter.objects.exists() and not EmailAddress.objects.filter(user=person).exists()
    if token:
        assert member.get(reverse("meetings:calendar_feed", args=[token])).status_code == 404
    assert not as_person("visitor").login(email=EMAIL, password="x")


def test_it_is_told_before_and_asks_for_a_yes(person, cast, as_person):
    recorded(person, cast)
    chair, address = as_person("chair"), reverse("erase", args=[person.pk])
    assert address in chair.get(person.get_absolute_url()).content.decode()
    context = chair.get(address).context
    assert dict(context["recorded"]) and dict(context["going"]) and dict(context["staying"])
    assert "aria-invalid" in chair.post(address).content.decode()
    assert Person.objects.get(pk=person.pk).name == NAME
    assert chair.post(address, {"asked": "on"}).status_code == 302
    assert Person.objects.get(pk=person.pk).kept_name == NAME
    assert chair.get(address).context["reason"] is not None
    assert LogEntry.objects.filter(
        user=cast.chair, object_id=str(person.pk), change_message__contains="Erased"
    ).exists()


def test_officers_and_staff_are_not_erased_and_others_may_not_erase(cast, as_person):
    chair = as_person("chair")
    for person in (cast.chair, cast.administrator, cast.staff):
        assert chair.post(reverse("erase", args=[person.pk]), {"asked": "on"}).status_code == 409
    for role, answer in (("visitor", 302), ("member", 404), ("partner", 404), ("staff", 404)):
        assert as_person(role).post(reverse("erase", args=[cast.convenor.pk]), {"asked": "on"}).status_code == answer
    assert not Person.objects.filter(email__endswith="@erased.invalid").exists()


def test_a_complaint_that_waits_stays_until_it_is_answered(person, cast):
    Complaint.objects.create(name=NAME, email=EMAIL, text="Not yet answered.")
    everywhere(person=person, by=cast.administrator)
    assert Complaint.objects.get().name == NAME


def test_an_import_that_is_undone_later_brings_nobody_back(person, cast):
    run = importing.apply(
        run=importing.look(kind="people", file_name="x", rows=[["E-mail", "Area"], [EMAIL, "mid"]], by=cast.chair)
    )
    everywhere(person=person, by=cast.administrator)
    undoing.undo(run=run, by=cast.chair)
    assert Person.objects.get(pk=person.pk).area == "" and tables_with("zqzq") == []
