"""A Forum that works in one language: nothing is said in the other one, and what was written in it is there again when
it is taken up again.
"""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from common.both_languages import other
from common.keeping import Shelf
from meetings.calendars import calendars
from meetings.models import AgendaItem, Pack
from meetings.papers import documents
from meetings.papers.pack import make_packs
from members.letters import letters
from members.models import Identity, Person
from members.standing.emails import WELCOME
from tests.cast import a_meeting, an_item, minutes_of
from tests.crawl import unpacked, walk

pytestmark = pytest.mark.django_db
NAMES = {"en": "Quokka Care", "cy": "Gofal Cwoca"}
SAID = {  # what would tell that there is another language
    "en": re.compile(r'lang="cy|Cymraeg|\bWelsh\b|_cy"|Cwoca|Hen Lyfrgell|chwarterol|Croes[oa]'),
    "cy": re.compile(r'lang="en|English|Saesneg|_en"|Quokka|Old Library|Quarterly|Welcome|welcomed'),
}
ELSEWHERE = re.compile("/(identity|history|imports|handover)/")  # which say it of the record itself


@pytest.fixture
def forum(cast):
    """A Forum with texts in both languages: a meeting to come, and one with minutes."""
    forum = Identity.objects.create(pk=1, **{f"name_{code}": name for code, name in NAMES.items()})
    Person.objects.update(role_there="")
    coming = a_meeting(days=20, state="published", is_public=True)
    past = a_meeting(days=-20, state="held", is_public=True)
    for meeting in (coming, past):
        an_item(meeting)
    minutes_of(past, "confirmed", by=cast.chair)
    return forum


def speak(language):
    Identity.objects.update(languages=language)


@pytest.mark.parametrize("role", ["visitor", "member", "administrator"])
def test_no_page_says_a_word_in_the_other_language(forum, as_person, role):
    speak("en")
    starts = ["/", "/people/contact/", *(meeting.get_absolute_url() for meeting in (a_meeting(), a_meeting()))]
    told, pages = {}, 0
    for url, answer, seen in walk(as_person(role), starts, lang="cy", most=1):
        if seen:
            pages += 1
            words = re.sub(r'(href|value|action)="[^"]*"', "", answer.content.decode())
            if (found := SAID["en"].search(words)) and not ELSEWHERE.search(url):
                told[url] = words[max(found.start() - 60, 0) : found.end() + 40]
    assert not told, "\n".join(f"{url}: {words}" for url, words in told.items())
    assert pages >= {"visitor": 8, "member": 25, "administrator": 60}[role]


@pytest.mark.parametrize("language", ["en", "cy"])
def test_front_page_map_and_feeds_are_in_that_language_alone(forum, language):
    speak(language)
    for path in ("/", f"/?lang={other(language)}", "/sitemap.xml", "/feed.atom", "/people/apply/", "/accounts/login/"):
        browser = Client(headers={"accept-language": other(language)})
        answer = browser.get(path)
        assert answer["Content-Language"] == language and not SAID[language].search(answer.content.decode()), path
        assert not browser.cookies.get("forum_language")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_letters_calendars_and_papers_are_in_that_language(forum, cast, language):
    Person.objects.update(language=other(language))
    speak(language)
    coming, past = AgendaItem.objects.order_by("pk")[0].meeting, AgendaItem.objects.order_by("pk")[1].meeting
    person = Person.objects.with_rights().get(pk=cast.member.pk)
    letters.write(WELCOME, "one", people=[person])
    letters.deliver(person.letters.get().pk, is_last=True)
    assert mail.outbox[0].subject.startswith(NAMES[language])
    assert make_packs(meeting_id=coming.pk) == Pack.objects.filter(language=language).count() == Pack.objects.count()
    said = [mail.outbox[0].body, calendars.feed(Shelf(""), person)[0].decode()]
    for kind in ("pdf", "docx"):
        made = documents.minutes_file(past.minutes, person, kind, language)
        said.append(unpacked(made.opened().getvalue()).decode(errors="replace"))
    assert not any(SAID[language].search(words) for words in said)


def test_a_form_asks_for_one_side_and_leaves_the_other_as_it_is(forum, as_person):
    speak("en")
    item = AgendaItem.objects.first()
    chair, page = as_person("chair"), reverse("meetings:edit_item", args=[item.pk])
    shown = chair.get(page)
    form, words = shown.context["form"], shown.content.decode()
    assert form["title_en"].label == "Title" and 'name="title_cy"' not in words and '<div class="pair">' not in words
    facts = {name: form[name].value() or "" for name in form.fields if name != "title_cy"}
    sent = facts | {"title_en": "Hello", "title_cy": "Not to be kept"}
    assert chair.post(page, {key: value for key, value in sent.items() if value is not False}).status_code == 302
    item.refresh_from_db()
    assert (item.title_en, item.title_cy, item.title_newer) == ("Hello", "Croeso ac ymddiheuriadau", "en")


def test_it_comes_back_as_it_was_and_with_it_who_had_chosen_it(forum, as_person):
    chair = as_person("chair")  # who reads Welsh
    for language, name in (("en", NAMES["en"]), ("both", NAMES["cy"]), ("cy", NAMES["cy"])):
        speak(language)
        assert f"· {name}</title>" in chair.get("/").content.decode()
    assert chair.get("/translations/").status_code == 404
    speak("both")
    assert chair.get("/translations/").status_code == 200


def test_who_keeps_the_record_chooses_it(forum, as_person):
    administrator, page = as_person("administrator"), reverse("members:identity")
    sent = {"name_en": "Elin", "languages": "en", "version": forum.version}
    assert administrator.post(page, sent).status_code == 302
    forum.refresh_from_db()
    assert (forum.languages, forum.name_en) == ("en", "Elin")
