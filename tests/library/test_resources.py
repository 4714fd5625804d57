"""Resources: found by what they are about, easy read first to who prefers it, replaced and withdrawn without a loss."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from library import overview
from library.links import checking
from library.models import Resource, ResourceCopy
from library.resources.shelf import Chosen, Shelf
from members.models import Interest, Person
from tests.searching import found as search

pytestmark = pytest.mark.django_db


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"library:{name}", args=args)


def a_resource(title="Rules", *, language="en", easy=False, topics=(), **facts):
    """Return a public resource with one link."""
    row = Resource.objects.create(title_en=title, **{"audience": "public"} | facts)
    row.topics.set(topics)
    link = f"https://{title.lower()}.example/"
    ResourceCopy.objects.create(resource=row, link=link, language=language, is_easy_read=easy)
    return row


def test_a_resource_is_added_with_its_file_found_and_handed_out(as_person, cast):
    keeper, sent = as_person("administrator"), SimpleUploadedFile("rules.txt", b"One vote each.")
    facts = {"kind": "template", "title_en": "Rules for care", "audience": "shared", "language": "en", "upload": sent}
    row = Resource.objects.get(pk=_led_to(keeper.post(url("add_resource"), facts)))
    copy, partner = row.copies.get(), as_person("partner")
    assert (copy.file_name, copy.size, copy.link) == ("rules.txt", 14, "")
    assert [as_person(role).get(url("resource_file", copy.pk)).status_code for role in ("visitor", "staff")] == [
        302,
        404,
    ]
    assert b"".join(partner.get(url("resource_file", copy.pk)).streaming_content) == b"One vote each."
    assert (_searched(cast.partner), _searched(AnonymousUser())) == (["Rules for care"], [])
    assert "Rules for care" in partner.get(url("resources")).text
    assert "Rules for care" not in as_person("visitor").get(url("resources")).text


def _searched(reader, words="rules for care"):
    return [hit.title for hit in search(overview.DOOR, words, reader)]


def _led_to(answer):
    return answer["Location"].rstrip("/").rpartition("/")[2]


@pytest.mark.parametrize("sent", [{}, {"link": "https://a.example/", "upload": "a file"}])
def test_a_copy_is_a_file_or_a_link(as_person, sent):
    row, sent = a_resource(), dict(sent)
    if "upload" in sent:
        sent["upload"] = SimpleUploadedFile("a.txt", b"Words")
    page = as_person("administrator").post(url("add_copy", row.pk), {"language": "cy", **sent})
    assert "one of the two" in page.text and row.copies.count() == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        ResourceCopy.objects.create(resource=row, language="en")


def test_the_shelf_is_narrowed_and_each_choice_says_how_many_it_leaves(cast):
    care, food = (Interest.objects.create(name_en=name) for name in ("Care", "Food"))
    a_resource("A", kind="guide", area="north", topics=[care])
    a_resource("B", kind="guide", area="mid", topics=[care, food], language="both")
    a_resource("C", kind="report", area="north", language="cy", easy=True)
    shelf = Shelf(cast.member, Chosen.of({"kind": "guide", "language": "cy", "area": "moon"}))
    assert [Resource.objects.get(pk=key).title for key in shelf.keys] == ["B"]
    assert (shelf.counted("kind"), shelf.counted("language")) == ({"guide": 1, "report": 1}, {"en": 2, "cy": 1})
    assert shelf.counted("topic") == {str(care.pk): 1, str(food.pk): 1}
    assert len(Shelf(cast.member, Chosen.of({"easy": "on"})).keys) == 1


def test_easy_read_comes_first_to_who_prefers_it(as_person, cast):
    row = a_resource("Act")
    for facts in ({"language": "cy", "is_easy_read": True}, {"language": "en", "is_easy_read": True}):
        ResourceCopy.objects.create(resource=row, link=f"https://easy-{facts['language']}.example/", **facts)
    order = lambda: [copy.link for copy in as_person("member").get(row.get_absolute_url()).context["copies"]]  # noqa: E731
    plain, easy = "https://act.example/", ["https://easy-en.example/", "https://easy-cy.example/"]
    assert order() == [plain, *easy]
    Person.objects.filter(pk=cast.member.pk).update(prefers_easy_read=True)
    assert order() == [*easy, plain]


def test_what_is_replaced_stays_readable_with_the_way_to_the_newer_one(as_person, cast):
    old, keeper = a_resource("Old"), as_person("administrator")
    assert 'value="Old"' in keeper.get(url("add_newer_resource", old.pk)).text
    facts = {"kind": "guide", "title_en": "New", "audience": "members", "language": "en", "link": "https://n.example/"}
    new = Resource.objects.get(pk=_led_to(keeper.post(url("add_newer_resource", old.pk), facts)))
    assert 'href="' + new.get_absolute_url() in as_person("member").get(old.get_absolute_url()).text
    assert new.get_absolute_url() not in as_person("visitor").get(old.get_absolute_url()).text
    shown = lambda **asked: [row.title for row, _copies in keeper.get(url("resources"), asked).context["rows"]]  # noqa: E731
    assert (shown(), shown(old="on")) == (["New"], ["New", "Old"])
    assert keeper.post(url("add_newer_resource", old.pk), facts | {"title_en": "Newer"}).status_code == 409
    with pytest.raises(DatabaseError, match="cannot be replaced by itself"), transaction.atomic():
        Resource.objects.filter(pk=new.pk).update(replaced_by=old)


def test_what_is_withdrawn_is_kept_for_who_keeps_the_library(as_person, cast):
    row, keeper, member = a_resource("Tendering"), as_person("administrator"), as_person("member")
    keeper.post(url("withdraw_resource", row.pk), {"why": " "})
    assert member.get(row.get_absolute_url()).status_code == 200
    keeper.post(url("withdraw_resource", row.pk), {"why": "The law has changed."})
    assert "The law has changed." in keeper.get(row.get_absolute_url()).text
    assert member.get(row.get_absolute_url()).status_code == 404 and _searched(cast.member, "tendering") == []
    assert checking.addresses() == set()
    assert keeper.get(url("resources"), {"withdrawn": "on"}).context["page"].paginator.count == 1
    assert member.get(url("resources"), {"withdrawn": "on"}).context["page"].paginator.count == 0
    assert keeper.post(url("withdraw_resource", row.pk), {"why": "Twice"}).status_code == 409
    keeper.post(url("put_back_resource", row.pk))
    assert member.get(row.get_absolute_url()).status_code == 200
    with pytest.raises(DatabaseError), transaction.atomic():
        Resource.objects.filter(pk=row.pk).update(withdrawn_at=timezone.now())


def test_the_last_copy_stays(as_person):
    row, keeper = a_resource(), as_person("administrator")
    assert keeper.post(url("remove_copy", row.copies.get().pk)).status_code == 409
    keeper.post(url("add_copy", row.pk), {"link": "https://b.example/", "language": "cy"})
    keeper.post(url("remove_copy", row.copies.first().pk))
    assert [copy.link for copy in row.copies.all()] == ["https://b.example/"]
