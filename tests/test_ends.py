"""The end of a standing, an office or a session: everything that hung on it is dead at the next request,
letters that wait included.
"""

import datetime
from dataclasses import dataclass

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from meetings import links
from meetings.calendars import calendars
from meetings.models import Meeting, Paper
from meetings.papers import papers
from meetings.telling import emails
from members import access
from members.account import sessions
from members.data import complaints
from members.letters import letters
from members.models import Complaint, Letter, Office, Organisation, Person, Standing, Term
from members.standing import bodies, offices, standing
from tests.cast import PASSWORD, a_meeting, an_item
from tests.crawl import fetched

pytestmark = pytest.mark.django_db
YESTERDAY = timezone.localdate() - datetime.timedelta(days=1)

ENDS = {
    "removed": lambda person: standing.end(standing=person.standings.get(), because="removed"),
    "left": lambda person: standing.leave(person=person),
    "lapsed": lambda person: standing.end(standing=person.standings.get(), because="lapsed"),
    "ended in the records": lambda person: Standing.objects.filter(person=person).update(ends_on=YESTERDAY),
    "deleted in the records": lambda person: person.standings.all().delete(),
    "account closed": lambda person: Person.objects.filter(pk=person.pk).update(is_active=False),
}


@dataclass(frozen=True)
class Held:
    """What somebody holds of the Forum: a browser that is logged in,
    addresses that need no login, and a letter that waits.
    """

    browser: Client
    pages: list
    tokens: list
    letter: Letter


def logged_in(person):
    """Return a browser logged in by the form, as people do."""
    browser = Client()
    assert browser.post("/accounts/login/", {"login": person.email, "password": PASSWORD}).status_code == 302
    return browser


def answers(browser, paths):
    """Return how each of some addresses answers."""
    return [fetched(browser, path).status_code for path in paths]


@pytest.fixture
def paper(cast):
    """A paper of a published meeting."""
    item = an_item(a_meeting(state=Meeting.State.PUBLISHED))
    upload = papers.Upload("en", ContentFile(b"Words", name="words.txt"), "text/plain; charset=utf-8")
    return papers.add_paper(paper=Paper(item=item, title_en="Words"), uploads=[upload], by=cast.chair)


def held_by(person, paper):
    """Return the Held of a person, each part seen to work."""
    meeting = paper.item.meeting
    pages = [
        "/people/me/",
        meeting.get_absolute_url(),
        f"/meetings/papers/{paper.pk}/file/en/",
        f"/meetings/{meeting.pk}/agenda.pdf",
    ]
    tokens = [f"/meetings/calendar/{calendars.new_address(person)}.ics", links.answer_path(meeting, person=person)]
    letters.write(emails.NOTICE, meeting.pk, people=[person])
    held = Held(logged_in(person), pages, tokens, Letter.objects.get(person=person))
    assert answers(held.browser, pages) == [200] * len(pages)
    assert answers(Client(), tokens) == [200] * len(tokens)
    return held


@pytest.mark.parametrize("role", ["member", "partner"])
@pytest.mark.parametrize("end", ENDS)
def test_whoever_is_removed_has_no_page_no_feed_no_letter_and_no_file(cast, as_person, paper, mailoutbox, role, end):
    person, reader = getattr(cast, role), as_person("convenor")
    held = held_by(person, paper)
    assert reader.get(person.get_absolute_url()).status_code == 200
    ENDS[end](person)
    assert answers(held.browser, held.pages) == [302] * len(held.pages)
    assert answers(Client(), held.tokens) == [404] * len(held.tokens)
    assert reader.get(person.get_absolute_url()).status_code == 404
    assert person.name not in reader.get("/people/").content.decode()
    letters.deliver(held.letter.pk, is_last=True)
    held.letter.refresh_from_db()
    assert (held.letter.state, mailoutbox) == (Letter.State.DROPPED, [])


def appointed(person):
    office = Office.objects.create(name_en="Treasurer", name_cy="Trysorydd")
    offices.appoint(term=Term(office=office, person=person, starts_on=timezone.localdate()), ends_others=False)


def in_a_body_with_standing(person):
    body = Organisation.objects.create(name_en="Care to Cooperate", name_cy="Gofal i Gydweithredu")
    bodies.represent(organisation=body, person=person, is_voting=False)
    person.refresh_from_db()
    sessions.shut_out_ended()
    bodies.give(organisation=body, capacity="partner")


def in_the_records(person):
    sessions.shut_out_ended()  # as the worker does each hour
    Person.objects.filter(pk=person.pk).update(is_active=True)
    Standing.objects.create(person=person, capacity="member", starts_on=timezone.localdate())


COMES_BACK = [
    *((end, lambda person: standing.give(person=person, capacity="member")) for end in ENDS),
    *(("ended in the records", back) for back in (appointed, in_a_body_with_standing, in_the_records)),
]


@pytest.mark.parametrize(("end", "comes_back"), COMES_BACK)
def test_what_is_dead_stays_dead_when_somebody_comes_back(cast, paper, end, comes_back):
    """Though nobody asked for it meanwhile: neither their browser nor their calendar."""
    held = held_by(cast.member, paper)
    ENDS[end](cast.member)
    cast.member.standings.all().delete()
    comes_back(cast.member)
    assert access.belongs(Person.objects.get(pk=cast.member.pk))
    assert answers(held.browser, held.pages) == [302] * len(held.pages)
    assert answers(Client(), held.tokens[:1]) == [404]
    assert answers(Client(), [f"/meetings/calendar/{calendars.new_address(cast.member)}.ics"]) == [200]


def test_who_goes_on_keeps_browser_and_calendar(cast, paper):
    held = held_by(cast.member, paper)
    appointed(cast.member)
    sessions.shut_out_ended()
    assert answers(held.browser, held.pages) == [200] * len(held.pages)
    assert answers(Client(), held.tokens) == [200] * len(held.tokens)


@pytest.mark.parametrize(("role", "still_in"), [("chair", True), ("administrator", False)])
def test_an_office_takes_its_rights_along(cast, mailoutbox, role, still_in):
    person, draft = getattr(cast, role), a_meeting(title_en="Draft meeting", title_cy="Drafft")
    an_item(draft, title_en="Not out yet", title_cy="Heb ei gyhoeddi")
    complaint = Complaint.objects.create(name="Somebody", email="somebody@forum.example", text="Not good")
    browser, theirs = (
        logged_in(person),
        [f"/people/complaints/{complaint.pk}/", "/people/applications/", f"/meetings/{draft.pk}/replies/"],
    )
    letters.write(complaints.NEW, complaint.pk, people=[person])
    assert answers(browser, theirs) == [200, 200, 200]
    assert "Not out yet" in browser.get(draft.get_absolute_url()).content.decode() or person.language == "cy"
    Term.objects.filter(person=person).update(ends_on=YESTERDAY)
    Person.objects.filter(pk=person.pk).update(is_staff=False)
    after = [browser.get(page) for page in [*theirs, draft.get_absolute_url()]]
    assert [answer.status_code for answer in after] == ([404, 404, 403, 200] if still_in else [302] * 4)
    assert not any(
        word in answer.content.decode() for answer in after for word in ("Not out yet", "Heb ei gyhoeddi", "Not good")
    )
    letters.deliver(Letter.objects.get(person=person).pk, is_last=True)
    assert (Letter.objects.get(person=person).state, mailoutbox) == (Letter.State.DROPPED, [])


def test_a_session_that_is_ended_opens_nothing_and_the_other_stays(cast, paper):
    held, other = held_by(cast.member, paper), logged_in(cast.member)
    sessions.end_sessions(cast.member, but=other.session.session_key)
    assert answers(held.browser, held.pages) == [302] * len(held.pages)
    assert all(held.browser.get(page).url.startswith("/accounts/login/") for page in held.pages)
    assert other.get("/people/me/").status_code == 200
