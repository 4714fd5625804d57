"""What is published, circulated and confirmed is what was seen: what has changed since is told, and asked again."""

import pytest
from django.urls import reverse

from common.versions import seen
from common.versions.seen import NotAsSeen
from meetings.agenda import building
from meetings.models import Action, AgendaItem, Attendance, Decision, Meeting, Paper, Paragraph
from tests.cast import a_decision, a_meeting, a_paragraph, an_action, an_item, minutes_of, wall_clock
from tests.editable import a_draft, a_group, change
from tests.forms import form_on
from tests.taskgroups.test_groups import a_decided

pytestmark = pytest.mark.django_db

PAGES = {  # name: role, address, the state of the meeting and of its minutes before and after
    "publish": ("administrator", "meetings:step", ["publish"], "planned", "published"),
    "circulate": ("administrator", "meetings:circulate", [], "draft", "circulated"),
    "confirm": ("chair", "meetings:confirm_minutes", [], "circulated", "confirmed"),
}


@pytest.fixture
def meeting(cast):
    """A meeting with all that is on its agenda and in its minutes."""
    meeting = a_meeting(days=-3, state="held")
    items = [an_item(meeting), an_item(meeting, title_en="Reports", title_cy="Adroddiadau")]
    paragraph = a_paragraph(items[0])
    a_decision(paragraph)
    an_action(paragraph, cast.member)
    Attendance.objects.create(meeting=meeting, name="Ann", capacity="guest", mode="online")
    Paper.objects.create(item=items[0], title_en="A report")
    return meeting


def brought_to(meeting, step):
    """Bring the meeting to where a step begins, and return who takes it, where, and the states before and after."""
    role, page, more, before, after = PAGES[step]
    if step == "publish":
        to_come = {"starts_at": wall_clock(21), "ends_at": wall_clock(21, "15:00")}
        Meeting.objects.filter(pk=meeting.pk).update(state="planned", agenda_published_at=None, **to_come)
    elif before == "circulated":
        minutes_of(meeting, "circulated")
    return role, reverse(page, args=[meeting.pk, *more]), before, after


def state_of(meeting, step):
    meeting = Meeting.objects.get(pk=meeting.pk)
    return meeting.state if step == "publish" else meeting.minutes.state


CHANGES = {
    "title": lambda: AgendaItem.objects.filter(title_en="Reports").update(title_en="Quite other reports"),
    "order": lambda: building.move_item(item=AgendaItem.objects.get(title_en="Reports"), to=1),
    "removed": lambda: building.remove_item(item=AgendaItem.objects.get(title_en="Reports")),
    "added": lambda: an_item(Meeting.objects.get(), title_en="Quite other"),
    "place": lambda: Meeting.objects.update(place_en="Quite other hall"),
    "paragraph": lambda: Paragraph.objects.update(text_en="<p>Quite other</p>"),
    "decision": lambda: Decision.objects.update(how="vote", votes_for=1),
    "action": lambda: Action.objects.update(text_en="Quite other"),
    "register": lambda: Attendance.objects.update(mode="absent"),
    "paper": lambda: Paper.objects.update(title_en="Quite other paper"),
}
OF_BOTH = ["title", "order", "removed", "added", "place"]
OF_MINUTES = ["paragraph", "decision", "action", "register"]
ALL = [(step, change) for step in PAGES for change in OF_BOTH + (["paper"] if step == "publish" else OF_MINUTES)]


@pytest.mark.parametrize(("step", "change"), ALL)
def test_what_has_changed_since_the_page_was_opened_is_told_and_asked_again(as_person, meeting, step, change):
    role, path, before, after = brought_to(meeting, step)
    browser = as_person(role)
    fields = form_on(browser, path).fields
    CHANGES[change]()
    refused = browser.post(path, fields)
    page = refused.content.decode()
    assert (refused.status_code, 'id="changed"' in page) == (409, True)
    assert ("Quite" in page and "other" in page) or change not in ("title", "added", "place", "paragraph", "action")
    assert state_of(meeting, step) == before
    assert browser.post(path, form_on(browser, path).fields).status_code == 302
    assert state_of(meeting, step) == after


def test_a_document_is_adopted_as_it_was_seen(as_person, cast):
    draft = a_draft(cast)
    administrator, path = as_person("administrator"), reverse("library:adopt_draft", args=[draft.document_id])
    fields = form_on(administrator, path).fields
    draft.document.versions.update(text_en="<p>Quite other</p>")
    refused = administrator.post(path, fields)
    assert (refused.status_code, "Quite other" in refused.content.decode()) == (409, True)
    draft.document.audience = "public"
    draft.document.save(update_fields=["audience"])
    assert administrator.post(path, fields | {"mark": refused.context["mark"]}).status_code == 409
    assert administrator.post(path, form_on(administrator, path).fields).status_code == 302
    draft.refresh_from_db()
    assert not draft.is_draft


def test_a_group_finishes_with_the_report_that_was_seen(as_person, cast):
    group = a_group(cast)
    change(group, state="reporting", starts_on="2016-01-01")
    adopting = {"decision": a_decided().pk}
    convenor, path = as_person("convenor"), reverse("taskgroups:step", args=[group.pk, "finish"])
    fields = form_on(convenor, path).fields | adopting
    change(group, final_report_en="<p>Quite other</p>")
    refused = convenor.post(path, fields)
    assert (refused.status_code, 'id="changed"' in refused.content.decode()) == (409, True)
    assert convenor.post(path, form_on(convenor, path).fields | adopting).status_code == 302


@pytest.mark.parametrize("step", PAGES)
def test_pressing_again_below_what_has_changed_takes_the_step(as_person, meeting, step):
    role, path, _before, after = brought_to(meeting, step)
    browser = as_person(role)
    fields = form_on(browser, path).fields
    CHANGES["title"]()
    refused = browser.post(path, fields)
    assert browser.post(path, {"mark": refused.context["mark"]}).status_code == 302
    assert state_of(meeting, step) == after


@pytest.mark.parametrize(
    "mark", ["nonsense", "; ;", "meetings.meeting x.y.z; auth.user 1.1.1", "meetings.meeting 9.9", "9" * 99]
)
def test_a_mark_that_is_none_is_refused(as_person, meeting, mark):
    role, path, before, _after = brought_to(meeting, "confirm")
    assert as_person(role).post(path, {"mark": mark}).status_code == 409
    assert state_of(meeting, "confirm") == before


def test_what_a_mark_says_of_other_tables_is_nothing(meeting):
    with pytest.raises(NotAsSeen) as refused:
        seen.compare("auth.group 1.1.0", [meeting])
    assert refused.value.changed == [("meetings.meeting", meeting.pk, 0)]
