"""Things are found by what people call them: a group, the minutes of a month, what a proposal lets them choose."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from forum_site import doors
from library import versions
from library.models import Document, DocumentVersion
from meetings.balloting import ballots
from meetings.models import Ballot, Option
from meetings.papers import reading
from meetings.papers.papers import Upload
from members.models import Organisation
from taskgroups.models import TaskGroup
from tests.cast import a_decision, a_meeting, a_paragraph, an_item, minutes_of
from tests.searching import found as found_in

pytestmark = pytest.mark.django_db
DECEMBER = datetime.datetime(2016, 12, 31, 23, 30, tzinfo=datetime.UTC)
LATER = DECEMBER + datetime.timedelta(hours=1)


def first(words, reader):
    """Return the address of the first hit, "" without any."""
    return next((hit.url for hit in found_in(doors, words, reader)), "")


@pytest.fixture
def ballot(cast):
    """A proposal that lets members choose a place, with a paper."""
    options = [Option(title_en="The kitchen in Newport", title_cy="Y gegin yng Nghasnewydd"), Option(title_en="A farm")]
    asked = Ballot(
        kind="one", text_en="Where to?", background_en="<p>Zanzibar was full.</p>", closes_on=timezone.localdate()
    )
    paper = Upload("en", ContentFile(b"A page on marmalade", name="quince.txt"), "text/plain")
    return ballots.ask(ballot=asked, by=cast.administrator, options=options, uploads=[paper])


@pytest.mark.parametrize("words", ["kitchen Newport", "cegin Casnewydd", "zanzibar", "marmalade", "vote where"])
def test_a_proposal_is_found_by_its_choices_grounds_and_paper(cast, ballot, words):
    reading.read_due()
    assert (first(words, cast.member), first(words, cast.partner)) == (ballot.get_absolute_url(), "")


@pytest.mark.parametrize("words", ["minutes of December 2016", "gyfarfod mis Rhagfyr 2016", "workshop 31 december"])
def test_a_meeting_is_found_by_its_day_on_the_wall(cast, words):
    meeting = a_meeting(state="held", kind="workshop", starts_at=DECEMBER, ends_at=LATER, title_en="Quince")
    a_meeting(title_en="Other", days=40)
    assert first(words, cast.member) == meeting.get_absolute_url()


def test_a_group_is_found_by_its_name_with_the_word_group(cast):
    group = TaskGroup.objects.create(name_en="Quince", name_cy="Gwins", convenor=cast.convenor)
    item = an_item(a_meeting(days=-3, state="held"))
    a_decision(a_paragraph(item), text_en="To set up a Quince group", text_cy="")
    minutes_of(item.meeting, "circulated")
    assert first("quince group", cast.member) == first("grŵp gwins", cast.member) == group.get_absolute_url()


def test_what_is_named_so_stands_before_a_clause_that_is_headed_so(cast):
    body = Organisation.objects.create(name_en="Quince to Quinces")
    document = Document(kind="constitution", title_en="Constitution", audience="shared")
    version = DocumentVersion(text_en="<h3>1 Quince to Quinces</h3><p>1.1 Words.</p>")
    versions.draft_document(document=document, version=version)
    versions.adopt(version=version, on=datetime.date(2026, 1, 1))
    assert len(found_in(doors, "quince to quinces", cast.member)) == 3
    assert first("quince to quinces", cast.member) == body.get_absolute_url()


def test_a_web_site_is_one_word_or_two(cast):
    sites = [Organisation.objects.create(name_en=name) for name in ("Plain web site", "Fine website")]
    for words in ("website", "web site", "Websites"):
        assert {hit.url for hit in found_in(doors, words, cast.member)} == {one.get_absolute_url() for one in sites}
