"""The recipe "Add an app", followed word for word in a copy of the project: the site starts, and finds what is new."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

RECIPE = (settings.ROOT / "docs" / "recipes.md").read_text(encoding="utf-8").partition("## Add an app\n")[2]
FILES = dict(re.findall(r"^`(\S+)`\n```\w+\n(.*?)^```$", RECIPE, re.MULTILINE | re.DOTALL))
LINES = {  # what stands in a file, what the recipe adds to it, and whether before or after it
    "forum_site/settings.py": [('    "exchange",\n', '"leaflets",')],
    "forum_site/doors.py": [
        ("from library.overview", "from leaflets.overview import DOOR as LEAFLETS"),
        ("    EXCHANGE,\n", "LEAFLETS,"),
    ],
}
OTHERS = (".git", ".venv", "var", "tests", "bench", "*.pyc")
TRY = """
import json, sys
import django
from django.conf import settings
from forum_site.running import env

name, outside = sys.argv[1:]
settings.DATABASES["default"].update(env.database("FORUM_TEST_DATABASE") if outside else {}, NAME=name)
settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
django.setup()

from django.core.management import call_command
from django.db import transaction
from django.test import Client
from leaflets.models import Leaflet

call_command("check", fail_level="WARNING")
with transaction.atomic():
    call_command("migrate", "leaflets", verbosity=0)
    leaflet = Leaflet.objects.create(title_en="Zqcare together", title_cy="Zqgofal")
    client = Client(headers={"host": "localhost"})
    found = client.get("/search/", {"words": "zqgofal"}).content.decode()
    answers = [client.get(path).status_code for path in ("/", leaflet.get_absolute_url(), "/leaflets/0/")]
    print(json.dumps([leaflet.get_absolute_url() in found, leaflet.pgh_event_model.objects.count(), answers]))
    transaction.set_rollback(True)
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A copy of the project in which the recipe has been followed."""
    copy = tmp_path_factory.mktemp("new-app") / "project"
    shutil.copytree(settings.ROOT, copy, ignore=shutil.ignore_patterns(*OTHERS))
    for name, text in {"leaflets/__init__.py": "", **FILES}.items():
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text(text)
    for name, lines in LINES.items():
        text = (copy / name).read_text()
        for place, line in lines:
            assert f"`{line}`" in RECIPE and text.count(place) == 1
            text = text.replace(place, f"{place[: len(place) - len(place.lstrip())]}{line}\n{place}")
        (copy / name).write_text(text)
    run(copy, "manage.py", "makemigrations", "leaflets")
    return copy


def run(copy, *command):
    """Run Python in the copy and return the last line that it wrote."""
    done = subprocess.run([sys.executable, *command], cwd=copy, env=environment(), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip().splitlines()[-1]


def environment():
    return {name: value for name, value in os.environ.items() if not name.startswith("COV")} | {"PYTHONPATH": "."}


def test_the_files_of_the_recipe_are_the_apps(project):
    kinds = {Path(name).stem for name in FILES if name.endswith(".py")}
    assert kinds == {"models", "views", "urls", "overview"}
    assert [path.name for path in (project / "leaflets" / "migrations").glob("0001_*.py")] == ["0001_initial.py"]


@pytest.mark.django_db
def test_a_new_app_is_a_folder_and_two_lines(project):
    name, outside = connection.settings_dict["NAME"], os.environ["FORUM_TEST_DATABASE"]
    is_found, events, answers = json.loads(run(project, "-c", TRY, name, outside))
    assert (is_found, events, answers) == (True, 1, [200, 200, 302])


def test_what_the_recipe_writes_is_in_the_form_that_lint_wants(project):
    ruff = (sys.executable, "-m", "ruff")
    for command in (("check", "leaflets", "forum_site"), ("format", "--check", "leaflets", "forum_site")):
        done = subprocess.run([*ruff, *command], cwd=project, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout
