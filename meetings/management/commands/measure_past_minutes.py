"""Print how well past minutes are read: recall and precision of every fact, over folders with right answers."""

from pathlib import Path

from django.core.management.base import BaseCommand

from meetings.importing.measuring import measured, table


class Command(BaseCommand):
    """`manage.py measure_past_minutes FOLDER …`; with --faults also what was missed and made up, text by text."""

    help = "Print how well past minutes are read, over folders of texts (.txt, .docx) with right answers (.toml)."

    def add_arguments(self, parser):
        parser.add_argument("folders", nargs="+", type=Path)
        parser.add_argument("--faults", action="store_true", help="what was missed and made up, text by text")

    def handle(self, *args, folders, faults, **options):
        scores, found = measured(folders)
        self.stdout.write("\n".join(table(scores)))
        for name, fact, missed, made_up in found if faults else ():
            self.stdout.write(f"{name}: {fact}: missed {missed}, made up {made_up}")
