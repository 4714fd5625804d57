"""Taking in past minutes: four bodies' styles as text and as Word, read back complete,
matched to people, in both languages.
"""

import pytest

from common.rich_text import plain_text
from meetings.deciphering import reading
from meetings.deciphering.facts import words_of
from meetings.importing import leftover, making, matching
from meetings.models import Meeting, Minutes, MinutesImport, Paragraph
from meetings.phrases.sheet import sheet_of, written
from members.models import Organisation
from tests.cast import a_meeting, a_paragraph, an_item
from tests.files import sent
from tests.meetings.importing.past_minutes import (
    SAMPLES,
    as_word,
    fields,
    fields_in,
    made,
    source,
    taken_in,
    with_counted_numbers,
)

pytestmark = pytest.mark.django_db


def everything(meeting):
    """Return all words of the minutes as their pages have them."""
    parts = [meeting.title_en, meeting.title_cy, meeting.place_en, meeting.place_cy]
    for row in meeting.attendance.all():
        parts += [row.name or row.person.name, row.organisation]
    for item in meeting.items.all():
        parts += [str(item.position), item.title_en, item.title_cy]
    for paragraph in Paragraph.objects.filter(item__meeting=meeting).select_related("item"):
        parts += [paragraph.number, plain_text(paragraph.text_en), plain_text(paragraph.text_cy)]
        for row in [*paragraph.decisions.all(), *paragraph.actions.all()]:
            parts += [row.text_en, row.text_cy]
    return set(words_of("\n".join(parts)))


@pytest.fixture
def administrator(as_person):
    return as_person("administrator")


@pytest.fixture
def chairs_name(cast):
    assert cast.chair.name == "Gwenllian Trefeurig"
    return cast.chair.name


@pytest.mark.parametrize("form", ["text", "word"])
@pytest.mark.parametrize("name", SAMPLES)
def test_minutes_come_back_complete(administrator, chairs_name, name, form):
    text = source(name)
    sends = {"text": text} if form == "text" else {"file": sent(f"{name}.docx", as_word(text))}
    answer = taken_in(administrator, language=SAMPLES[name], **sends)
    draft = MinutesImport.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/meetings/import/{draft.pk}/")
    assert leftover.missing_words(draft, sheet_of(draft.text), draft.facts) == []
    assert "Every word of the source" in administrator.get(answer["Location"]).content.decode()
    names = " ".join(one.name for _list, one in matching.names_of(sheet_of(draft.text)))  # "D Whitcombe" becomes Daniel
    marks = set(words_of("\n".join([*draft.marks, names])))
    assert made(administrator, draft).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.state, meeting.minutes.state, meeting.agenda_published_at) == ("held", "draft", None)
    flags = set(words_of(" ".join(leftover.FLAGS.values())))
    assert set(words_of(text)) - everything(meeting) - marks - flags == set()
    assert meeting.chair.name == chairs_name


def test_a_voluntary_body_with_numbers_and_organisations(administrator, cast):
    taken_in(administrator, text=source("numbered"))
    made(administrator, MinutesImport.objects.get())
    meeting = Meeting.objects.get()
    names = {row.shown_name: (row.mode, row.capacity, row.organisation) for row in meeting.attendance.all()}
    assert names == {
        "Gwenllian Trefeurig": ("in_person", "member", ""),
        "Margaret Ellicott": ("in_person", "member", "Cartrefi Cymru"),
        "John Farrow": ("in_person", "member", "Riverside Tenants"),
        "Dr Ann Lee": ("online", "member", "Cyngor Sir Powys"),
        "Daniel Whitcombe": ("in_person", "guest", "Care to Cooperate"),
        "Huw Parri": ("in_person", "guest", "minutes"),
        "Iwan Penllyn": ("apologies", "member", "Wales Co-operative Centre"),
        "Sara Tomos": ("apologies", "guest", "Disability Wales"),
        "Pat O'Neill": ("apologies", "guest", ""),
    }
    assert set(meeting.attendance.filter(person=None).values_list("name", flat=True)) == set(names) - {
        cast.chair.name, cast.member.name, cast.partner.name, cast.convenor.name,
    }  # fmt: skip
    texts = {row.number: plain_text(row.text_en) for row in Paragraph.objects.select_related("item")}
    assert texts["4.2"] == "(5.1) Lottery application. Submitted on 12 February; a decision is expected in May."
    assert texts["5.1"].endswith("\nthe reserve stands at 3 months' running costs.")
    assert (
        "<ul><li>the audit is due in June;</li><li>two" in Paragraph.objects.get(item__position=5, position=1).text_en
    )
    assert texts["5.2"].endswith("ACTION: Treasurer to write to the supplier.")
    action = Paragraph.objects.get(item__position=4, position=2).actions.get()
    assert (action.owner, str(action.due_on), action.status) == (cast.member, "2016-04-30", "done")
    decisions = [row.text_en for row in Paragraph.objects.get(item__position=3).decisions.all()]
    assert decisions == ["that the minutes be signed as corrected."]
    assert (str(meeting.starts_at), meeting.place_en) == ("2016-03-08 10:30:00+00:00", "the Old Library, Cardiff")


def test_both_languages_side_by_side(administrator):
    taken_in(administrator, text=source("bilingual"), language="both")
    made(administrator, MinutesImport.objects.get())
    meeting = Meeting.objects.get()
    assert [(item.title_en, item.title_cy) for item in meeting.items.all()] == [
        ("Welcome", "Croeso"),
        ("Chair's report", "Adroddiad y Cadeirydd"),
        ("Any other business", "Unrhyw fater arall"),
    ]
    texts = [(plain_text(row.text_en), plain_text(row.text_cy)) for row in Paragraph.objects.order_by("item__position")]
    assert texts[2] == ("There was none.", "Nid oedd dim.")
    assert all(english and welsh for english, welsh in texts)
    decision = Paragraph.objects.get(item__position=2).decisions.get()
    assert (decision.text_en, decision.text_cy) == ("to receive the report.", "derbyn yr adroddiad.")


def test_a_word_document_whose_numbers_word_counts(administrator):
    taken_in(administrator, file=sent("board.docx", with_counted_numbers()))
    draft = MinutesImport.objects.get()
    sheet = sheet_of(draft.text)
    assert [one.name for one in sheet.present] == ["Margaret Ellicott", "Ann Lee"]
    assert [section.title for section in sheet.sections] == ["Welcome", "Budget"]
    assert sheet.sections[1].blocks[0].entries == [("action", "Margaret Ellicott to send the budget")]
    assert (draft.facts["title_en"], draft.facts["date"]) == ("Board meeting", "2016-05-04")


@pytest.mark.parametrize("name", SAMPLES)
def test_the_text_in_order_says_what_the_sheet_holds(name):
    text = written(reading.read(source(name), SAMPLES[name]).sheet)
    assert written(sheet_of(text)) == text


def test_what_is_changed_on_the_page_is_kept_and_counts(administrator, cast):
    taken_in(administrator, text=source("numbered"))
    draft = MinutesImport.objects.get()
    address = f"/meetings/import/{draft.pk}/"
    data = fields(administrator, address)
    who = next(key for key, value in data.items() if value == "John Farrow").replace("name", "who")
    gone = next(key for key, value in data.items() if value == "Pat O'Neill").replace("name", "who")
    kind = next(key for key, value in data.items() if value == "Matters arising").replace("title", "kind")
    changes = {
        who: str(cast.administrator.pk),
        gone: "text",
        kind: "discussion",
        "title_en": "A new title",
        "date": "not a date",
    }
    data |= changes | {"text": data["text"].replace("Any other business", "AOB"), "save": "1"}
    assert administrator.post(address, data)["Location"] == address
    again = fields(administrator, address)
    assert (again[who], again[gone], again["title_en"], again["date"]) == (
        str(cast.administrator.pk),
        "text",
        "A new title",
        "not a date",
    )
    page = administrator.get(address).content.decode()
    assert "These words of the source are not in the text below:" in page
    assert "<p>any, other, business</p>" in page
    refused = made(administrator, draft)
    assert (refused.status_code, Meeting.objects.count()) == (200, 0)
    mended = fields_in(refused.content.decode()) | {"date": "2016-03-08", "make": "1"}
    assert administrator.post(address, mended).status_code == 302
    meeting = Meeting.objects.get()
    assert meeting.attendance.get(person=cast.administrator).organisation == "Riverside Tenants"
    assert plain_text(Paragraph.objects.get(item__position=1, position=1).text_en) == "Apologies: Pat O'Neill"
    assert (meeting.items.get(title_en="Matters arising").kind, meeting.items.filter(title_en="AOB").exists()) == (
        "discussion",
        True,
    )


def test_a_second_press_makes_nothing_more(administrator):
    taken_in(administrator, text=source("numbered"))
    draft = MinutesImport.objects.get()
    first = made(administrator, draft)
    draft.refresh_from_db()
    assert (draft.source, draft.text, draft.facts) == ("", "", {})
    second = administrator.post(f"/meetings/import/{draft.pk}/", {"make": "1"})
    assert (second["Location"], Meeting.objects.count(), Minutes.objects.count()) == (first["Location"], 1, 1)
    assert making.make(draft=draft, facts={}, choices={}) == draft.meeting
    assert administrator.get(f"/meetings/import/{draft.pk}/discard/").status_code == 404


def test_a_meeting_that_is_there_already_gets_its_minutes(administrator, cast):
    meeting = a_meeting(days=-30, state="held", title_en="Kept as it is")
    an_item(meeting)
    taken_in(administrator, text=source("numbered"))
    assert (
        made(administrator, MinutesImport.objects.get(), meeting=str(meeting.pk), date="", are_closed="on").status_code
        == 302
    )
    meeting.refresh_from_db()
    assert (Meeting.objects.count(), meeting.title_en, meeting.items.count()) == (1, "Kept as it is", 7)
    assert meeting.items.first().paragraphs.count() == 2
    action = Paragraph.objects.get(item__title_en="Matters arising", position=2).actions.get()
    assert (action.status, action.closed_at) == ("done", meeting.ends_at)


def test_the_other_language_joins_minutes_that_are_a_draft(administrator):
    meeting = a_meeting(days=-30, state="held")
    item = an_item(meeting, title_en="Welcome", title_cy="")
    a_paragraph(item, text_en="The Chair welcomed everybody.", text_cy="")
    text = "1. Croeso\n\nCroesawodd y Cadeirydd bawb.\n\nPENDERFYNWYD: diolch."
    for lines, answer in ((f"{text}\n\nMwy.", 200), (text, 302)):
        taken_in(administrator, text=lines, language="cy")
        assert made(administrator, MinutesImport.objects.first(), meeting=str(meeting.pk)).status_code == answer
    paragraph = Paragraph.objects.get()
    assert (plain_text(paragraph.text_en), plain_text(paragraph.text_cy)) == (
        "The Chair welcomed everybody.",
        "Croesawodd y Cadeirydd bawb.\nDECISION: diolch.",
    )
    item.refresh_from_db()
    assert (item.title_en, item.title_cy) == ("Welcome", "Croeso")


def test_nobody_is_there_twice(administrator, cast):
    taken_in(administrator, text=source("numbered"))
    data = fields(administrator, f"/meetings/import/{MinutesImport.objects.get().pk}/")
    keys = [key.replace("name", "who") for key in data if key.startswith("name-")][:2]
    answer = made(administrator, MinutesImport.objects.get(), **dict.fromkeys(keys, str(cast.member.pk)))
    assert (answer.status_code, Meeting.objects.count()) == (200, 0)
    assert f"{cast.member.name} is chosen for two names" in answer.content.decode()


def test_the_page_says_whose_an_action_will_be(administrator):
    taken_in(administrator, text=source("numbered"))
    page = administrator.get(f"/meetings/import/{MinutesImport.objects.get().pk}/").content.decode()
    assert "Margaret Ellicott, by 30 April 2016" in page
    assert page.count("Nobody is found whose it is, so it stays as text.") == 1


def test_owners_are_found_by_name_initials_or_organisation(administrator, cast):
    body = Organisation.objects.create(name_en="Disability Wales", name_cy="Anabledd Cymru")
    lines = [
        "Margaret: write",
        "ME to write",
        "Write to all (ME)",
        "Anabledd Cymru i ysgrifennu",
        "The Chair to write",
        "Write – Daniel",
    ]
    people = "Present:\nMargaret Ellicott\nDaniel Whitcombe\nDafydd Wyn\n\n"
    taken_in(
        administrator,
        text=people + "1. Work\n\nIt was shared out.\n\n" + "\n".join(f"ACTION: {line}" for line in lines),
    )
    made(administrator, MinutesImport.objects.get())
    paragraph = Paragraph.objects.get()
    owners = [row.owner or row.owner_organisation for row in paragraph.actions.order_by("position")]
    assert owners == [cast.member, cast.member, cast.member, body, cast.partner]
    assert plain_text(paragraph.text_en) == "It was shared out.\nACTION: The Chair to write"
