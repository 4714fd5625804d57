"""Letters by choice: the ticks and what is kept of them, and the links that stop letters without a login."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from members.data import erasure
from members.letters import letters, preferences
from members.models import Consent, Letter
from tests.letters import deliver

pytestmark = pytest.mark.django_db
PAGE = "/people/me/letters/"
BOTH = {"digest": "on", "mailing": "on"}


def path_of(person, kind):
    """Return the path of the link that stops letters of a kind."""
    return "/people/" + preferences.unsubscribe_link(person, kind).partition("/people/")[2]


def kinds_of(person):
    return set(preferences.letters_wanted(person))


def test_nothing_is_chosen_until_somebody_ticks_it_and_both_moments_are_kept(as_person, cast):
    client = as_person("member")
    page = client.get(PAGE).content.decode()
    assert (page.count('type="checkbox"'), "checked" in page, kinds_of(cast.member)) == (2, False, set())
    client.post(PAGE, BOTH)
    first = Consent.objects.get(person=cast.member, kind="digest")
    assert (kinds_of(cast.member), first.wording, first.language) == ({"digest", "mailing"}, preferences.WORDING, "en")
    client.post(PAGE, BOTH)
    assert Consent.objects.count() == 2
    client.post(PAGE, {"mailing": "on"})
    first.refresh_from_db()
    assert (kinds_of(cast.member), first.withdrawn_at is not None) == ({"mailing"}, True)
    client.post(PAGE, BOTH)
    assert Consent.objects.filter(person=cast.member, kind="digest").count() == 2
    assert client.get(PAGE).content.decode().count("checked") == 2


def test_the_language_of_the_words_is_kept(as_person, cast):
    as_person("chair").post(PAGE, BOTH)
    assert set(Consent.objects.values_list("language", flat=True)) == {cast.chair.language} == {"cy"}


def test_the_database_keeps_one_choice_at_a_time(cast):
    preferences.choose(person=cast.member, kinds=["digest"], language="en")
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(person=cast.member, kind="digest", wording="x", language="en")


def test_a_link_stops_after_a_press_and_only_its_own_letters(cast):
    for person in (cast.member, cast.partner):
        preferences.choose(person=person, kinds=list(Consent.Kind), language="en")
    client = Client(enforce_csrf_checks=True)
    path = path_of(cast.member, "digest")
    assert b"Stop these letters" in client.get(path).content
    assert kinds_of(cast.member) == {"digest", "mailing"}  # mail scanners follow links
    assert b"They have stopped" in client.post(path).content
    assert (kinds_of(cast.member), kinds_of(cast.partner)) == ({"mailing"}, {"digest", "mailing"})


def test_a_mail_program_stops_them_with_one_press(cast):
    preferences.choose(person=cast.member, kinds=["mailing"], language="en")
    path, press = path_of(cast.member, "mailing"), {"List-Unsubscribe": "One-Click"}
    answers = [Client(enforce_csrf_checks=True).post(path, press).status_code for _again in range(2)]
    assert (answers, kinds_of(cast.member)) == ([200, 200], set())


def test_changed_links_and_those_of_the_erased_and_closed_say_the_same(cast, client):
    kinds = ["digest"]
    preferences.choose(person=cast.member, kinds=kinds, language="en")
    preferences.choose(person=cast.partner, kinds=kinds, language="en")
    paths = [path_of(person, "digest") for person in (cast.member, cast.partner)]
    erasure.erase(person=cast.member, by=cast.administrator, keeps_name=False)
    cast.partner.is_active = False
    cast.partner.save()
    changed = paths[0][:-4] + "xyz/"
    answers = [client.get(path) for path in (*paths, changed)] + [client.post(changed)]
    assert {answer.status_code for answer in answers} == {404}
    assert all(b"This link does not open anything" in answer.content for answer in answers)
    assert Consent.objects.filter(person=cast.member).count() == 0


def test_who_has_left_wants_nothing_any_more(cast):
    preferences.choose(person=cast.lapsed, kinds=["digest"], language="en")
    assert not preferences.wants(cast.lapsed, "digest")
    assert not preferences.wanting("digest").exists()


def test_people_choose_when_some_letters_come(as_person, cast):
    member, kind = as_person("member"), "exchange.replies"
    page = member.get("/people/me/letters/").content.decode()
    assert f'name="when-{kind}"' in page and preferences.comes_at_once(cast.member, kind)
    member.post("/people/me/letters/", {f"when-{kind}": "digest", "when-meetings.feedback": "never"})
    assert preferences.comes_with_digest(cast.member, kind) and not preferences.comes_at_once(cast.member, kind)
    assert not preferences.comes_at_once(cast.member, "meetings.feedback")
    assert preferences.comes_at_once(cast.member, "meetings.notice") and preferences.comes_at_once(cast.chair, kind)
    assert 'value="digest" selected' in member.get("/people/me/letters/").content.decode()
    assert member.post("/people/me/letters/", {f"when-{kind}": "sometimes"}).status_code == 200
    member.post("/people/me/letters/", {f"when-{kind}": "at_once"})
    assert preferences.comes_at_once(cast.member, kind)


def test_a_letter_that_waited_is_not_sent_to_who_wants_it_no_more(cast):
    preferences.choose_when(person=cast.member, choices={"meetings.feedback": "never"})
    letters.write("meetings.feedback", 1, people=[cast.member])
    deliver()
    assert Letter.objects.get().state == Letter.State.DROPPED
