"""Pictures and files of posts and comments: said in words, checked, and read by whoever reads the words beside them."""

import datetime
import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from common.filing import stored
from exchange import forgetting, overview
from exchange.attaching import attaching
from exchange.models import Attachment, Comment, Post
from exchange.posting import removal
from exchange.reporting import reporting
from forum_site import doors
from meetings.papers import reading
from members.data import retention
from members.histories import event_model
from tests.searching import found

pytestmark = pytest.mark.django_db
READERS = ("visitor", "partner", "convenor", "member", "administrator")


def url(name, *args):
    """Return an address of the app."""
    return reverse(f"exchange:{name}", args=args)


def a_picture(name="garden.png"):
    """Return a picture as people send it."""
    written = io.BytesIO()
    Image.new("RGB", (2400, 1200), "green").save(written, "PNG")
    return SimpleUploadedFile(name, written.getvalue())


@pytest.fixture
def post(cast):
    """A post of the member's."""
    return Post.objects.create(author=cast.member, title="Time banks", text="Shall we?")


def attached(words, text="Medlar", **facts):
    """Return a file of some words."""
    file, host = ContentFile(text.encode(), name="costs.txt"), {words._meta.model_name: words}
    return Attachment.objects.create(file=file, name="costs.txt", size=len(text), **host, **facts)


def readers_of(as_person, page):
    """Return who gets what stands at an address."""
    reading_it = set()
    for role in READERS:
        answer = as_person(role).get(page)
        reading_it |= {role} if answer.status_code == 200 else set()
        if answer.streaming:
            list(answer.streaming_content)  # which closes it
    return reading_it


def test_a_picture_is_said_in_words_or_marked_as_decoration(as_person, post):
    member, page = as_person("member"), url("attach_to_post", post.pk)
    assert list(member.post(page, {"upload": a_picture()}).context["form"].errors) == ["shows"]
    assert member.post(page, {"upload": a_picture(), "shows": "People in a garden"}).status_code == 302
    member.post(page, {"upload": a_picture(), "shows": "Lines", "is_decoration": "on"})
    shown, decoration = Attachment.objects.all()
    assert (shown.name, shown.width, shown.height, decoration.shows) == ("garden.jpg", 1200, 600, "")
    read = as_person("convenor").get(post.get_absolute_url()).text
    assert 'alt="People in a garden"' in read and 'alt=""' in read
    edit = {"shows": "", "version": shown.version}
    assert member.post(url("edit_attachment", shown.pk), edit).status_code == 200
    with pytest.raises(IntegrityError), transaction.atomic():
        Attachment.objects.filter(pk=shown.pk).update(shows="")


@pytest.mark.parametrize(("name", "data"), [("a.pdf", b"MZ"), ("a.exe", b"MZ"), ("a.png", b"\x89PNG\r\n\x1a\nx")])
def test_what_is_not_what_its_name_says_is_not_taken(as_person, post, name, data):
    answer = as_person("member").post(
        url("attach_to_post", post.pk), {"upload": SimpleUploadedFile(name, data), "shows": "x"}
    )
    assert list(answer.context["form"].errors) == ["upload"] and not Attachment.objects.exists()


def test_a_comment_has_several_and_no_more_than_a_page_can_bear(as_person, cast, post, monkeypatch):
    monkeypatch.setattr(attaching, "MOST", 2)
    comment, partner = Comment.objects.create(author=cast.partner, post=post, text="Yes."), as_person("partner")
    page = url("attach_to_comment", comment.pk)
    send = lambda name: partner.post(page, {"upload": SimpleUploadedFile(name, b"Words")}).status_code  # noqa: E731
    assert [send(name) for name in ("one.txt", "two.txt", "three.txt")] == [302, 302, 409]
    read = as_person("member").get(post.get_absolute_url()).text
    assert "one.txt" in read and "two.txt" in read
    assert as_person("member").get(page).status_code == 403


def test_what_is_put_back_counts_too(as_person, post, monkeypatch):
    monkeypatch.setattr(attaching, "MOST", 1)
    first = attached(post)
    attaching.remove(attachment=first)
    attached(post)
    assert as_person("administrator").post(url("put_back_attachment", first.pk)).status_code == 409
    assert post.attachments.filter(removed_at=None).count() == 1


def test_it_is_read_by_who_reads_the_words_and_by_nobody_else(as_person, cast, post):
    file, inside = attached(post), {"partner", "convenor", "member", "administrator"}
    said = attached(Comment.objects.create(author=cast.convenor, post=post, text="Yes."))
    assert [readers_of(as_person, row.get_absolute_url()) for row in (file, said)] == [inside, inside]
    Post.objects.update(shared_with_partners=False)
    assert readers_of(as_person, file.get_absolute_url()) == inside - {"partner"}
    Post.objects.update(shared_with_partners=True, is_public=True)
    assert readers_of(as_person, file.get_absolute_url()) == {*READERS}
    assert readers_of(as_person, said.get_absolute_url()) == inside  # comments stay inside


def test_what_is_hidden_or_withdrawn_takes_its_files_along_at_once(as_person, cast, post):
    file = attached(post)
    said = attached(Comment.objects.create(author=cast.convenor, post=post, text="Yes."))
    reporting.report(words=said.comment, by=cast.partner, why="Not true.")
    assert readers_of(as_person, said.get_absolute_url()) == {"convenor", "administrator"}
    removal.remove(words=post, by=cast.member)
    for row in (file, said):
        assert readers_of(as_person, row.get_absolute_url()) == {"member", "administrator"} - (
            {"member"} if row == said else set()
        )


def test_a_removed_one_comes_back_by_one_press(as_person, cast, post):
    file, member = attached(post, shows="Costs"), as_person("member")
    assert as_person("convenor").post(url("remove_attachment", file.pk)).status_code == 403
    page = member.post(url("remove_attachment", file.pk), follow=True).text
    back = url("put_back_attachment", file.pk)
    assert back in page and f'href="{file.get_absolute_url()}"' not in page
    assert readers_of(as_person, file.get_absolute_url()) == set()
    assert [as_person(role).post(back).status_code for role in ("visitor", "convenor", "member")] == [302, 403, 302]
    assert file.get_absolute_url() in member.get(post.get_absolute_url()).text
    assert member.post(back).status_code == 404


def test_a_removed_one_goes_for_good_after_ninety_days_and_its_file_with_it(cast, post):
    kept, new, old = attached(post), attached(post), attached(post)
    for row, days in ((new, 89), (old, 91)):
        Attachment.objects.filter(pk=row.pk).update(removed_at=timezone.now() - datetime.timedelta(days=days))
    retention.retire()
    assert set(Attachment.objects.all()) == {kept, new}
    assert (
        old.file.name not in stored.named() and not event_model(Attachment).objects.filter(pgh_obj_id=old.pk).exists()
    )


def test_its_words_are_found_by_who_reads_it_and_lead_to_the_post(cast, post):
    attached(post, "Medlar", shows="Quince")
    attached(Comment.objects.create(author=cast.convenor, post=post, text="Yes.", language="cy"), shows="Ceirios")
    reading.read_due()
    for words in ("medlar", "quince", "ceirios"):
        hits = found(overview.DOOR, words, cast.partner)
        assert {(hit.title, hit.url) for hit in hits} == {("Time banks", post.get_absolute_url())}, words
    Post.objects.update(shared_with_partners=False)
    assert not [words for words in ("medlar", "quince", "ceirios") if found(overview.DOOR, words, cast.partner)]
    removal.remove(words=post, by=cast.member)
    assert found(overview.DOOR, "medlar", cast.member) == []


def test_the_feed_leads_to_the_files_of_public_posts(as_person, post):
    file = attached(post)
    Post.objects.update(is_public=True)
    link = f'href="http://testserver{file.get_absolute_url()}"'
    assert "enclosure" in as_person("visitor").get(reverse("feed")).text
    assert link.partition("testserver")[2] in as_person("visitor").get(reverse("feed")).text
    Attachment.objects.update(removed_at=post.created_at)
    assert "enclosure" not in as_person("visitor").get(reverse("feed")).text


def test_they_are_ones_own_data_and_go_with_who_is_erased(cast, post):
    file = attached(post, shows="Zanzibar")
    part = next(one for one in doors.own_data(cast.member) if one.key == "pictures_and_files")
    assert (part.rows[0]["shows"], [name for name, _file in part.files]) == ("Zanzibar", ["costs.txt"])
    assert file.file.name in stored.named() and default_storage.exists(file.file.name)
    forgetting.forget(person=cast.member)
    assert Post.objects.exists() and not Attachment.objects.exists()
    assert not event_model(Attachment).objects.exists() and file.file.name not in stored.named()
