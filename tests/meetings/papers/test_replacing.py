"""A paper is replaced: links lead to the newest file, readers see the day, and who keeps the record has the old one."""

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from common.editing import IllegalChange
from meetings.agenda.below import papers_below
from meetings.models import EarlierFile, Paper
from meetings.papers import papers
from members.access import Circle
from tests.cast import a_meeting, an_item, minutes_of
from tests.files import read_out, sent

pytestmark = pytest.mark.django_db


def url(name, *args):
    return reverse(f"meetings:{name}", args=args)


def upload(text):
    return papers.Upload("en", sent("report.txt", text.encode()), "text/plain")


def a_paper(item, title="Budget", text="First", **facts):
    paper = Paper(item=item, title_en=title, **facts)
    return papers.add_paper(paper=paper, uploads=[upload(text)], by=None)


@pytest.fixture
def item():
    return an_item(a_meeting(state="published"))


def replace(administrator, paper, text):
    data = {"title_en": "Budget", "shared_with_partners": "on", "version": paper.version}
    answer = administrator.post(url("edit_paper", paper.pk), data | {"file_en": sent("newer.txt", text)})
    assert answer.status_code == 302


def test_everybody_reads_the_newest_and_who_keeps_the_record_the_earlier_ones(as_person, item):
    paper, administrator = a_paper(item), as_person("administrator")
    link, said = paper.sides.get().get_absolute_url(), f"replaced on {date_format(timezone.localdate(), 'j F Y')}"
    member = as_person("member")
    assert said not in member.get(item.meeting.get_absolute_url()).content.decode()
    replace(administrator, paper, b"Second")
    earlier = EarlierFile.objects.get()
    assert (earlier.name, earlier.language, earlier.size) == ("report.txt", "en", 5)
    assert read_out(member.get(link)) == b"Second"
    assert said in member.get(item.meeting.get_absolute_url()).content.decode()
    pages = [administrator.get(url(page, key)).content.decode() for page, key in
             (("papers", item.meeting_id), ("edit_paper", paper.pk))]  # fmt: skip
    assert all("Earlier files" in page for page in pages) and url("earlier_file", earlier.pk) in pages[1]
    assert read_out(administrator.get(url("earlier_file", earlier.pk))) == b"First"
    for page in ("earlier_file", "remove_earlier"):
        got = [
            as_person(role).get(url(page, earlier.pk)).status_code for role in ("visitor", "member", "partner", "staff")
        ]
        assert got == [302, 404, 404, 404], page


def test_what_nobody_had_read_yet_is_replaced_without_a_word(as_person):
    item = an_item(a_meeting())
    replace(as_person("administrator"), a_paper(item), b"Second")
    assert Paper.objects.get().sides.get().replaced_at is None and EarlierFile.objects.count() == 1


def test_an_earlier_file_goes_for_good_also_beside_confirmed_minutes(as_person, cast):
    item = an_item(a_meeting(days=-5, state="held"))
    paper = a_paper(item)
    papers.replace_files(paper=paper, uploads=[upload("Second")], by=None)
    minutes_of(item.meeting, "confirmed", by=cast.chair)
    page, chair = url("remove_earlier", EarlierFile.objects.get().pk), as_person("chair")
    assert as_person("member").post(page).status_code == 404 and EarlierFile.objects.count() == 1
    assert b"report.txt" in chair.get(page).content
    assert chair.post(page).status_code == 302 and not EarlierFile.objects.exists()
    assert read_out(chair.get(paper.sides.get().get_absolute_url())) == b"Second"


def test_papers_of_an_item_are_moved_and_read_in_their_new_order(as_person, item):
    made = [a_paper(item, title) for title in ("One", "Two", "Three")]
    administrator = as_person("administrator")
    for role, answer in (("visitor", 302), ("member", 403), ("staff", 404)):
        assert as_person(role).post(url("move_paper", made[2].pk), {"to": "1"}).status_code == answer
    assert administrator.post(url("move_paper", made[2].pk), {"to": "1"}).status_code == 302
    assert administrator.post(url("move_paper", made[0].pk), {"to": "99"}).status_code == 302
    assert administrator.post(url("move_paper", made[0].pk), {"to": "up"}).status_code == 404
    shown = [paper.title for paper in papers_below(item.meeting, [item], Circle.MEMBER)[item.pk]]
    assert shown == ["Three", "Two", "One"]
    page = as_person("member").get(item.meeting.get_absolute_url()).content.decode()
    assert page.index("Three") < page.index("Two") < page.index("One")


def test_what_is_to_be_read_first_stays_first(item):
    first, other = a_paper(item, "First", read_first=True), a_paper(item, "Other")
    for paper, to in ((other, 1), (first, 2)):
        with pytest.raises(IllegalChange, match="read first"):
            papers.move_paper(paper=paper, to=to)


def test_files_come_along_with_a_new_item(as_person):
    meeting, administrator = a_meeting(), as_person("administrator")
    quick = {"title": "Rents", "kind": "discussion", "minutes": "10", "presenter": ""}
    bad = administrator.post(url("quick_item", meeting.pk), quick | {"files": [sent("a.exe", b"MZ")]})
    assert bad.status_code == 200 and "a.exe: " in bad.content.decode() and not meeting.items.exists()
    files = [sent("Rents_2016_en.txt", b"Words"), sent("Rents_2016_cy.txt", b"Geiriau"), sent("costs.txt", b"9")]
    assert administrator.post(url("quick_item", meeting.pk), quick | {"files": files}).status_code == 302
    made = {paper.title_en: paper.sides.count() for paper in meeting.items.get().papers.all()}
    assert made == {"Rents 2016": 2, "Costs": 1}
