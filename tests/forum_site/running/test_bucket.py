"""Uploads in a bucket of an S3-compatible server: the same promises as in a folder, tried against such a server."""

import logging
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from moto.server import ThreadedMotoServer

from common.filing import stored
from forum_site.running import bucket, env
from meetings.models import Paper, PaperSide
from tests.cast import a_meeting, an_item
from tests.files import a_pdf

pytestmark = pytest.mark.slow
SECRET = "the-secret-of-the-bucket"


@pytest.fixture(scope="module")
def server():
    """The address of a server with an empty bucket."""
    logging.getLogger("werkzeug").setLevel("ERROR")
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def options(server, monkeypatch):
    """What FILES_URL says of a bucket there."""
    monkeypatch.setenv("FILES_URL", f"s3://key:{SECRET}@papers/forum?endpoint={server}&region=eu-west-2")
    options = env.bucket("FILES_URL")
    ours = bucket.FilesInBucket(**options)
    ours.connection.create_bucket(Bucket="papers", CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
    yield options
    ours.bucket.objects.delete()
    ours.bucket.delete()


@pytest.fixture
def in_bucket(options, settings, tmp_path):
    """The site with its uploads there."""
    settings.MEDIA_ROOT, settings.FILES = tmp_path / "files", options
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "forum_site.running.bucket.FilesInBucket", "OPTIONS": options}
    }
    return default_storage


@pytest.fixture
def paper(in_bucket, db):
    """A paper with a file in the bucket."""
    side = PaperSide(language="en", name="a.pdf", content_type="application/pdf", size=1)
    side.paper = Paper.objects.create(item=an_item(a_meeting()), title_en="A report")
    side.file.save("a.pdf", ContentFile(a_pdf()))
    return side


def test_a_paper_is_handed_out_after_the_same_check(paper, as_person):
    address = f"/meetings/papers/{paper.paper_id}/file/en/"
    answer = as_person("administrator").get(address)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, a_pdf())
    assert as_person("visitor").get(address).status_code == 302
    assert SECRET not in str(answer.headers)


def test_what_is_gone_from_the_bucket_is_told_as_missing(paper, as_person):
    assert stored.missing() == []
    paper.file.storage.delete(paper.file.name)
    assert stored.missing() == [paper.file.name]
    with pytest.raises(FileNotFoundError):
        paper.file.storage.open(paper.file.name)


def test_a_bucket_that_does_not_answer_is_an_outage(paper, in_bucket, settings, as_person):
    away = settings.FILES | {"endpoint_url": "http://127.0.0.1:9"}
    settings.STORAGES = settings.STORAGES | {"default": settings.STORAGES["default"] | {"OPTIONS": away}}
    client = as_person("administrator")
    client.raise_request_exception = False
    assert client.get(f"/meetings/papers/{paper.paper_id}/file/en/").status_code == 503
    assert client.get("/readyz").json()["storage"] is False
    with pytest.raises(stored.NoRoom, match="does not answer"):
        default_storage.save("a.pdf", ContentFile(b"x"))


def test_the_sweep_takes_what_no_row_has_and_nobody_touched_for_a_day(paper, in_bucket, monkeypatch):
    for name in ("left/by-a-kill", "left/let-go"):
        in_bucket.save(name, ContentFile(b"x"))
    later = time.time() + 2 * stored.KEPT
    monkeypatch.setattr(stored.time, "time", lambda: later)
    monkeypatch.setattr(bucket.FilesInBucket, "entries", _aged(later))
    assert stored.sweep() == 1
    assert [in_bucket.exists(name) for name in ("left/by-a-kill", "left/let-go", paper.file.name)] == [
        False,
        True,
        True,
    ]


def _aged(now):
    """Have the one that was let go count as touched just now: the server's clock cannot be set."""
    entries = bucket.FilesInBucket.entries

    def aged(self):
        for kept in entries(self):
            yield stored.Kept(kept.name, now if kept.name == "left/let-go" else kept.at, kept.size)

    return aged


def test_touching_a_file_leaves_what_it_holds(in_bucket):
    in_bucket.save("a/ŵy.pdf", ContentFile(b"welsh"))
    (before,) = in_bucket.entries()
    in_bucket.touch("a/ŵy.pdf")
    in_bucket.touch("a/none.pdf")
    (after,) = in_bucket.entries()
    assert (after.name, after.size) == ("a/ŵy.pdf", 5)
    assert after.at >= before.at
    with in_bucket.open("a/ŵy.pdf") as file:
        assert file.read() == b"welsh"


def test_files_move_there_and_back_and_are_compared(in_bucket, settings, capsys):
    folder = stored.WholeFiles(location=settings.MEDIA_ROOT)
    for name in ("papers/one.pdf", "papers/ŵy.pdf"):
        folder.save(name, ContentFile(name.encode()))
    call_command("move_files")
    call_command("move_files")
    said = capsys.readouterr().out.splitlines()
    assert said == [f"2 files, {copied} of them copied now; all are the same on both sides." for copied in (2, 0)]
    folder.delete("papers/one.pdf")
    call_command("move_files", "--back")
    with folder.open("papers/one.pdf") as file:
        assert file.read() == b"papers/one.pdf"


@pytest.mark.parametrize(
    "url",
    [
        "s3://key:secret@bucket/?endpoint=http://s3.example",
        "s3://bucket/?acl=public-read",
        "https://bucket.example",
        "s3:///prefix",
    ],
)
def test_an_address_that_is_none_or_not_safe_is_refused_without_its_secret(monkeypatch, url):
    monkeypatch.setenv("FILES_URL", url)
    with pytest.raises(env.ImproperlyConfigured, match="FILES_URL") as refused:
        env.bucket("FILES_URL")
    assert "secret" not in str(refused.value).replace("key:secret@bucket/prefix", "")
