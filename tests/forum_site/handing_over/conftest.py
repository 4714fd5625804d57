"""A Forum that is handed over."""

import pytest
from django.core.files.base import ContentFile

from forum_site.handing_over import packing
from meetings.models import Paper, PaperSide
from members.models import Application, Person
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of
from tests.rooms import furnish

PHONE, NEEDS = "029 2018 0000", "A lift, please"
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
    side = PaperSide(
        paper=Paper.objects.create(item=item, title_en="Budget"), language="cy", name="Cyllideb ŵ.txt", size=5
    )
    side.file.save("a.txt", ContentFile(b"arian"), save=False)
    side.save()
    return cast


@pytest.fixture
def zipped(forum, tmp_path):
    """Return what packs it all as a zip."""

    def packed(*, with_contacts=False):
        path = tmp_path / f"record-{with_contacts}.zip"
        packing.pack(
            path, Person.objects.with_rights().get(pk=forum.administrator.pk), with_contacts=with_contacts, tell=len_of
        )
        return path

    return packed


def len_of(pages):
    """Take the number of pages, and do nothing with it."""
