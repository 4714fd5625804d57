"""The admin's first page: tables by what they are for, each with the way to the site's own page."""

import pytest
from django.apps import apps
from django.urls import reverse

from forum_site.admin_groups import GROUPS


def test_every_table_that_is_named_is_there_and_leads_to_a_page():
    for _title, tables in GROUPS.values():
        for label, page in tables.items():
            assert apps.get_model(label) and reverse(page)


@pytest.mark.parametrize(("language", "people"), [("en", "People"), ("cy", "Pobl")])
def test_the_first_page_lists_groups_in_both_languages(as_person, cast, language, people):
    cast.staff.is_superuser, cast.staff.language = True, language
    cast.staff.save()
    page = as_person("staff").get(reverse("admin:index")).content.decode()
    assert f"<caption>{people}</caption>" in page and reverse("meetings:decisions") in page
    assert page.count("<caption>") == len(GROUPS)
