"""`manage.py catalogues`: brings the Welsh catalogues up to date, checks and compiles them, without gettext's tools."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from forum_site.translating import catalogues


class Command(BaseCommand):
    help = (
        "Keep the Welsh catalogues in locale/ (our own strings) and locale/others/ (what Django and the packages lack)."
    )
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument(
            "--update", action="store_true", help="extract the strings and merge them, keeping translations"
        )
        parser.add_argument(
            "--from", nargs="*", type=Path, default=[], dest="lists", help="po files to fill empty entries from"
        )
        parser.add_argument("--check", action="store_true", help="fail unless all catalogues are fresh and complete")
        parser.add_argument("--compile", action="store_true", help="write the .mo files that Django reads")

    def handle(self, *, update, lists, check, compile, **options):  # noqa: A002 (the name of the option)
        if not (update or check or compile):
            raise CommandError("Say what to do: --update, --check or --compile.")
        if update:
            self.update(lists)
        if check:
            self.check_all()
        if compile:
            for path in catalogues.compile_all():
                self.stdout.write(f"written: {path}") if options["verbosity"] else None

    def update(self, lists):
        """Merge, and tell how much waits."""
        for catalogue in catalogues.CATALOGUES:
            entries = catalogues.update(catalogue, lists)
            waiting = [entry for entry in entries if not catalogues.is_whole(entry)]
            self.stdout.write(f"{catalogue.path}: {len(entries)} strings, {len(waiting)} without Welsh")
        for text in catalogues.unknown(lists):
            self.stdout.write(f"in a list, but in no page: {text!r}")

    def check_all(self):
        """Show all faults at once."""
        found = [fault for catalogue in catalogues.CATALOGUES for fault in catalogues.faults(catalogue)]
        if found:
            raise CommandError(
                "\n".join([*found, f"{len(found)} faults; `manage.py catalogues --update` adds and removes strings."])
            )
