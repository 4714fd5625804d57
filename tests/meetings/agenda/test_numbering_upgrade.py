"""An agenda that was out before numbers were kept: the upgrade keeps those that it has, and leaves the record alone."""

import datetime

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

BEFORE, AFTER = [("meetings", "0022_calendar_uids")], [("meetings", "0023_kept_numbers")]
NOW = timezone.now()


def migrated(to):
    """Bring the database to a migration, and return the models as they are there."""
    MigrationExecutor(connection).migrate(to)
    return MigrationExecutor(connection).loader.project_state(to).apps


@pytest.fixture
def old():
    """The models as they were; afterwards the database is as it is today."""
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    yield migrated(BEFORE)
    migrated(latest)


def an_agenda(old, *, published, minutes=""):
    """Return the key of a meeting with an item, published or not, with minutes in a state."""
    meeting, item, record = (old.get_model("meetings", name) for name in ("Meeting", "AgendaItem", "Minutes"))
    facts = {"starts_at": NOW, "ends_at": NOW + datetime.timedelta(hours=2), "agenda_published_at": published}
    row = meeting.objects.create(title_en="Meeting", state="held" if minutes else "planned", **facts)
    item.objects.create(meeting=row, position=1, title_en="Rents")
    if minutes:
        confirmed = {"confirmed_at": NOW, "circulated_at": NOW} if minutes == "confirmed" else {}
        record.objects.create(meeting=row, state=minutes, **confirmed)
    return row.pk


@pytest.mark.django_db(transaction=True)
def test_what_is_out_keeps_its_numbers(old):
    draft, out = an_agenda(old, published=None), an_agenda(old, published=NOW)
    held, stands = an_agenda(old, published=NOW, minutes="draft"), an_agenda(old, published=NOW, minutes="confirmed")
    found = migrated(AFTER).get_model("meetings", "AgendaItem").objects.values_list("meeting", "kept_number")
    assert dict(found) == {draft: "", out: "1", held: "1", stands: ""}
