"""Moving in: from an empty database to an administrator with a list of what is to be done, step by step."""

import threading

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse

from meetings.models import Rules, StandingItem
from members.access import is_administrator, is_chair, is_member
from members.letters import letters
from members.models import Identity, Letter, Office, Person, Term
from members.standing import founding
from tests.cast import a_meeting

pytestmark = pytest.mark.django_db
SETUP = "/setup/"


@pytest.fixture
def maker(db):
    """Who made the site by `createsuperuser`, logged in."""
    person = Person.objects.create_superuser("mair@elin.example", "croeso-i-bawb-2026", name="Mair")
    browser = Client()
    browser.force_login(person)
    return browser


def who():
    return Person.objects.with_rights().get(email="mair@elin.example")


def steps(browser):
    return {step.label: step.is_done for step in browser.get(SETUP).context["steps"]}


def test_who_made_the_site_is_led_to_take_the_office(maker):
    assert maker.get("/")["Location"] == SETUP
    page = maker.get(SETUP)
    assert page.context["form"]["name"].value() == "Mair"
    answer = maker.post(SETUP, {"name": "Mair Elin", "is_member": "on", "also": ["chair"]})
    assert (answer.status_code, answer["Location"]) == (302, SETUP)
    person = who()
    assert (person.name, is_administrator(person), is_chair(person), is_member(person)) == (
        "Mair Elin",
        True,
        True,
        True,
    )
    assert sorted(Office.objects.values_list("role", flat=True)) == ["", "", "administrator", "chair"]
    assert maker.get("/").status_code == 200


def test_nobody_takes_it_while_somebody_holds_it(maker, cast, as_person):
    assert maker.get(SETUP).status_code == 404
    assert maker.post(SETUP, {"name": "Mair"}).status_code == 404
    assert maker.get("/").status_code == 200
    assert as_person("staff").get(SETUP).status_code == 404
    assert not is_administrator(who())


def test_staff_of_the_admin_who_are_no_superusers_do_not_take_it(maker):
    person = Person.objects.create_user("s@elin.example", "croeso-i-bawb-2026", name="S", is_staff=True)
    browser = Client()
    browser.force_login(person)
    assert browser.get(SETUP).status_code == 404
    assert browser.post(SETUP, {"name": "S"}).status_code == 404
    assert not Term.objects.exists()


def test_the_list_is_done_step_by_step_and_put_away(maker):
    maker.post(SETUP, {"name": "Mair"})
    before = steps(maker)
    assert [label for label in before if before[label]] == ["Offices"]
    assert "Moving in" in maker.get("/").content.decode()
    assert maker.post(SETUP).status_code == 409  # the Forum has no name yet
    maker.post(reverse("members:identity"), {"name_en": "Elin Forum"})
    maker.post(reverse("meetings:rules"), _shown(maker.get(reverse("meetings:rules"))) | {"notice_days": "21"})
    assert Rules.now().notice_days == 21
    for _press in range(2):
        maker.post(reverse("meetings:keep_usual_items"))
    assert StandingItem.objects.count() == 5
    done = steps(maker)
    assert [label for label in done if done[label] and not before[label]] == [
        "Who we are",
        "Rules for meetings",
        "Items of every agenda",
    ]
    back, home = '<a href="/setup/">Moving in: to the list', maker.get("/").content.decode()
    assert back in maker.get(reverse("meetings:rules")).content.decode()
    assert ">Membership</a>" in home and ">Rules for meetings</a>" not in home  # what is done stands on the list alone
    assert maker.post(SETUP)["Location"] == "/"
    assert back not in maker.get(reverse("meetings:rules")).content.decode()
    assert "Moving in" not in maker.get("/").content.decode()
    assert maker.get(SETUP).status_code == 200


def test_the_last_step_is_the_agenda_of_the_next_meeting(maker):
    maker.post(SETUP, {"name": "Mair"})
    assert [step.url for step in maker.get(SETUP).context["steps"]][-1] == reverse("meetings:upcoming")
    meeting = a_meeting(state="planned")
    last = maker.get(SETUP).context["steps"][-1]
    assert (last.url, last.is_done) == (reverse("meetings:build_agenda", args=[meeting.pk]), False)
    a_meeting(days=9, state="published")
    assert maker.get(SETUP).context["steps"][-1].is_done


def test_invitations_are_in_the_language_of_who_sends_them_unless_told(maker):
    maker.post(SETUP, {"name": "Mair"})
    for language in ("en", "cy"):
        maker.get(f"/?lang={language}")
        assert maker.get(reverse("members:invites")).context["form"]["language"].value() == language


def _shown(page):
    return {name: field.value() or "" for name, field in ((field.name, field) for field in page.context["form"])}


def test_a_test_letter_goes_to_oneself_once_a_minute(maker):
    maker.post(SETUP, {"name": "Mair"})
    for _press in range(2):
        assert maker.post(reverse("members:send_test_letter")).status_code == 302
    letter = Letter.objects.get()
    letters.deliver(letter.pk, is_last=True)
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        (["Mair <mair@elin.example>"], "The Forum: letters arrive")
    ]
    assert steps(maker)["A test letter"] is True


def test_the_pages_of_keepers_are_theirs_alone(cast, as_person):
    for role in ("member", "partner", "visitor"):
        for name in ("members:send_test_letter", "meetings:keep_usual_items"):
            assert as_person(role).post(reverse(name)).status_code in (302, 403, 404)
    assert not Letter.objects.exists() and not StandingItem.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_press_at_once_one_is_the_administrator():
    people = [
        Person.objects.create_superuser(f"{name}@elin.example", "croeso-i-bawb-2026", name=name) for name in ("A", "B")
    ]
    refused = []

    def press(person):
        try:
            founding.found(person=person, name=person.name, is_member=True)
        except Exception as refusal:
            refused.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (refused, Term.objects.count(), Office.objects.count()) == (["IllegalChange"], 1, 4)


def test_the_admin_of_a_forum_shows_no_other_ones_name(maker):
    Identity.objects.create(pk=1, name_en="Elin Forum", name_cy="Fforwm Elin")
    page = maker.get("/admin/").content.decode()
    assert "Elin Forum" in page and "Wales Social" not in page
