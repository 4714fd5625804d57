"""The register of outcomes of the sample Forum: what its own summary of 2016 says has changed, and nothing else."""

import datetime
from pathlib import Path

from django.utils import timezone

from library.models import Outcome
from members.sample import read

DATA = Path(__file__).parent / "sample_data"


def make() -> str:
    """Add the outcomes, shown from the end of their year on; return what was made, in words."""
    rows = read(DATA, "outcomes")["outcome"]
    shown_at = timezone.make_aware(datetime.datetime(2016, 12, 20, 17, 30))
    for row in rows:
        Outcome.objects.create(shown_at=shown_at, **row)
    return f"{len(rows)} outcomes"
