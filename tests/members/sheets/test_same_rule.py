"""A name that an import refuses is refused on every page, and what a page takes an import takes."""

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from forum_site.pages.setup import YouForm
from meetings.models import Attendance, Invitation
from members.models import Application, Complaint, Invite, Organisation, Person, Stakeholder
from members.sheets import importing, spreadsheets

pytestmark = pytest.mark.django_db
BAD = ["Ll?r Wyn", "Siôn T?", "=1 Wyn", "<b> Wyn", "Wyn \ufffd"]
GOOD = [
    "O'Neill-Wŷn, Sera",
    "Nia (Ni) Wyn",
    "Dr. Ann Wyn",
    "Ned “Bach” Wyn",
    "Wyn & Merch",
    "A/B Wyn; Cyf.",
    "Care + Co",
]
MODELS = (Person, Organisation, Application, Complaint, Invite, Stakeholder, Attendance, Invitation)


def says_yes(check):
    """Whether a check raises nothing."""
    try:
        check()
    except ValidationError:
        return False
    return True


def imported(cast, kind, form, *rows):
    """Whether a spreadsheet of this form has no problem."""
    read = spreadsheets.rows_of(SimpleUploadedFile(f"x.{form}", spreadsheets.written(list(rows), form)))
    return not importing.look(kind=kind, file_name="x", rows=read, by=cast.administrator).problems


@pytest.mark.parametrize(("name", "is_good"), [*((one, False) for one in BAD), *((one, True) for one in GOOD)])
def test_every_path_says_the_same_of_a_name(cast, as_person, name, is_good):
    said = {}
    for form in ("csv", "xlsx"):
        said[f"people.{form}"] = imported(cast, "people", form, ["E-mail", "Name"], ["new@example.org", name])
        said[f"bodies.{form}"] = imported(cast, "organisations", form, ["Name (English)"], [name])
    for model in MODELS:
        column = "name_en" if model is Organisation else "name"
        said[model.__name__] = says_yes(
            lambda model=model, column=column: model._meta.get_field(column).clean(name, None)
        )
    said["setup"] = "name" not in YouForm({"name": name}).errors
    answer = as_person("member").post(reverse("members:profile"), {"name": name})
    said["profile"] = "name" not in answer.context["form"].errors
    answer = as_person("administrator").post(reverse("admin:members_person_add"), {"name": name})
    said["admin"] = "name" not in answer.context["adminform"].form.errors
    assert said == dict.fromkeys(said, is_good)
