"""A search of a large Forum: it asks the index, and takes no more than the best of what its reader sees."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.urls import reverse

from common.finding import asking, nearly, partly
from common.finding.words import terms
from exchange.models import Post
from forum_site import doors

pytestmark = pytest.mark.django_db
QUESTIONS = {
    "all of the words": lambda findables: asking.question(findables, terms("quince care")),
    "faults of typing": lambda findables: nearly.question(findables, ["quince", "care"]),
    "some of the words": lambda findables: partly.question(findables, terms("quince care")),
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
