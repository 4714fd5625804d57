"""What the documents name is there: files, settings, commands and links."""

import re

import pytest
from django.conf import settings
from django.core.management import get_commands

ROOT = settings.ROOT
DOCUMENTS = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
FILE = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
WRITTEN_OUT = re.compile(r"^`(\S+)`\n```", re.MULTILINE)  # what a recipe makes stands in it whole
MADE = ("var/", "library/documents/")  # what only exists while the site runs


def ids(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_files_that_a_document_names_are_there(document):
    text = document.read_text()
    named = {name for name in FILE.findall(text) if not name.startswith(MADE) and (ROOT / name.split("/")[0]).exists()}
    assert [name for name in sorted(named - set(WRITTEN_OUT.findall(text))) if not (ROOT / name).exists()] == []
    assert [link for link in LINK.findall(text) if not (document.parent / link).exists()] == []


def test_recipes_name_files():
    assert len(FILE.findall((ROOT / "docs" / "recipes.md").read_text())) > 20


def test_every_setting_of_the_environment_is_told():
    sources = [ROOT / "forum_site" / name for name in ("settings.py", "running/database.py")]
    read = {
        name
        for path in sources
        for name in re.findall(r"""env(?:iron\.get)?[.\w]*\(\s*"([A-Z_]+)\"""", path.read_text())
    }
    table = (ROOT / "docs" / "running.md").read_text()
    assert "DATABASE_URL" in read
    assert [name for name in sorted(read) if f"`{name}`" not in table] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=ids)
def test_commands_that_a_document_names_are_there(document):
    text = document.read_text()
    ours = {*get_commands(), "procrastinate"}
    assert [name for name in re.findall(r"manage\.(?:py|sh) ([a-z_]+)", text) if name not in ours] == []
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert [name for name in re.findall(r"`(?:[A-Z_]+=\S+ )?make ([a-z-]+)", text) if name not in targets] == []
