"""Files behind rows: none is lost or left by halves, and what no row has goes a day later."""

import errno
import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.urls import get_resolver, reverse

from common.both_languages import LANGUAGES
from common.filing import files, stored
from exchange.models import Post
from forum_site import jobs
from meetings.models import Paper, PaperSide
from taskgroups.models import TaskGroup
from tests.cast import a_meeting, an_item
from tests.files import a_pdf, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture
def side():
    """The file of a paper, uploaded long ago."""
    paper = Paper.objects.create(item=an_item(a_meeting()), title_en="A report")
    side = PaperSide(paper=paper, language="en", name="a.pdf", content_type="application/pdf", size=1)
    side.file.save("a.pdf", ContentFile(a_pdf()))
    os.utime(side.file.path, (0, 0))
    paper.refresh_from_db()
    return side


def test_the_sweep_takes_only_what_no_row_has_and_nobody_touched_for_a_day(side, django_capture_on_commit_callbacks):
    for name in ("left/by-a-kill", "left/just-now", "left/let-go"):
        default_storage.save(name, ContentFile(b"x"))
    for name in ("left/by-a-kill", "left/let-go"):
        os.utime(default_storage.path(name), (0, 0))
    with django_capture_on_commit_callbacks(execute=True):
        stored.set_aside("left/let-go")
    jobs.sweep_files(timestamp=0)
    left = {name: default_storage.exists(name) for name in ("left/by-a-kill", "left/just-now", "left/let-go")}
    assert left == {"left/by-a-kill": False, "left/just-now": True, "left/let-go": True}
    assert default_storage.exists(side.file.name)


def test_a_row_without_its_file_is_found(side):
    assert stored.missing() == []
    Path(side.file.path).unlink()
    assert stored.missing() == [side.file.name]


def full(*args, **kwargs):
    raise OSError(errno.ENOSPC, "No space left on device")


def halfway(self, name, content):
    """What Django's own does on a full disk: it leaves the part that fitted."""
    path = self.path(name)
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with open(path, "wb") as file:
        file.write(b"half")
    full()


@pytest.mark.parametrize("address", ["/meetings/items/{item}/papers/add/", "/meetings/papers/{paper}/"])
def test_a_full_disk_is_told_beside_the_file_and_nothing_is_left(as_person, side, folder, monkeypatch, address):
    monkeypatch.setattr(FileSystemStorage, "_save", halfway)
    before = sorted(folder.rglob("*"))
    data = {"title_en": "Other", "file_en": sent("b.pdf", a_pdf("Other")), "version": side.paper.version}
    address = address.format(item=side.paper.item_id, paper=side.paper_id)
    answer = as_person("administrator").post(address, data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (507, ["file_en"])
    assert "There is no room for this file" in answer.content.decode()
    assert sorted(folder.rglob("*")) == before
    assert Paper.objects.get().title_en == "A report"


def test_it_is_told_beside_the_file_of_a_post_too(as_person, cast, monkeypatch):
    monkeypatch.setattr(FileSystemStorage, "_save", halfway)
    post = Post.objects.create(author=cast.member, title="Time banks", text="Shall we?")
    address = reverse("exchange:attach_to_post", args=[post.pk])
    answer = as_person("member").post(address, {"upload": sent("b.pdf", a_pdf("Other"))})
    assert (answer.status_code, list(answer.context["form"].errors)) == (507, ["upload"])
    assert not post.attachments.exists()


def test_it_is_told_beside_the_paper_of_a_group_too(as_person, cast, monkeypatch):
    monkeypatch.setattr(FileSystemStorage, "_save", halfway)
    group = TaskGroup.objects.create(name_en="Care", remit_en="To look into it.", convenor=cast.convenor)
    data = {"title_en": "Notes", "language": "en", "upload": sent("b.pdf", a_pdf("Other"))}
    answer = as_person("convenor").post(reverse("taskgroups:add_group_paper", args=[group.pk]), data)
    assert (answer.status_code, list(answer.context["form"].errors)) == (507, ["upload"])
    assert not group.papers.exists()


def forms_with_files(form=stored.FindsRoom):
    """Return all forms that say beside a file that the disk is full."""
    return [one for below in form.__subclasses__() for one in (below, *forms_with_files(below))]


def test_each_form_says_it_beside_a_field_that_it_has():
    get_resolver().url_patterns  # noqa: B018 (so that all forms are there)
    found = {form: {form.file_field.format(language=one) for one in LANGUAGES} for form in forms_with_files()}
    assert len(found) >= 12
    assert {form.__name__: names for form, names in found.items() if not names <= form.base_fields.keys()} == {}


def test_a_full_disk_while_the_file_arrives_is_told_too(as_person, side, monkeypatch):
    class Full:
        name, write = "full", staticmethod(full)

        def seek(self, place):
            """As a file."""

    monkeypatch.setattr(TemporaryFileUploadHandler, "new_file", lambda self, *args, **kwargs: None)
    handler = files.LimitedUpload()
    handler.file, handler.room = Full(), 100
    handler.receive_data_chunk(b"x", 0)
    file = handler.file_complete(1)
    file.name = "a.pdf"
    with pytest.raises(files.Refused, match="There is no room"):
        files.check(file)
