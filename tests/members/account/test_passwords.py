"""What is no password though it is long: what is guessed first, and what everybody knows of somebody and the Forum."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from members.models import Identity, Organisation
from tests.cast import PASSWORD
from tests.members.account.factors import show_oneself

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum(cast):
    """The Forum, by its names."""
    name = {"name_en": "Wales Social Co-op Forum", "name_cy": "Fforwm Cydweithfeydd Cymdeithasol Cymru"}
    Identity.objects.update_or_create(pk=1, defaults=name)
    return cast


def refusals(password, person=None):
    """Return the codes of what speaks against a password."""
    try:
        validate_password(password, person)
    except ValidationError as wrong:
        return {one.code for one in wrong.error_list}
    return set()


@pytest.mark.parametrize(
    "password",
    [
        *("forumforumforum1", "FforwmCymru2016!", "wales-social-coop", "Cydweithfeydd Cymru 1", "cyfrinair-y-fforwm"),
        *("passwordpassword", "Password2024!!", "P@ssw0rd!!2016", "sunshine-1990-04", "liverpool123456"),
        *("abababababab", "aaaaaaaaaaaaaaa", "abcdefghijklmnop", "zyxwvutsrqponm", "827364918273", "............"),
        *("qwertyuiop12", "xk2xk2xk2xk2xk2"),
    ],
)
def test_what_everybody_guesses_first_is_refused(forum, password):
    assert refusals(password, forum.member) & {"password_too_common", "common", "own_words"}
    assert refusals(password)


@pytest.mark.parametrize(
    "password",
    ["thisismypassword", "iloveyouforever", "correcthorsebatterystaple", "ThisIsMyPassword", "1qaz2wsx3edc4rfv"],
)
def test_what_was_published_after_a_break_in_is_refused(forum, password):
    assert "published" in refusals(password, forum.member)


@pytest.mark.parametrize(
    "password", ["thisismypassword tractor", "iloveyouforeverandamule", "a", "ŵŷŵŷŵŷŵŷŵŷ", "ŷ" * 40, "\n" * 12]
)
def test_what_was_not_published_is_not_said_to_be(forum, password):
    assert "published" not in refusals(password, forum.member)


def test_ones_own_words_are_refused(cast):
    person = cast.member
    person.name, person.email, person.phone = "Siân Prydderch-Huws", "gwenllian@ystalyfera.example", "029 2081 9000"
    person.organisation = Organisation(name_en="Harbwr Housing", name_cy="Tai Harbwr")
    for password in (
        "sianprydderch1",
        "Prydderch-Huws-1962",
        "gwenllian.ystalyfera",
        "harbwrharbwr22",
        "Tai-Harbwr-2081",
    ):
        assert "own_words" in refusals(password, person)
        assert "own_words" not in refusals(password)
    assert refusals("prydderch-tractor-glas-7", person) == set()


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "cawl-cennin-a-bara-brith",
        "x7#9Q!2k$88aa1",
        "forum-x7#9q2k88vv",
        "llwynog yn yr eira",
        "пятница-ёлка-дом",
    ],
)
def test_what_nobody_guesses_is_taken(forum, password):
    assert refusals(password, forum.member) == set()


def test_the_page_says_what_is_wrong(as_person):
    browser = as_person("member")
    show_oneself(browser)
    form = {"oldpassword": PASSWORD, "password1": "forumforumforum1", "password2": "forumforumforum1"}
    page = browser.post("/accounts/password/change/", form)
    assert page.status_code == 200
    assert "There is little in it but your own words or the Forum’s." in page.content.decode()
