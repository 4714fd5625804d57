"""Names stand in the order of the reader's alphabet, in memory and in the database alike."""

import random
import re

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Value
from django.utils.translation import override

from common.languages.ordering import InOrder, sort_key
from common.text import LineField
from members.models import Organisation, Person
from tests.cast import a_meeting
from tests.sources import app_of, modules

pytestmark = pytest.mark.django_db

WELSH = [
    *("Aled", "Alun", "Allt Wen", "Ann Gâr", "Ann Gwyn", "Anna", "Baner", "Bangor", "Cwm", "cyd", "Chris", "Dafydd"),
    *(
        "Dylan",
        "Ddu",
        "Eifion",
        "Fôn",
        "Ffion",
        "Gâr",
        "Gwyn",
        "Ngaio",
        "Huw",
        "Kai",
        "Lois",
        "Lyn",
        "Llan",
        "Llan Fawr",
    ),
    *(
        "Llanfair",
        "Llangollen",
        "Llanw",
        "Llŷr",
        "Osian",
        "Owen",
        "O’Wena",
        "Penarth",
        "Pengelli",
        "Prys",
        "Phyl",
        "Rolant",
        "Rhys",
    ),
    *("Siân", "Tomos", "Thomas", "Ŵan Ŵyn", "ŵyn bach", "Ynys", "Zoe"),
]
ENGLISH = [
    *("Allen", "Alun", "Ann Gar", "Ann Gâr", "Anna", "Cerys", "Chris", "Cwm", "Dafydd", "Ddu", "Dylan", "Łucja", "Lyn"),
    *("Ngaio", "O'Brien", "OBrien", "Øystein", "Phyl", "Prys", "Thomas", "Tomos", "Ŵan", "Wyn", "Zoe"),
]
ODD = [
    "",
    "  ",
    "(Y) Bont",
    "Ty'n-y-Coed",
    "Tŷ’n y Coed",
    "Straße",
    "Æsop",
    "École",
    "e\u0301cole",
    "Ζωή",
    "Åsa 10",
    "1a",
]


def mixed(names):
    names = list(names)
    random.Random(2016).shuffle(names)
    return names


@pytest.mark.parametrize(("language", "names"), [("cy", WELSH), ("en", ENGLISH)])
def test_names_stand_as_an_index_of_that_language_has_them(language, names):
    with override(language):
        assert sorted(mixed(names), key=sort_key) == names


@pytest.mark.parametrize("language", ["cy", "en"])
def test_the_database_makes_the_same_key(cast, language):
    for name in {*WELSH, *ENGLISH, *ODD}:
        row = Person.objects.annotate(key=InOrder(Value(name), language=language)).first()
        assert row.key == sort_key(name, language), name


@pytest.mark.parametrize(("language", "names"), [("cy", WELSH), ("en", ENGLISH)])
def test_people_are_read_in_the_order_of_who_reads(language, names):
    Person.objects.bulk_create(
        Person(email=f"{place}@order.test", name=name) for place, name in enumerate(mixed(names))
    )
    with override(language):
        rows = Person.objects.filter(email__endswith="@order.test")
        assert [row.name for row in rows] == names
        assert [row.name for row in rows.reverse()] == names[::-1]


def test_an_organisation_stands_by_the_name_that_is_shown(db):
    for name_en, name_cy in (("Zeta", "Afallen"), ("Alpha", "Undeb"), ("Middle", ""), ("", "Bryn")):
        Organisation.objects.create(name_en=name_en, name_cy=name_cy)
    with override("cy"):
        assert [str(row) for row in Organisation.objects.all()] == ["Afallen", "Bryn", "Middle", "Undeb"]
    with override("en"):
        assert [str(row) for row in Organisation.objects.all()] == ["Alpha", "Bryn", "Middle", "Zeta"]


def test_what_hangs_on_a_person_is_read_in_their_order(cast):
    meeting = a_meeting()
    people = [Person.objects.create(email=f"{name}@order.test", name=name) for name in ("Zoe", "Ŵan", "Wyn")]
    given = apps.get_model("meetings", "FeedbackGiven")
    given.objects.bulk_create(given(meeting=meeting, person=person) for person in people)
    assert [row.person.name for row in given.objects.filter(meeting=meeting)] == ["Ŵan", "Wyn", "Zoe"]


@pytest.mark.parametrize("language", ["cy", "en"])
@pytest.mark.parametrize("model", ["Person", "Organisation", "Stakeholder"])
def test_an_index_has_the_order_ready(db, model, language):
    with override(language), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        assert f"_order_{language}" in apps.get_model("members", model).objects.all()[:50].explain()


def test_no_list_is_sorted_by_the_code_points_of_names():
    """Neither by the order of a model nor by that of a query."""
    wrong = []
    for model in apps.get_models():
        for name in model._meta.ordering if app_of(model.__module__) else ():
            last = name.lstrip("-").split("__")[-1] if isinstance(name, str) else ""
            fields = {field.name: field for field in model._meta.fields}
            wrong += [(model, name)] if isinstance(fields.get(last), LineField) or last.startswith("name") else []
    in_call, by = r"(?:order_by|sorted|\.sort)\([^()]*", r"[\"'](?:\w+__)?name(?:_en|_cy)?[\"']|key=[^()]*casefold"
    by_name = re.compile(f"{in_call}(?:{by})")
    wrong += [str(path) for path in modules() if by_name.search(path.read_text(encoding="utf-8"))]
    assert wrong == []
