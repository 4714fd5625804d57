"""Names on lists: titles of office, organisations, several to a line; and what begins a list."""

import pytest

from meetings.phrases.lists import label_of
from meetings.phrases.names import is_name, names_in
from meetings.phrases.sheet import attender
from tests.waiting import computing_at_most


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("A Jones, B Lee, and C Wynn", ["A Jones", "B Lee", "C Wynn"]),
        ("Cynghorwyr Mair Jones, Alun Lee a'r Cynghorydd Beti Wynn", ["Mair Jones", "Alun Lee", "Beti Wynn"]),
        ("Cllrs. A Jones and B Lee", ["A Jones", "B Lee"]),
        ("y Cynghorwyr W.J. Charlton; E.G. Dafis", ["W.J. Charlton", "E.G. Dafis"]),
        ("Cyng/Cllr Aled Jones (hwyr/late)", ["Aled Jones"]),
        ("Cyng. Cllrs : B. Jon (chair) M. Wynne, A. Lee a/and C. Moss", ["B. Jon", "M. Wynne", "A. Lee", "C. Moss"]),
        ("Cllr S Chaloner (Chair)    Cllr B Ellis     County Cllr G Thomas", ["S Chaloner", "B Ellis", "G Thomas"]),
        ("Chair Cllr. C Edwards, Cllr. P Rudd", ["C Edwards", "P Rudd"]),
        ("“ E.J. Breeze", ["E.J. Breeze"]),
        ("Jane Davidson, University of Wales; Supt. Ian John, Dyfed Powys Police", ["Jane Davidson", "Supt. Ian John"]),
        ("Jane Cooper", ["Jane Cooper"]),
        ("A (x), B (y)", []),
    ],
)  # fmt: skip
def test_the_names_of_a_line(line, names):
    assert [one.name for one in names_in(line)[0]] == names


def test_the_title_of_an_office_stays_beside_the_name():
    people, _others = names_in("County Councillor C. Campbell and the Clerk P. Smith", alone=False)
    assert [(one.name, one.organisation) for one in people] == [
        ("C. Campbell", "County Councillor"),
        ("P. Smith", "Clerk"),
    ]


@pytest.mark.parametrize(
    ("line", "is_chair", "organisation"),
    [
        ("Mair Jones (Chair)", True, ""),
        ("Mair Jones – Chairman/Cadeirydd", True, ""),
        ("A Buckland (Mayor) in the Chair", True, "Mayor"),
        ("Mair Jones (cadeirydd / chair)", True, ""),
        ("Huw Harries, Chair, Young People Group", False, "Chair, Young People Group"),
        ("Beth Anthony (vice chair)", False, "vice chair"),
    ],
)
def test_who_is_in_the_chair(line, is_chair, organisation):
    one = attender(line)
    assert (one.is_chair, one.organisation) == (is_chair, organisation)
    assert attender(str(one)) == one


def test_initials_are_known_from_other_words_in_brackets():
    lines = ["Ann Lloyd (ALl)", "Cllr Sean Morgan (Cllr SM)", "Bryn Davies (PSG)", "Mair Jones (MJ; Cartrefi)"]
    assert [attender(line).initials for line in lines] == ["ALl", "Cllr SM", "", "MJ"]


@pytest.mark.parametrize(
    "text", ["SA19 7AW", "Torfaen CBC", "Town Clerk", "Welsh Government", "Chair", "TOTAL £738.52"]
)
def test_what_is_no_name(text):
    assert not is_name(text)


@pytest.mark.parametrize(
    ("line", "name", "rest"),
    [
        ("Present: Mair Jones", "present", "Mair Jones"),
        ("Present. Chairman Cllr. K. Smith", "present", "Chairman Cllr. K. Smith"),
        ("COUNCILLOR'S PRESENT: - Cllr. A Jones", "present", "Cllr. A Jones"),
        ("Members present:- William Davies", "present", "William Davies"),
        ("Those attending: Ned Lewis", "present", "Ned Lewis"),
        ("Attending:", "present", ""),
        ("Yn bresennol", "present", ""),
        ("Presennol / Present: B. Jones", "present", "B. Jones"),
        ("Aelodau'r Cyngor / Council Members - Cynghorwyr", "present", ""),
        ("Hefyd yn presennol / In attendance Mrs M.Rees", "in_attendance", "Mrs M.Rees"),
        ("Council Employees Present: RFO Clive Barker", "in_attendance", "RFO Clive Barker"),
        ("WRTH LAW:", "in_attendance", ""),
        ("Clerk/Clerc", "in_attendance", ""),
        ("Apologies for absence were received from: A Jones", "apologies", "A Jones"),
        ("Apologies came from Anna Wynn", "apologies", "Anna Wynn"),
        ("Ymddiheuriadau oddi wrth: Mair", "apologies", "Mair"),
        ("No Apologies: Ned Lewis", "absent", "Ned Lewis"),
        ("Absent: Ned Lewis", "absent", "Ned Lewis"),
        ("Chair: Mair Jones", "present", "Mair Jones"),
    ],
)
def test_what_begins_a_list(line, name, rest):
    label = label_of(line)
    assert (label.list, label.rest) == (name, rest)


@pytest.mark.parametrize(
    "line", ["Welcome: the Chair opened", "Cllr. A Jones", "Presentation: a case study", "Matters arising"]
)
def test_what_begins_none(line):
    assert label_of(line) is None


def test_a_line_of_dashes_on_a_list_is_read_at_once():
    with computing_at_most(3):  # it took half a minute
        for _time in range(5):
            attender(f"Ann Lee{' -' * 3_000} Cartrefi")
