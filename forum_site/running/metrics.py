"""How many requests there were, by route, and how long they took: counted only where METRICS_TOKEN is set.

The processes of one machine count into files of one folder, from which any of them tells the sum.
"""

import functools
import os
import shutil
from pathlib import Path

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # where prometheus-client looks for it, once, when it is imported
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 20)


def collect_in(folder: Path) -> None:
    """Have the processes that start from now on count into a folder of this machine."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.environ.setdefault(FOLDER, str(folder))


def start_afresh() -> None:
    """Forget what earlier processes counted; only before any counts."""
    if folder := os.environ.get(FOLDER):
        shutil.rmtree(folder, ignore_errors=True)
        Path(folder).mkdir(mode=0o700, parents=True)


def count(route: str, method: str, status: int, seconds: float) -> None:
    """Count one answered request; its path, person and address are not asked for."""
    if is_counting():
        requests, duration, _registry = meters()
        requests.labels(route, method, str(status)).inc()
        duration.labels(route).observe(seconds)


def is_counting() -> bool:
    """Whether anybody may ask for the counts."""
    from django.conf import settings

    return bool(settings.METRICS_TOKEN)


@functools.cache
def meters():
    """Return (counter of requests, their durations, the registry of both); the library is loaded only here."""
    from prometheus_client import CollectorRegistry, Counter, Histogram

    registry = CollectorRegistry()
    requests = Counter("forum_requests", "Requests answered.", ("route", "method", "status"), registry=registry)
    told = "From a request's first byte in the site to its answer."
    duration = Histogram("forum_request_seconds", told, ("route",), buckets=SECONDS, registry=registry)
    return requests, duration, registry
