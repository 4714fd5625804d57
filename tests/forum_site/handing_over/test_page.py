"""The page from which the record is handed over: for administrators alone, one at a time, removed in time."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from common.filing import stored
from common.models import Done
from forum_site import jobs
from forum_site.handing_over import kept
from forum_site.pages import erasure
from tests.cast import let_in

pytestmark = pytest.mark.django_db
PAGE = "/handover/"


@pytest.fixture
def ready(cast, settings, tmp_path):
    """A zip that the administrator had made."""
    settings.MEDIA_ROOT = tmp_path
    facts = {"state": "ready", "by": cast.administrator.pk, "contacts": True, "pages": 40, "fetched": [], "size": 3}
    row = Done.objects.create(pk="handover 2026-11-01T100000Z", facts=facts)
    default_storage.save(kept._handed(row).file_name, ContentFile(b"zip"))
    return kept.one("2026-11-01T100000Z")


@pytest.mark.parametrize("address", [f"{PAGE}2026-11-01T100000Z.zip", f"{PAGE}2026-11-01T100000Z/remove/"])
def test_only_an_administrator_fetches_or_removes_it(as_person, ready, address):
    answers = {role: as_person(role).get(address).status_code for role in ("visitor", "chair", "member", "staff")}
    assert answers == {"visitor": 302, "chair": 404, "member": 404, "staff": 404}
    assert as_person("administrator").get(f"{PAGE}2026-11-02T100000Z.zip").status_code == 404


def test_who_has_not_shown_lately_who_they_are_is_asked(cast, client, ready):
    let_in(client, cast.administrator, ago=3600)
    assert "/accounts/" in client.get(f"{PAGE}{ready.name}.zip")["Location"]
    assert "/accounts/" in client.post(PAGE, {"with_contacts": "on"})["Location"]
    assert not ProcrastinateJob.objects.filter(task_name=kept.HAND_OVER).exists()


def test_it_is_fetched_by_name_and_noted(as_person, ready):
    browser = as_person("administrator")
    answer = browser.get(f"{PAGE}{ready.name}.zip")
    assert (answer.getvalue(), answer["Content-Type"], "no-store" in answer["Cache-Control"]) == (
        b"zip",
        "application/zip",
        True,
    )
    assert f"forum-{ready.name}.zip" in answer["Content-Disposition"]
    page = browser.get(PAGE).content.decode()
    assert "Fetched on" in page and "With contact details" in page


def test_one_is_made_at_a_time_and_the_page_looks_again_by_itself(as_person, cast):
    browser = as_person("administrator")
    assert "Refresh" not in browser.get(PAGE)
    assert browser.post(PAGE, {}).status_code == 302
    (job,) = ProcrastinateJob.objects.filter(task_name=kept.HAND_OVER)
    assert browser.get(PAGE)["Refresh"] == "10"
    assert browser.post(PAGE, {"with_contacts": "on"}).status_code == 409
    row = Done.objects.get(pk__startswith="handover ")
    assert (row.facts["by"], row.facts["contacts"]) == (cast.administrator.pk, False)
    assert job.args == {"name": row.pk.removeprefix("handover ")}
    ProcrastinateJob.objects.all().update(status="failed")
    page = browser.get(PAGE)
    assert "Refresh" not in page and "It could not be made" in page.content.decode()


def test_it_goes_after_a_fortnight_and_the_sweep_of_files_leaves_it_until_then(ready, settings):
    path = settings.MEDIA_ROOT / ready.file_name
    two_days = (timezone.now() - datetime.timedelta(days=2)).timestamp()
    stored.os.utime(path, (two_days, two_days))
    jobs.sweep_files(timestamp=0)
    assert path.exists()
    Done.objects.update(at=timezone.now() - kept.KEPT - datetime.timedelta(minutes=1))
    kept.look_after()
    assert Done.objects.get().facts["state"] == "gone"


@pytest.mark.django_db(transaction=True)
def test_removing_it_and_erasing_somebody_take_the_file_and_leave_the_note(as_person, cast, ready):
    browser = as_person("administrator")
    assert "Remove it" in browser.get(f"{PAGE}{ready.name}/remove/").content.decode()
    erasure.everywhere(person=cast.lapsed, by=cast.administrator)
    assert not default_storage.exists(ready.file_name)
    Done.objects.update(facts=ready.facts)
    default_storage.save(ready.file_name, ContentFile(b"zip"))
    assert browser.post(f"{PAGE}{ready.name}/remove/").status_code == 302
    assert not default_storage.exists(ready.file_name)
    assert "Removed" in browser.get(PAGE).content.decode()
    assert browser.get(f"{PAGE}{ready.name}.zip").status_code == 404


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_the_job_makes_it_once_and_not_for_who_is_no_administrator_any_more(cast, settings, tmp_path):
    settings.MEDIA_ROOT, settings.VAR = tmp_path / "files", tmp_path
    kept.ask(by=cast.administrator, with_contacts=False)
    (asked,) = kept.all_of_them()
    jobs.hand_over(name=asked.name)
    ready = kept.one(asked.name)
    assert ready.facts["size"] == default_storage.size(ready.file_name) > 10_000
    default_storage.delete(ready.file_name)
    jobs.hand_over(name=asked.name)  # a second run finds it done
    assert not default_storage.exists(ready.file_name)
    Done.objects.update(facts=ready.facts | {"state": "waiting", "by": cast.member.pk})
    jobs.hand_over(name=asked.name)
    assert Done.objects.get(pk__startswith="handover ").facts["state"] == "failed"
