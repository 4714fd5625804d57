"""The draft of the sample year 2016 holds what the Forum's own summary tells of it and the record has, and no more."""

import re

import pytest

from common.rich_text import plain_text
from forum_site.looking_back import summary
from members.access import Circle
from tests.forum_site.pages.test_sample import sample  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
EVERYBODY = """
The Forum held 4 public meetings in 2016.
19 January: Social co-operatives and the new Act (Workshop, The Riverside Hall, Newtown)
8 March: Ready for the Act (The Old Library, Merthyr Tydfil)
14 June: The launch of Care to Cooperate (The Maritime Rooms, Swansea)
13 December: How do we evaluate activities aimed at social value? (The Canal Rooms, Brecon)
Chair: Gwenllian Trefeurig, throughout the year, since 13 December 2011
Administrator: Lowri Prysor, throughout the year, since 13 December 2011
Constitution of the Wales Social Co-op Forum (8 March, Partners have a place of their own)
Terms of Reference (8 March
The Forum and Care to Cooperate: a framework (13 September)
The Forum sent Answer on the duty to promote social enterprises and co-operatives (21 March).
Presentation, 19 January: What the Social Services and Well-being (Wales) Act 2014 asks of us
Case study, 19 January: Supported living owned by tenants and staff
Blue sky, 19 January: What might care look like in 2026?
Case study, 19 January: From lunch club to co-operative; in the library: the text and the talk
Presentation, 8 March: The Care to Cooperate bid
Case study, 14 June: Personal assistants who own their co-operative
Presentation, 13 December: What can be measured, and what should be
Care to Cooperate is funded, and its team is in post (31 May, The Forum’s own summary of 2016)
Information and ideas are exchanged and stored on a web site (31 December
Of 810 minutes at the meetings, 25% went on business.
2016-01/D1: To ask the Forum to hear a case study at every meeting.
2016-03/D2: To confirm the revised Constitution.
2016-03/D3: To confirm the revised Terms of Reference.
2016-03/D4: To set up a Communication Strategy Task and Finish Group, convened by Patricia Haldane
2016-06/D1: To agree a framework that recognises the unique responsibilities of the two and encourages mutual support.
2016-12/D1: To publish the summary of 2016 on the web site.
2016-12/D2: To hold a joint meeting with social co-op allies in England every year
""".strip().split("\n")
MEMBERS = """
The Forum met 5 times in 2016.
13 September: Telling our story (The Slate Centre, Caernarfon)
A core of 20 members was at three quarters of these meetings or more.
Vice-Chair: Patricia Haldane, throughout the year, since 13 December 2011
Communication Strategy (8 March)
Finished their work: Communication Strategy (13 September).
The duty to promote under the Act: what should be reported?, Welsh Government, until 4 April. The Forum answered:
Case study, 13 September: A garden with forty gardeners, Dilwyn Cefnmeurig (Aeron Gardens)
Blue sky, 13 September: If every village had a care co-operative, Nerys Talwrn
Care Council for Wales
Betsi Cadwaladr University Health Board
Bangor University
CLlLC / WLGA
ADSS Cymru
Alliance of Alliances
The Forum was in touch with Care Council for Wales, Association of Directors of Social Services (ADSS) Cymru, Betsi
Of 975 minutes at the meetings, 28% went on business.
2016-09/D3: To set up a web site for the Forum, in Welsh and in English.
2016-09/D4: To give most of the December meeting to one subject: how to evaluate activities aimed at social value.
""".strip().split("\n")
LINES = {"2016-01": 1, "2016-03": 4, "2016-06": 1, "2016-09": 4, "2016-12": 2}  # decisions of each meeting


def told(circle):
    """Return the English draft of 2016 as plain text."""
    return plain_text(summary.drafted(2016, circle)["en"])


def test_the_year_2016_is_told_to_everybody_and_nothing_of_members(sample):  # noqa: F811
    text = told(Circle.VISITOR)
    assert [line for line in EVERYBODY if line not in text] == []
    assert [line for line in MEMBERS if line in text and line not in EVERYBODY] == []
    assert text.count("From lunch club to co-operative") == 1
    assert len(re.findall(r"2016-\d\d/D\d+:", text)) == sum(LINES.values()) - LINES["2016-09"]


def test_the_year_2016_is_told_to_members_with_all_that_they_read(sample):  # noqa: F811
    text = told(Circle.MEMBER)
    own = {line for line in EVERYBODY if line.startswith(("The Forum held", "Of 810", "Case study, 19 January: From"))}
    assert [line for line in [*EVERYBODY, *MEMBERS] if line not in own and line not in text] == []
    assert {found: text.count(f"{found}/D") for found in LINES} == LINES
    assert not re.search(r"201[57]\b|202\d", text.replace("in 2026?", "").replace("2015-", ""))


def test_the_same_is_told_in_welsh(sample):  # noqa: F811
    text = plain_text(summary.drafted(2016, Circle.MEMBER)["cy"])
    for line in (
        "Cyfarfu’r Fforwm 5 gwaith yn 2016.",
        "13 Medi: Adrodd ein stori (Canolfan y Llechi, Caernarfon)",
        "Cadeirydd: Gwenllian Trefeurig, drwy gydol y flwyddyn, ers 13 Rhagfyr 2011",
        "Strategaeth Gyfathrebu (8 Mawrth)",
        "Ariennir Gofal i Gydweithredu, ac mae ei dîm yn ei swyddi (31 Mai, Crynodeb y Fforwm ei hun o 2016)",
        "Bwrdd Iechyd Prifysgol Betsi Cadwaladr",
    ):
        assert line in text
