"""The Forum's areas: kept by the administrator, offered from the record, and asked for nowhere where there are none."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from library.models import CaseStudy
from members.enquiries import answering
from members.models import Answerer, Area, Identity, Organisation, Person
from members.sheets import importing
from members.sheets.columns import headings
from tests.forms import form_on

pytestmark = pytest.mark.django_db
ASKED = ("members:apply", "members:enquire", "members:profile", "library:add_resource", "library:offer_talk")
FILTERED = ("members:directory", "library:talks", "library:resources")


def url(name, *args):
    return reverse(f"members:{name}", args=args)


@pytest.fixture
def without(cast):
    """A Forum that has no areas."""
    for model in (Person, Organisation):
        model.objects.update(area="")
    Area.objects.all().delete()


def offered(browser, page):
    """Return the areas that a page offers to choose from; None where it does not ask."""
    form = browser.get(reverse(page)).context["form"]
    return [str(label) for key, label in form.fields["area"].choices if key] if "area" in form.fields else None


def test_who_keeps_the_record_adds_an_area_and_every_form_offers_it(as_person):
    administrator = as_person("administrator")
    assert as_person("member").post(url("areas"), {"name_en": "Penwith"}).status_code == 404
    assert administrator.post(url("areas"), {"name_en": "Penwith", "order": 1}).status_code == 302
    for page in (*ASKED, "members:directory", "library:talks"):
        assert offered(administrator, page)[:2] == ["Penwith", "North Wales"], page
    administrator.get("/?lang=cy")
    assert offered(administrator, "members:profile")[:2] == ["Penwith", "Gogledd Cymru"]


def test_one_that_is_not_offered_any_more_stays_where_it_is(as_person, cast):
    area = Area.objects.get(key=cast.member.area)
    administrator, name = as_person("administrator"), area.name
    kept = form_on(administrator, url("edit_area", area.pk)).fields
    assert administrator.post(url("edit_area", area.pk), kept | {"is_withdrawn": "on"}).status_code == 302
    assert name in offered(as_person("member"), "members:profile")
    assert name not in offered(as_person("convenor"), "members:profile")
    for page in ("members:directory", "library:talks"):
        assert name in offered(as_person("member"), page)
    assert name in as_person("member").get(cast.member.get_absolute_url()).text


def test_a_forum_that_leaves_the_areas_of_wales_writes_case_studies_by_its_own_or_by_none(as_person):
    Area.objects.update(is_withdrawn=True)
    form = as_person("administrator").get(reverse("library:add_study")).context["form"]
    assert not {"area", "county"} & {*form.fields}
    Area.objects.create(name_en="Penwith")
    form = as_person("administrator").get(reverse("library:add_study")).context["form"]
    assert "area" in form.fields and "county" not in form.fields


def test_a_case_study_of_no_county_stands_below_the_map_and_not_on_it(as_person):
    CaseStudy.objects.create(name_en="Carers of the Lizard", audience="public", agreed_by="Jenna")
    page = as_person("visitor").get(reverse("library:studies")).text
    assert '<svg class="wales__map' in page and "Carers of the Lizard" in page
    assert "wales__number" not in page


def test_what_the_record_names_cannot_be_removed_and_what_is_none_cannot_be_named(as_person, cast):
    administrator, used = as_person("administrator"), Area.objects.get(key=cast.member.area)
    unused = Area.objects.create(name_en="Penwith")
    refused = administrator.post(url("remove_area", used.pk))
    assert refused.status_code == 409 and "Something in the record is of this area." in refused.text
    assert administrator.post(url("remove_area", unused.pk)).status_code == 302
    for model, facts in ((Person, {}), (Organisation, {}), (Answerer, {"person": cast.chair}), (CaseStudy, {})):
        with pytest.raises(DatabaseError, match="There is no such area"), transaction.atomic():
            model.objects.create(area=unused.key, **facts)
    with pytest.raises(DatabaseError), transaction.atomic():
        Area.objects.filter(pk=used.pk).update(key="another")


def test_one_area_alone_stands_for_all_together(as_person):
    page = as_person("administrator").post(url("areas"), {"name_en": "Kernow", "order": 9, "is_whole": "on"})
    assert "Another one stands for all areas together already." in page.text


def test_a_forum_without_areas_asks_nobody_for_one(without, as_person, cast):
    administrator = as_person("administrator")
    assert {page: offered(administrator, page) for page in ASKED} == dict.fromkeys(ASKED)
    assert [page for page in FILTERED if 'name="area"' in administrator.get(reverse(page)).text] == []
    sent = form_on(administrator, url("profile")).fields | {"phone": "01234"}
    assert administrator.post(url("profile"), sent).status_code == 302
    assert Person.objects.get(pk=cast.administrator.pk).phone == "01234"
    assert answering.who_answers("") is None


def test_it_is_found_in_no_spreadsheet_either(without, cast):
    assert "Area" not in headings("people") + headings("organisations")
    rows = [["E-mail", "Name", "Area"], ["a@kernow.example", "Jenna", "Penwith"]]
    run = importing.look(kind="people", file_name="x", rows=rows, by=cast.administrator)
    assert ([row["what"] for row in run.rows], [one["name"] for one in run.unread]) == (["create"], ["Area"])


def test_spreadsheets_have_one_side_where_the_forum_works_in_one_language(cast):
    assert {"Name (English)", "Name (Welsh)"} <= set(headings("organisations"))
    Identity.objects.create(pk=1, name_en="Kernow", languages="en")
    assert headings("organisations")[:2] == ["Name", "Kind"]
    assert [name for name in headings("people") if "About" in name] == ["About"]


def test_case_studies_stand_by_area_where_that_is_not_wales(without, as_person):
    area = Area.objects.create(name_en="Penwith")
    facts = {"audience": "public", "agreed_by": "Jenna"}
    CaseStudy.objects.create(name_en="Fishers of Newlyn", area=area.key, **facts)
    CaseStudy.objects.create(name_en="Carers of the Lizard", **facts)
    page = as_person("visitor").get(reverse("library:studies")).text
    assert '<svg class="wales__map' not in page and "Penwith" in page
    assert page.index("Fishers of Newlyn") < page.index("Carers of the Lizard")
    form = as_person("administrator").get(reverse("library:add_study")).context["form"]
    assert "county" not in form.fields and "area" in form.fields


def test_a_forum_of_wales_begins_with_its_areas_by_one_press(without, as_person, cast):
    administrator, press = as_person("administrator"), "Begin with the areas of Wales"
    Identity.objects.create(pk=1, name_en="Kernow", languages="en")
    assert press not in administrator.get(url("areas")).text
    Identity.objects.update(languages="both")
    assert press in administrator.get(url("areas")).text
    assert as_person("member").post(url("areas_of_wales")).status_code == 404
    assert administrator.post(url("areas_of_wales")).status_code == 302
    assert administrator.post(url("areas_of_wales")).status_code == 409
    assert list(Area.objects.values_list("key", flat=True)) == ["north", "mid", "south_west", "south_east", "all"]
