"""A link from a letter opens in the language of its letter, and a calendar says which it is in."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings import links
from meetings.calendars import calendars
from meetings.models import Attendance, Invitation
from members.account.sessions import STOP
from members.letters import preferences
from members.models import Application, Invite, MembershipRules, Person, Renewal
from members.standing import emails
from tests.cast import a_meeting, a_paragraph, an_action, an_item, minutes_of

pytestmark = pytest.mark.django_db
LATER = timezone.now() + datetime.timedelta(days=9)


@pytest.fixture
def reader(cast):
    """Somebody who reads Welsh, with an action to do."""
    Person.objects.filter(pk=cast.member.pk).update(language="cy")
    return Person.objects.get(pk=cast.member.pk)


@pytest.fixture
def held(reader):
    meeting = a_meeting(days=-3, state="held")
    Attendance.objects.create(meeting=meeting, person=reader, mode="in_person")
    an_action(a_paragraph(an_item(meeting)), reader)
    minutes_of(meeting, "circulated")
    return meeting


def signed(name, purpose, row):
    return reverse(f"members:{name}", args=[signing.dumps(row.pk, salt=purpose)])


def guests_link(reader, held):
    meeting = a_meeting(state="published")
    guest = Invitation.objects.create(meeting=meeting, name="Ann", email="ann@forum.example", language="cy")
    return links.answer_path(meeting, guest=guest)


def invites_link(reader, held):
    invite = Invite.objects.create(
        name="Ann", email="ann@forum.example", invited_by=reader, expires_at=LATER, language="cy"
    )
    return signed("invite_by_link", emails.INVITE_LINK, invite)


def applications_link(reader, held):
    row = Application.objects.create(name="Ann", email="ann@forum.example", language="cy", state="asked", kind="person")
    return signed("application_by_link", emails.APPLICATION_LINK, row)


def renewals_link(reader, held):
    MembershipRules.objects.update_or_create(pk=1, defaults={"has_renewals": True})
    row = Renewal.objects.create(
        standing=reader.standings.get(), person=reader, due_on=timezone.localdate() + datetime.timedelta(days=9)
    )
    return signed("renewal_by_link", emails.RENEWAL_LINK, row)


def stop_link(reader, held):
    address = EmailAddress.objects.create(user=reader, email="new@forum.example", verified=False)
    return reverse("members:stop_address", args=[signing.dumps(address.pk, salt=STOP)])


LINKS = {
    "answer": lambda reader, held: links.answer_path(a_meeting(state="published"), person=reader),
    "answer of a guest": guests_link,
    "actions": lambda reader, held: links.actions_path(a_meeting(), reader),
    "action": lambda reader, held: links.action_path(reader.actions.get(), reader),
    "feedback": lambda reader, held: links.feedback_path(held, reader),
    "invitation": invites_link,
    "application": applications_link,
    "renewal": renewals_link,
    "change of address": stop_link,
    "no more letters": lambda reader, held: (
        "/people/" + preferences.unsubscribe_link(reader, "digest").partition("/people/")[2]
    ),
}


@pytest.mark.parametrize("kind", LINKS)
def test_a_link_opens_in_the_language_of_its_letter(reader, held, kind):
    path = LINKS[kind](reader, held)
    page = Client().get(path, headers={"accept-language": "en"})
    assert (page.status_code, page["Content-Language"], '<html lang="cy"' in page.content.decode()) == (200, "cy", True)
    chosen = Client()
    chosen.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"  # by the switch on the page
    page = chosen.get(path)
    assert (page["Content-Language"], '<html lang="en"' in page.content.decode()) == ("en", True)
    assert Client().get("/meetings/", headers={"accept-language": "en"})["Content-Language"] == "en"


@pytest.mark.parametrize("language", ["en", "cy"])
def test_a_calendar_says_which_language_it_is_in(reader, held, language):
    Person.objects.filter(pk=reader.pk).update(language=language)
    path = reverse("meetings:calendar_feed", args=[calendars.new_address(reader)])
    for client in (Client(), Client(headers={"accept-language": "en"}), Client(headers={"accept-language": "cy"})):
        answer = client.get(path)
        again = client.get(path, headers={"if-none-match": answer["ETag"]})
        assert [one["Content-Language"] for one in (answer, again)] == [language, language]
        assert f"//{language.upper()}\r\n" in answer.content.decode()
    letter = calendars.event_file(held, reader, language, calendars.REQUEST).decode()
    assert f"PRODID:-//Forum//Meetings//{language.upper()}\r\n" in letter
