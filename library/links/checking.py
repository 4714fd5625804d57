"""Which links are to be asked, and what became of them: each once a week, one that fails once a day."""

import datetime
from urllib.parse import urlsplit

from django.db.models import F, Q
from django.utils import timezone

from library.links.asking import ask
from library.models import Consultation, Document, ResourceCopy
from library.models.links import LinkCheck

WEEK, DAY = datetime.timedelta(days=7), datetime.timedelta(days=1)
MOST = 20  # that one run asks, and no host twice


def addresses() -> set[str]:
    """Return the addresses that documents, consultations and resources lead to."""
    known = Document.objects, Consultation.objects, ResourceCopy.objects.filter(resource__withdrawn_at=None)
    rows = (some.exclude(link="").values_list("link", flat=True) for some in known)
    return {address for some in rows for address in some if address}


def follow() -> None:
    """Have a row for each address that the library leads to, and for no other."""
    wanted = addresses()
    LinkCheck.objects.exclude(address__in=wanted).delete()
    LinkCheck.objects.bulk_create([LinkCheck(address=one) for one in sorted(wanted)], ignore_conflicts=True)


def due() -> list[LinkCheck]:
    """Return the addresses to be asked now, those that waited longest first, each host once."""
    now = timezone.now()
    waited = Q(checked_at=None) | Q(checked_at__lte=now - WEEK) | Q(failures__gt=0, checked_at__lte=now - DAY)
    by_host: dict[str, LinkCheck] = {}
    for row in LinkCheck.objects.filter(waited).order_by(F("checked_at").asc(nulls_first=True), "pk"):
        by_host.setdefault(urlsplit(row.address).hostname or "", row)
    return list(by_host.values())[:MOST]


def check(asked=ask) -> None:
    """Ask the addresses that are due, and note what became of each; nothing is locked while a server is waited for."""
    follow()
    for row in due():
        why, now = asked(row.address), timezone.now()
        facts = {"failed_since": None, "failures": 0}
        if why:
            facts = {"failed_since": row.failed_since or now, "failures": min(row.failures + 1, 1_000)}
        LinkCheck.objects.filter(pk=row.pk).update(checked_at=now, why=why, **facts)
