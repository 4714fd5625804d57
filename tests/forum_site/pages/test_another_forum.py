"""Another Forum's name stands everywhere, in each language; the sample's stands in the sample alone."""

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.adapter import get_adapter
from django.test import Client
from django.utils import translation

from common.keeping import Shelf
from meetings.calendars import calendars
from meetings.papers import documents
from members.letters.composing import compose, sender
from members.models import Identity
from tests.cast import a_meeting, an_item, minutes_of
from tests.crawl import unpacked, walk

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[3]
NAMES = {"en": "Quokka Care", "cy": "Gofal Cwoca"}
SAMPLES = re.compile(
    r"Wales Social Co-op|Cydweithfeydd Cymdeithasol Cymru|Care to Cooperate|Gofal i Gydweithredu"
    r"|Wales Co-operative Centre"
)


@pytest.fixture
def there(cast):
    """A Forum of that name, with meetings in several states and minutes of one."""
    Identity.objects.create(pk=1, **{f"name_{code}": name for code, name in NAMES.items()}, email="helo@quokka.example")
    coming = a_meeting(days=20, state="published", is_public=True)
    past = a_meeting(days=-20, state="held", is_public=True)
    for meeting in (coming, past):
        an_item(meeting)
    minutes_of(past, "confirmed", by=cast.chair)
    return coming, past


@pytest.mark.parametrize("language", list(NAMES))
@pytest.mark.parametrize("role", ["visitor", "administrator"])
def test_it_stands_on_every_page_and_in_every_file(there, as_person, role, language):
    pages, files, other = 0, 0, NAMES["cy" if language == "en" else "en"]
    starts = ["/", "/people/contact/", *(meeting.get_absolute_url() for meeting in there)]
    for url, answer, seen in walk(as_person(role), starts, lang=language, most=1):
        words = unpacked(answer.content).decode(errors="replace")
        assert not SAMPLES.search(words), url
        if seen:
            pages += 1
            assert f"· {NAMES[language]}</title>" in words, url
            shows_both = url.startswith(("/people/identity/", "/history/")) or url.endswith("/replies/remind/")
            assert other not in words or shows_both, url
        elif answer.status_code == 200 and answer["Content-Type"] == "application/pdf" and "language=" not in url:
            files += 1
            assert NAMES[language] in words, url
    assert pages >= (60 if role == "administrator" else 9) and (files or role == "visitor")


def test_it_stands_in_the_admin_in_feeds_and_on_home_screens(there, as_person):
    for language, name in NAMES.items():
        for browser, path in (
            (as_person("staff"), "/admin/"),
            (Client(), "/feed.atom"),
            (Client(), "/manifest.webmanifest"),
            (Client(), there[0].get_absolute_url()),
        ):
            words = browser.get(f"{path}?lang={language}").content.decode()
            assert name in words and not SAMPLES.search(words), path


def test_letters_calendars_papers_and_second_factors_say_it(there, cast):
    for language, name in NAMES.items():
        cast.member.language = language
        with translation.override(language):
            letter = compose("members/emails/welcome", {"represents": None}, name="Siân", address="sian@example.org")
            assert sender(Identity.now()).startswith(f"{name} <") and letter.subject.startswith(name)
            said = [letter.from_email, letter.subject, letter.body, letter.alternatives[0][0]]
            secret = get_adapter().build_totp_url(cast.member, "ABC")
        assert parse_qs(urlsplit(secret).query)["issuer"] == [name]
        for kind in ("pdf", "docx"):
            for made in (
                documents.agenda_file(there[0], cast.member, kind, language),
                documents.minutes_file(there[1].minutes, cast.member, kind, language),
            ):
                said.append(unpacked(made.opened().getvalue()).decode(errors="replace"))
        said.append(calendars.feed(Shelf(""), cast.member)[0].decode())
        assert all(name in words for words in said) and not any(SAMPLES.search(words) for words in said)


def test_nothing_but_the_sample_knows_the_samples_names():
    """So no page that nobody walked to can say it either."""
    kinds = {".py", ".html", ".po", ".js", ".css", ".typ", ".toml", ".xml", ".svg", ".txt"}
    folders = ["common", "members", "meetings", "taskgroups", "library", "exchange", "forum_site"]
    files = [
        path
        for folder in (*folders, "templates", "static", "locale/cy")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in kinds and "sample" not in str(path.relative_to(ROOT))
    ]
    assert len(files) > 500
    assert [str(path) for path in files if SAMPLES.search(path.read_text(encoding="utf-8"))] == []
