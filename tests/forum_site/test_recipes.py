"""Recipes followed word for word in a copy of the project: a new app, which the site finds, and a new kind of item."""

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

pytestmark = pytest.mark.slow

RECIPES = (settings.ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^`(\S+)`\n```\w+\n(.*?)^```$", RECIPES, re.MULTILINE | re.DOTALL))
PARTS = dict(re.findall(r"^In `(\S+)`\n```\n(.*?)^```$", RECIPES, re.MULTILINE | re.DOTALL))
PLACES = {  # where the parts of a recipe go: (the line that each goes before, how many of its lines)
    "forum_site/settings.py": [('    "exchange",\n', 1)],
    "forum_site/doors.py": [("from library.annual", 1), ("    EXCHANGE,\n", 1)],
    "meetings/models/kinds.py": [('    BREAK = "break"', 1), ("    ItemKind.BUSINESS: Kind(", 99)],
    "static/css/tokens.css": [("\n    --kind-reserved", 1), ("\n      --kind-reserved", 1)],
    "static/css/components.css": [("  .kind__ground--reserved", 1)],
    "templates/partials/_patterns.html": [('  <pattern id="kind-reserved"', 99)],
}
OTHERS = (".git", ".venv", "var", "bench", "*.pyc")
BEGIN = """
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

call_command("check", fail_level="WARNING")
"""
NEW_APP = """
from leaflets.models import Leaflet

with transaction.atomic():
    call_command("migrate", "leaflets", verbosity=0)
    leaflet = Leaflet.objects.create(title_en="Zqcare together", title_cy="Zqgofal")
    client = Client(headers={"host": "localhost"})
    found = client.get("/search/", {"words": "zqgofal"}).content.decode()
    answers = [client.get(path).status_code for path in ("/", leaflet.get_absolute_url(), "/leaflets/0/")]
    print(json.dumps([leaflet.get_absolute_url() in found, leaflet.pgh_event_model.objects.count(), answers]))
    transaction.set_rollback(True)
"""
NEW_KIND = """
from common.printing.typesetting import typeset
from meetings.agenda.showing import read_agenda
from meetings.models import ItemKind
from meetings.papers import contents, docx
from members.access import Circle
from tests.cast import a_meeting, an_item
from tests.meetings.agenda import test_kinds as walk

walk.test_each_kind_has_its_place_in_the_table()
walk.test_no_two_kinds_look_alike()
for kind in walk.LOOKS:
    walk.test_each_kind_has_its_colour_in_the_light_and_in_the_dark(kind)
    walk.test_each_kind_has_its_pattern_on_the_page_as_on_paper(kind)
walk.test_each_kind_is_known_by_its_name_in_past_minutes(ItemKind.TRAINING, "en")
with transaction.atomic():
    meeting = an_item(a_meeting(state="published"), kind=ItemKind.TRAINING, minutes=20).meeting
    page = contents.contents_of(meeting, "members", "en").page | {"bound": 0}
    print(json.dumps([page["shares"], len(typeset(contents.PAGES, page)) > 999, len(docx.agenda(page)) > 999]))
    transaction.set_rollback(True)
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A copy of the project in which both recipes have been followed."""
    copy = tmp_path_factory.mktemp("recipes") / "project"
    shutil.copytree(settings.ROOT, copy, ignore=shutil.ignore_patterns(*OTHERS))
    for name, text in {"leaflets/__init__.py": "", **FILES}.items():
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text(text)
    for name, places in PLACES.items():
        text, lines = (copy / name).read_text(), PARTS[name].splitlines(keepends=True)
        for place, number in places:
            assert text.count(place) == 1, (name, place)
            start = text.index(place) + len(place) - len(place.lstrip("\n"))
            part, lines = lines[:number], lines[number:]
            text = text[:start] + "".join(part) + text[start:]
        assert not lines, name
        (copy / name).write_text(text)
    run(copy, "manage.py", "makemigrations", "leaflets", "meetings")
    return copy


def run(copy, *command):
    """Run Python in the copy and return the last line that it wrote."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("COV")} | {"PYTHONPATH": "."}
    done = subprocess.run([sys.executable, *command], cwd=copy, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.strip().splitlines()[-1]


def tried(copy, what):
    """Return what a trial of the copy says, on the database of this test, which is left as it was."""
    name, outside = connection.settings_dict["NAME"], os.environ["FORUM_TEST_DATABASE"]
    return json.loads(run(copy, "-c", BEGIN + what, name, outside))


def test_the_files_of_a_new_app_are_those_of_every_app(project):
    assert {Path(name).stem for name in FILES if name.endswith(".py")} == {"models", "views", "urls", "overview"}
    assert [path.name for path in (project / "leaflets" / "migrations").glob("0001_*.py")] == ["0001_initial.py"]


@pytest.mark.django_db
def test_a_new_app_is_a_folder_and_two_lines(project):
    assert tried(project, NEW_APP) == [True, 1, [200, 200, 302]]


@pytest.mark.django_db
def test_a_new_kind_of_item_goes_all_the_way(project):
    assert tried(project, NEW_KIND) == [[["training", "Training", 20, "100 %"]], True, True]


def test_what_the_recipes_write_is_in_the_form_that_lint_wants(project):
    for command in (("check",), ("format", "--check")):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "leaflets", "forum_site", "meetings/models"],
            cwd=project,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout
