"""What `deploy/` and the containers name is there: commands, their options, settings; and nothing runs as root."""

import configparser
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
import yaml
from django.conf import settings
from django.core.management import load_command_class

ROOT = settings.ROOT
DEPLOY = ROOT / "deploy"
UNITS = sorted(path.name for path in DEPLOY.glob("*.service"))
SOURCES = "".join((ROOT / name).read_text() for name in ("forum_site/settings.py", "forum_site/running/database.py"))


def unit(name):
    """Return a unit of systemd by its sections."""
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(DEPLOY / name)
    return parser


def understood(words):
    """Whether manage.py has this command with these options; it ends where it has not."""
    command = load_command_class("forum_site", words[0])
    command.create_parser("manage.py", words[0]).parse_args(words[1:])
    return True


@pytest.mark.parametrize("name", UNITS)
def test_units_run_commands_that_there_are_and_not_as_root(name):
    service = unit(name)["Service"]
    program, script, *words = service["ExecStart"].split()
    assert (program, script) == ("/opt/forum/.venv/bin/python", "manage.py")
    assert understood(words)
    assert (service["User"], service["NoNewPrivileges"], service["ProtectSystem"]) == ("forum", "yes", "strict")


@pytest.mark.parametrize("name", ["forum-site.service", "forum-workers.service"])
def test_what_runs_always_is_started_again_however_often_it_ended(name):
    found = unit(name)
    assert (found["Service"]["Restart"], found["Unit"]["StartLimitIntervalSec"]) == ("always", "0")


def test_each_timer_has_its_service_and_both_are_set_up():
    script = (DEPLOY / "upgrade.sh").read_text()
    for path in DEPLOY.glob("*.timer"):
        assert path.with_suffix(".service").exists()
        assert script.count(path.name) == 2  # enabled and started
    assert all(name.removesuffix(".service") in script for name in UNITS)


def test_an_upgrade_that_cannot_be_installed_leaves_the_version_before(tmp_path):
    site, programs = tmp_path / "site", tmp_path / "bin"
    makes = {programs / "systemctl": "", programs / "make": "rm -rf .venv; exit 1", tmp_path / "manage.sh": ""}
    programs.mkdir()
    for path, does in makes.items():
        path.write_text(f"#!/bin/sh\n{does}\n")
        path.chmod(0o755)

    def git(folder, *words):
        who = ("-c", "user.name=A", "-c", "user.email=a@forum.example")
        return subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True, text=True).stdout

    (tmp_path / "new" / "deploy").mkdir(parents=True)
    shutil.copy(DEPLOY / "upgrade.sh", tmp_path / "new" / "deploy")
    shutil.copy(tmp_path / "manage.sh", tmp_path / "new" / "deploy")
    git(tmp_path, "init", "--quiet", "new")
    git(tmp_path / "new", "add", ".")
    git(tmp_path / "new", "commit", "--quiet", "--message", "One")
    git(tmp_path, "clone", "--quiet", "new", "site")
    git(tmp_path / "new", "commit", "--quiet", "--allow-empty", "--message", "Two")
    (site / ".venv").mkdir()
    (site / ".venv" / "runtime").write_text("installed whole")
    env = os.environ | {"PATH": f"{programs}:{os.environ['PATH']}"}
    done = subprocess.run(["sh", "deploy/upgrade.sh"], cwd=site, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, "as it was" in done.stderr) == (1, True), done.stderr
    assert git(site, "log", "--format=%s") == "One\n"
    assert (site / ".venv" / "runtime").read_text() == "installed whole"


def test_the_example_names_settings_that_there_are():
    names = re.findall(r"^([A-Z_]+)=", (DEPLOY / "forum.env.example").read_text(), re.MULTILINE)
    assert len(names) > 6
    assert [name for name in names if f'"{name}"' not in SOURCES] == []


def test_a_container_is_asked_how_it_is_by_the_name_that_the_site_answers_to():
    asked = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.headers["Host"], self.path))
            self.send_response(200)
            self.end_headers()

    command = json.loads(re.search(r"HEALTHCHECK .+\n +CMD (.+)", (ROOT / "Dockerfile").read_text())[1])
    with HTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        code = command[2].replace(":8000/", f":{server.server_port}/")
        env = os.environ | {"SITE_ORIGIN": "https://forum.example"}
        subprocess.run([sys.executable, "-c", code], env=env, check=True)
    assert asked == [("forum.example", "/healthz")]


def test_containers_are_closed_and_tell_how_they_are():
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text())
    image = (ROOT / "Dockerfile").read_text()
    assert "USER forum" in image and "HEALTHCHECK" in image
    for name, service in compose["services"].items():
        assert service["read_only"] is True, name
        assert service["cap_drop"] == ["ALL"], name
        assert "healthcheck" in service or service["image"] == "forum", name
    assert understood(compose["services"]["workers"]["command"])
    assert understood(compose["services"]["workers"]["healthcheck"]["test"][3:])
    assert understood(["serve", "--only", "site", "--bind", "0.0.0.0"])
    ignored = (ROOT / ".dockerignore").read_text().splitlines()
    assert {compose["services"]["site"]["env_file"], ".env", ".git", "var"} <= set(ignored)  # no secret is in the image
    known = set(re.findall(r'"([A-Z_]+)"', SOURCES))
    assert set(compose["services"]["site"]["environment"]) <= known


@pytest.mark.skipif(not shutil.which("nginx"), reason="no nginx on this machine")
def test_nginx_takes_its_file(tmp_path):
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=forum.example", "-days", "1"]
    made += ["-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")]
    subprocess.run(made, check=True, capture_output=True)
    text = (DEPLOY / "nginx.conf").read_text().replace("/etc/letsencrypt/live/forum.example", str(tmp_path))
    whole = f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ access_log off; {text} }}"
    (tmp_path / "nginx.conf").write_text(whole)
    done = subprocess.run(
        ["nginx", "-t", "-c", str(tmp_path / "nginx.conf")], check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("caddy"), reason="no Caddy on this machine")
def test_caddy_takes_its_file(tmp_path):
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile")]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, env={"HOME": str(tmp_path), "PATH": "/usr/bin"}
    )
    assert done.returncode == 0, done.stderr
