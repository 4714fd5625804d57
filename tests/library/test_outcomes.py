"""Social value: a register of what changed, for its readers alone, with fields of a framework of our own."""

import csv
import datetime
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse

from forum_site import doors
from library.models import Outcome, OutcomeField
from library.outcomes import register, telling
from members.access import Circle
from taskgroups.models import TaskGroup
from tests.forms import form_on

pytestmark = pytest.mark.django_db
DAY = datetime.date(2016, 5, 9)


def url(name, *args):
    return reverse(f"library:{name}", args=args)


def sent(client, path, **more):
    """Return what a form on a page sends, with some fields filled in."""
    return form_on(client, path).fields | more


def an_outcome(**facts):
    usual = {"title_en": "A café opens", "happened_on": DAY, "audience": "public", "sureness": "several"}
    return Outcome.objects.create(**usual | facts)


def sheet(client, **asked):
    """Return the spreadsheet as {title: row by its headings}."""
    answer = client.get(url("outcomes_sheet"), asked)
    rows = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    return {row["What changed, in one line (English)"]: row for row in rows}


def test_what_a_member_suggests_waits_until_it_is_looked_at(as_person, cast):
    member, keeper = as_person("member"), as_person("administrator")
    page = member.post(url("add_outcome"), sent(member, url("add_outcome"), title_en="A café opens")).url
    row = Outcome.objects.get()
    assert (row.suggested_by, row.audience, row.waits) == (cast.member, "keepers", True)
    assert [as_person(role).get(page).status_code for role in ("member", "convenor", "partner")] == [200, 404, 404]
    told = [one for one in doors.waits(cast.administrator) if one.url == url("edit_outcome", row.pk)]
    assert len(told) == 1 and told[0].said.startswith("Look at an outcome")
    with pytest.raises(IntegrityError), transaction.atomic():
        Outcome.objects.update(audience="public")
    keeper.post(url("edit_outcome", row.pk), sent(keeper, url("edit_outcome", row.pk), audience="members"))
    row.refresh_from_db()
    assert (row.waits, row.audience, row.shown_at is None) == (False, "members", False)
    assert member.post(url("edit_outcome", row.pk), {"title_en": "Mine"}).status_code == 409
    assert [as_person(role).get(page).status_code for role in ("convenor", "partner")] == [200, 404]
    assert not [one for one in doors.waits(cast.administrator) if one.url == url("edit_outcome", row.pk)]


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "shown"),
    [
        ("words", " Forty people ", "Forty people", "Forty people"),
        ("number", "1250.50", "1250.50", "1,250.50"),
        ("yes_no", "no", False, "No"),
    ],
)
def test_a_field_of_our_own_is_filled_in_shown_and_handed_out(as_person, kind, typed, kept, shown):
    keeper = as_person("administrator")
    keeper.post(url("outcome_fields"), sent(keeper, url("outcome_fields"), label_en="Of ours", kind=kind))
    field = OutcomeField.objects.get()
    row = an_outcome()
    path = url("edit_outcome", row.pk)
    assert keeper.post(path, sent(keeper, path, **{f"own_{field.pk}": typed})).status_code == 302
    row.refresh_from_db()
    assert row.own == {str(field.pk): kept}
    assert f">Of ours</dt><dd>{shown}" in keeper.get(row.get_absolute_url()).text
    assert sheet(as_person("visitor"))["A café opens"]["Of ours"] == (shown if kind == "yes_no" else kept)
    keeper.post(url("edit_outcome_field", field.pk), {"label_en": "Of ours", "kind": kind, "order": 1, "version": 1})
    assert f"own_{field.pk}" not in keeper.get(path).text
    keeper.post(path, sent(keeper, path, title_en="A café is open"))
    row.refresh_from_db()
    assert (row.title_en, row.own) == ("A café is open", {str(field.pk): kept})  # no longer asked for, and kept


def test_a_field_that_is_filled_in_keeps_its_kind(as_person):
    field = OutcomeField.objects.create(label_en="Hours", kind="words")
    an_outcome(own={str(field.pk): "many"})
    with pytest.raises(DatabaseError, match="its kind stands"), transaction.atomic():
        OutcomeField.objects.update(kind="number")
    keeper, path = as_person("administrator"), url("edit_outcome_field", field.pk)
    assert "its kind stands" in keeper.post(path, sent(keeper, path, kind="number")).text
    Outcome.objects.update(own={})
    assert keeper.post(path, sent(keeper, path, kind="number")).status_code == 302


def test_two_who_fill_in_fields_of_our_own_undo_nothing_of_each_other(as_person):
    field = OutcomeField.objects.create(label_en="Hours", kind="number")
    row, keeper = an_outcome(own={str(field.pk): "3"}), as_person("administrator")
    path = url("edit_outcome", row.pk)
    fields = sent(keeper, path, **{f"own_{field.pk}": "5"})
    Outcome.objects.update(own={str(field.pk): "4"})
    answer = keeper.post(path, fields)
    assert (answer.status_code, "It now reads: 4" in answer.text) == (409, True)
    row.refresh_from_db()
    assert row.own == {str(field.pk): "4"}


def test_what_it_came_through_is_told_to_those_who_may_see_that(as_person, cast):
    group = TaskGroup.objects.create(name_en="Zqgroup", is_private=True, shared_with_partners=False)
    row = an_outcome(group=group)
    keeper, member = as_person("administrator"), as_person("member")
    pages = [row.get_absolute_url(), url("outcomes"), url("outcomes_sheet"), f"{url('outcomes')}?through=none"]
    assert ["Zqgroup" in keeper.get(page).content.decode() for page in pages] == [True, True, True, False]
    assert ["Zqgroup" in member.get(page).content.decode() for page in pages] == [False] * 4
    assert list(register.outcomes(cast.member, through="group")) == []
    assert list(register.outcomes(cast.member, through="none")) == [row]
    assert row.title in keeper.get(group.get_absolute_url()).text


def test_the_list_is_asked_for_by_year_and_by_how_sure(as_person):
    an_outcome(title_en="Then")
    an_outcome(title_en="Over the turn of the year", until=datetime.date(2017, 1, 2), sureness="one")
    visitor = as_person("visitor")
    assert set(sheet(visitor, year="2017")) == {"Over the turn of the year"}
    assert set(sheet(visitor, sureness="several")) == {"Then"}
    page = visitor.get(url("outcomes"), {"year": "2016"}).text
    assert ("Then" in page, "Over the turn" in page) == (True, False)


def test_a_source_is_handed_out_to_its_readers_alone(as_person):
    keeper = as_person("administrator")
    file = SimpleUploadedFile("count.txt", b"Forty", "text/plain")
    fields = sent(keeper, url("add_outcome"), title_en="A café opens", audience="members")
    page = keeper.post(url("add_outcome"), fields | {"file": file}).url
    row = Outcome.objects.get()
    assert "count.txt" in keeper.get(page).text
    source = url("outcome_file", row.pk)
    assert b"".join(as_person("member").get(source).streaming_content) == b"Forty"
    assert [as_person(role).get(source).status_code for role in ("partner", "visitor")] == [404, 302]
    keeper.post(url("edit_outcome", row.pk), sent(keeper, url("edit_outcome", row.pk), without_file="on"))
    assert keeper.get(source).status_code == 404


def test_the_year_and_the_numbers_tell_each_circle_of_what_it_sees(cast):
    an_outcome(title_en="Public", source_en="A report")
    an_outcome(title_en="Shared", audience="shared")
    an_outcome(title_en="Members", audience="members", sureness="early")
    an_outcome(title_en="Draft", audience="keepers")
    an_outcome(title_en="Later", happened_on=datetime.date(2017, 1, 1))
    first, last = datetime.date(2016, 1, 1), datetime.date(2016, 12, 31)
    told = {circle: telling.year(first, last, circle) for circle in Circle}
    names = {circle: {entry.title for entry in told[circle]} for circle in Circle}
    assert names[Circle.VISITOR] == {"Public"} and names[Circle.PARTNER] == {"Public", "Shared"}
    assert names[Circle.MEMBER] == {"Public", "Shared", "Members"}
    assert told[Circle.VISITOR][0].detail == "A report"
    figures = {circle: telling.figures([2016, 2015], circle)[0].rows for circle in (Circle.VISITOR, Circle.MEMBER)}
    assert figures[Circle.VISITOR] == (("2016", (0, 1, 0, 0)), ("2015", (0, 0, 0, 0)))
    assert figures[Circle.MEMBER][0] == ("2016", (0, 2, 0, 1))
    assert telling.figures([2012], Circle.KEEPER) == []
