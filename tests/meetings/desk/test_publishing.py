"""Publishing an agenda: what is worth a look, a line of one's own, and the letter to oneself first."""

import pytest
from django.urls import reverse

from meetings.desk import checklist
from meetings.models import AgendaItem, Meeting, Paper
from members.models import Letter, Person
from tests.cast import a_meeting, an_item
from tests.letters import deliver_to_roles

pytestmark = pytest.mark.django_db
LINE = {"note_en": "Please bring your lunch.", "note_cy": "Dewch â’ch cinio."}


@pytest.fixture
def meeting(cast):
    """A meeting of 270 minutes whose only item takes all of them, presented by a member."""
    meeting = a_meeting()
    an_item(meeting, title_en="Care", title_cy="Gofal", kind="discussion", minutes=270, presenter=cast.member)
    return meeting


def path(meeting):
    return reverse("meetings:publish", args=[meeting.pk])


def said(as_person, meeting):
    """Return {what is worth a look: where its first link leads} as the page has it."""
    checks = as_person("administrator").get(path(meeting)).context["checks"]
    return {check.said: check.ways[0][1] for check in checks}


def test_of_a_whole_agenda_nothing_is_said(as_person, meeting):
    assert said(as_person, meeting) == {}


def _leave(person):
    """End somebody's part in the Forum."""
    person.standings.update(ends_on="2020-01-02", starts_on="2020-01-01")


def _chair(item):
    """Return the partner of the cast, who is to chair the meeting of an item."""
    partner = Person.objects.get(email="partner@forum.example")
    Meeting.objects.update(chair=partner)
    return partner


CHECKS = {
    "place": (lambda item: Meeting.objects.update(place_en="", place_cy=""), "No place", "edit_meeting"),
    "presenter": (lambda item: AgendaItem.objects.update(presenter=None), "Nobody is named", "edit_item"),
    "presenter gone": (lambda item: _leave(item.presenter), "Who presents has left", "edit_item"),
    "chair gone": (lambda item: _leave(_chair(item)), "who is to chair, has left", "edit_meeting"),
    "welsh": (lambda item: AgendaItem.objects.update(title_cy=""), "There is no Welsh", "edit_item"),
    "english": (lambda item: Meeting.objects.update(title_en=""), "There is no English", "edit_meeting"),
    "paper": (lambda item: Paper.objects.create(item=item, title_en="Report"), "A paper is named", "edit_paper"),
    "over": (lambda item: AgendaItem.objects.update(minutes=280), "The agenda takes 10 minutes more", "build_agenda"),
    "short": (lambda item: AgendaItem.objects.update(minutes=200), "nothing is planned for: 70", "build_agenda"),
    "business": (lambda item: AgendaItem.objects.update(kind="business"), "Business takes 100%", "build_agenda"),
}


@pytest.mark.parametrize("name", CHECKS)
def test_each_thing_that_is_worth_a_look_leads_to_where_it_is_mended_and_forbids_nothing(name, as_person, meeting):
    spoil, begins, where = CHECKS[name]
    item = meeting.items.get()
    spoil(item)
    keys = {"edit_item": item.pk, "edit_paper": Paper.objects.values_list("pk", flat=True).first()}
    [(words, url)] = said(as_person, meeting).items()
    assert begins in words
    assert url == reverse(f"meetings:{where}", args=[keys.get(where, meeting.pk)])
    assert as_person("administrator").post(path(meeting)).status_code == 302
    assert Meeting.objects.get().state == "published"


def test_nobody_need_present_what_stands_on_every_agenda(meeting):
    standing = checklist.with_lacking(AgendaItem.objects.filter(pk=an_item(meeting).pk)).get()
    meeting = checklist.with_chair(Meeting.objects).get()
    assert checklist.checks_of(meeting, [standing], None, [(standing.title_en, standing.title_cy)]) == []


def test_a_line_of_ones_own_goes_to_each_in_their_language_with_that_publication_alone(as_person, meeting):
    browser = as_person("administrator")
    browser.post(path(meeting), LINE)
    sent = deliver_to_roles()
    assert LINE["note_en"] in sent["member"].body and LINE["note_cy"] in sent["chair"].body
    assert LINE["note_en"] not in browser.get(meeting.get_absolute_url()).content.decode()
    browser.post(reverse("meetings:step", args=[meeting.pk, "withdraw"]))
    browser.post(path(meeting))
    assert LINE["note_en"] not in deliver_to_roles()["member"].body


def test_the_letter_comes_to_oneself_first_and_its_line_is_kept(as_person, meeting):
    browser = as_person("administrator")
    browser.post(path(meeting), LINE | {"trial": "on"})
    assert Meeting.objects.get().state == "planned"
    sent = deliver_to_roles()
    assert set(sent) == {"administrator"}
    assert LINE["note_en"] in sent["administrator"].body and "/answer/" in sent["administrator"].body
    page = browser.get(path(meeting))
    assert LINE["note_cy"] in page.content.decode()
    assert all(LINE[f"note_{language}"] in body for *_line, body, language in page.context["preview"].letters)


def test_a_letter_to_oneself_is_not_sent_once_all_have_theirs(as_person, meeting):
    browser = as_person("administrator")
    browser.post(path(meeting), LINE | {"trial": "on"})
    browser.post(path(meeting), LINE)
    deliver_to_roles()
    assert Letter.objects.get(kind="meetings.trial").state == "dropped"


def test_the_page_of_a_meeting_names_who_has_left_until_it_is_over(as_person, meeting):
    item = meeting.items.get()
    _leave(item.presenter)
    page = as_person("administrator").get(meeting.get_absolute_url()).content.decode()
    assert (
        "Who presents has left the Forum" in page and f'href="{reverse("meetings:edit_item", args=[item.pk])}"' in page
    )
    assert "has left the Forum" not in as_person("partner").get(meeting.get_absolute_url()).content.decode()
    meeting.items.update(presenter=None)
    assert "has left the Forum" not in as_person("administrator").get(meeting.get_absolute_url()).content.decode()
