"""Our Welsh has six forms of number, Django's has four: what is shown of both together is whole."""

import json
from pathlib import Path

import django
import polib
import pytest
from django.utils import timezone, translation
from django.utils.timesince import timesince
from django.utils.translation import gettext, ngettext, npgettext
from django.views.i18n import JSONCatalog

from forum_site.translating import catalogues
from forum_site.translating.catalogues import CATALOGUES

OTHERS, SCRIPTS = CATALOGUES[1:]
NUMBERS = {0: 0, 1: 1, 2: 2, 3: 3, 4: 5, 5: 5, 6: 4, 7: 5, 8: 5, 9: 5, 10: 5, 11: 5, 21: 5, 33: 5, 106: 5}


@pytest.fixture(autouse=True)
def in_welsh():
    with translation.override("cy"):
        yield


@pytest.fixture(scope="module")
def counted():
    """What our catalogues say of a number: the forms, once or twice (in both), by key."""
    found = {}
    for entry in [entry for catalogue in CATALOGUES[:2] for entry in catalogue.read() if entry.msgid_plural]:
        found.setdefault((entry.msgctxt, entry.msgid, entry.msgid_plural), []).append(entry.msgstr_plural)
    return found


@pytest.mark.parametrize("number, form", NUMBERS.items())
def test_every_number_is_said_by_our_form(counted, number, form):
    """Ours and Django's strings alike: none falls back to one of Django's four forms, or to English."""
    assert len(counted) > 60
    for (context, *texts), ours in counted.items():
        said = npgettext(context, *texts, number) if context else ngettext(*texts, number)
        assert said in [forms[form] for forms in ours], texts


def test_what_django_counts_and_we_show_is_ours():
    """A new release of Django that counts something more is noticed: `catalogues --update` adds it."""
    files = Path(django.__file__).parent.rglob("locale/cy/LC_MESSAGES/django.mo")
    theirs = {(entry.msgctxt, entry.msgid) for file in files for entry in polib.mofile(str(file)) if entry.msgid_plural}
    shown = theirs & catalogues.strings_lacking_welsh(catalogues.TEXTS).keys()
    assert len(shown) > 5
    assert shown <= {(entry.msgctxt, entry.msgid) for entry in OTHERS.read() if entry.msgid_plural}


def test_what_django_says_well_stays():
    """Strings without numbers come from Django's own catalogue, beside ours."""
    assert (gettext("Save and add another"), gettext("This year")) == ("Cadw ac ychwanegu un arall", "Eleni")


@pytest.mark.parametrize(
    "english, welsh",
    [
        ("last login", "mewngofnodi diwethaf"),
        ("All dates", "Pob dyddiad"),
        ("This month", "Y mis hwn"),
        (
            "Designates that this user has all permissions without explicitly assigning them.",
            "Dynoda fod gan y defnyddiwr hwn bob hawl, heb eu rhoi fesul un.",
        ),
        ("Enter only digits separated by commas.", "Rhowch ddigidau wedi’u gwahanu gan gomas yn unig."),
    ],
)
def test_what_django_says_badly_is_corrected(english, welsh):
    assert gettext(english) == welsh


@pytest.mark.parametrize(
    "years, said",
    [(1, "1 flwyddyn"), (2, "2 flynedd"), (3, "3 blynedd"), (5, "5 mlynedd"), (6, "6 blynedd"), (10, "10 mlynedd")],
)
def test_years(years, said):
    now = timezone.now().replace(month=6, day=15)
    assert timesince(now.replace(year=now.year - years), now).replace("\N{NO-BREAK SPACE}", " ") == said


def test_scripts_of_the_admin_have_every_form(rf):
    """Django joins both catalogues into one list a string: a form that one lacks would be empty there."""
    said = json.loads(JSONCatalog.as_view(packages=["django.contrib.admin"])(rf.get("/")).content)
    counted = {text: forms for text, forms in said["catalog"].items() if isinstance(forms, list)}
    assert counted.keys() == {entry.msgid for entry in SCRIPTS.read() if entry.msgid_plural}
    assert all(len(forms) == catalogues.FORMS and all(forms) for forms in counted.values())
    assert said["catalog"]["Tomorrow"] == "Yfory"
    assert said["plural"] == catalogues.PLURALS.partition("plural=")[2].rstrip(";")
