"""Backups are kept by a rule, made when due, and read again where they were put."""

import datetime
import random

import pytest
from django.core.management import CommandError, call_command

from common.models import Done
from forum_site import jobs
from forum_site.backups import kept, making

NOON = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)


def test_of_daily_backups_seven_days_four_weeks_and_twelve_months_stay():
    made = [NOON - number * DAY for number in range(500)]
    left = sorted(set(made) - kept.superseded(made), reverse=True)
    days, weeks = left[:7], left[7:9]
    assert days == made[:7]
    assert [at.date().isoformat() for at in weeks] == ["2026-11-15", "2026-11-08"]  # the Sundays of the weeks before
    months = [at.date().isoformat() for at in left[9:]]
    assert months[:3] == ["2026-10-31", "2026-09-30", "2026-08-31"]
    assert (len(months), months[-1]) == (11, "2025-12-31")


def test_of_several_a_day_the_newest_stays_and_the_very_newest_always():
    assert kept.superseded([]) == set()
    assert kept.superseded([NOON]) == set()
    assert kept.superseded([NOON, NOON + DAY / 4]) == {NOON}


def test_what_the_rule_has_let_go_it_would_have_let_go_a_day_later_too():
    """Day by day it comes to the same as all at once: nothing that it needs later is thrown away earlier."""
    chance = random.Random(7)
    made = [NOON - number * DAY for number in range(400) if chance.random() < 0.7]
    by_day: set[datetime.datetime] = set()
    for at in reversed(made):
        by_day.add(at)
        by_day -= kept.superseded(by_day)
    assert by_day >= set(made) - kept.superseded(made)
    assert len(by_day) <= 7 + 4 + 12


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
class TestInAPlace:
    @pytest.fixture
    def folder(self, settings, tmp_path):
        settings.MEDIA_ROOT, settings.VAR = tmp_path / "files", tmp_path
        settings.BACKUPS = {"location": str(tmp_path / "backups")}
        return tmp_path / "backups"

    def test_a_backup_is_made_when_due_and_noted_and_old_ones_go(self, folder):
        folder.mkdir()
        old = [f"forum-2020-01-{day:02}T020000Z.tar" for day in range(1, 29)]
        for name in [*old, "letter.txt"]:
            (folder / name).touch()
        kept.note("backup", {})
        Done.objects.update(at=kept.timezone.now() - DAY)
        jobs.back_up(timestamp=0)
        (new,) = [path.name for path in folder.glob("forum-*") if path.name > "forum-2021"]
        left = sorted(path.name for path in folder.glob("forum-2020*"))
        assert left == [old[18], *old[-6:]]  # with the new one seven days; a Sunday two weeks before
        assert (folder / "letter.txt").exists()
        facts = Done.objects.get(pk="backup").facts
        assert (facts["name"], facts["sealed"], facts["size"]) == (new, False, (folder / new).stat().st_size)
        assert (folder / new).stat().st_mode & 0o077 == 0
        jobs.back_up(timestamp=0)
        assert len(list(folder.glob("forum-2*"))) == len(left) + 1  # not due again
        Done.objects.update(at=kept.timezone.now() - DAY)
        call_command("backup", "--if-due", verbosity=0)
        assert Done.objects.get(pk="backup").facts["name"] != new

    def test_a_backup_that_did_not_arrive_whole_is_told(self, folder, monkeypatch):
        monkeypatch.setattr("common.filing.stored.WholeFiles._save", _cut)
        with pytest.raises(making.Refused, match="not in its place as it was made"):
            kept.make()
        assert not Done.objects.filter(pk="backup").exists()

    def test_the_newest_is_rehearsed_beside_the_site_and_compared(self, folder, capsys):
        kept.make()
        call_command("rehearse")
        said = capsys.readouterr().out
        assert "gives back all that was backed up" in said
        assert "members_person" in said and "NOT THE SAME" not in said
        assert Done.objects.get(pk="rehearsal").facts["is_whole"] is True

    def test_without_a_backup_there_is_nothing_to_rehearse(self, folder):
        with pytest.raises(CommandError, match="no backup to try"):
            call_command("rehearse")


def _cut(self, name, content):
    path = self.path(name)
    kept.Path(path).parent.mkdir(parents=True, exist_ok=True)
    kept.Path(path).write_bytes(content.read()[:-1])
    return name


@pytest.mark.django_db
def test_without_a_place_none_is_due_and_the_command_says_what_to_set(settings):
    settings.BACKUPS = None
    assert kept.make_if_due() == ""
    with pytest.raises(CommandError, match="set BACKUP_URL"):
        call_command("backup")
