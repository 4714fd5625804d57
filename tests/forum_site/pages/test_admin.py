"""The Django admin: every page of every model opens under the strict policy, without faults,
and as fast with three rows as with one.
"""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, reverse

from common.admin import KeptByPages
from exchange.models import Post
from forum_site.doors import APPS
from meetings.models import Attendance, Meeting, StandingItem
from members.models import Person
from tests.browser import axe
from tests.cast import a_meeting
from tests.test_counts import Rows

MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)
OURS = [model for model in MODELS if model._meta.app_label in APPS]


def address(model, page, *arguments):
    """Return the address of an admin page of a model, or None where it has none."""
    try:
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=arguments)
    except NoReverseMatch:
        return None


@pytest.fixture
def keeper(as_person, cast):
    """The browser of staff with every permission."""
    cast.staff.is_superuser = True
    cast.staff.save()
    return as_person("staff")


def pages_of(model):
    """Return the addresses of a model's list, its form for a new row, and of its first row."""
    first = model._default_manager.first()
    pages = [address(model, "changelist"), address(model, "add")]
    if first:
        pages += [address(model, page, first.pk) for page in ("change", "history", "delete")]
    return [page for page in pages if page]


def test_every_model_of_ours_is_there():
    shown = set(MODELS) | {inline.model for row in admin.site._registry.values() for inline in row.inlines}
    ours = {model for model in apps.get_models() if model._meta.app_label in APPS}
    ours = {model for model in ours if not (model._meta.auto_created or model._meta.proxy)}
    ours = {model._meta.label for model in ours - shown if not hasattr(model, "pgh_tracked_model")}
    secret = {
        "meetings.Vote",
        "meetings.Preference",
        "meetings.FeedbackGiven",
        "exchange.Report",
    }  # who voted how, answered or reported
    told = {"meetings.EventStamp", "meetings.FeedStamp", "meetings.Told"}  # what calendars and people were told last
    read = {"meetings.ReadText"}  # the words of papers, which only those find who see the paper
    own = {"members.LetterChoice", "exchange.Following", "exchange.Mention"}  # each chooses for themselves
    mail = {
        "members.Mailbox",
        "members.Incoming",
        "members.ReturnedAddress",
    }  # they have pages
    assert ours == secret | told | read | own | mail


@pytest.mark.slow
def test_each_page_answers(keeper, cast):
    Rows(cast)
    answers = {page: keeper.get(page).status_code for model in MODELS for page in pages_of(model)}
    assert {page: status for page, status in answers.items() if status not in (200, 403)} == {}
    searched = {f"{address(model, 'changelist')}?q=wales" for model in MODELS}
    assert {page for page in searched if keeper.get(page).status_code != 200} == set()


def test_the_register_of_a_meeting_is_a_press_away(keeper, cast):
    """And not in the form itself, where a full room would be a thousand fields."""
    meeting = a_meeting()
    Attendance.objects.create(meeting=meeting, person=cast.member, mode="online")
    page = keeper.get(address(Meeting, "change", meeting.pk)).content.decode()
    path = f"{address(Attendance, 'changelist')}?meeting__id__exact={meeting.pk}"
    assert f'<a href="{path}">1</a>' in page
    assert [row.person for row in keeper.get(path).context["cl"].result_list] == [cast.member]


def test_the_admin_leads_to_pages_that_are_there_for_its_reader(keeper, cast, as_person):
    """Staff have no part in the Forum by that: to them its pages are not there."""
    public, inside = a_meeting(is_public=True), a_meeting()
    for meeting, shown in ((public, True), (inside, False)):
        assert keeper.get(address(Meeting, "change", meeting.pk)).context["has_absolute_url"] is shown
    cast.administrator.is_superuser = True
    cast.administrator.save()
    assert as_person("administrator").get(address(Meeting, "change", inside.pk)).context["has_absolute_url"] is True


def test_its_lists_are_searched_without_accents(keeper, cast):
    person = Person.objects.create_user("ty@forum.example", name="Dafydd Tŷ Gŵyl")
    for query, number in (("ty gwyl", 1), ("tv", 0)):
        answer = keeper.get("/admin/members/person/", {"q": query})
        assert [row.pk for row in answer.context["cl"].result_list] == [person.pk] * number
    found = keeper.get(
        "/admin/autocomplete/",
        {"app_label": "members", "model_name": "standing", "field_name": "person", "term": "gwyl"},
    )
    assert [row["id"] for row in found.json()["results"]] == [str(person.pk)]


@pytest.mark.slow
def test_lists_need_as_many_queries_for_three_rows_as_for_one(keeper, cast):
    def counted():
        found = {}
        for model in OURS:
            with CaptureQueriesContext(connection) as queries:
                assert keeper.get(address(model, "changelist")).status_code == 200
            found[model._meta.label] = len(queries)
        return found

    rows = Rows(cast)
    counted()
    once = counted()
    rows.grow()
    rows.grow()
    thrice = counted()
    assert {label: (once[label], thrice[label]) for label in once if thrice[label] > once[label]} == {}
    assert max(thrice.values()) <= 20


PLACES = ("members/person", "procrastinate/procrastinatejob", "mfa/authenticator")
FEW = {"Office", "Interest", "Group", "Permission"}  # a form may offer all of these


def test_no_form_offers_a_list_that_grows_without_end():
    written = [(model, kept) for model, kept in admin.site._registry.items() if not isinstance(kept, KeptByPages)]
    forms = [(model, kept, None) for model, kept in written]
    forms += [(one.model, one, model) for model, kept in written for one in kept.inlines]
    found = []
    for model, kept, parent in forms:
        looked_up = {*kept.readonly_fields, *kept.autocomplete_fields, *kept.raw_id_fields}
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
            is_offered = (
                field.is_relation
                and field.editable
                and field.name not in looked_up
                and (not kept.fields or field.name in kept.fields)
            )
            if is_offered and field.related_model is not parent and field.related_model.__name__ not in FEW:
                found.append(f"{model.__name__}.{field.name}")
    assert sorted(set(found)) == [
        "Framework.document",
        "Framework.organisation",
        "TaskGroup.members",
    ]  # shown, or kept as rows


@pytest.mark.parametrize("language", ["en", "cy"])
def test_the_admin_has_the_forums_look_and_its_languages(keeper, cast, language):
    keeper.cookies["language"] = language
    page = keeper.get("/admin/").content.decode()
    other = {"en": 'lang="cy">Cymraeg', "cy": 'lang="en">English'}[language]
    assert ("css/admin.css" in page, other in page, f'<html lang="{language}"' in page) == (True, True, True)
    assert "Django administration" not in page


def test_what_packages_leave_in_english_is_welsh_too(keeper, cast):
    """Names of tables and rights, truth values, and errors that come in two numbers."""
    keeper.cookies["language"] = "cy"
    people, jobs, factors = (keeper.get(f"/admin/{path}/").content.decode() for path in PLACES)
    assert ('alt="Nac ydy"' in people or 'alt="Na"' in people, 'alt="True"' in people, 'alt="Search"' in people) == (
        True,
        False,
        False,
    )
    assert ("tasgau cefndir" in jobs, "i’w gwneud" in jobs, "ail ffactor" in factors) == (True, True, True)
    group = keeper.get("/admin/auth/group/add/").content.decode()
    assert ("caniateir edrych" in group, "Can view" in group) == (True, False)
    assert "Cywirwch y gwall isod." in keeper.post("/admin/auth/group/add/", {}).content.decode()
    assert "Anfon y llythyr" in keeper.get(f"/admin/members/person/{cast.member.pk}/password/").content.decode()


@pytest.mark.parametrize("labels", [APPS[:2], APPS[2:], None], ids=["people and meetings", "other rooms", "others"])
def test_no_page_asks_for_what_the_policy_forbids(open_page, cast, labels):
    """`open_page` fails the test for a fault in a script and for what the policy had to stop."""
    cast.staff.is_superuser = True
    cast.staff.save()
    Rows(cast)
    page = open_page("staff")
    failed = []
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 404 else None)
    for model in MODELS:
        if (model._meta.app_label in labels) if labels else model not in OURS:
            for path in pages_of(model)[:3]:
                page.goto(path)
    assert failed == []


@pytest.mark.parametrize(("language", "options"), [("en", {}), ("cy", {"viewport": {"width": 390, "height": 844}})])
def test_axe_finds_nothing(open_page, cast, language, options):
    """On a list with filters, and on forms with tables, looked-up fields and moments in them,
    where the admin itself leaves names out.
    """
    cast.staff.is_superuser = True
    cast.staff.save()
    Rows(cast)
    page = open_page("staff", language=language, bypass_csp=True, **options)  # axe tries styles on here
    for model in (Person, Meeting, Post, StandingItem):
        for path in pages_of(model)[:3]:
            page.goto(path)
            page.wait_for_function(
                "() => ![...document.querySelectorAll('.select2-selection')].some((box) => !box.ariaLabel)"
            )
            assert axe(page) == [], path


def test_its_scripts_work(open_page, cast):
    """A date is chosen, a person is looked up, and a row is added to an inline list."""
    cast.staff.is_superuser = True
    cast.staff.save()
    page = open_page("staff")
    page.goto("/admin/members/term/add/")
    page.click(".field-person .select2-selection")
    page.keyboard.type("Margaret")
    page.click(".select2-results__option:has-text('Margaret Ellicott')")
    page.click(".field-starts_on .datetimeshortcuts a >> nth=0")
    assert page.input_value("[name=starts_on]") != ""
    page.goto(f"/admin/members/person/{cast.member.pk}/change/")
    before = page.locator("#terms-group tr.form-row:not(.empty-form)").count()
    page.click("#terms-group .add-row a")
    assert page.locator("#terms-group tr.form-row:not(.empty-form)").count() == before + 1
