"""Strings are found where they stand, Welsh is merged, checked and compiled, without gettext's own tools."""

import gettext
import shutil

import polib
import pytest
from django.conf import settings

from forum_site.translating import catalogues
from forum_site.translating.catalogues import Catalogue
from forum_site.translating.strings import strings_in

SOURCE = """
from django.utils.translation import gettext as _, ngettext, pgettext
_("plain"), _("in " "parts"), pgettext("a month", "May"), ngettext("%(n)s day", "%(n)s days", 2) % {"n": 2}
_(f"not {this}"), _(variable)
def gettext(message): "no call"
"""
PAGE = """{% load i18n %}{% translate "heading" %}{% translate "May" context "a verb" %}
{% blocktranslate trimmed count n=days %}
  {{ n }} line
  of two{% plural %}{{ n }} lines{% endblocktranslate %}
{% blocktranslate with name=x %}100% {{ name }}{% endblocktranslate %}"""


@pytest.fixture
def sources(tmp_path):
    """A folder with a module, a page, and a migration whose strings do not count."""
    (tmp_path / "migrations").mkdir()
    (tmp_path / "migrations" / "0001.py").write_text('_("old")')
    (tmp_path / "code.py").write_text(SOURCE)
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "code.js").write_text("""gettext("in a script"); ngettext('%s thing', '%s things', n); foo("no")""")
    return tmp_path


def test_strings_are_found_in_python_and_pages(sources):
    found = strings_in([sources], sources)
    assert {(string.context, string.text, string.plural) for string in found.values()} == {
        (None, "plain", None),
        (None, "in parts", None),
        ("a month", "May", None),
        (None, "%(n)s day", "%(n)s days"),
        (None, "heading", None),
        ("a verb", "May", None),
        (None, "%(n)s line of two", "%(n)s lines"),
        (None, "100%% %(name)s", None),
    }
    assert found[None, "heading"].places == {"page.html"}


def test_strings_are_found_in_scripts(sources):
    found = strings_in([sources], sources, (".js",))
    assert {(string.text, string.plural) for string in found.values()} == {
        ("in a script", None),
        ("%s thing", "%s things"),
    }


def test_plural_forms_are_those_of_cldr():
    for catalogue in catalogues.CATALOGUES:
        assert catalogue.read().metadata["Plural-Forms"] == catalogues.PLURALS
        form = gettext.c2py(catalogues.PLURALS.partition("plural=")[2].rstrip(";"))
        assert [form(number) for number in (0, 1, 2, 3, 4, 5, 6, 7, 8, 11, 100)] == [0, 1, 2, 3, 5, 5, 4, 5, 5, 5, 5]


@pytest.fixture
def welsh(tmp_path, settings):
    """A catalogue of its own in an empty folder that calls itself the project."""
    settings.ROOT = tmp_path
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(PAGE)
    return lambda: Catalogue("ours")


def test_update_fills_from_lists_and_keeps_what_is_there(welsh, tmp_path):
    listed = polib.POFile()
    listed.append(polib.POEntry(msgid="heading", msgstr="pennawd"))
    forms = {number: f"%(n)s llinell {number}" for number in range(6)}
    listed.append(polib.POEntry(msgid="%(n)s line of two", msgid_plural="%(n)s lines", msgstr_plural=forms))
    listed.append(polib.POEntry(msgid="nowhere", msgstr="unman"))
    listed.save(str(tmp_path / "list.po"))
    catalogues.update(welsh(), [tmp_path / "list.po"])
    catalogues.update(welsh())
    entries = {entry.msgid: entry for entry in welsh().read()}
    assert entries["heading"].msgstr == "pennawd"
    assert entries["%(n)s line of two"].msgstr_plural == forms
    assert "nowhere" not in entries


def test_each_fault_is_named(welsh):
    catalogues.update(welsh())
    file = welsh().read()
    assert {fault.rpartition(": ")[2] for fault in catalogues.faults(welsh())} >= {
        "'heading'",
        "'May'",
        "'100%% %(name)s'",
    }
    for entry in file:
        entry.msgstr, entry.msgstr_plural = "x", dict.fromkeys(range(6), "%(n)s") if entry.msgid_plural else {}
    file.append(polib.POEntry(msgid="gone", msgstr="wedi mynd"))
    file.find("heading").flags = ["fuzzy"]
    file.find("May").msgstr = "Mae wedi mynd.Dim."
    file.save(str(welsh().path))
    prefix = "locale/cy/LC_MESSAGES/django.po: "
    assert sorted(catalogues.faults(welsh())) == [
        f"{prefix}no longer used: 'gone'",
        f"{prefix}placeholders or line ends differ: '100%% %(name)s'",
        f"{prefix}two sentences without a space ('d.'): 'May'",
        f"{prefix}without Welsh: 'heading'",
    ]


def test_what_is_compiled_is_what_gettext_reads(welsh):
    catalogues.update(welsh())
    file = welsh().read()
    file.find("%(n)s line of two").msgstr_plural = dict(
        enumerate(["dim", "un", "dwy", "tair", "chwech", "%(n)s ohonynt"])
    )
    file.save(str(welsh().path))
    file.save_as_mofile(str(welsh().path.with_suffix(".mo")))
    with open(welsh().path.with_suffix(".mo"), "rb") as compiled:
        said = gettext.GNUTranslations(compiled)
    numbers = [said.ngettext("%(n)s line of two", "%(n)s lines", number) for number in (0, 1, 2, 3, 6, 8, 11)]
    assert numbers == ["dim", "un", "dwy", "tair", "chwech", "%(n)s ohonynt", "%(n)s ohonynt"]


def test_compiling_writes_only_what_is_newer(tmp_path, monkeypatch):
    folder = tmp_path / "locale"
    shutil.copytree(settings.ROOT / "locale", folder, ignore=shutil.ignore_patterns("*.mo"))
    monkeypatch.setattr("forum_site.translating.catalogues.settings.ROOT", tmp_path)
    assert {path.relative_to(tmp_path).as_posix() for path in catalogues.compile_all()} == {
        "locale/cy/LC_MESSAGES/django.mo",
        "locale/others/cy/LC_MESSAGES/django.mo",
        "locale/others/cy/LC_MESSAGES/djangojs.mo",
    }
    assert catalogues.compile_all() == []
