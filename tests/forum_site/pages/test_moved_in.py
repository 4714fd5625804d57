"""Another Forum in a house that was empty, in one language: nothing of the sample's, nor of Wales, stands anywhere."""

import re

import polib
import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from common.keeping import Shelf
from meetings.calendars import calendars
from meetings.papers import documents
from members.letters import letters
from members.models import Area, Letter, Person
from members.sheets import importing
from tests.cast import a_meeting, an_item, let_in, minutes_of
from tests.crawl import unpacked, walk
from tests.forms import form_on

pytestmark = pytest.mark.django_db
STRANGE = re.compile(
    r"\bWales\b|\b(C|G|Ngh)ymru\b|Social Co-op|Care to Cooperate|Gofal i Gydweithredu|\b2016\b(?!/679)"
)
NAMES = {"en": "Kernow Community Network", "cy": "Rhwydwaith Cernyw"}
MAKER = "jenna@kernow.example"


def sent(browser, page, *args, **facts):
    """Send the form of a page with these facts, and see that it was taken."""
    address = reverse(page, args=args)
    answer = browser.post(address, form_on(browser, address).fields | facts)
    assert answer.status_code == 302, (page, answer.context and answer.context["form"].errors)


@pytest.fixture(params=["en", "cy"])
def moved_in(request, db):
    """(language, browser of its first administrator) of a Forum with 30 people, one meeting behind it and one whose
    agenda was published.
    """
    language = request.param
    person = Person.objects.create_superuser(MAKER, "hedhyw-an-dydh-2026", name="Jenna", language=language)
    browser = Client()
    let_in(browser, person)
    sent(browser, "setup", name="Jenna Trelawny", is_member="on", also="chair")
    sent(browser, "members:identity", **{"languages": language, f"name_{language}": NAMES[language]})
    assert browser.post(reverse("members:areas"), {f"name_{language}": "Penwith", "order": 1}).status_code == 302
    browser.post(reverse("meetings:keep_usual_items"))
    rows = [["E-mail", "Name", "Area", "Standing", "From"]]
    rows += [[f"p{n}@kernow.example", f"Morwenna {n}", "Penwith", "member", "2026-01-05"] for n in range(30)]
    run = importing.apply(run=importing.look(kind="people", file_name="x", rows=rows, by=person))
    assert (run.problems, Person.objects.filter(area=Area.objects.get().key).count()) == ([], 30)
    called = {"title_en": "Spring meeting", "title_cy": "Cyfarfod y gwanwyn", "is_public": True}
    past, coming = a_meeting(days=-30, state="held", **called), a_meeting(days=30, **called)
    for meeting in (past, coming):
        an_item(meeting)
    minutes_of(past, "confirmed", by=Person.objects.with_rights().get(pk=person.pk))
    sent(browser, "meetings:publish", coming.pk)
    return language, browser, past, coming


def strange(words) -> list:
    """Return what stands in some words that belongs to somebody else, with what stands around it."""
    return [words[max(one.start() - 60, 0) : one.end() + 40] for one in STRANGE.finditer(words)]


def test_no_page_letter_or_file_speaks_of_somebody_else(moved_in):
    language, administrator, past, coming = moved_in
    member, told = Client(), {}
    let_in(member, Person.objects.get(email="p1@kernow.example"))
    starts = ["/", "/people/contact/", "/library/case-studies/", past.get_absolute_url(), coming.get_absolute_url()]
    starts += ["/manifest.webmanifest", "/feed.atom", "/sitemap.xml", "/robots.txt", "/people/imports/", "/setup/"]
    pages = 0
    for browser in (administrator, member, Client()):
        for url, answer, _seen in walk(browser, starts, lang=language, most=1):
            pages += 1
            if found := strange(unpacked(answer.content).decode(errors="replace")):
                told[url] = found[0]
    assert told == {} and pages > 120
    for key in Letter.objects.values_list("pk", flat=True):
        letters.deliver(key, is_last=True)
    assert len(mail.outbox) >= 30
    said = [part for one in mail.outbox for part in (one.from_email, one.subject, one.body, one.alternatives[0][0])]
    reader = Person.objects.with_rights().get(email="p1@kernow.example")
    with translation.override(language):
        said.append(calendars.feed(Shelf(""), reader)[0].decode())
        for kind in ("pdf", "docx"):
            made = documents.minutes_file(past.minutes, reader, kind, language)
            said.append(unpacked(made.opened().getvalue()).decode(errors="replace"))
    assert [found for words in said for found in strange(words)] == []
    assert all(NAMES[language] in words for words in said[0 : 4 * len(mail.outbox) : 4])


def test_what_the_site_says_names_wales_where_it_is_chosen_and_drawn_and_nowhere_else():
    """So no page that nobody walked to can say it either."""
    catalogue = polib.pofile(settings.ROOT / "locale/cy/LC_MESSAGES/django.po")
    assert {one.msgid for one in catalogue if not one.obsolete and STRANGE.search(f"{one.msgid} {one.msgstr}")} == {
        "Begin with the areas of Wales",
        "Map of Wales with the counties of these co-operatives, which the table names",
    }
