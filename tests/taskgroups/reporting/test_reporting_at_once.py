"""A report is brought where its meeting is by then, and names nothing to those who do not read it."""

import errno

import pytest
from django.core.files.storage import FileSystemStorage
from django.db.models import F
from django.utils import timezone

from common.editing import IllegalChange
from meetings.bringing import bringing
from meetings.models import AgendaItem, Meeting, Paper
from taskgroups.models import TaskGroup
from taskgroups.reporting import reporting
from tests.cast import a_meeting
from tests.library.test_consulting import a_consultation, a_draft
from tests.library.test_consulting import url as library_url
from tests.taskgroups.test_groups import REPORT, a_group, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(cast):
    return a_meeting(days=20)


@pytest.fixture
def group(cast, meeting):
    return a_group(convenor=cast.convenor, shared_with_partners=True, **REPORT)


@pytest.mark.parametrize(("change", "said"), [
    ({"agenda_published_at": F("starts_at"), "state": "published"}, "No meeting is planned"),
    ({"state": "cancelled"}, "Things have changed"),
])  # fmt: skip
def test_an_agenda_that_goes_out_while_the_report_is_set_is_left_alone(cast, group, meeting, monkeypatch, change, said):
    if "cancelled" in change.values():
        a_meeting(days=40)
    typeset = bringing.typeset

    def meanwhile(*args):
        Meeting.objects.filter(pk=meeting.pk).update(**change)
        return typeset(*args)

    monkeypatch.setattr(bringing, "typeset", meanwhile)
    with pytest.raises(IllegalChange, match=said):
        reporting.bring(group=group, by=cast.convenor)
    assert not AgendaItem.objects.exists()


def test_a_group_that_partners_see_no_more_is_named_to_them_on_no_agenda(cast, group, meeting):
    item = reporting.bring(group=group, by=cast.convenor)
    TaskGroup.objects.update(shared_with_partners=False)
    reporting.bring(group=group, by=cast.convenor)
    Meeting.objects.update(agenda_published_at=F("starts_at"), state="published")
    assert not AgendaItem.objects.visible_to(cast.partner).filter(pk=item.pk).exists()


def test_a_meeting_that_partners_do_not_see_is_not_named_to_one_who_convenes(as_person, cast, group, meeting):
    Meeting.objects.update(shared_with_partners=False, title_cy="Sansibar", title_en="Zanzibar")
    TaskGroup.objects.update(convenor=cast.partner)
    partner = as_person("partner")
    for got in (partner.get(url("bring_report", group.pk)), partner.post(url("bring_report", group.pk))):
        assert "Zanzibar" not in got.text and "Sansibar" not in got.text
    assert (got.status_code, Paper.objects.count()) == (409, 0)


def test_a_meeting_that_has_begun_hears_nothing_that_is_brought_now(cast, group, meeting):
    reporting.bring(group=group, by=cast.convenor)
    Meeting.objects.update(starts_at=timezone.now())
    group.refresh_from_db()
    assert reporting.way_of(group, cast.convenor).item is None


def full(*_args):
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("what", ["report", "answer"])
def test_a_full_disk_is_said_where_nothing_is_filled_in(as_person, group, monkeypatch, what):
    page = url("bring_report", group.pk)
    if what == "answer":
        row = a_consultation()
        a_draft(row)
        page = library_url("bring_answer", row.pk)
    monkeypatch.setattr(FileSystemStorage, "_save", full)
    got = as_person("administrator").post(page)
    assert (got.status_code, AgendaItem.objects.exists()) == (507, False)
    assert "There is no room for this file" in got.text
