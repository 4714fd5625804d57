"""A year's record is what one circle reads of it: drafts, what members keep and what is reserved are planted and looked
for.
"""

import datetime

import pytest
from django.utils import timezone

from forum_site import doors
from forum_site.looking_back import summary
from library.models import Consultation, Document, DocumentVersion
from library.versions import adopt, draft_document
from members.access import Circle
from taskgroups.models import TaskGroup
from tests.cast import a_decision, a_meeting, a_paragraph, an_item, minutes_of

pytestmark = pytest.mark.django_db
VISITOR, PARTNER, MEMBER, KEEPER = Circle
TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
READ_FROM = {  # who reads what of the year, from which circle on; None: nobody, as it is a draft or not of the year
    "meeting public": VISITOR,
    "meeting shared": PARTNER,
    "meeting members": MEMBER,
    "meeting planned": None,
    "meeting of last year": None,
    "decision public": VISITOR,
    "decision public, reserved": MEMBER,
    "decision shared": PARTNER,
    "decision shared, reserved": MEMBER,
    "decision members": MEMBER,
    "decision circulated": None,
    "decision draft": None,
    "document public": VISITOR,
    "document shared": PARTNER,
    "document members": MEMBER,
    "document draft": None,
    "consultation shared": PARTNER,
    "consultation members": MEMBER,
    "consultation open": None,
    "group shared": PARTNER,
    "group members": MEMBER,
}


def a_meeting_with(name, cast, state="confirmed", **facts):
    """Plant a meeting, with a decision under an item for all and one under a reserved item."""
    meeting = a_meeting(title_en=f"meeting {name}", title_cy="", state="held", **{"days": -5, **facts})
    for reserved in ("", ", reserved"):
        paragraph = a_paragraph(an_item(meeting, reserved=bool(reserved)))
        a_decision(paragraph, text_en=f"decision {name}{reserved}", text_cy="")
    minutes_of(meeting, state, by=cast.chair)


def a_document(audience, *, is_out=True):
    """Plant a document, for an audience; a draft unless it is out."""
    name = f"document {audience if is_out else 'draft'}"
    version = DocumentVersion(text_en="x")
    draft_document(document=Document(title_en=name, audience=audience), version=version)
    if is_out:
        adopt(version=version, on=TODAY)


@pytest.fixture
def planted(cast):
    """Rows of every kind that a year has, for every circle, and drafts of each."""
    a_meeting_with("public", cast, is_public=True)
    a_meeting_with("shared", cast, days=-6)
    a_meeting_with("members", cast, days=-7, shared_with_partners=False)
    a_meeting_with("of last year", cast, days=-400, is_public=True)
    a_meeting_with("circulated", cast, "circulated", days=-8, is_public=True)
    a_meeting_with("draft", cast, "draft", days=-9, is_public=True)
    a_meeting(title_en="meeting planned", title_cy="", is_public=True)
    for audience in ("public", "shared", "members"):
        a_document(audience)
    a_document("public", is_out=False)
    for name, shared in (("shared", True), ("members", False)):
        facts = {"shared_with_partners": shared}
        Consultation.objects.create(title_en=f"consultation {name}", closes_on=TODAY - DAY, **facts)
        TaskGroup.objects.create(name_en=f"group {name}", starts_on=TODAY - DAY, **facts)
    Consultation.objects.create(title_en="consultation open")


@pytest.mark.parametrize("circle", Circle)
def test_a_circle_finds_of_the_year_what_it_may_read_and_no_more(planted, circle):
    entries = doors.year(TODAY - 300 * DAY, TODAY + 60 * DAY, circle)
    found = {str(entry.title) for entry in entries} & set(READ_FROM)
    assert found == {name for name, least in READ_FROM.items() if least is not None and circle >= least}
    assert entries == sorted(entries, key=lambda entry: entry.on)


@pytest.mark.parametrize("circle", [VISITOR, PARTNER, MEMBER])
def test_a_draft_tells_a_circle_of_the_year_what_it_may_read_and_no_more(planted, circle):
    year = (TODAY - 5 * DAY).year
    in_year = {entry.title for entry in doors.year(datetime.date(year, 1, 1), datetime.date(year, 12, 31), circle)}
    for text in summary.drafted(year, circle).values():
        told = {name for name in READ_FROM if f">{name}</a>" in text}
        assert told - {"consultation open"} == in_year & set(READ_FROM)
        assert told and not {name for name in told if (least := READ_FROM[name]) is not None and circle < least}


def test_a_page_that_the_year_leads_to_is_there_for_its_readers(planted, as_person):
    for role, circle in (("visitor", VISITOR), ("partner", PARTNER), ("member", MEMBER)):
        client = as_person(role)
        urls = {entry.url for entry in doors.year(TODAY - 300 * DAY, TODAY, circle)}
        assert {client.get(url.partition("#")[0]).status_code for url in urls} == {200}, role
