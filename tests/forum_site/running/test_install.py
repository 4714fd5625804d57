"""The scripts that set a machine up, the programs of the system stood in for: what they write, and what they leave."""

import os
import shutil
import stat
import subprocess
from types import SimpleNamespace

import pytest
from django.conf import settings

KEYS = "Keep it:\nAGE-SECRET-KEY-1ABC\nAnd set:\nBACKUP_KEYS=age1public"
SILENT = ("apt-get", "chown", "id", "install", "runuser", "systemctl", "useradd")


@pytest.fixture
def machine(tmp_path):
    """A machine with the checkout's scripts, whose own programs only write down how they were called."""
    folder, programs = tmp_path / "forum", tmp_path / "bin"
    shutil.copytree(settings.ROOT / "deploy", folder / "deploy")
    programs.mkdir()
    calls = tmp_path / "calls"
    makes = dict.fromkeys([programs / name for name in SILENT], "")
    makes[folder / "deploy" / "manage.sh"] = f'case "$*" in *--new-key) printf "{KEYS}\\n";; esac'.replace("\n", "\\n")
    for path, does in makes.items():
        path.write_text(f'#!/bin/sh\necho "{path.name} $*" >> {calls}\n{does}\n')
        path.chmod(0o755)
    found = SimpleNamespace(env=tmp_path / "forum.env", caddy=tmp_path / "Caddyfile", calls=calls)
    found.caddy.write_text("Debian's own")
    env = os.environ | {"PATH": f"{programs}:{os.environ['PATH']}"}
    env |= {"FORUM_ENV": str(found.env), "CADDYFILE": str(found.caddy)}

    def run(script, *words, **said):
        command = ["sh", f"deploy/{script}", *words]
        return subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False, **said)

    found.run = run
    return found


def test_a_machine_is_set_up_for_a_name(machine):
    done = machine.run("install.sh", "fforwm.example")
    assert done.returncode == 0, done.stderr
    lines = dict(line.split("=", 1) for line in machine.env.read_text().splitlines() if line[:1].isupper())
    assert lines["SITE_ORIGIN"] == "https://fforwm.example"
    assert len(lines["SECRET_KEY"]) >= 50
    assert stat.S_IMODE(machine.env.stat().st_mode) == 0o600
    assert "fforwm.example} {" in machine.caddy.read_text()
    assert "tls internal" not in machine.caddy.read_text()
    assert machine.caddy.with_name("Caddyfile.before").read_text() == "Debian's own"


def test_setting_up_again_leaves_what_is_there(machine):
    machine.run("install.sh", "fforwm.example", "--own-certificate")
    assert machine.caddy.read_text().count("\ttls internal\n") == 1
    before = machine.env.read_text(), machine.caddy.read_text()
    assert machine.run("install.sh", "other.example").returncode == 0
    assert (machine.env.read_text(), machine.caddy.read_text()) == before


def test_settings_that_were_not_written_whole_are_written_again(machine):
    machine.env.with_name("forum.env.new").write_text("SITE_ORIGIN=ht")
    assert machine.run("install.sh", "fforwm.example").returncode == 0
    assert machine.env.read_text().count("SITE_ORIGIN=https://fforwm.example\n") == 1
    assert machine.env.read_text().count("SECRET_KEY=") == 1


@pytest.mark.parametrize("name", ["https://fforwm.example", "--own-certificate", "a&b", "fforwm.example/"])
def test_what_is_no_name_sets_nothing_up(machine, name):
    done = machine.run("install.sh", name, "fforwm.example")
    assert (done.returncode, machine.env.exists(), machine.calls.exists()) == (2, False, False)


def test_no_name_sets_nothing_up(machine):
    done = machine.run("install.sh")
    assert (done.returncode != 0, "at which name" in done.stderr) == (True, True)
    assert not machine.calls.exists()


def test_the_first_backup_sets_the_public_key_shows_the_other_and_tries_it(machine):
    machine.env.write_text("BACKUP_URL=/var/backups/forum\nBACKUP_KEYS=\n")
    done = machine.run("first-backup.sh", input="\n")
    assert done.returncode == 0, done.stderr
    assert machine.env.read_text() == "BACKUP_URL=/var/backups/forum\nBACKUP_KEYS=age1public\n"
    assert "\nAGE-SECRET-KEY-1ABC\n" in done.stdout
    calls = [line for line in machine.calls.read_text().splitlines() if not line.startswith("chown")]
    new_key, restart, backup, rehearse = calls
    assert (new_key, restart) == ("manage.sh backup --new-key", "systemctl restart forum-workers")
    assert backup == "manage.sh backup"
    key = rehearse.removeprefix("manage.sh rehearse --key ")
    assert key.startswith("/dev/shm/") and not os.path.exists(key)  # noqa: PTH110


def test_backups_are_sealed_where_the_settings_do_not_speak_of_keys_yet(machine):
    machine.env.write_text("BACKUP_URL=/var/backups/forum")
    assert machine.run("first-backup.sh", input="\n").returncode == 0
    assert machine.env.read_text() == "BACKUP_URL=/var/backups/forum\nBACKUP_KEYS=age1public\n"


@pytest.mark.parametrize(("settings_said", "pressed"), [("BACKUP_KEYS=age1other\n", "\n"), ("BACKUP_KEYS=\n", "")])
def test_keys_that_are_set_or_that_nobody_took_are_left(machine, settings_said, pressed):
    machine.env.write_text(settings_said)
    assert machine.run("first-backup.sh", input=pressed).returncode != 0
    assert machine.env.read_text() == settings_said
