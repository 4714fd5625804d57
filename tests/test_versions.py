"""Two who change one row: whatever the other does, on the site or by SQL, a form undoes nothing of it in silence."""

import datetime

import pytest
from django.apps import apps
from django.db import transaction
from django.utils.formats import date_format

from common.editing import Versioned
from common.rich_text import plain_text
from common.steps import take
from exchange.models import ExchangeRules, Report
from library.models import Clause, GovernedRule, Remark
from meetings.agenda import building
from meetings.models import AgendaItem, Ballot, Meeting, Minutes, Told
from meetings.planning import lifecycle
from meetings.planning.forms_meeting import MeetingForm
from members.models import Enquiry
from taskgroups.models import GroupMessage
from tests.cast import a_meeting, an_item
from tests.editable import EDITABLE, IN_ADMIN, a_meeting_of, change
from tests.forms import form_on
from tests.typed import typed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BY_VERBS = {Minutes, Ballot, GovernedRule}  # their columns are not on any form once they are there
BY_VERBS |= {Clause}  # whose words stand; where it came from is chosen on a page of its own
BY_VERBS |= {Report, ExchangeRules}  # written once and judged by a step; one tick, tried in `test_posts.py`
BY_VERBS |= {Remark}  # which is written once, or taken back
BY_VERBS |= {Told}  # what everybody was told last of a meeting
BY_VERBS |= {GroupMessage}  # which is written once, or taken back
BY_VERBS |= {Enquiry}  # a stranger writes it once; what those who answer do about it are verbs


def versioned():
    return {model for model in apps.get_models() if issubclass(model, Versioned) and not model._meta.proxy}


def having(what):
    return pytest.mark.parametrize("editable", [one for one in EDITABLE if what(one)], ids=str)


def now(row):
    return type(row)._base_manager.get(pk=row.pk)


def reading(row, column):
    value = getattr(now(row), column)
    return plain_text(value) if isinstance(value, str) else value


def is_on(page, value):
    """Whether a page has a value, a day as its field or its words have it."""
    shown = (value.isoformat(), date_format(value)) if isinstance(value, datetime.date) else (str(value),)
    return any(one in page for one in shown)


def is_two_language(editable):
    return editable.text.endswith("_en")


@pytest.fixture
def opened(as_person, cast, editable):
    """A row, and its form as somebody has opened it: what it sends with some fields filled in."""
    row, browser = editable.make(cast), as_person(editable.role)
    fields = form_on(browser, editable.path(row)).fields
    return row, lambda **more: browser.post(editable.path(row), fields | more), browser


@pytest.mark.parametrize(
    "model", sorted(versioned(), key=lambda model: model.__name__), ids=lambda model: model.__name__
)
def test_the_database_counts_the_versions_of_every_row_that_people_edit(model):
    assert "counts_saves" in [trigger.name for trigger in model._meta.triggers]


def test_every_kind_of_row_that_a_form_changes_stands_in_the_table(cast):
    made = set()
    for editable in [*EDITABLE, *IN_ADMIN]:
        with transaction.atomic():
            made.add(type(editable.make(cast)))
            transaction.set_rollback(True)
    assert made == versioned() - BY_VERBS


@having(lambda editable: True)
def test_a_text_that_both_have_written_is_refused_with_both_and_pressing_again_keeps_mine(opened, editable):
    row, send, browser = opened
    change(row, **{editable.text: editable.theirs})
    refused = send(**{editable.text: editable.mine})
    page = refused.content.decode()
    assert (refused.status_code, is_on(page, editable.theirs), is_on(page, editable.mine)) == (409, True, True)
    assert reading(row, editable.text) == editable.theirs
    assert browser.post(editable.path(row), typed(refused)).status_code == 302
    assert reading(row, editable.text) == editable.mine


@having(lambda editable: editable.other)
def test_what_somebody_else_changed_beside_my_text_is_not_undone(opened, editable):
    row, send, browser = opened
    theirs = change(row, **editable.other)
    now_reads = {name: reading(row, name) for name in theirs}
    refused = send(**{editable.text: editable.mine})
    assert (refused.status_code, is_on(refused.content.decode(), editable.mine)) == (409, True)
    assert {name: reading(row, name) for name in theirs} == now_reads
    if editable.name != "import":  # its page is one text with all that is said about it
        assert browser.post(editable.path(row), typed(refused)).status_code == 302
        assert (reading(row, editable.text), {name: reading(row, name) for name in theirs}) == (
            editable.mine,
            now_reads,
        )


@having(lambda editable: editable.hidden)
def test_what_the_form_does_not_show_is_kept_beside_what_it_saves(opened, editable):
    row, send, _browser = opened
    theirs = change(row, **editable.hidden)
    assert send(**{editable.text: editable.mine}).status_code == 302
    assert (reading(row, editable.text), {name: reading(row, name) for name in theirs}) == (editable.mine, theirs)


@having(is_two_language)
def test_two_who_write_one_language_each_are_both_kept(opened, editable):
    row, send, _browser = opened
    welsh = f"{editable.text[:-3]}_cy"
    change(row, **{welsh: "Eu geiriau"})
    assert send(**{editable.text: editable.mine}).status_code == 302
    assert (reading(row, editable.text), reading(row, welsh)) == (editable.mine, "Eu geiriau")


@having(is_two_language)
def test_two_who_each_empty_the_language_of_the_other_leave_one(opened, editable):
    row, send, _browser = opened
    welsh = f"{editable.text[:-3]}_cy"
    change(row, **{editable.text: "Theirs", welsh: ""})
    refused = send(**{editable.text: "", welsh: "Fy ngeiriau"})
    assert (refused.status_code, reading(row, editable.text)) == (409, "Theirs")


@having(lambda editable: True)
def test_a_form_that_says_no_version_undoes_nothing(opened, editable):
    row, send, _browser = opened
    change(row, **{editable.text: editable.theirs})
    for version in ("", "0", "99", "nonsense", "9" * 30):
        assert send(**{editable.text: editable.mine, "version": version}).status_code != 302
    assert reading(row, editable.text) == editable.theirs


@having(lambda editable: True)
def test_a_row_that_is_only_moved_counts_no_version_and_one_that_is_written_does(cast, editable):
    row = editable.make(cast)
    before = now(row).version
    change(row, **{editable.text: getattr(now(row), editable.text)})
    assert now(row).version == before
    change(row, **{editable.text: editable.theirs})
    assert now(row).version == before + 1


def test_a_place_on_the_agenda_is_no_version(cast):
    first, second = (an_item(meeting) for meeting in [a_meeting()] * 2)
    building.move_item(item=second, to=1)
    assert [(row.pk, row.position, row.version) for row in AgendaItem.objects.order_by("position")] == [
        (second.pk, 1, 1),
        (first.pk, 2, 1),
    ]


def test_a_members_wish_to_discuss_an_item_is_not_undone(as_person, cast):
    meeting = a_meeting(state="published")
    item = an_item(meeting, taken_as_read=True)
    Meeting.objects.update(discuss_until=meeting.starts_at)
    administrator, path = as_person("administrator"), f"/meetings/items/{item.pk}/"
    fields = form_on(administrator, path).fields
    building.pull_item(item=item, by=cast.member, reason="The rent")
    refused = administrator.post(path, fields | {"title_en": "Mine"})
    assert (refused.status_code, "taken_as_read" in typed(refused)) == (409, False)
    administrator.post(path, typed(refused))
    item.refresh_from_db()
    assert (item.title_en, item.taken_as_read, item.pulled_by) == ("Mine", False, cast.member)
    administrator.post(path, form_on(administrator, path).fields | {"taken_as_read": "on"})
    item.refresh_from_db()
    assert (item.taken_as_read, item.pulled_by, item.pull_reason) == (True, None, "")


def test_an_agenda_that_is_published_between_reading_and_saving_stays_published(as_person, cast):
    meeting = a_meeting_of(cast)
    an_item(meeting)
    fields = form_on(as_person("administrator"), f"/meetings/{meeting.pk}/edit/").fields
    form = MeetingForm(fields | {"title_en": "Mine"}, instance=Meeting.objects.get())
    assert form.is_valid()
    take(meeting, lifecycle.PUBLISH, notify=False)
    assert form.save_if_current()
    meeting.refresh_from_db()
    assert (meeting.title_en, meeting.state, meeting.agenda_published_at is None) == ("Mine", "published", False)
