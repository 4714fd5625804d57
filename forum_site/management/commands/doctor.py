"""`manage.py doctor`: says in words what is wrong with the site on this machine, and how to mend it."""

from contextlib import suppress

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils import translation

from forum_site.watching import doctor


class Command(BaseCommand):
    help = "Look at all that the site needs, and say what is wrong and how to mend it; ends with 1 where something is."

    def add_arguments(self, parser):
        parser.add_argument("--language", choices=["en", "cy"], default="en", help="in English or in Welsh")
        parser.add_argument("--only", choices=list(doctor.THINGS), help="look at this alone, and note nothing")
        parser.add_argument("--quiet", action="store_true", help="say only what is wrong")

    def handle(self, *, language, quiet, only, **options):
        with translation.override(language):
            found = doctor.examine([only] if only else None)
            if not only:
                with suppress(DatabaseError):  # it may be what is wrong
                    doctor.note(found)
            for finding in found:
                if not (quiet and finding.is_well):
                    self.stdout.write(_line(finding))
        if not all(finding.is_well for finding in found):
            raise SystemExit(1)


def _line(finding):
    if finding.is_well:
        return f"  ✓ {finding.label}"
    return f"  ✗ {finding.label}: {finding.said}\n    → {finding.mend}"
