"""`manage.py move_files`: copies the uploads from the folder to the bucket of FILES_URL, or back, and compares them."""

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError

from common.filing.stored import WholeFiles
from forum_site.backups.archives import sum_of


class Command(BaseCommand):
    help = "Copy all uploads between the folder and the bucket of FILES_URL, and compare both sides."

    def add_arguments(self, parser):
        parser.add_argument("--back", action="store_true", help="from the bucket to the folder")

    def handle(self, *, back, **options):
        if settings.FILES is None:
            raise CommandError("Set FILES_URL to the bucket first; the folder stays as it is until you remove it.")
        folder, bucket = WholeFiles(location=settings.MEDIA_ROOT), default_storage
        source, target = (bucket, folder) if back else (folder, bucket)
        names = [kept.name for kept in source.entries()]
        copied = sum(_copy(source, target, name) for name in names)
        wrong = [name for name in names if _sum(source, name) != _sum(target, name)]
        if wrong:
            raise CommandError(f"{len(wrong)} files are not the same on both sides, such as {wrong[0]}.")
        self.stdout.write(f"{len(names)} files, {copied} of them copied now; all are the same on both sides.")


def _copy(source, target, name):
    if target.exists(name):
        return 0
    with source.open(name) as file:
        target.save(name, File(file))
    return 1


def _sum(storage, name):
    with storage.open(name) as file:
        return sum_of(file)
