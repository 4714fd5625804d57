"""/metrics: figures for what watches the site (OpenMetrics), for whoever has the token; no person is in any."""

import hmac
import os

from django.conf import settings
from django.db import connection
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from procrastinate.contrib.django.models import ProcrastinateJob

from forum_site.running import metrics
from forum_site.watching import health
from members.letters import letters


@require_safe
@never_cache
def openmetrics(request):
    """Answer with all figures; without the token, or where none is set, this page does not exist."""
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN or not hmac.compare_digest(sent.encode(), settings.METRICS_TOKEN.encode()):
        raise Http404
    from prometheus_client.openmetrics.exposition import CONTENT_TYPE_LATEST, generate_latest

    return HttpResponse(generate_latest(_registry()), content_type=CONTENT_TYPE_LATEST)


def _registry():
    """Return what all processes of this machine counted, and the figures of this moment."""
    from prometheus_client import CollectorRegistry, multiprocess

    together = CollectorRegistry()
    if os.environ.get(metrics.FOLDER):
        multiprocess.MultiProcessCollector(together)
    else:
        together.register(metrics.meters()[2])
    together.register(_Moment())
    return together


class _Moment:
    """What is asked of the database when somebody looks."""

    def collect(self):
        """Yield the figures of jobs, letters, connections and of each thing that /readyz asks."""
        from prometheus_client.core import GaugeMetricFamily

        def gauge(name, told, values, label="state"):
            family = GaugeMetricFamily(f"forum_{name}", told, labels=(label,))
            for key, value in values.items():
                family.add_metric((key,), value)
            return family

        yield GaugeMetricFamily(
            "forum_oldest_due_job_seconds", "How late the latest job is.", health.oldest_due().total_seconds()
        )
        yield gauge("jobs_waiting", "Jobs that wait, by queue.", _waiting(), "queue")
        yield gauge("letters", "Letters of the ledger, by state.", letters.numbers())
        yield gauge("pool", "Connections of the process that answers.", _pool(), "figure")
        yield gauge("ready", "What /readyz asks: 1 as it should be.", health.states(), "check")


def _waiting() -> dict[str, int]:
    waiting = ProcrastinateJob.objects.filter(status="todo").order_by().values_list("queue_name")
    return dict(waiting.annotate(number=Count("pk")))


def _pool() -> dict[str, int]:
    pool = connection.pool
    stats = pool.get_stats() if pool else {}
    return {name: stats[name] for name in ("pool_size", "pool_available", "requests_waiting") if name in stats}
