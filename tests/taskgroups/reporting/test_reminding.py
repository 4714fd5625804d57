"""A convenor hears once that the group's report is due, while that is its date."""

import datetime

import pytest
from django.utils import timezone

from taskgroups.models import TaskGroup
from taskgroups.reporting import reminding
from tests.letters import deliver_to_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def group(cast):
    """A group of the convenor's that is to report in ten days."""
    due = timezone.localdate() + datetime.timedelta(days=10)
    return TaskGroup.objects.create(name_en="Care", name_cy="Gofal", convenor=cast.convenor, due_on=due)


def test_the_convenor_is_told_once_for_each_date(group):
    reminding.send_due()
    reminding.send_due()
    sent = deliver_to_roles()
    assert set(sent) == {"convenor"} and "Gofal" in sent["convenor"].body
    TaskGroup.objects.update(due_on=group.due_on + datetime.timedelta(days=1))
    reminding.send_due()
    assert set(deliver_to_roles()) == {"convenor"}


@pytest.mark.parametrize("change", [{"due_on": None}, {"convenor": None}, {"state": "finished"}])
def test_what_is_not_due_any_more_is_not_told(group, change):
    reminding.send_due()
    facts = change | ({"finished_at": timezone.now(), "final_report_en": "<p>Done</p>"} if "state" in change else {})
    TaskGroup.objects.update(**facts)
    assert deliver_to_roles() == {}
    reminding.send_due()
    assert deliver_to_roles() == {}


def test_a_date_far_away_or_past_is_not_told(group):
    for days in (15, -1):
        TaskGroup.objects.update(due_on=timezone.localdate() + datetime.timedelta(days=days), starts_on="2020-01-01")
        reminding.send_due()
        assert deliver_to_roles() == {}
