"""Decisions and actions in the sentences of minutes: what is offered, how it was decided, whose it is and by when."""

import datetime

import pytest

from meetings.phrases.known import Known
from meetings.phrases.outcomes import decisions_in, marked, votes_in
from meetings.phrases.sheet import attender
from meetings.phrases.tasks import actions_in

DAY = datetime.date(2023, 11, 20)
PEOPLE = ["Mair Jones (Chair)", "Beth Prys", "Ned Lewis (Clerk)", "Bryn Llwyd (BL)", "Hanna Sion", "Huw Morris"]


@pytest.fixture(scope="module")
def known():
    return Known(map(attender, PEOPLE))


@pytest.mark.parametrize(
    "text",
    [
        "Agreed: to hire the hall.",
        "Agreed to hire the hall.",
        "It was RESOLVED that the hall be hired.",
        "It was unanimously agreed to hire the hall.",
        "The Council resolved to support the candidate.",
        "Members approved the payment of £85.",
        "The minutes of 3 May were accepted as a true record.",
        "The motion to close was carried 4-2.",
        "It was proposed by Ann Lee, seconded by Bob Rees, that fees stay.",
        "Penderfynwyd rhoi £100 i'r Urdd.",
        "Cytunwyd i wahodd yr heddlu.",
        "Cadarnhawyd cofnodion y cyfarfod diwethaf.",
        "Cymeradwyodd y Bwrdd y gyllideb.",
        "Cynigiwyd gan Ann Lee ac eiliwyd gan Bob Rees fod y ffi'n aros.",
    ],
)
def test_what_reads_like_a_decision(text):
    assert decisions_in(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Noted.",
        "The report was noted.",
        "Nodwyd yr adroddiad.",
        "Apologies were accepted from Ann Lee.",
        "The matter was carried forward.",
        "The plan is to be agreed next time.",
        "As agreed at the last meeting, the wall was painted.",
        "RESOLVED and noted.",
    ],
)
def test_what_reads_like_none(text):
    assert decisions_in(text) == []


def test_a_short_decision_says_what_about():
    assert decisions_in("Mo offered to arrange a course. All agreed.") == [
        "Mo offered to arrange a course. All agreed."
    ]
    assert decisions_in("Approved.", "Notes of 8 April") == ["Notes of 8 April: Approved."]


@pytest.mark.parametrize(
    ("text", "how", "votes"),
    [
        ("RESOLVED by 4 votes to 2 that fees stay.", "vote", (4, 2, None)),
        ("The motion was carried 4-2.", "vote", (4, 2, None)),
        ("Resolved, with 4 in favour and 1 abstention, to ask.", "vote", (4, None, 1)),
        ("For: 25. Against: 15. Abstentions: 3. The motion was carried.", "vote", (25, 15, 3)),
        ("Pleidleisiodd 3 o blaid ac 1 yn erbyn.", "vote", (3, 1, None)),
        ("It was agreed by five votes to one.", "vote", (5, 1, None)),
        ("Carried unanimously.", "consensus", (None, None, None)),
        ("Penderfynwyd yn unfrydol.", "consensus", (None, None, None)),
        ("It was agreed to hire the hall at 7 to 9pm.", "unknown", (None, None, None)),
        ("Agreed for the year 2019-20.", "unknown", (None, None, None)),
    ],
)
def test_how_it_was_decided(text, how, votes):
    found = votes_in(text)
    assert (found["how"], tuple(found.get(name) for name in ("votes_for", "votes_against", "abstentions"))) == (
        how,
        votes,
    )


@pytest.mark.parametrize(
    ("text", "owners", "due"),
    [
        ("Beth to write to the council by 31 May.", ["Beth Prys"], "2024-05-31"),
        ("The hall needs cleaning. (Action: Beth)", ["Beth Prys"], "None"),
        ("The web pages need a list. Action: BL", ["Bryn Llwyd"], "None"),
        ("Beth and Bryn to check the text.", ["Beth Prys", "Bryn Llwyd"], "None"),
        ("HS/HM to plan the workshop by 1 December 2023", ["Hanna Sion", "Huw Morris"], "2023-12-01"),
        ("The Clerk was asked to contact the committee.", ["Ned Lewis"], "None"),
        ("It was agreed Mrs Prys would arrange for an architect.", ["Beth Prys"], "None"),
        ("Beth Prys agreed to mend the board.", ["Beth Prys"], "None"),
        ("The Chair will ask the County Council.", ["Mair Jones"], "None"),
        ("Huw presented the figures. He will write to them.", ["Huw Morris"], "None"),
        ("Bryn Llwyd i drefnu'r gweithdy erbyn 12 Rhagfyr.", ["Bryn Llwyd"], "2023-12-12"),
        ("Bydd Beth Prys yn rhannu'r manylion.", ["Beth Prys"], "None"),
        ("Gofynnwyd i'r Clerc ysgrifennu atynt.", ["Ned Lewis"], "None"),
        ("Action: All to send names.", ["all"], "None"),
    ],
)
def test_what_reads_like_an_action(known, text, owners, due):
    found = actions_in(text, known, DAY)
    assert [(sorted(one.owners), str(one.due_on)) for one in found] == [(sorted(owners), due)]


@pytest.mark.parametrize(
    "text",
    [
        "Beth spoke to the council.",
        "The letter from the Clerk to residents was read.",
        "Members agreed to hire the hall.",
        "The Chair would be away.",
        "A letter to Beth was read.",
    ],
)
def test_what_reads_like_no_action(known, text):
    assert actions_in(text, known, DAY) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ACTION: Mair to write", ("action", "Mair to write")),
        ("ACTION CD – to check the boundary", ("action", "CD – to check the boundary")),
        ("Action 2.3: All partners to send data", ("action", "All partners to send data")),
        ("Action BL", ("action", "BL")),
        ("ACTION POINT 3: BL to write", ("action", "BL to write")),
        ("Cam gweithredu: Bryn i ysgrifennu", ("action", "Bryn i ysgrifennu")),
        ("Gweithredu: Bryn", ("action", "Bryn")),
        ("RESOLVED that it be so", ("decision", "RESOLVED that it be so")),
        ("Decision: the Forum will reply", ("decision", "the Forum will reply")),
        ("Action taken since the last meeting", None),
        ("Agreed: to hire the hall", None),
    ],
)
def test_what_is_marked_as_one(text, said):
    assert marked(text) == said
