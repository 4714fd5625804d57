"""Uploads in a bucket of an S3-compatible server; the site alone reads them there, after the same checks as ever."""

import contextlib
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.files import File
from storages.backends.s3 import S3Storage

from common.filing.stored import Away, Kept, away

PATIENCE = Config(
    connect_timeout=3,
    read_timeout=15,
    retries={"max_attempts": 2},
    s3={"addressing_style": "path"},
    signature_version="s3v4",
)
GONE = {"404", "NoSuchKey"}


@contextlib.contextmanager
def answering():
    """Raise Away where the server does not answer, or does not let us in."""
    try:
        yield
    except (BotoCoreError, ClientError) as fault:
        raise Away(away()) from fault


class FilesInBucket(S3Storage):
    """django-storages', which nobody reads past us: private, under our own names, nothing overwritten."""

    def get_default_settings(self):
        """Return its settings, with ours."""
        ours = {"file_overwrite": False, "default_acl": None, "querystring_auth": True, "client_config": PATIENCE}
        ours |= {"object_parameters": {"CacheControl": "private, no-store"}}
        return super().get_default_settings() | ours

    def _open(self, name, mode="rb"):
        """Return the whole file, in memory up to the size of an upload; FileNotFoundError where there is none."""
        held = SpooledTemporaryFile(max_size=settings.MAX_UPLOAD)  # noqa: SIM115 (whoever opened it closes it)
        try:
            with answering():
                self.bucket.Object(self._normalize_name(name)).download_fileobj(held, Config=self.transfer_config)
        except Away as fault:
            held.close()
            if getattr(fault.__cause__, "response", {}).get("Error", {}).get("Code") in GONE:
                raise FileNotFoundError(name) from fault
            raise
        held.seek(0)
        return File(held, name)

    def _save(self, name, content):
        with answering():
            return super()._save(name, content)

    def delete(self, name):
        """Remove a file, if it is there."""
        with answering():
            super().delete(name)

    def exists(self, name):
        """Return whether it has a file of that name."""
        with answering():
            return super().exists(name)

    def entries(self) -> Iterator[Kept]:
        """Yield all files, in the order of their names."""
        prefix = f"{self.location}/" if self.location else ""
        with answering():
            for one in self.bucket.objects.filter(Prefix=prefix):
                yield Kept(one.key.removeprefix(prefix), one.last_modified.timestamp(), one.size)

    def touch(self, name: str) -> None:
        """Have a file count as written now, if it is there."""
        if self.exists(name):
            key = self._normalize_name(name)
            where = {"Bucket": self.bucket_name, "Key": key}
            with answering():
                facts = self.bucket.meta.client.head_object(**where)
                kept = {"ContentType": facts["ContentType"], "CacheControl": facts.get("CacheControl", "")}
                self.bucket.meta.client.copy_object(**where, CopySource=where, MetadataDirective="REPLACE", **kept)

    def try_out(self) -> None:
        """Look whether the bucket answers us; raises Away where it does not."""
        with answering():
            self.bucket.meta.client.head_bucket(Bucket=self.bucket_name)
