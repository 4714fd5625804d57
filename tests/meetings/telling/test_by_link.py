"""Signed links: an answer in two taps, how actions stand, and nothing else; dead ones say so."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from common.steps import take
from meetings import links
from meetings.models import Answer, Invitation, Meeting
from meetings.planning import lifecycle
from meetings.telling import answers
from members.models import Person, Standing
from tests.cast import a_meeting, a_paragraph, an_action, an_item, minutes_of


@pytest.fixture
def meeting(cast):
    """A meeting whose agenda is out."""
    meeting = a_meeting(online_link="https://meet.example/forum")
    an_item(meeting, title_en="Care at home")
    return take(meeting, lifecycle.PUBLISH, notify=False)


def test_following_the_link_answers_nothing_and_one_press_does(client, meeting, cast):
    path = links.answer_path(meeting, person=cast.member)
    page = client.get(path).content.decode()
    assert "Care at home" in page and Answer.objects.count() == 0
    client.post(path, {"coming": "online", "wants_welsh": "on"})
    answer = Answer.objects.get()
    assert (answer.person, answer.coming, answer.wants_welsh) == (cast.member, "online", True)
    client.post(path, {"coming": "apologies", "substitute_name": "Nerys"})
    answer.refresh_from_db()
    assert (answer.coming, answer.substitute_name, Answer.objects.count()) == ("apologies", "Nerys", 1)


def test_a_guest_answers_without_an_account(client, meeting):
    guest = Invitation.objects.create(meeting=meeting, name="Ann", email="ann@example.org")
    path = links.answer_path(meeting, guest=guest)
    an_item(meeting, title_en="Zanzibar", reserved=True)
    page = client.get(path).content.decode()
    assert "Reserved item" in page and "Zanzibar" not in page
    client.post(path, {"coming": "in_person"})
    assert guest.answer.coming == "in_person"
    guest.delete()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("coming", ["x", "", "in_person\x00", None])
def test_an_answer_that_is_none_of_those_offered_is_told(client, as_person, meeting, cast, coming):
    guest = Invitation.objects.create(meeting=meeting, name="Ann", email="ann@example.org")
    said = {"needs": ""} | ({} if coming is None else {"coming": coming})
    for browser, path in (
        (client, links.answer_path(meeting, guest=guest)),
        (client, links.answer_path(meeting, person=cast.member)),
        (as_person("member"), reverse("meetings:answer", args=[meeting.pk])),
    ):
        page = browser.post(path, said)
        assert (page.status_code, Answer.objects.count()) == (200, 0)
        assert "Please press one of the answers." in page.content.decode() or coming == "in_person\x00"


@pytest.mark.parametrize("spoil", [lambda token: token + "x", lambda token: token[:-3], lambda token: "nothing"])
def test_a_changed_link_is_dead_and_says_what_to_do(client, meeting, cast, spoil):
    path = links.answer_path(meeting, person=cast.member)
    token = path.split("/")[-2]
    answer = client.get(reverse("meetings:answer_by_link", args=[spoil(token)]))
    assert answer.status_code == 404
    assert "copy the whole link" in answer.content.decode()


def test_a_link_for_one_purpose_is_worth_nothing_for_another(client, meeting, cast):
    token = links.answer_path(meeting, person=cast.member).split("/")[-2]
    assert client.get(reverse("meetings:actions_by_link", args=[token])).status_code == 404


def test_a_link_ends_with_its_readers_right(client, meeting, cast):
    path = links.answer_path(meeting, person=cast.member)
    Standing.objects.filter(person=cast.member).update(ends_on=timezone.localdate() - datetime.timedelta(days=1))
    assert client.get(path).status_code == client.post(path, {"coming": "online"}).status_code == 404
    partner = links.answer_path(meeting, person=cast.partner)
    Meeting.objects.update(shared_with_partners=False)
    assert client.get(partner).status_code == 404
    Meeting.objects.update(is_public=True)  # they may read that it is, as everybody may, and are not asked to come
    assert client.get(partner).status_code == client.post(partner, {"coming": "online"}).status_code == 404
    assert Answer.objects.count() == 0


def test_after_the_meeting_has_begun_the_page_says_so_and_nothing_is_saved(client, meeting, cast, as_person):
    path = links.answer_path(meeting, person=cast.member)
    Meeting.objects.update(starts_at=timezone.now() - datetime.timedelta(minutes=5))
    assert client.get(path).status_code == 410
    assert client.post(path, {"coming": "online"}).status_code == 409
    assert (
        as_person("member").post(reverse("meetings:answer", args=[meeting.pk]), {"coming": "online"}).status_code == 409
    )
    assert Answer.objects.count() == 0


def test_a_form_without_an_answer_says_so_and_keeps_what_was_typed(client, meeting, cast):
    page = client.post(links.answer_path(meeting, person=cast.member), {"substitute_name": "Nerys"}).content.decode()
    assert "Please press one of the answers." in page and 'value="Nerys"' in page


def test_what_helps_is_for_the_administrator_and_forgotten_unless_asked(as_person, meeting, cast):
    member, path = as_person("member"), reverse("meetings:answer", args=[meeting.pk])
    member.post(path, {"coming": "in_person", "needs": "A seat near the door"})
    assert (
        "A seat near the door"
        in as_person("administrator").get(reverse("meetings:replies", args=[meeting.pk])).content.decode()
    )
    assert "A seat near the door" not in as_person("convenor").get(meeting.get_absolute_url()).content.decode()
    assert Person.objects.get(pk=cast.member.pk).access_needs == ""
    member.post(path, {"coming": "in_person", "needs": "A seat near the door", "remember": "on"})
    assert Person.objects.get(pk=cast.member.pk).access_needs == "A seat near the door"
    assert answers.forget_needs() == 0
    Meeting.objects.update(
        starts_at=timezone.now() - datetime.timedelta(days=2), ends_at=timezone.now() - datetime.timedelta(days=1)
    )
    assert answers.forget_needs() == 1
    assert Answer.objects.get().needs == ""


def test_owners_say_how_their_actions_stand_without_logging_in(client, cast):
    before = a_meeting(days=-30, state="held")
    item = an_item(before)
    mine, other = (
        an_action(a_paragraph(item), cast.member),
        an_action(a_paragraph(item), cast.convenor, text_en="Zanzibar"),
    )
    minutes_of(before, "circulated")
    path = links.actions_path(a_meeting(), cast.member)
    page = client.get(path).content.decode()
    assert mine.number in page and "Zanzibar" not in page
    words = {"status": "done", "progress": "Booked.", "progress_language": "en", "version": mine.version}
    client.post(
        path,
        {f"action-{mine.pk}-{name}": value for name, value in words.items()} | {f"action-{other.pk}-status": "done"},
    )
    mine.refresh_from_db()
    other.refresh_from_db()
    assert (mine.status, mine.progress, mine.closed_at is not None, other.status) == ("done", "Booked.", True, "open")


def test_the_owner_closes_one_action_by_the_link_of_its_reminder(client, cast):
    before = a_meeting(days=-30, state="held")
    action = an_action(a_paragraph(an_item(before)), cast.member)
    path = links.action_path(action, cast.member)
    assert path.startswith(reverse("meetings:action_by_link", args=["x"]).removesuffix("x/"))
    assert client.get(path).status_code == 404  # the minutes are a draft
    minutes_of(before, "circulated")
    client.post(path, {"status": "done", "progress": "Booked.", "progress_language": "en", "version": action.version})
    action.refresh_from_db()
    assert (action.status, action.progress) == ("done", "Booked.")
    action.owner = cast.convenor
    action.save()
    assert client.get(path).status_code == 404


def test_online_is_offered_where_the_meeting_has_an_address_for_it(client, as_person, cast):
    meeting = a_meeting(state="published")
    ways = [(client, links.answer_path(meeting, person=cast.member))]
    ways += [(as_person("partner"), reverse("meetings:answer", args=[meeting.pk]))]
    for browser, path in ways:
        assert b'value="online"' not in browser.get(path).content
        assert "Please press one of the answers." in browser.post(path, {"coming": "online"}).content.decode()
    assert Answer.objects.count() == 0
    Meeting.objects.update(online_link="https://meet.example/forum")
    assert [b'value="online"' in browser.get(path).content for browser, path in ways] == [True, True]


def test_the_page_of_an_answer_says_nothing_of_actions_but_where_they_are(client, cast):
    meeting = a_meeting(days=30)
    an_action(a_paragraph(an_item(a_meeting(days=-30, state="held"))), cast.member)
    an_item(meeting, title_en="Matters arising", writes_itself="matters_arising")
    take(meeting, lifecycle.PUBLISH, notify=False)
    guest = Invitation.objects.create(meeting=meeting, name="Ann", email="ann@example.org")
    page = client.get(links.answer_path(meeting, person=cast.member)).content.decode()
    other = client.get(links.answer_path(meeting, guest=guest)).content.decode()
    assert ("Log in to see the open actions" in page, "No action is open" in page) == (True, False)
    assert ("Log in" in other.partition("<main")[2], "No action is open" in other) == (False, False)


@pytest.mark.parametrize(("coming", "chosen"), [("online", "online"), ("apologies", "apologies"), ("x", ""), ("", "")])
def test_a_button_of_the_letter_chooses_and_the_page_waits_for_the_press(client, meeting, cast, coming, chosen):
    page = client.get(links.answer_path(meeting, person=cast.member, coming=coming))
    text = page.content.decode()
    assert (page.context["chosen"], Answer.objects.count()) == (chosen, 0)
    assert ("Please press once more" in text) == bool(chosen)
    assert text.count("button--primary") == 1
    saved = client.post(links.answer_path(meeting, person=cast.member, coming=coming), {"coming": "in_person"})
    assert Answer.objects.get().coming == "in_person" and "Please press once more" not in saved.content.decode()
