"""The privacy notice and the accessibility statement: there for everybody,
in both languages, and as staff write them.
"""

import pytest
from django.conf import settings
from django.urls import reverse

from members.models import Application, Page
from members.pages import VERSION, default_text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("path", "en", "cy"), [
    ("/privacy/", "Your rights", "Eich hawliau"),
    ("/accessibility/", "How accessible the site is", "Pa mor hygyrch"),
])  # fmt: skip
def test_everybody_reads_the_text_of_the_site_in_their_language(client, path, en, cy):
    for lang, words, others in (("en", en, cy), ("cy", cy, en)):
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = lang
        page = client.get(path, follow=True).content.decode()
        assert words in page and others not in page


def test_what_staff_write_stands_instead_and_is_cleaned(client):
    Page.objects.create(
        key="privacy", title_en="Our notice", text_en="<h3>Quokka</h3><p onclick='x'>Kept.<script>bad()</script></p>"
    )
    page = client.get("/privacy/", follow=True).content.decode()
    assert "<h2>Quokka</h2>" in page and "Your rights" not in page and "onclick" not in page and "bad()" not in page
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "cy"
    assert '<h1 lang="en">Our notice</h1>' in client.get("/privacy/", follow=True).content.decode()


def test_who_applies_agrees_to_the_words_that_stand_there(client):
    applying = {"kind": "person", "name": "N", "email": "n@example.org", "language": "cy", "why": "w", "agree": "on"}
    client.post(reverse("members:apply"), applying)
    row = Page.objects.create(key="privacy", title_en="Our notice", text_en="<p>Ours.</p>")
    client.post(reverse("members:apply"), applying | {"email": "m@example.org"})
    agreed = Application.objects.order_by("pk").values_list("agreed_to", flat=True)
    assert list(agreed) == [f"{VERSION} en", f"{row.changed_at:%Y-%m-%dT%H:%M} en"]


def test_who_may_change_a_page_is_led_there(admin_client, client, as_person):
    for rows in (0, 1):
        address = admin_client.get(reverse("members:privacy")).context["edit_url"]
        assert admin_client.get(address).status_code == 200
        assert address.encode() in admin_client.get(reverse("members:privacy")).content
        assert b"/admin/" not in client.get(reverse("members:privacy")).content
        assert b"/admin/members/" not in as_person("member").get(reverse("members:privacy")).content
        Page.objects.get_or_create(key="privacy", title_en="Our notice", text_en="<p>Ours.</p>")
        assert rows == 0 or "/change/" in address


def test_every_page_and_the_application_lead_there(client):
    for address in ("home", "members:apply"):
        page = client.get(reverse(address)).content.decode()
        assert reverse("members:privacy") in page and reverse("members:accessibility") in page


def test_the_admin_begins_with_the_text_of_the_site(admin_client):
    page = admin_client.get(reverse("admin:members_page_add"))
    assert page.context["adminform"].form.initial["text_cy"] == default_text("privacy", "cy")
