"""What is counted besides meetings: members who came and left, languages, topics, each as SQL counts it."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse

from forum_site import doors
from library.models import Resource, Talk
from members.access import Circle
from members.models import Interest, Organisation, OrganisationStanding, Person, Standing
from tests.cast import a_meeting

pytestmark = pytest.mark.django_db
YEAR = 2019
CAME = """SELECT count(*) FROM members_standing s WHERE capacity = 'member' AND extract(year FROM starts_on) = 2019
    AND NOT EXISTS (SELECT 1 FROM members_standing o WHERE o.person_id = s.person_id AND o.capacity = 'member'
    AND o.ends_on = s.starts_on - 1)"""
LEFT = """SELECT count(*) FROM members_standing s WHERE capacity = 'member' AND extract(year FROM ends_on) = 2019
    AND NOT EXISTS (SELECT 1 FROM members_standing o WHERE o.person_id = s.person_id AND o.capacity = 'member'
    AND o.starts_on = s.ends_on + 1)"""
READ = """SELECT count(DISTINCT p.id) FROM members_person p JOIN members_standing s ON s.person_id = p.id
    WHERE s.capacity = 'member' AND s.starts_on <= current_date AND (s.ends_on IS NULL OR s.ends_on >= current_date)
    AND p.language = 'en'"""


def counted(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def figure(key, circle=Circle.MEMBER, years=(YEAR,)):
    return next((one for one in doors.figures(list(years), circle) if one.key == key), None)


def people(number, *periods, capacity="member", language="en"):
    """Add people who were something in each of these periods (first and last day)."""
    for _each in range(number):
        place = Person.objects.count()
        person = Person.objects.create(email=f"{place}@besides.example", name=f"Person {place}", language=language)
        for first, last in periods:
            Standing.objects.create(person=person, capacity=capacity, starts_on=first, ends_on=last)


def test_who_is_new_and_who_left_is_what_sql_counts_and_a_renewal_is_neither(cast):
    people(4, ("2019-02-01", None))
    people(3, ("2017-02-01", "2019-06-30"))
    people(2, ("2017-02-01", "2019-06-30"), ("2019-07-01", None))  # went on: neither new nor left
    people(5, ("2019-02-01", "2019-09-30"), capacity="partner")
    assert figure("members").rows == (("2019", (counted(CAME), counted(LEFT))),) == (("2019", (4, 3)),)
    assert figure("members", Circle.VISITOR) is None


def test_so_few_that_came_or_left_are_not_told(cast):
    people(2, ("2019-02-01", None))
    people(9, ("2017-02-01", "2019-06-30"))
    assert figure("members").rows == (("2019", (None, None)),)
    body = Organisation.objects.create(name_en="Cyfan")
    OrganisationStanding.objects.create(organisation=body, starts_on="2019-02-01")
    assert figure("organisations").rows == (("2019", (1, 0)),)


def test_the_languages_that_members_read_are_those_of_today(cast):
    people(3, ("2019-02-01", None), language="cy")
    people(4, ("2019-02-01", None))
    people(6, ("2017-02-01", "2019-06-30"))
    told = dict(zip(["cy", "en"], figure("readers").rows[0][1], strict=True))
    assert told["en"] == counted(READ) and told["cy"] >= 3


def test_topics_are_told_with_what_covers_them_as_far_as_a_circle_sees_it(cast):
    heard, silent = (Interest.objects.create(name_en=name) for name in ("Zqheard", "Zqsilent"))
    for audience, topic, year in (("public", heard, 2019), ("members", heard, 2019), ("public", heard, 2018)):
        Talk.objects.create(
            title_en="Talk", speaker=cast.member, topic=topic, given_on=datetime.date(year, 3, 1), audience=audience,
            consent=audience,
        )  # fmt: skip
    Resource.objects.create(title_en="Guide", audience="members").topics.add(silent)
    told = {circle: dict(figure("topics", circle).rows) for circle in (Circle.VISITOR, Circle.MEMBER)}
    assert (told[Circle.MEMBER]["Zqheard"], told[Circle.MEMBER]["Zqsilent"]) == ((2, 0), (0, 1))
    assert (told[Circle.VISITOR]["Zqheard"], told[Circle.VISITOR]["Zqsilent"]) == ((1, 0), (0, 0))


def test_they_have_a_page_of_their_own(cast, as_person):
    day = a_meeting(days=-30, state="held", is_public=True).starts_at.date()
    heard = Interest.objects.create(name_en="Zqheard")
    Talk.objects.create(
        title_en="Talk", speaker=cast.member, topic=heard, given_on=day, audience="public", consent="public"
    )
    page = as_person("member").get(reverse("numbers_membership")).content.decode()
    assert "Zqheard" in page and "New members and members who left" in page and "How the time of" not in page
    page = as_person("visitor").get(reverse("numbers_membership")).content.decode()
    assert "Zqheard" in page and "New members and members who left" not in page
