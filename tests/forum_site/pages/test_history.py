"""The history in words: of a person, by a person, of a thing; from where; and what an auditor may not read in it."""

import pghistory
import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from exchange.models import Post
from forum_site.running.recording import of_job
from meetings.models import Paragraph
from members.models import Person, Stakeholder, Standing
from members.sheets import importing
from tests.cast import EVERYBODY, a_meeting, a_paragraph, an_item
from tests.waiting import computing_at_most

pytestmark = pytest.mark.django_db


def of(thing):
    """Return the address of the history of a thing."""
    return reverse("history_of", args=[thing._meta.label_lower, thing.pk])


def page(client, address, **asked):
    """Return the text of a page of the history."""
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def events(client, address, **asked):
    """Return the Events that a page of the history shows."""
    return [event for event, _url in client.get(address, asked).context["events"]]


def words(event):
    """Return what an event changed, as {field: (words that went, words that came)}."""
    return {
        name: tuple(" ".join(change.text for change in changes if change.kind == kind) for kind in ("removed", "added"))
        for name, changes, _lang in event.fields
    }


def test_what_was_changed_about_a_person_by_whom_and_from_where(as_person, cast):
    member = as_person("member")
    kept = member.get(reverse("members:profile")).context["form"]
    sent = {field.html_name: field.value() for field in kept if field.value() not in (None, [])}
    assert member.post(reverse("members:profile"), sent | {"area": "mid"}).status_code == 302
    chair = as_person("administrator")
    first = next(
        event for event in events(chair, of(cast.member)) if "area" in words(event) and event.label == "update"
    )
    assert words(first)["area"][1] == "Mid"
    assert (first.who, first.where) == (cast.member.name, "on the site: /people/me/")
    kinds = {event.kind for event in events(chair, of(cast.member))}
    assert kinds == {"members.Person", "members.Standing"}
    mine = events(chair, reverse("history_by", args=[cast.member.pk]))
    assert mine and {event.who for event in mine} == {cast.member.name}
    assert of(cast.member) in page(chair, cast.member.get_absolute_url())


def test_from_where_is_said_of_admin_imports_jobs_and_commands(as_person, cast):
    run = importing.look(
        kind="people", file_name="x", rows=[["E-mail", "Area"], [cast.partner.email, "mid"]], by=cast.chair
    )
    importing.apply(run=run)
    with pghistory.context(command="shell"):
        Person.objects.filter(pk=cast.partner.pk).update(area="north")

    class Context:
        class task:
            name = "members.renewals"

    of_job(lambda: Person.objects.filter(pk=cast.partner.pk).update(area="all"), Context, None)
    with pghistory.context(user=cast.staff.pk, page="admin:members_person_change"):
        Person.objects.filter(pk=cast.partner.pk).update(area="mid")
    said = [event.where for event in events(as_person("administrator"), of(cast.partner)) if event.label == "update"]
    assert said[:4] == ["in the admin", "by a background job", "by the command shell", f"by import {run.pk}"]


def test_of_a_thing_with_what_hangs_on_it_and_only_for_keepers(as_person, cast):
    post = Post.objects.create(author=cast.member, kind="idea", title="Zq-before", text="t")
    Post.objects.filter(pk=post.pk).update(title="Zq-after")
    post.comments.create(author=cast.partner, text="Zq-said")
    text = page(as_person("chair"), of(post))
    assert "<del>Zq-before</del>" in text and "<ins>Zq-after</ins>" in text and "Zq-said" in text
    assert of(post) in page(as_person("administrator"), post.get_absolute_url())
    assert of(post) not in page(as_person("member"), post.get_absolute_url())
    for role in set(EVERYBODY) - {"administrator", "chair", "staff"}:
        answer = as_person(role).get(of(post))
        assert answer.status_code in (302, 404) and "Zq-" not in answer.content.decode()
        assert as_person(role).get(reverse("history_by", args=[cast.member.pk])).status_code in (302, 404)
    address = of(post)
    post.delete()
    assert "Removed: " in page(as_person("administrator"), address)
    assert as_person("chair").get(reverse("history_of", args=["exchange.post", 999])).status_code == 404
    assert as_person("chair").get(reverse("history_of", args=["members.letter", 1])).status_code == 404


def test_staff_read_what_the_admin_shows_them_without_hidden_fields_and_drafts(as_person, cast):
    cast.staff.groups.clear()
    staff = as_person("staff")
    assert staff.get(reverse("history")).status_code == 404
    cast.staff.user_permissions.add(*Permission.objects.filter(codename__in=["view_person", "view_paragraph"]))
    Person.objects.filter(pk=cast.member.pk).update(phone="zqphone", area="mid", language="cy")
    a_paragraph(an_item(a_meeting(days=-2, state="held")), text_en="zqdraft")
    Stakeholder.objects.create(name="Zqother")
    text = page(staff, reverse("history"))
    assert "language" in text.lower() and "Cymraeg" in text
    for word in ("zqphone", "zqdraft", "Zqother", cast.member.email, "Mid Wales"):
        assert word not in text, word
    draft = Paragraph.objects.get()
    assert staff.get(of(draft)).status_code == 404
    assert "zqdraft" in page(as_person("chair"), of(draft)) and "zqphone" in page(as_person("chair"), of(cast.member))


def test_by_kind_by_day_and_in_welsh(as_person, cast):
    chair = as_person("chair")
    assert {event.kind for event in events(chair, reverse("history"), kind="members.Standing")} == {"members.Standing"}
    assert (
        events(chair, reverse("history"), until="2016-01-01")
        == []
        != events(chair, reverse("history"), since="2016-01-01")
    )
    assert chair.get(reverse("history"), {"since": "x", "kind": "x", "page": "x"}).status_code == 200
    Person.objects.filter(pk=cast.chair.pk).update(language="cy")
    assert "Hanes" in page(chair, reverse("history"))


def test_it_needs_few_queries_with_one_row_and_with_fifty(as_person, cast, django_assert_max_num_queries):
    administrator = as_person("administrator")
    for number in (1, 3, 60):
        for _each in range(number):
            Post.objects.create(author=cast.member, kind="idea", title="t", text="t")
            Standing.objects.filter(person=cast.member).update(ends_on=None)
            an_item(a_meeting(days=number), presenter=cast.partner)
        for address in (reverse("history"), of(cast.member), reverse("history_by", args=[cast.member.pk])):
            with django_assert_max_num_queries(12):
                administrator.get(address)


def test_long_texts_that_are_much_alike_do_not_hold_up_the_history(as_person, cast):
    post = Post.objects.create(author=cast.member, kind="idea", title="t", text="a b " * 2_500)
    for edit in range(12):
        Post.objects.filter(pk=post.pk).update(text=("b a ", "a b ")[edit % 2] * 2_500)
    chair = as_person("administrator")
    with computing_at_most(10):  # it took half a minute
        found = events(chair, of(post))
    assert len(found) == 13
    assert words(found[0])["text"] == (post.text.replace("a b", "b a").strip(), post.text.strip())
