"""The Forum's mark: what is sent becomes two small squares, which pages, letters and files show until another comes."""

import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from meetings.papers import documents
from members.models import Identity
from tests.cast import a_meeting, an_item
from tests.files import a_jpeg, read_out

pytestmark = pytest.mark.django_db
PAGE = "/people/identity/"


def drawn(kind="PNG", size=(900, 300), colour=(200, 0, 0), mode="RGB", **more):
    file = io.BytesIO()
    Image.new(mode, size, colour).save(file, kind, **more)
    return file.getvalue()


def send(browser, content, name="mark.png", **more):
    said = {"name_en": "Elin Forum", "version": Identity.now().version, "picture": SimpleUploadedFile(name, content)}
    return browser.post(PAGE, said | more)


def shown(address):
    answer = Client().get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert "immutable" in answer["Cache-Control"] and "sandbox" in answer["Content-Security-Policy"]
    return Image.open(io.BytesIO(read_out(answer))).convert("RGB")


def test_what_is_sent_stands_small_and_square_on_every_page(as_person):
    assert "images/mark" in Client().get("/").content.decode()
    assert send(as_person("administrator"), drawn()).status_code == 302
    forum, page = Identity.now(), Client().get("/").content.decode()
    assert page.count(forum.mark_url) == 2 and page.count(forum.icon_url) == 1 and "images/mark" not in page
    mark, icon = shown(forum.mark_url), shown(forum.icon_url)
    assert (mark.size, icon.size) == ((144, 144), (512, 512))
    assert (mark.getpixel((2, 2)), mark.getpixel((72, 72))) == ((255, 255, 255), (200, 0, 0))
    assert Client().get("/favicon.ico")["Location"] == forum.mark_url
    assert Image.open(io.BytesIO(forum.mark_png())).size == (144, 144)


def test_a_camera_may_have_been_held_sideways(as_person):
    picture = Image.new("RGB", (400, 400), (0, 0, 0))
    picture.paste((250, 250, 250), (0, 0, 400, 200))
    file, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # its top is at the right
    picture.save(file, "JPEG", exif=exif)
    send(as_person("administrator"), file.getvalue(), "mark.jpg")
    icon = shown(Identity.now().icon_url)
    assert icon.getpixel((20, 256))[0] < 50 and icon.getpixel((500, 256))[0] > 200


def test_another_takes_its_place_and_the_sites_own_comes_back(as_person):
    administrator = as_person("administrator")
    send(administrator, drawn())
    first = Identity.now()
    send(administrator, drawn(colour=(0, 0, 200), mode="RGBA", size=(64, 64)))
    second = Identity.now()
    assert second.mark.name != first.mark.name and Client().get(first.mark_url).status_code == 404
    assert administrator.post(PAGE, {"name_en": "Other", "version": second.version}).status_code == 302
    kept = Identity.now()
    assert (kept.mark.name, kept.name_en) == (second.mark.name, "Other")
    away = {"name_en": "Other", "version": kept.version, "takes_mark_away": "on"}
    assert administrator.post(PAGE, away).status_code == 302
    assert not Identity.now().mark and "images/mark" in Client().get("/").content.decode()
    assert Client().get(kept.icon_url).status_code == 404


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("mark.pdf", b"%PDF-1.7"),
        ("mark.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("mark.png", drawn("GIF")),
        ("mark.png", drawn()[:90]),
        ("mark.png", b""),
        ("mark.jpg", a_jpeg(12, 8)),  # a head of a picture without one
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(as_person, name, content):
    stored = Path(default_storage.location) / "forum"
    before = sorted(stored.glob("*"))
    answer = send(as_person("administrator"), content, name)
    assert answer.status_code == 200 and len(answer.context["form"].errors["picture"]) == 1
    assert not Identity.objects.exists() and sorted(stored.glob("*")) == before


def test_only_who_keeps_the_record_changes_it(as_person):
    assert send(as_person("member"), drawn()).status_code == 404
    assert not Identity.objects.exists()


def test_a_lost_file_stops_no_letter(as_person):
    send(as_person("administrator"), drawn())
    default_storage.delete(Identity.now().mark.name)
    assert Image.open(io.BytesIO(Identity.now().mark_png())).size == (144, 144)
    assert Client().get("/").status_code == 200 and Client().get(Identity.now().mark_url).status_code == 404


def test_pages_on_paper_show_it(as_person, cast):
    meeting = a_meeting(state="published")
    an_item(meeting)
    before = documents.agenda_file(meeting, cast.member, "pdf", "en")
    send(as_person("administrator"), drawn())
    after = documents.agenda_file(meeting, cast.member, "pdf", "en")
    assert before.made_of != after.made_of
    pages = [document.opened().getvalue() for document in (before, after)]
    assert all(page.startswith(b"%PDF") and b"/Subtype/Image" in page.replace(b" ", b"") for page in pages)
    assert reverse("members:mark", args=[7]) == "/people/identity/mark-7.png"
