"""`manage.py backup`: database and uploads in one sealed file, where BACKUP_URL says, or where one says."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from forum_site.backups import kept, making, sealed

PERSONAL = "It holds personal data; keep it as such."


class Command(BaseCommand):
    help = "Write everything the Forum keeps into one file; the site may go on running."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, nargs="?", help="the file to write; without it, where BACKUP_URL says")
        parser.add_argument("--if-due", action="store_true", help="only if none was made within the day")
        parser.add_argument("--new-key", action="store_true", help="make a pair of keys for BACKUP_KEYS, and no backup")

    def handle(self, *, file, if_due, new_key, **options):
        try:
            self.stdout.write(_new_key() if new_key else _to_file(file) if file else _to_place(if_due))
        except (making.Refused, ValueError, OSError) as reason:
            raise CommandError(str(reason)) from reason


def _new_key():
    secret, public = sealed.new_key()
    return (
        f"Keep this line away from this machine; without it no backup can be opened:\n{secret}\n"
        f"And set this one:\nBACKUP_KEYS={public}"
    )


def _to_file(file):
    facts = making.back_up(file.resolve(), settings.BACKUP_KEYS)
    kept.note("backup", facts | {"name": file.name})
    return f"Written: {file} ({facts['size'] // 1024} kB), {_told(facts)}"


def _to_place(if_due):
    if settings.BACKUPS is None:
        raise ValueError("Name the file to write, or set BACKUP_URL.")
    name = kept.make_if_due() if if_due else kept.make()
    if not name:
        return "None is due: one was made within the day."
    return f"Written: {name}, {_told(kept.done('backup').facts)}"


def _told(facts):
    return f"{facts['tables']} tables, {facts['files']} files. {'It is sealed.' if facts['sealed'] else PERSONAL}"
