"""The zip opens from disk: pages in both languages whose links all lead somewhere, tables, files and duties."""

import csv
import io
import zipfile
from urllib.parse import unquote, urldefrag

import lxml.html
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from icalendar import Calendar

from forum_site.handing_over import held
from forum_site.handing_over.tables import LEFT_OUT
from members.models import Identity, Person
from tests.forum_site.handing_over.conftest import NEEDS, PHONE

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("zip")]  # one worker makes it for all


MADE: dict[str, dict[str, bytes]] = {}  # the zip without contact details, and with them: made once for all tests


def opened(path):
    """Return {name: bytes} of a zip."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture
def made(zipped):
    """Return {"bare": the zip without contact details, "full": with them, "people": what people are reached by}."""
    if not MADE:
        emails = dict.fromkeys(Person.objects.values_list("email", flat=True), b"")
        MADE.update(bare=opened(zipped()), full=opened(zipped(with_contacts=True)), people=emails)
    return MADE


def inside(page, link):
    """Return (file, anchor) that a link of a page leads to."""
    target, anchor = urldefrag(link)
    folder = page.rpartition("/")[0]
    path = f"{folder}/{unquote(target)}".strip("/") if target else page
    parts: list[str] = []
    for part in path.split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts), anchor


def test_every_link_leads_somewhere_and_nothing_is_fetched_from_outside(made):
    parts, ids, links = made["bare"], {}, []
    for name in [name for name in parts if name.endswith(".html")]:
        page = lxml.html.document_fromstring(parts[name].decode())
        ids[name] = {element.get("id") for element in page.iter() if element.get("id")}
        links += [(name, link) for anchor in page.iter("a") if (link := anchor.get("href"))]
        sources = [element.get(kind) for element in page.iter() for kind in ("src", "srcset") if element.get(kind)]
        links += [(name, link) for link in [*sources, *(style.get("href") for style in page.iter("link"))]]
        assert not page.xpath("//form|//button") and not page.xpath("//*[@srcset]")
        assert [source for source in sources if "//" in source] == []
    inner = [(name, link) for name, link in links if not link.startswith(("https://", "http://"))]
    assert len(inner) > 500
    dead = [(name, link) for name, link in inner if not _leads(parts, ids, *inside(name, link))]
    assert dead == []


def _leads(parts, ids, file, anchor):
    return file in parts and (not anchor or anchor in ids[file])


def test_both_languages_have_the_same_pages_and_a_search(made):
    parts = made["bare"]
    english, welsh = ({name[3:] for name in parts if name.startswith(f"{side}/")} for side in ("en", "cy"))
    assert english == welsh
    minutes = next(name for name in english if name.endswith("-minutes.html"))
    assert b'lang="cy"' in parts[f"cy/{minutes}"] and f'href="../en/{minutes}"'.encode() in parts[f"cy/{minutes}"]
    assert "cyfarfod" in parts["cy/words.js"].decode() and "meeting" in parts["en/words.js"].decode()


def test_people_are_not_to_be_reached_unless_it_was_asked_for(made):
    bare, full = made["bare"], made["full"]
    secret = [PHONE, NEEDS, *made["people"], "ann@elsewhere.example"]
    text = "\n".join(data.decode(errors="replace") for data in bare.values())
    assert len(bare["tables/members_person.csv"].splitlines()) > 5  # rows that the export could see
    assert [words for words in secret if words in text] == []
    assert PHONE in full["tables/members_person.csv"].decode()
    assert "Addresses, telephone numbers and access needs of people are not in this" in bare["en/index.html"].decode()


def test_nothing_that_lets_anybody_in_is_in_it_and_no_voter(made):
    parts = made["full"]
    named = {name.removeprefix("tables/").removesuffix(".csv") for name in parts if name.startswith("tables/")}
    assert named & LEFT_OUT.keys() == set()
    heads = {table: _head(parts[f"tables/{table}.csv"]) for table in named}
    assert {column for head in heads.values() for column in head} & {
        "password",
        "calendar_digest",
        "session_key",
    } == set()
    assert heads["meetings_vote"] == ["id", "choice", "ballot_id", "person_id", "reason"]
    votes = list(csv.DictReader(_text(parts["tables/meetings_vote.csv"])))
    assert [row["id"] for row in votes] == ["1", "2", "3", "4", "5", "6"]
    assert {row["person_id"] for row in votes} == {""}  # the ballots of this Forum are secret
    assert [row["choice"] for row in votes] == ["no", "yes", "yes", "chosen", "chosen", "chosen"]
    chosen = [(row["vote_id"], row["rank"]) for row in csv.DictReader(_text(parts["tables/meetings_preference.csv"]))]
    assert chosen == [(vote, rank) for vote in "456" for rank in "12"]
    told = {(line["table"], line["column"]) for line in csv.DictReader(_text(parts["tables/dictionary.csv"]))}
    assert told == {(table, column) for table, head in heads.items() if table != "dictionary" for column in head}


def _text(data):
    assert data.startswith(b"\xef\xbb\xbf")
    return io.StringIO(data.decode("utf-8-sig"))


def _head(data):
    return next(csv.reader(_text(data)))


def test_files_have_their_names_and_duties_their_days(made):
    parts = made["bare"]
    (paper,) = [name for name in parts if name.startswith("files/paperside-") and name.endswith("Cyllideb ŵ.txt")]
    assert parts[paper] == b"arian"
    for side in ("en", "cy"):
        events = Calendar.from_ical(parts[f"duties-{side}.ics"]).walk("VEVENT")
        assert len({str(event["UID"]) for event in events}) == len(events) > 0
        assert b"duties-" + side.encode() in parts[f"{side}/our-duties.html"]


def test_two_files_of_a_row_have_two_names_and_each_ends_as_it_is(forum):
    facts = {"mark": "marks/abc.png", "icon": "marks/def.png", "name_en": "The Forum"}
    for name in (facts["mark"], facts["icon"]):
        default_storage.save(name, ContentFile(b"picture"))
    Identity.objects.update_or_create(pk=1, defaults=facts)
    found = [one.name for one in held.held() if one.kind == str(Identity._meta.verbose_name)]
    assert sorted(name.partition("-")[2].partition("-")[2] for name in found) == ["icon-def.png", "mark-abc.png"]
