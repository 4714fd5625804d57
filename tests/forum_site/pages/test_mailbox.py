"""The mailbox of the sample Forum: letters lie there, staff read them, nobody else."""

import re
import stat

import pytest
from django.core.mail import EmailMessage, get_connection
from django.urls import reverse

from forum_site.pages import mailbox
from tests.members.letters.delivered import delivered

pytestmark = pytest.mark.django_db


@pytest.fixture
def letters(settings, tmp_path):
    """A mailbox with one letter in it; returns its name."""
    settings.VAR = tmp_path
    message = EmailMessage("Pwnc: tŷ", "Dear Margaret\nhttps://forum.example/x", to=["Margaret <member@forum.example>"])
    message.extra_headers["Content-Language"] = "cy"
    message.attach("meeting.ics", b"BEGIN:VCALENDAR", "text/calendar")
    assert get_connection("forum_site.pages.mailbox.Backend").send_messages([message]) == 1
    return [path.stem for path in mailbox.folder().iterdir()]


@pytest.mark.parametrize("role", ["staff", "administrator", "chair"])
def test_staff_read_the_letters(letters, as_person, role):
    client = as_person(role)
    assert "Pwnc: tŷ" in client.get(reverse("mailbox")).content.decode()
    page = client.get(reverse("letter", args=letters)).content.decode()
    assert '<a href="https://forum.example/x"' in page
    assert (' lang="cy">Pwnc: tŷ</h1>' in page) == (role != "chair")  # who reads the page in Welsh is not told so twice
    assert "meeting.ics" in page


def test_only_the_site_itself_reads_the_files(letters):
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (mailbox.folder(), *mailbox.folder().iterdir())]
    assert modes == [0o700, 0o600]


@pytest.mark.parametrize("way", ["account_request_login_code", "account_reset_password"])
def test_what_lets_somebody_else_in_is_shown_to_nobody_else(as_person, cast, settings, tmp_path, way):
    settings.VAR, settings.EMAIL_BACKEND = tmp_path, "forum_site.pages.mailbox.Backend"
    as_person("visitor").post(reverse(way), {"email": cast.staff.email})
    delivered()
    [path] = mailbox.folder().iterdir()
    [secret] = re.findall(
        r"^(?:[A-Z0-9]{4}-[A-Z0-9]{4}|https?://.*/accounts/password/reset/.*)$", path.read_text(), re.M
    )
    pages = {role: as_person(role).get(reverse("letter", args=[path.stem])) for role in ("staff", "administrator")}
    assert [secret in page.content.decode() for page in pages.values()] == [True, False]
    assert f"{path.stem}.eml" in pages["administrator"].content.decode()


def test_others_are_told_that_it_is_not_there(letters, as_person, settings):
    for role, status in {"member": 404, "partner": 404, "visitor": 302}.items():
        assert as_person(role).get(reverse("letter", args=letters)).status_code == status
    settings.EMBEDDED = False
    assert as_person("staff").get(reverse("mailbox")).status_code == 404


@pytest.mark.parametrize("name", ["nothing", "..", "..%2Fsecret_key"])
def test_what_is_no_letter_is_not_there(letters, as_person, name):
    assert as_person("staff").get(f"/mailbox/{name}/").status_code == 404
