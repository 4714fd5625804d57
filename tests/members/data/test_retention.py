"""Retention: what is older than its rule goes, what is younger stays, and a dry run only counts."""

import datetime
import io

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from meetings.models import MinutesImport
from members.data.retention import RULES, retire
from members.models import Application, Complaint, ImportRun, Invite, Letter, Organisation
from tests.cast import a_meeting

pytestmark = pytest.mark.django_db


def ago(days):
    """Return the moment so many days ago."""
    return timezone.now() - datetime.timedelta(days=days)


def make(days):
    """Make one row for each rule but the logs, old by so many days, with a word of its own."""
    tag = f"{days}@example.org"
    common = {"name": "zq", "language": "en"}
    Application.objects.create(email=f"d{tag}", why="w", state="declined", decided_at=ago(days), **common)
    Application.objects.create(email=f"a{tag}", why="w", state="accepted", decided_at=ago(days), **common)
    Invite.objects.create(email=f"i{tag}", state="declined", expires_at=ago(days), **common)
    Letter.objects.create(kind="x", thing=str(days), address=f"l{tag}", state="sent", created_at=ago(days))
    Complaint.objects.create(email=f"c{tag}", text="t", closed_at=ago(days), received_at=ago(days + 9), **common)
    ImportRun.objects.create(kind="people", file_name="x", state="applied", made_at=ago(days))
    ImportRun.objects.create(kind="people", file_name="x", state="checked", made_at=ago(days))


def counts():
    """Return how many rows there are of each kind."""
    return {model.__name__: model.objects.count() for model in (Application, Invite, Letter, Complaint, ImportRun)}


def test_what_is_old_goes_with_its_history_and_what_is_young_stays():
    make(3)
    young = counts()
    make(6 * 365 + 9)
    retire()
    assert counts() == young
    assert apps.get_model("members", "ApplicationEvent").objects.filter(email__startswith="d2199").count() == 0
    assert apps.get_model("members", "ApplicationEvent").objects.count() == 2


@pytest.mark.parametrize(("model", "facts"), [
    (Application, {"name": "n", "email": "w@example.org", "language": "en", "why": "w", "made_at": ago(9_000)}),
    (Letter, {"kind": "x", "thing": "1", "address": "w@example.org", "created_at": ago(9_000)}),
    (Complaint, {"name": "n", "email": "w@example.org", "text": "t", "received_at": ago(9_000)}),
    (Invite, {"name": "n", "email": "w@example.org", "state": "accepted", "expires_at": ago(9_000)}),
])  # fmt: skip
def test_what_still_waits_or_counts_is_never_too_old(model, facts):
    model.objects.create(**facts)
    retire()
    assert model.objects.count() == 1


def test_the_history_is_pruned_after_six_years():
    Organisation.objects.create(name_en="Old Mill")
    events = apps.get_model("members", "OrganisationEvent").objects
    events.update(pgh_created_at=ago(6 * 365 - 1))
    retire()
    assert events.count() == 1
    events.update(pgh_created_at=ago(6 * 365 + 1))
    retire()
    assert events.count() == 0 and Organisation.objects.count() == 1


def test_a_dry_run_tells_and_deletes_nothing():
    make(6 * 365 + 9)
    before, out = counts(), io.StringIO()
    call_command("retention", "--dry-run", stdout=out)
    assert counts() == before and "Nothing was deleted" in out.getvalue()
    assert len([line for line in out.getvalue().splitlines() if line.strip().startswith("1 ")]) == 7
    call_command("retention", stdout=out)
    assert sum(counts().values()) == 0 and len({rule.name for rule in RULES}) == len(RULES)


def test_every_table_of_events_is_pruned_also_one_that_comes_later():
    (rule,) = [rule for rule in RULES if rule.name == "history"]
    pruned = {rows.model for rows in rule.rows(timezone.now())}
    tracked = [model for model in apps.get_models() if hasattr(model, "pgh_event_models")]
    assert len(tracked) > 20 and pruned == {events for model in tracked for events in model.pgh_event_models.values()}


def test_past_minutes_that_nobody_made_go_and_others_stay():
    old, young, made = (MinutesImport.objects.create(source="Zq was there.") for _each in range(3))
    MinutesImport.objects.filter(pk__in=[old.pk, made.pk]).update(made_at=ago(183))
    MinutesImport.objects.filter(pk=made.pk).update(meeting=a_meeting())
    retire()
    assert set(MinutesImport.objects.values_list("pk", flat=True)) == {young.pk, made.pk}
