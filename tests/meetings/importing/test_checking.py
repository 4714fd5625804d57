"""The page that checks an import: what is offered and ticked, and what is asked; nothing is made up."""

import pytest
from django.conf import settings

from common import steps
from common.rich_text import plain_text
from meetings.agenda.standing_items import last_minutes
from meetings.minutes import lifecycle, writing
from meetings.models import Action, Decision, Meeting, MinutesImport, Paragraph
from members.access import Circle
from tests.cast import a_meeting, a_paragraph, an_item
from tests.files import sent
from tests.meetings.importing.past_minutes import fields, made, taken_in

pytestmark = pytest.mark.django_db

TEXT = """Minutes of the meeting of 8 March 2016, 10.30am

Present: Gwenllian Trefeurig (Chair), Margaret Ellicott

1. Hall
It was agreed by 4 votes to 2 to hire the hall. Margaret to book it by 30 April.
2. Roof
ACTION: the painter to paint
RESOLVED that fees stay.
"""
WELSH = """Cofnodion cyfarfod 8 Mawrth 2016, 10.30yb

Yn bresennol: Gwenllian Trefeurig (Cadeirydd)

1. Croeso
Croesawodd y Cadeirydd bawb.
PENDERFYNWYD: diolch i bawb.
CAM GWEITHREDU: Gwenllian i ysgrifennu.
"""


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


def page_of(client, text=TEXT, **sends):
    taken_in(client, text=text, **sends)
    address = f"/meetings/import/{MinutesImport.objects.first().pk}/"
    return address, client.get(address).content.decode()


def test_what_was_ticked_becomes_a_decision_and_an_action_and_the_rest_stays_text(administrator, cast):
    address, page = page_of(administrator)
    assert page.count('name="take"') == 2
    assert administrator.post(address, fields(administrator, address) | {"take_all": "1"})["Location"] == address
    assert administrator.get(address).content.decode().count('name="take"') == 2
    assert (
        made(administrator, MinutesImport.objects.get(), take=MinutesImport.objects.get().choices["taken"]).status_code
        == 302
    )
    decision = Decision.objects.get(paragraph__item__position=1)
    assert (decision.how, decision.votes_for, decision.votes_against) == ("vote", 4, 2)
    assert Decision.objects.get(paragraph__item__position=2).how == "unknown"
    action = Action.objects.get()
    assert (action.owner, str(action.due_on)) == (cast.member, "2016-04-30")


def test_without_a_tick_nothing_is_made_of_a_sentence(administrator):
    page_of(administrator)
    made(administrator, MinutesImport.objects.get())
    assert (Decision.objects.count(), Action.objects.count()) == (1, 0)
    assert "to hire the hall" in plain_text(Paragraph.objects.get(item__position=1).text_en)


def test_whose_an_action_is_can_be_chosen(administrator, cast):
    _address, page = page_of(administrator)
    assert 'name="task-1" value="the painter to paint"' in page
    made(administrator, MinutesImport.objects.get(), **{"owner-1": str(cast.partner.pk)})
    assert Action.objects.get(text_en="the painter to paint").owner == cast.partner


def test_no_end_and_no_minutes_of_items_are_made_up(administrator):
    page_of(administrator)
    made(administrator, MinutesImport.objects.get())
    meeting = Meeting.objects.get()
    assert (meeting.end_is_known, list(meeting.items.values_list("minutes", flat=True))) == (False, [None, None])
    page = administrator.get(meeting.get_absolute_url()).content.decode()
    assert ("10:30–" in page, "10 minutes" in page, "100 %" in page, "100%" in page) == (False,) * 4
    form = administrator.get(f"/meetings/{meeting.pk}/edit/").content.decode()
    assert "10:31" not in form


def test_the_green_sentence_stands_only_alone(administrator):
    green = "Every word of the source"
    _address, page = page_of(administrator)
    assert (green in page, "Please look at this" in page) == (True, False)
    _address, page = page_of(administrator, TEXT.replace("8 March", "Monday 8 March"))
    assert (green in page, "is not on the day of the week" in page) == (False, True)


def test_the_sheet_is_in_the_readers_language_and_saved_in_it(administrator):
    administrator.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    address, page = page_of(administrator, WELSH, language="cy")
    assert [head in page for head in ("YN BRESENNOL", "PENDERFYNIAD: ", "CAM GWEITHREDU: ")] == [True] * 3
    assert administrator.post(address, fields(administrator, address) | {"save": "1"}).status_code == 302
    administrator.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    data = fields(administrator, address)
    assert [head in data["text"] for head in ("PRESENT\n", "DECISION: ", "ACTION: ")] == [True] * 3
    assert administrator.post(address, data | {"text": data["text"] + "\nMwy.", "save": "1"}).status_code == 302
    assert made(administrator, MinutesImport.objects.get(), title_cy="Cyfarfod").status_code == 302
    assert (Decision.objects.count(), Action.objects.count()) == (1, 1)


def test_two_files_of_one_day_become_one_meeting_in_both_languages(administrator):
    page_of(administrator, TEXT.replace("2. Roof\nACTION: the painter to paint\nRESOLVED that fees stay.\n", ""))
    made(administrator, MinutesImport.objects.get())
    meeting = Meeting.objects.get()
    address, page = page_of(administrator, "Cofnodion 8 Mawrth 2016\n1. Neuadd\nLlogir y neuadd.", language="cy")
    assert fields(administrator, address)["meeting"] == str(meeting.pk)
    assert "There are minutes of that day in the other language" in page
    assert made(administrator, MinutesImport.objects.first()).status_code == 302
    assert (Meeting.objects.count(), meeting.items.get().title_cy) == (1, "Neuadd")


def test_all_that_does_not_fit_is_shown_at_once(administrator):
    meeting = a_meeting(days=-30, state="held")
    for title in ("Welcome", "Hall"):
        a_paragraph(an_item(meeting, title_en=title, title_cy=""), text_en="One.", text_cy="")
    text = "1. Croeso\nUn.\n\nDau.\n2. Neuadd\nUn.\n\nDau.\n3. Arall\nUn."
    taken_in(administrator, text=text, language="cy")
    page = made(administrator, MinutesImport.objects.first(), meeting=str(meeting.pk)).content.decode()
    assert [title in page for title in ("1. Welcome", "2. Hall", "Croeso", "Neuadd", "Arall")] == [True] * 5


INSTEAD = {
    "a.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "of the old kind"),
    "a.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "locked with a password"),
    "a.docm": (b"PK\x03\x04", "may hold macros"),
    "a.odt": (b"PK\x03\x04", "document of LibreOffice"),
    "a.rtf": (b"{\\rtf1", "rich text"),
    "a.txt": (b"text", "plain text"),
}


@pytest.mark.parametrize("name", INSTEAD)
def test_for_every_kind_of_file_it_is_said_what_to_do(administrator, name):
    content, said = INSTEAD[name]
    page = taken_in(administrator, file=sent(name, content)).content.decode()
    assert (said in page, "as PDF" in page, MinutesImport.objects.count()) == (True, False, 0)


def test_a_confirmed_record_keeps_the_minutes_of_the_last_meeting(administrator, cast):
    first, confirmed = a_meeting(days=-200, state="held"), a_meeting(days=-50, state="held")
    for meeting in (first, confirmed):
        writing.begin(meeting=meeting)
    steps.take(confirmed.minutes, lifecycle.CIRCULATE, by=cast.chair)
    steps.take(confirmed.minutes, lifecycle.CONFIRM, by=cast.chair)
    confirmed.refresh_from_db()
    writing.begin(meeting=a_meeting(days=-100, state="held"))
    assert last_minutes(confirmed, Circle.KEEPER) == first.minutes
