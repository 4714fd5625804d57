"""Two who change one row, one of them in the Django admin, which refuses what clashes like all forms of the site."""

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.urls import reverse

from common.admin import ComparesVersions
from common.editing import Versioned
from exchange.models import Comment
from meetings.models import AgendaItem, StandingItem
from tests.cast import a_meeting, an_item
from tests.editable import EDITABLE, IN_ADMIN, a_comment, change
from tests.forms import form_on, forms_of
from tests.test_versions import is_on, now, reading
from tests.typed import typed

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# They are looked at in the admin, and no more.
KEPT_BY_PAGES = {"paper", "import", "framework", "part", "mailing", "answer", "picture"}
KEPT_BY_PAGES |= {"group paper", "group meeting", "group action", "copy", "idea", "attachment"}
KINDS = [one for one in [*EDITABLE, *IN_ADMIN] if one.name not in KEPT_BY_PAGES]


def having(what):
    return pytest.mark.parametrize("editable", [one for one in KINDS if what(one)], ids=str)


@pytest.fixture
def staff(as_person, cast):
    """The browser of staff who may change everything."""
    cast.staff.user_permissions.set(Permission.objects.all())
    return as_person("staff")


def page_of(row):
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


@pytest.fixture
def opened(staff, cast, editable):
    """A row, and its form in the admin as somebody has opened it."""
    row = editable.make(cast)
    fields = form_on(staff, page_of(row)).fields
    return row, lambda **more: staff.post(page_of(row), fields | more)


@having(lambda editable: True)
def test_a_text_that_both_have_written_is_refused_with_both_and_pressing_again_keeps_mine(staff, opened, editable):
    row, send = opened
    change(row, **{editable.text: editable.theirs})
    refused = send(**{editable.text: editable.mine})
    page = refused.content.decode()
    assert (refused.status_code, is_on(page, editable.theirs), is_on(page, editable.mine)) == (409, True, True)
    assert reading(row, editable.text) == editable.theirs
    assert staff.post(page_of(row), typed(refused)).status_code == 302
    assert reading(row, editable.text) == editable.mine


@having(lambda editable: editable.other)
def test_what_somebody_else_changed_beside_my_text_is_not_undone(opened, editable):
    row, send = opened
    theirs = change(row, **editable.other)
    now_reads = {name: reading(row, name) for name in theirs}
    assert send(**{editable.text: editable.mine}).status_code == 409
    assert send().status_code == 409
    assert {name: reading(row, name) for name in theirs} == now_reads


@having(lambda editable: editable.text.endswith("_en"))
def test_two_who_write_one_language_each_are_both_kept(opened, editable):
    row, send = opened
    welsh = f"{editable.text[:-3]}_cy"
    change(row, **{welsh: "Eu geiriau"})
    assert send(**{editable.text: editable.mine}).status_code == 302
    assert (reading(row, editable.text), reading(row, welsh)) == (editable.mine, "Eu geiriau")


def test_the_admin_does_not_overwrite_the_minutes_that_somebody_else_has_given_an_item(staff):
    item = an_item(a_meeting())
    fields = form_on(staff, page_of(item)).fields
    AgendaItem.objects.update(minutes=25)
    assert (fields["minutes"], staff.post(page_of(item), fields).status_code) == ("10", 409)
    assert (now(item).minutes, now(item).version) == (25, 2)


def test_an_item_in_the_form_of_its_meeting_is_compared_too(staff):
    item, other = (an_item(meeting) for meeting in [a_meeting()] * 2)
    fields = form_on(staff, page_of(item.meeting)).fields
    AgendaItem.objects.filter(pk=item.pk).update(minutes=25)
    refused = staff.post(page_of(item.meeting), fields | {"items-0-title_en": "Mine entirely"})
    page = refused.content.decode()
    assert (refused.status_code, "It now reads: 25" in page, "Mine entirely" in page) == (409, True, True)
    assert staff.post(page_of(item.meeting), fields | {"items-1-title_en": "Mine entirely"}).status_code == 302
    assert (now(item).minutes, now(other).title_en) == (25, "Mine entirely")
    assert staff.post(page_of(item.meeting), typed(refused)).status_code == 302
    assert (now(item).minutes, now(item).title_en) == (25, "Mine entirely")


def test_a_new_comment_in_the_form_of_its_post_is_made(staff, cast):
    post = a_comment(cast).post
    fields = form_on(staff, page_of(post)).fields | {"comments-TOTAL_FORMS": "2"}
    new = {"comments-1-author": cast.member.pk, "comments-1-language": "en", "comments-1-text": "Two."}
    assert staff.post(page_of(post), fields | new).status_code == 302
    assert sorted(Comment.objects.values_list("text", flat=True)) == ["Two.", "Yes."]


def test_a_list_in_which_rows_are_changed_is_compared_too(staff):
    first, second = (StandingItem.objects.create(title_en=title, order=10) for title in ("One", "Two"))
    path = reverse("admin:meetings_standingitem_changelist")
    fields = form_in_list(staff.get(path))
    change(first, order=7)
    refused = staff.post(path, fields | {"form-0-order": "3", "_save": "Save"})
    assert (refused.status_code, "It now reads: 7" in refused.content.decode()) == (409, True)
    assert staff.post(path, fields | {"form-1-order": "3", "_save": "Save"}).status_code == 302
    assert (now(first).order, now(second).order) == (7, 3)
    assert staff.post(path, form_in_list(refused) | {"_save": "Save"}).status_code == 302


def form_in_list(answer):
    return next(form.fields for form in forms_of(answer) if "form-TOTAL_FORMS" in form.fields)


@pytest.mark.parametrize("row", admin.site._registry.values(), ids=lambda row: row.model._meta.label)
def test_every_admin_of_what_people_edit_compares(row):
    for part in (row, *(inline(row.model, admin.site) for inline in row.inlines)):
        assert isinstance(part, ComparesVersions) or not issubclass(part.model, Versioned)
