"""Markup in every text of every row: no page, preview or letter lets it through, and no address is a program."""

from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils import translation

from common.text import NameField
from forum_site.doors import APPS
from members.letters.letters import BUILDERS
from members.models import Letter
from tests.crawl import fetched
from tests.forum_site.pages.test_admin import OURS, pages_of
from tests.test_canaries import addresses, patterns

pytestmark = pytest.mark.django_db

HOLE = "zz-hole"
MARKUP = f"\"'><{HOLE} x=1>"  # ends an attribute, and begins an element that no page has
PROGRAM = "javascript:zzhole"
ADDRESSES = {"href", "src", "action", "formaction", "data"}
SENT = ("pdf", "docx", "xlsx", "ods", "csv", "my-data", "pack", ".ics")  # what is a file, and no page


class Holes(HTMLParser):
    """Notes where a page gives way."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attributes):
        bad = {name for name, value in attributes if name in ADDRESSES and (value or "").startswith("javascript:")}
        self.found += [self.get_starttag_text()[:200]] if tag == HOLE or bad else []


def holes(html):
    """Return the tags of a page that came from a text."""
    parser = Holes()
    parser.feed(html)
    return parser.found


def is_written(field):
    """Whether people write this column: text that is neither a choice, a key, nor an address for letters."""
    is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, models.EmailField)
    fixed = field.choices or field.primary_key or isinstance(field, models.SlugField | ArrayField)
    return is_text and not fixed and (field.max_length or 1_000) >= 40 and field.name not in NOT_WRITTEN


NOT_WRITTEN = {"password", "calendar_digest", "token_digest", "pgh_label", "file", "content_type", "thing", "digest"}

OR_ELSE = {"link": "WHERE link <> ''"}  # of what is a link or a file


def spoil():
    """Put markup into every text of every row, past all forms and triggers, and return how many columns there were."""
    columns = 0
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        for model in (model for model in apps.get_models() if model._meta.app_label in APPS):
            for field in filter(is_written, model._meta.concrete_fields):
                most = field.max_length or 1_000
                text = PROGRAM if isinstance(field, models.URLField) else MARKUP
                column, kept = f'"{field.column}"', 0 if text is PROGRAM else max(most - len(text), 0)
                which = OR_ELSE.get(field.column, "") if text is PROGRAM else f"WHERE {column} <> ''"
                change = f'UPDATE "{model._meta.db_table}" SET {column} = left({column}, %s) || %s {which}'
                cursor.execute(change, [kept, text])
                columns += cursor.rowcount > 0
        cursor.execute("SET LOCAL session_replication_role = origin")
    return columns


@pytest.fixture(scope="module")
def spoilt(world, planted, django_db_blocker):
    """The world, with markup in all its texts."""
    with django_db_blocker.unblock():
        assert spoil() > 100
    return world


def test_no_page_lets_markup_through(spoilt, planted):
    paths = {path for pattern in patterns() for path in addresses(pattern, planted)[::2][:6]}  # a meeting of each state
    found, read = {}, 0
    for path in sorted(path for path in paths if not any(word in path for word in SENT)):
        answer = fetched(spoilt.clients["administrator"], path)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            read += HOLE in answer.content.decode()
            found |= {path: all_holes} if (all_holes := holes(answer.content.decode())) else {}
    assert found == {}
    assert read > 100  # shown, as text


def test_no_page_of_the_admin_lets_markup_through(spoilt):
    type(spoilt.cast.staff).objects.filter(pk=spoilt.cast.staff.pk).update(is_superuser=True)
    client = spoilt.clients["staff"]
    pages = {path: client.get(path).content.decode() for model in OURS for path in pages_of(model)}
    assert {path: holes(page) for path, page in pages.items() if holes(page)} == {}
    assert sum(HOLE in page for page in pages.values()) > 30


def test_no_letter_lets_markup_through_and_its_plain_text_is_plain(spoilt, planted):
    things, built = {key for keys in planted.rows.values() for key in keys}, 0
    for kind, build in BUILDERS.items():
        for thing in sorted(things):
            with translation.override("en"):
                message = build(Letter(kind=kind, thing=str(thing), person=spoilt.cast.administrator))
            if message:
                built += HOLE in message.body
                assert (type(message.subject), type(message.body)) == (str, str), kind
                assert [holes(page) for page, _kind in message.alternatives] == [[]], kind
    assert built > 20


@pytest.mark.parametrize("name", ["Aa<meta http-equiv=refresh>", "a > b"])
def test_a_name_refuses_brackets(name):
    with pytest.raises(ValidationError):
        NameField(max_length=50).clean(name, None)
