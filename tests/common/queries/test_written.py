"""A query that is written once finds what its QuerySet finds, whatever it is asked, on whatever day; or is not kept."""

import datetime
import logging

import pytest
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import override

from common.queries.written import written
from members.access import Circle
from members.models import Organisation, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(caplog):
    caplog.set_level(logging.ERROR, logger="common.queries.written")
    return lambda: [record.message.partition(" is ")[2] for record in caplog.records]


@pytest.fixture
def people():
    body = Organisation.objects.create(name_en="Body")
    rows = [Person(email=f"p{one}@forum.example", name=f"Person {one}", organisation=body) for one in range(3)]
    return Person.objects.bulk_create(rows)


def test_it_finds_what_its_query_finds_with_all_that_was_read_along(people, told, django_assert_num_queries):
    def make(pk, circle):
        order = "pk" if circle else "-pk"
        return Person.objects.filter(pk__gte=pk).select_related("organisation").order_by(order)[:2]

    rows = written(make)
    for pk in (people[0].pk, people[1].pk, people[2].pk + 1):
        for circle in (Circle.MEMBER, Circle.VISITOR):
            with django_assert_num_queries(1):
                found = [(row.pk, row.name, row.organisation.name_en) for row in rows(pk, circle)]
            assert found == [(row.pk, row.name, row.organisation.name_en) for row in make(pk, circle)]
    assert told() == []


def test_days_and_moments_stand_in_it_as_they_are_given(people, told):
    rows = written(lambda since, until: Person.objects.filter(created_at__gt=since, created_at__date__lte=until))
    now = timezone.now()
    hour, today = datetime.timedelta(hours=1), timezone.localdate()
    asked = [(now - hour, today), (now + hour, today), (now - hour, today - datetime.timedelta(days=2))]
    assert [len(rows(*one)) for one in asked] == [3, 0, 0]
    assert told() == []


def test_today_is_the_day_on_which_it_is_asked(people, told, monkeypatch):
    rows = written(lambda: Person.objects.filter(created_at__date=timezone.localdate()))
    assert len(rows()) == 3
    tomorrow = timezone.now() + datetime.timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert rows() == []
    assert told() == []


def test_what_can_find_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert written(lambda pk: Person.objects.filter(Q(pk__in=[]), pk=pk))(1) == []


def test_another_language_is_another_query(people):
    rows = written(lambda: Organisation.objects.order_by())
    with override("cy"):
        assert [row.name for row in rows()] == ["Body"]
    assert [row.name for row in rows()] == ["Body"]


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda pk: Person.objects.filter(pk=pk + 1), "16000"),
        (lambda pk: Person.objects.filter(pk__in=[pk, -1][: 1 + pk // 100 % 2]), "its words"),
        (lambda _pk: Person.objects.filter(created_at__lt=timezone.now()), "datetime"),
        (lambda _pk: Person.objects.filter(created_at__date=datetime.date(2026, 1, 1)), "datetime.date(2026"),
    ],
    ids=["reckoned", "another query", "moment of its own", "day of its own"],
)
def test_what_holds_more_than_its_arguments_is_asked_as_it_is_and_told(people, told, make, why):
    rows = written(make)
    for pk in (people[0].pk - 1, people[0].pk):
        assert rows(pk) == list(make(pk))
    assert why in told()[0]
