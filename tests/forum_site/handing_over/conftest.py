"""A Forum that is handed over."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from forum_site.handing_over import packing
from meetings.models import Ballot, Option, Paper, PaperSide, Vote
from members.models import Application, Person
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of
from tests.meetings.balloting.test_choices import choose
from tests.rooms import furnish

PHONE, NEEDS = "029 2018 0000", "A lift, please"
COUNTED, STILL_OPEN, RANKED, REASON = "To meet in Bala", "To meet in Rhyl", "Bala or Rhyl?", "zqreason"
PLACES = (("Bala", "Y Bala"), ("Rhyl", "Y Rhyl"))
FORMULA, QUOTED, LINES = "=1+1 Tŷ", '\'-2 "quoted", and more', "one\r\ntwo\n\n– three"


@pytest.fixture
def forum(transactional_db, cast, settings, tmp_path):
    """A Forum with something in every room, and texts that a spreadsheet would take for something else."""
    settings.MEDIA_ROOT, settings.VAR = tmp_path / "files", tmp_path
    Person.objects.filter(pk=cast.member.pk).update(phone=PHONE, access_needs=NEEDS, about_en=FORMULA, about_cy=QUOTED)
    Application.objects.create(name="Ann", email="ann@elsewhere.example", why=LINES)
    meeting = a_meeting(days=-20, state="held")
    item = an_item(meeting, text_en="<p>Words of the item</p>", text_cy="")
    paragraph = a_paragraph(item)
    a_decision(paragraph)
    an_action(paragraph, cast.member)
    minutes_of(meeting, "confirmed", by=cast.chair)
    furnish(cast, meeting)
    a_secret_vote(cast)
    side = PaperSide(
        paper=Paper.objects.create(item=item, title_en="Budget"), language="cy", name="Cyllideb ŵ.txt", size=5
    )
    side.file.save("a.txt", ContentFile(b"arian"), save=False)
    side.save()
    return cast


def a_secret_vote(cast):
    """Have three proposals voted on, of which one is still open, and one asks for an order."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    for text in (COUNTED, STILL_OPEN):
        ballot = Ballot.objects.create(text_en=text, asked_by=cast.chair, closes_on=tomorrow)
        for person, choice in ((cast.member, "no"), (cast.chair, "yes"), (cast.convenor, "yes")):
            Vote.objects.create(ballot=ballot, person=person, choice=choice, reason=f"{REASON} {choice}")
    ranked = Ballot.objects.create(
        text_en=RANKED, asked_by=cast.chair, closes_on=tomorrow, kind=Ballot.Kind.RANKED, choices=len(PLACES)
    )
    for position, (english, welsh) in enumerate(PLACES, 1):
        Option.objects.create(ballot=ranked, position=position, lot=position, title_en=english, title_cy=welsh)
    for person, order in ((cast.chair, "Rhyl Bala"), (cast.member, "Bala Rhyl"), (cast.convenor, "Rhyl Bala")):
        choose(ranked, person, *order.split())
    counted = Ballot.objects.exclude(text_en=STILL_OPEN)
    counted.update(outcome="carried", closes_on=timezone.localdate() - datetime.timedelta(days=1))


@pytest.fixture
def zipped(forum, tmp_path):
    """Return what packs it all as a zip, with the pages of a `reader`: making the administrator's takes longest by far,
    and tables and files are whole whoever reads.
    """

    def packed(*, reader="administrator", with_contacts=False):
        path = tmp_path / f"record-{with_contacts}.zip"
        person = Person.objects.with_rights().get(pk=getattr(forum, reader).pk)
        packing.pack(path, person, with_contacts=with_contacts, tell=len_of)
        return path

    return packed


def len_of(pages):
    """Take the number of pages, and do nothing with it."""
