"""Logging in, a new password and a code by mail: who gets in, and that nobody learns who has an account."""

import re
import statistics
import time
from urllib.parse import unquote, urlsplit

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver
from procrastinate.contrib.django.models import ProcrastinateJob

from members.models import Person
from tests.cast import PASSWORD
from tests.members.letters.delivered import delivered

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "existing": "member@forum.example",
    "lapsed": "lapsed@forum.example",
    "closed": "partner@forum.example",
    "unknown": "nobody@forum.example",
}


@pytest.fixture(autouse=True)
def no_rate_limits_from_elsewhere(db):
    cache.clear()


@pytest.fixture
def world(cast):
    Person.objects.filter(pk=cast.partner.pk).update(is_active=False)
    return cast


def log_in(client, email, password=PASSWORD, **more):
    return client.post("/accounts/login/", {"login": email, "password": password, **more})


def test_a_hash_made_by_the_former_way_is_made_anew_at_the_login(client, cast, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher", *settings.PASSWORD_HASHERS]
    assert not cast.member.password.startswith("scrypt$")
    assert log_in(client, "member@forum.example").status_code == 302
    cast.member.refresh_from_db()
    assert cast.member.password.startswith("scrypt$")
    assert log_in(Client(), "member@forum.example").status_code == 302


def text_of(answer, *left_out):
    """Return a page without what differs from one request to the next: tokens and what was typed."""
    page = re.sub(r'(csrfmiddlewaretoken" value|nonce)="[^"]+"', "", answer.content.decode())
    for word in left_out:
        page = page.replace(word, "")
    return page


@pytest.mark.parametrize("role", ["administrator", "chair", "member", "partner", "convenor", "staff"])
def test_each_of_the_cast_logs_in(client, cast, role):
    answer = log_in(client, f"{role}@forum.example")
    assert (answer.status_code, answer.url) == (302, "/admin/" if role == "staff" else "/")
    assert client.session[SESSION_KEY] == str(getattr(cast, role).pk)


def test_an_address_is_the_same_in_capitals(client, cast):
    assert log_in(client, "Member@FORUM.example").url == "/"


def test_after_logging_in_one_is_where_one_wanted_to_be(client, cast):
    assert client.get("/people/").url == "/accounts/login/?next=/people/"
    assert log_in(client, "member@forum.example", next="/people/").url == "/people/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "https:evil.example", "javascript:alert(1)", "/\\evil.example"],
)
def test_logging_in_leads_nowhere_else(client, cast, elsewhere):
    assert log_in(client, "member@forum.example", next=elsewhere).url == "/"
    assert client.post("/accounts/logout/", {"next": elsewhere}).url == "/"
    assert client.post("/i18n/setlang/", {"language": "cy", "next": elsewhere}, HTTP_REFERER=elsewhere).url == "/"


@pytest.mark.parametrize("who", ["lapsed", "partner"])
def test_whose_time_has_ended_is_told_so_kindly_with_the_right_password(client, world, who):
    answer = log_in(client, f"{who}@forum.example")
    assert (answer.status_code, answer.url) == (302, "/people/ended/")
    assert SESSION_KEY not in client.session
    assert client.get(answer.url).status_code == 403


@pytest.mark.parametrize("who", ["existing", "lapsed", "closed"])
def test_a_wrong_password_answers_as_an_unknown_address(client, world, who):
    email, unknown = ADDRESSES[who], ADDRESSES["unknown"]
    answers = [log_in(client, address, "not-the-password") for address in (email, unknown)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert text_of(answers[0], email) == text_of(answers[1], unknown)


def test_each_answer_to_a_login_takes_as_much_computing(client, world, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    world.member.set_password(PASSWORD)
    world.member.save()

    def seconds(email):
        spent = []
        for _ in range(3):
            cache.clear()
            start = time.process_time()
            log_in(client, email, "not-the-password")
            spent.append(time.process_time() - start)
        return statistics.median(spent)

    known, unknown = seconds(ADDRESSES["existing"]), seconds(ADDRESSES["unknown"])
    assert 0.5 < known / unknown < 2


@pytest.mark.parametrize("who", ["existing", "lapsed", "closed"])
@pytest.mark.parametrize("page", ["/accounts/password/reset/", "/accounts/login/code/"])
def test_asking_for_a_link_or_a_code_answers_as_for_an_unknown_address(client, world, who, page):
    email, unknown = ADDRESSES[who], ADDRESSES["unknown"]
    seen = []
    for address in (email, unknown):
        answer = client.post(page, {"email": address})
        seen.append((answer.status_code, answer.url, text_of(client.get(answer.url), address)))
        client.cookies.clear()
    assert seen[0] == seen[1]
    assert mail.outbox == []  # only the worker sends, so that neither takes longer


@pytest.mark.parametrize("page", ["/accounts/password/reset/", "/accounts/login/code/"])
def test_as_much_is_done_for_an_unknown_address_and_nobody_gets_a_letter(client, world, page):
    done = {}
    for who in ("existing", "lapsed", "closed", "unknown"):
        cache.clear()
        with CaptureQueriesContext(connection) as queries:
            client.post(page, {"email": ADDRESSES[who]})
        done[who] = len(queries)
        assert ProcrastinateJob.objects.count() == 1 and len(delivered()) == (who in ("existing", "lapsed")), who
        mail.outbox.clear()
        ProcrastinateJob.objects.all().delete()
        client.cookies.clear()
    assert max(done.values()) - min(done.values()) <= 1, done


def test_a_new_password_comes_by_a_link_that_works_once(client, world):
    client.post("/accounts/password/reset/", {"email": ADDRESSES["existing"]})
    (letter,) = delivered()
    assert letter.to == [ADDRESSES["existing"]]
    link = re.search(r"https?://\S+", letter.body)[0]
    assert link.startswith(settings.SITE_ORIGIN + "/accounts/password/reset/key/")
    path = link.removeprefix(settings.SITE_ORIGIN)
    form = client.get(path, follow=True)
    new = "dysgl-o-gawl-a-chaws"
    answer = client.post(form.request["PATH_INFO"], {"password1": new, "password2": new})
    assert (answer.status_code, answer.url) == (302, "/accounts/password/reset/key/done/")
    assert SESSION_KEY not in client.session
    again = client.get(path, follow=True)
    assert (again.status_code, b"no longer works" in again.content) == (404, True)
    assert log_in(client, ADDRESSES["existing"], new).url == "/"


@pytest.mark.parametrize("path", ["password/reset/key/x-y/", "password/reset/key/x-set-password/", "confirm-email/x/"])
def test_a_link_that_never_worked_is_not_there_as_other_dead_links_are(client, world, path):
    answer = client.get(f"/accounts/{path}")
    assert (answer.status_code, b"no longer works" in answer.content) == (404, True)


def test_whoever_never_had_a_password_gets_a_link_too(client, world):
    world.member.set_unusable_password()
    world.member.save()
    client.post("/accounts/password/reset/", {"email": ADDRESSES["existing"]})
    assert len(delivered()) == 1


def test_a_code_by_mail_logs_in_and_not_who_has_lapsed(client, world):
    for email, end in ((ADDRESSES["existing"], "/"), (ADDRESSES["lapsed"], "/people/ended/")):
        client.post("/accounts/login/code/", {"email": email})
        code = re.search(r"^[A-Z0-9-]{6,}$", delivered()[-1].body, re.M)[0]
        assert client.post("/accounts/login/code/confirm/", {"code": code}).url == end
        client.cookies.clear()
        ProcrastinateJob.objects.all().delete()


def test_a_host_that_a_request_names_gets_into_no_letter(client, world, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(
        "/accounts/password/reset/",
        {"email": ADDRESSES["existing"]},
        HTTP_HOST="evil.example",
        HTTP_X_FORWARDED_HOST="evil.example",
    )
    (letter,) = delivered()
    assert ("evil.example" in letter.body, settings.SITE_ORIGIN in letter.body) == (False, True)


@pytest.mark.parametrize(
    ("role", "words"), [("chair", "Annwyl Gwenllian Trefeurig"), ("member", "Dear Margaret Ellicott")]
)
def test_a_letter_is_in_its_readers_language_whoever_asks(client, world, role, words):
    other = "en" if getattr(world, role).language == "cy" else "cy"
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = other
    client.post("/accounts/password/reset/", {"email": f"{role}@forum.example"})
    (letter,) = delivered()
    assert letter.body.startswith(words)
    assert [line for line in letter.body.splitlines() if line.startswith((" ", "{"))] == []


def test_too_many_wrong_passwords_are_answered_with_429(client, world):
    answers = [log_in(client, ADDRESSES["existing"], "wrong").status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]
    assert log_in(client, ADDRESSES["existing"]).status_code == 429  # even the right one
    statuses = {log_in(client, f"somebody{n}@forum.example", "wrong").status_code for n in range(40)}
    assert statuses == {200, 429}


def test_rate_limits_are_shared_by_all_workers(settings):
    assert settings.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    assert settings.CACHES["default"]["OPTIONS"]["MAX_ENTRIES"] >= 10_000


def test_nobody_signs_up(client, db):
    assert "/signup" not in client.get("/accounts/login/").content.decode()
    client.post("/accounts/signup/", {"email": "new@forum.example", "password1": PASSWORD, "password2": PASSWORD})
    assert not Person.objects.filter(email="new@forum.example").exists()


@pytest.mark.parametrize("field", ["login", "password"])
def test_a_nul_is_told_beside_its_field(client, cast, field):
    answer = client.post(
        "/accounts/login/", {"login": "member@forum.example", "password": PASSWORD} | {field: "a\x00b@forum.example"}
    )
    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])


@pytest.mark.parametrize("role", ["visitor", "member"])
@pytest.mark.parametrize("strange", ["//[x", "http://[::1", "https://[", "http://a]b", "/\\["])
def test_what_is_no_address_at_all_leads_nowhere_and_breaks_nothing(as_person, role, strange):
    facts = {"next": strange, "login": "member@forum.example", "password": PASSWORD, "email": "member@forum.example"}
    for pattern in get_resolver("allauth.urls").url_patterns:
        for path in account_paths(pattern):
            client = as_person(role)
            for answer in (client.get(path, facts, headers={"referer": strange}), client.post(path, facts)):
                assert answer.status_code < 500, path
                assert "[" not in urlsplit(unquote(answer.headers.get("Location", "/"))).path, path


def account_paths(pattern, before="/accounts/"):
    """Return the addresses of pages about accounts that take no argument."""
    path = before + str(pattern.pattern)
    if isinstance(pattern, URLResolver):
        return [found for one in pattern.url_patterns for found in account_paths(one, path)]
    return [] if "<" in path or "(?P" in path else [path]
