"""A search of a large Forum: it asks the index, and takes no more than the best of what its reader sees."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.urls import reverse

from common.finding import asking, nearly, partly
from common.finding.results import Chosen
from common.finding.words import terms
from exchange.models import Post
from forum_site import doors
from forum_site.pages.found import found

pytestmark = pytest.mark.django_db
KNOWN = [nearly.Known(term, rows) for term, rows in zip(terms("quince care"), (3, asking.MOST), strict=True)]
QUESTIONS = {
    "all of the words": lambda findables: asking.question(findables, terms("quince care")),
    "words that begin so": lambda findables: asking.question(findables, terms("quince care"), begun=True),
    "faults of typing": lambda findables: nearly.question(findables, ["quince", "care"], nearly.ALL),
    "some of the words": lambda findables: partly.question(findables, KNOWN),
}


@pytest.mark.parametrize("what", QUESTIONS)
@pytest.mark.parametrize("role", ["visitor", "partner", "administrator"])
def test_no_question_of_a_search_reads_all_rows_that_are_searched(cast, role, what):
    sql, values = QUESTIONS[what](doors.findable(getattr(cast, role, AnonymousUser())))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}", values)
        plan = "\n".join(row for (row,) in cursor.fetchall())
    assert "Bitmap Index Scan on common_searched_words" in plan
    assert "Seq Scan on common_searched" not in plan


def test_of_what_many_rows_hold_the_newest_are_found_that_the_reader_sees(cast, as_person, monkeypatch):
    monkeypatch.setattr(asking, "MOST", 3)
    for is_shared in (True, False):
        for number in range(4):
            title = f"Quince {'shared' if is_shared else 'inside'} {number}"
            Post.objects.create(author=cast.member, title=title, text="Words", shared_with_partners=is_shared)
    told = {role: as_person(role).get(reverse("search"), {"words": "quince"}) for role in ("partner", "member")}
    titles = {role: [str(hit.title) for hit in answer.context["hits"]] for role, answer in told.items()}
    assert titles["partner"] == ["Quince shared 3", "Quince shared 2", "Quince shared 1"]
    assert titles["member"] == ["Quince inside 3", "Quince inside 2", "Quince inside 1"]
    assert all("These are the nearest ones." in answer.content.decode() for answer in told.values())


def titles(words, reader):
    return [str(hit.title) for hit in found(words, Chosen(), "", reader)["hits"]]


def posts(author, *told, **more):
    for title, text in told:
        Post.objects.create(author=author, title=title, text=text, **more)


def test_words_that_only_begin_so_come_after_whole_ones_and_only_where_these_are_few(cast, monkeypatch):
    posts(cast.member, ("Medlars", "Quinces"), ("Quinceberries", "Words"), ("Pears", "Quince"))
    assert titles("quince", cast.member) == ["Pears", "Medlars", "Quinceberries"]
    monkeypatch.setattr(asking, "MOST", 2)
    assert titles("quince", cast.member) == ["Pears", "Medlars"]


def test_what_begins_with_two_letters_is_found_by_its_title(cast):
    posts(cast.member, ("Quince", "Words"), ("Pears", "Quince"), ("Plums", "Qu"))
    assert titles("qu", cast.member) == ["Plums", "Quince"]


def test_a_word_is_seen_however_many_hidden_rows_hold_it(cast, monkeypatch):
    monkeypatch.setattr(nearly, "FIRST", 2)
    posts(cast.member, *[("Quince", "Inside")] * 4, shared_with_partners=False)
    posts(cast.member, ("Quince", "Shared"), shared_with_partners=True)
    seen = [nearly.seen(doors.findable(reader), ["quince", "medlar"]) for reader in (cast.partner, cast.member)]
    assert seen == [{"quince": 1}, {"quince": 5}]


def test_where_one_word_is_enough_it_is_one_that_says_something(cast, monkeypatch):
    posts(cast.member, *[("Care", "Words")] * 3, ("Medlars", "Words"))
    assert set(titles("care medlar", cast.member)) == {"Care", "Medlars"}
    monkeypatch.setattr(asking, "MOST", 3)
    assert titles("care medlar", cast.member) == ["Medlars"]
