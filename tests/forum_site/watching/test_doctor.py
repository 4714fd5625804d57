"""The doctor says of each thing what is wrong and how to mend it, in both languages; the page says the same."""

import os
import re
import ssl
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation

from common.models import Done
from forum_site import jobs
from forum_site.backups import kept
from forum_site.watching import checks, doctor
from members.models import Letter
from tests.forum_site.watching.test_health import a_worker

pytestmark = pytest.mark.django_db
KEY = "age1m4fdxk57u8ahkyjlztpf48qm78aj0fxuzcn3zmlcnfc8x4r8cp9qrh7wel"


@pytest.fixture
def in_production(settings):
    """A site of its own choosing."""
    settings.EMBEDDED, settings.SITE_ORIGIN, settings.LANGUAGE_HOSTS = False, "https://localhost", {}
    settings.DEFAULT_FROM_EMAIL = "forum@localhost"
    return settings


def found(key):
    """Return what the doctor finds of one thing now."""
    return next(finding for finding in doctor.examine() if finding.key == key)


def test_in_the_sample_only_the_worker_is_missed(monkeypatch):
    monkeypatch.setattr(checks, "_is_synchronised", lambda: True)
    assert [finding.key for finding in doctor.examine() if not finding.is_well] == ["workers"]
    a_worker(seconds_ago=5)
    assert all(finding.is_well for finding in doctor.examine())


def test_a_mail_server_that_is_away_is_named(in_production):
    in_production.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    in_production.EMAIL_HOST, in_production.EMAIL_PORT = "127.0.0.1", 9
    assert found("mail_server").said == "127.0.0.1 does not answer (ConnectionRefusedError)."


def test_names_that_nobody_knows_are_told(in_production):
    assert found("names").is_well
    in_production.DEFAULT_FROM_EMAIL = "forum@no-such-name.invalid"
    assert found("names").said == "Nobody knows no-such-name.invalid."


def test_a_certificate_is_looked_at_before_it_ends(in_production, monkeypatch):
    ends = timezone.now() + timedelta(days=20, hours=1)
    monkeypatch.setattr(checks, "_certificate_ends", lambda host, port: ends)
    assert found("certificate").is_well
    ends -= timedelta(days=10)
    assert found("certificate").said == "It ends in 10 days."

    def untrusted(host, port):
        fault = ssl.SSLCertVerificationError()
        fault.verify_message = "self-signed certificate"
        raise fault

    monkeypatch.setattr(checks, "_certificate_ends", untrusted)
    assert found("certificate").said == "Browsers do not trust localhost: self-signed certificate."


@pytest.mark.parametrize(
    ("place", "keys", "hours_ago", "code"),
    [
        (None, [], 1, "nowhere"),
        ({"location": "/x"}, [], 1, "open"),
        ({"location": "/x"}, [KEY], 1, ""),
        ({"location": "/x"}, [KEY], 200, "old"),
    ],
)
def test_backups_are_to_be_young_sealed_and_elsewhere(in_production, place, keys, hours_ago, code):
    in_production.BACKUPS, in_production.BACKUP_KEYS, in_production.READY_BACKUP_HOURS = place, keys, 192
    kept.note("backup", {})
    Done.objects.update(at=timezone.now() - timedelta(hours=hours_ago))
    assert found("backup").code == code


@pytest.mark.parametrize(("days_ago", "is_whole", "code"), [(300, True, ""), (400, True, "due"), (1, False, "broken")])
def test_a_backup_is_to_be_tried_once_a_year(in_production, days_ago, is_whole, code):
    assert found("rehearsed").code == "due"
    kept.note("rehearsal", {"is_whole": is_whole, "name": "forum.tar"})
    Done.objects.update(at=timezone.now() - timedelta(days=days_ago))
    assert found("rehearsed").code == code


def test_what_others_of_the_machine_can_read_is_named(settings, tmp_path):
    settings.VAR = tmp_path
    (tmp_path / "secret_key").touch(0o600)
    assert found("permissions").is_well
    os.chmod(tmp_path / "secret_key", 0o644)  # noqa: PTH101
    assert found("permissions").said == "Every user of the machine can read secret_key."


def test_settings_that_others_of_the_machine_can_read_are_named(settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path
    monkeypatch.setattr(checks, "SETTINGS", tmp_path / "forum.env")
    checks.SETTINGS.touch(0o600)
    assert found("permissions").is_well
    checks.SETTINGS.chmod(0o644)
    assert found("permissions").said == "Every user of the machine can read forum.env."


def test_what_it_says_to_run_is_there():
    with translation.override("en"):
        mends = [str(mend) for thing in doctor.THINGS.values() for _said, mend in thing.says.values()]
    scripts = {word for mend in mends for word in re.findall(r"deploy/[\w-]+\.sh", mend)}
    assert len(scripts) > 2
    assert [script for script in scripts if not os.access(site.ROOT / script, os.X_OK)] == []
    assert [mend for mend in mends if "manage.py" in mend] == []  # which needs the settings: deploy/manage.sh has them


def test_a_version_that_is_not_the_one_tried_is_named(monkeypatch):
    assert found("versions").is_well
    monkeypatch.setattr(checks.metadata, "version", lambda name: "0.0" if name == "gunicorn" else checks_version(name))
    assert found("versions").said.startswith("gunicorn is 0.0; this version of the site was tried with ")


checks_version = checks.metadata.version


def test_the_command_says_what_is_wrong_and_ends_with_one(cast, capsys):
    Letter.objects.create(kind="greeting", thing="1", person=cast.member, state="failed")
    with pytest.raises(SystemExit):
        call_command("doctor", "--quiet", "--language=cy")
    said = capsys.readouterr().out
    assert "Ni ellid anfon llythyrau: 1." in said
    assert "✓" not in said


@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_sentence_can_be_said_in_both_languages(language):
    named = "version least number name free minutes host why hours days seconds found wanted sentence"
    facts = dict.fromkeys(named.split(), 7)
    said = set()
    with translation.override(language):
        for key, thing in doctor.THINGS.items():
            for code in [*thing.says, doctor.BROKEN]:
                finding = doctor.Finding(key, code, facts)
                assert finding.said and finding.mend and "%(" not in finding.said + finding.mend
                said.add(finding.said)
    assert len(said) > 15


def test_the_page_tells_what_was_found_last_and_looks_again_when_asked(as_person, cast):
    client = as_person("administrator")
    assert "The site has not looked yet" in client.get("/all-well/").content.decode()
    Letter.objects.create(kind="greeting", thing="1", person=cast.member, state="failed")
    for _ in range(2):
        assert client.post("/all-well/").status_code == 302
    jobs.look()
    page = client.get("/all-well/").content.decode()
    assert "Letters could not be sent: 1." in page
    assert page.index("What is wrong") < page.index("Letters could not") < page.index("What is as it should be")


@pytest.mark.parametrize(
    ("role", "status"),
    [("visitor", 302), ("administrator", 200), ("chair", 200), ("member", 404), ("partner", 404), ("staff", 404)],
)
def test_only_who_keeps_the_record_finds_the_page(as_person, role, status):
    assert as_person(role).get(reverse("all_well")).status_code == status
