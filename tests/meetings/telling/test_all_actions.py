"""Everybody's actions on one page: who sees which, by person, group and meeting; several at once by one press."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from meetings.agenda.showing import read_agenda
from meetings.minutes import everybody
from meetings.models import Action, Writes
from meetings.telling import emails
from members.access import Circle
from members.models import Letter
from taskgroups.models import GroupMember, TaskGroup
from tests.cast import a_meeting, a_paragraph, an_action, an_item, minutes_of
from tests.typed import typed

pytestmark = pytest.mark.django_db
PAGE, CHANGE = "/meetings/actions/all/", "/meetings/actions/change/"


@pytest.fixture
def rows(cast):
    """Actions of the last meeting: the member's overdue, the convenor's open, and one that is done since."""
    meeting = a_meeting(days=-20, state="held")
    paragraph = a_paragraph(an_item(meeting))
    late = an_action(paragraph, cast.member, days=-2, text_en="Late one")
    ahead = an_action(paragraph, cast.convenor, text_en="=Open one")
    done = an_action(paragraph, cast.member, text_en="Done one")
    minutes_of(meeting, "circulated")
    Action.objects.filter(pk=done.pk).update(status="done", closed_at=timezone.now())
    return {"late": late, "ahead": ahead, "done": done, "meeting": meeting}


def texts(reader, **wanted):
    return [str(row.text_en) for row in everybody.actions(reader, **wanted)]


def test_each_tab_shows_its_own(cast, rows):
    assert texts(cast.administrator) == ["Late one", "=Open one"]
    assert texts(cast.administrator, show="overdue") == ["Late one"]
    assert texts(cast.administrator, show="done") == ["Done one"]
    a_meeting(days=-1, state="held", starts_at=timezone.now(), ends_at=timezone.now() + datetime.timedelta(hours=1))
    assert texts(cast.administrator, show="done") == []


def test_they_are_found_by_person_group_and_meeting(cast, rows):
    group = TaskGroup.objects.create(name_en="Strategy", convenor=cast.convenor)
    other = TaskGroup.objects.create(name_en="Secret", convenor=cast.convenor, shared_with_partners=False)
    GroupMember.objects.create(group=other, person=cast.member)
    meeting = rows["meeting"].pk
    for reader in (cast.member, cast.partner):
        assert texts(reader, person=cast.member.pk) == ["Late one"]
        assert texts(reader, group=group.pk) == ["=Open one"]
        assert len(texts(reader, meeting=meeting)) == 2 and texts(reader, meeting=meeting + 1) == []
    assert (len(texts(cast.member, group=other.pk)), texts(cast.partner, group=other.pk)) == (2, [])
    Action.objects.filter(pk=rows["late"].pk).update(passed_to=cast.convenor)
    assert (texts(cast.member, person=cast.member.pk), len(texts(cast.member, group=group.pk))) == ([], 2)


def test_what_a_reader_may_not_see_is_in_no_list_sheet_or_filter(cast, as_person, rows):
    hidden = a_meeting(days=-9, state="held", shared_with_partners=False, title_en="Closed session")
    an_action(a_paragraph(an_item(hidden)), cast.lapsed, text_en="Zanzibar")
    minutes_of(hidden, "circulated")
    for path in (PAGE, reverse("meetings:actions_sheet")):
        for role, there in (("member", True), ("partner", False), ("administrator", True)):
            page = as_person(role).get(path).content.decode()
            found = [word in page for word in ("Zanzibar", "Closed session", cast.lapsed.name)]
            assert (path, role, found) == (path, role, [there] * 3)


def test_the_sheet_holds_what_the_page_shows_and_no_formula(as_person, rows):
    sheet = as_person("member").get(reverse("meetings:actions_sheet"), {"show": "open"}).content.decode("utf-8-sig")
    assert len(sheet.splitlines()) == 3 and '"\'=Open one"' in sheet and "Done one" not in sheet


def ticked(browser, do, *keys):
    """Return the page that asks, and its form as it is sent."""
    page = browser.get(CHANGE, {"do": do, "pick": keys})
    return page, typed(page) | {"pick": keys}


def test_several_are_marked_as_done_by_one_press_after_a_page_that_shows_them(cast, as_person, rows):
    browser = as_person("administrator")
    page, form = ticked(browser, "done", rows["late"].pk, rows["ahead"].pk)
    assert "Late one" in page.content.decode() and "=Open one" in page.content.decode()
    assert browser.post(CHANGE, form).status_code == 302
    assert set(Action.objects.values_list("status", flat=True)) == {"done"}
    assert not Action.objects.filter(closed_at=None).exists()
    assert (browser.post(CHANGE, form).status_code, as_person("chair").post(CHANGE, form).status_code) == (302, 409)


def test_what_was_changed_meanwhile_is_told_and_nothing_is_done(as_person, rows):
    browser = as_person("administrator")
    _page, form = ticked(browser, "done", rows["late"].pk, rows["ahead"].pk)
    Action.objects.filter(pk=rows["ahead"].pk).update(progress="Half of it")
    answered = browser.post(CHANGE, form)
    assert (answered.status_code, Action.objects.filter(status="done").count()) == (409, 1)


def test_several_are_given_to_somebody_else_and_another_day(cast, as_person, rows):
    browser, day = as_person("administrator"), timezone.localdate() + datetime.timedelta(days=30)
    _page, form = ticked(browser, "give", rows["late"].pk, rows["ahead"].pk)
    assert "Please choose who takes them over" in browser.post(CHANGE, form).content.decode()
    sent = form | {"passed_to": cast.convenor.pk, "due_on": day.isoformat()}
    assert browser.post(CHANGE, sent).status_code == 302
    late, ahead = (Action.objects.get(pk=rows[name].pk) for name in ("late", "ahead"))
    assert (late.passed_to, ahead.passed_to, late.due_on, ahead.due_on) == (cast.convenor, None, day, day)


def test_owners_are_reminded_of_all_of_theirs_in_one_letter_a_day(cast, as_person, rows):
    browser = as_person("administrator")
    page, _form = ticked(browser, "remind", rows["late"].pk)
    assert "1 person gets one letter" in page.content.decode()
    for _press in range(2):
        assert browser.post(CHANGE, ticked(browser, "remind", rows["late"].pk)[1]).status_code == 302
    letter = Letter.objects.get(kind=emails.CHASED)
    assert letter.person == cast.member and "Late one" in emails.actions_chased(letter).body
    Action.objects.filter(pk=rows["late"].pk).update(status="done", closed_at=timezone.now())
    assert emails.actions_chased(letter) is None


@pytest.mark.parametrize("role", ["member", "partner", "convenor"])
def test_who_does_not_keep_the_record_reads_and_ticks_nothing(as_person, rows, role):
    browser = as_person(role)
    assert 'name="pick"' not in browser.get(PAGE).content.decode()
    assert browser.post(CHANGE, {"do": "done", "pick": [rows["late"].pk]}).status_code == 403


@pytest.mark.parametrize("asked", [{}, {"do": "done"}, {"do": "burn", "pick": 1}, {"do": "done", "pick": "x"}])
def test_nothing_ticked_is_said(as_person, rows, asked):
    assert "Nothing that is open is ticked." in as_person("administrator").get(CHANGE, asked).content.decode()


def test_who_keeps_the_record_reads_under_matters_arising_what_was_done(cast, as_person, rows):
    meeting = a_meeting(days=9, state="published")
    an_item(meeting, writes_itself=Writes.MATTERS_ARISING)
    done = {circle: read_agenda(meeting, circle).items[0].arising.done for circle in (Circle.KEEPER, Circle.MEMBER)}
    assert ([row.text for row in done[Circle.KEEPER]], done[Circle.MEMBER]) == (["Done one"], ())
    for role, told in (("administrator", True), ("member", False)):
        assert ("Done one" in as_person(role).get(meeting.get_absolute_url()).content.decode()) is told
