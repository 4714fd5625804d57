"""The drafts of two invented years hold what a hand-made list says, for each circle, and nothing besides."""

import pytest

from common.rich_text import plain_text
from forum_site.looking_back import summary
from members.access import Circle
from tests.forum_site.looking_back import invented

pytestmark = pytest.mark.django_db
VISITOR, PARTNER, MEMBER = Circle.VISITOR, Circle.PARTNER, Circle.MEMBER
READERS = (VISITOR, PARTNER, MEMBER)
WHO = {"all": ("visitor", "partner", "member"), "shared": ("partner", "member")}
YEARS = {
    2018: """
        all | Meetings
        visitor | The Forum held one public meeting in 2018.
        partner | The Forum held 2 meetings in 2018 that it shares with partners.
        member | The Forum met 3 times in 2018.
        all | 13 March: Spring meeting (Hall)
        shared | 12 June: Summer workshop (Workshop, Hall)
        member | 11 December: Winter meeting (Hall)
        partner | A core of 5 members was at three quarters of these meetings or more. (Meetings of 2018)
        member | A core of 4 members was at three quarters of these meetings or more. (Meetings of 2018)
        all | Members at the end of 2018: 6 people; member organisations: 1. (Contact)
        all | Offices
        all | Treasurer: Ann Invented, from 1 January 2015 until 30 June 2018
        all | Treasurer: Bryn Invented, from 1 July 2018
        member | Secretary: Cadi Invented, throughout the year, since 1 January 2017
        all | What binds the Forum
        all | The Forum adopted Constitution (13 March).
        shared | Task and Finish Groups
        partner | The Forum set up Rooms (1 February) and Maps (14 March).
        member | The Forum set up Rooms (1 February), Maps (14 March) and Members’ money (1 April).
        shared | Finished their work: Rooms (1 October).
        shared | Closed before they had finished: Maps (1 May).
        member | At work at the end of the year: Members’ money.
        all | Consultations
        shared | On care, Powys, until 28 February. The Forum answered: “Our answer”. What came of it: They agreed.
        shared | On food, Powys, until 28 April. The Forum answered.
        shared | On roads, Powys, until 31 May. The Forum let it pass.
        member | On rent, Powys, until 31 August. No answer of the Forum is recorded.
        all | The Forum sent Our answer (20 February).
        all | Talks and case studies
        visitor | Case study, 13 March: A garden
        shared | Case study, 13 March: A garden, Huw Visitor
        member | The library took in How we began (13 March, Bryn Invented).
        all | What changed
        all | A lunch club (2 October, a letter). For: neighbours
        shared | Guests and partners
        shared | People came to the meetings from Gardens.
        shared | The Forum was in touch with Network Invented.
        shared | Enquiries about a social co-operative nearby: 1
        all | How time was spent
        visitor | Of 80 minutes at the meetings, 25% went on business. (Meetings of 2018)
        partner | Of 200 minutes at the meetings, 10% went on business and 10% on reserved items. (Meetings of 2018)
        member | Of 260 minutes at the meetings, 38% went on business. (Meetings of 2018)
        all | Decisions
        all | 2018-03/D1: To go on.
        shared | 2018-06/D1: To learn.
        member | 2018-06/D2: To pay.
        all | What members said
        all | Of 3 answers after meetings, 2 said that it was worth the time. (Spring meeting)
        all | Looking ahead
        all | 5 November 2019: A short meeting (Extraordinary meeting, Hall)
        shared | Consultations that are open: On homes.
        all | To be reviewed: Constitution (1 June 2019).
        all | Decisions to be reviewed:
        all | 1 May 2019: To go on. (2018-03/D1)
    """,
    2019: """
        all | Meetings
        visitor | The Forum held one public meeting in 2019.
        partner | The Forum held one meeting in 2019 that it shares with partners.
        member | The Forum met once in 2019.
        all | 5 November: A short meeting (Extraordinary meeting, Hall)
        all | Members at the end of 2019: 6 people; member organisations: 1. (Contact)
        all | Offices
        all | Treasurer: Bryn Invented, from 1 July 2018 until 30 June 2019
        member | Secretary: Cadi Invented, throughout the year, since 1 January 2017
        member | Task and Finish Groups
        member | At work at the end of the year: Members’ money.
        shared | Consultations
        shared | On homes, Powys, until 31 January. No answer of the Forum is recorded.
        all | How time was spent
        all | Of 10 minutes at the meetings, 100% went on business. (Meetings of 2019)
        visitor | Business in the years before: 2018: 25%.
        partner | Business in the years before: 2018: 10%.
        member | Business in the years before: 2018: 38%.
    """,
}


def by_hand(year, circle):
    """Return the lines that a circle is to be told of a year."""
    rows = [row.strip().partition(" | ") for row in YEARS[year].strip().split("\n")]
    return [line for readers, _mark, line in rows if circle.name.lower() in WHO.get(readers, (readers,))]


def told(year, circle, side="en"):
    """Return the lines of a draft."""
    return [line for line in plain_text(summary.drafted(year, circle)[side]).split("\n") if line]


def test_each_circle_is_told_what_the_lists_made_by_hand_say_and_no_more(cast):
    invented.make(cast)
    for year in YEARS:
        for circle in READERS:
            assert told(year, circle) == by_hand(year, circle), (year, circle)


def test_the_same_is_told_in_welsh_line_for_line_and_well_joined(cast):
    invented.make(cast)
    for year in YEARS:
        for circle in READERS:
            assert len(told(year, circle, "cy")) == len(by_hand(year, circle))
    lines = told(2018, MEMBER, "cy")
    assert lines[1] == "Cyfarfu’r Fforwm dair gwaith yn 2018."
    assert told(2018, PARTNER, "cy")[1] == "Yn 2018, cynhaliodd y Fforwm 2 gyfarfod a rennir â phartneriaid."
    assert told(2019, VISITOR, "cy")[1] == "Cynhaliodd y Fforwm 1 cyfarfod cyhoeddus yn 2019."
    said = "Rooms (1 Chwefror), Maps (14 Mawrth) a hefyd Members’ money (1 Ebrill)."
    assert f"Sefydlodd y Fforwm y canlynol: {said}" in lines
    assert "Gadawodd y Fforwm i’r ymgynghoriad fynd heibio." in " ".join(lines)


def test_a_year_of_which_nothing_is_recorded_says_so(cast):
    invented.make(cast)
    assert told(1999, MEMBER) == ["Nothing of this year is in the record."]
