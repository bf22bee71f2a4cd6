"""Counts of requests for Prometheus.

Each worker counts for itself. Where `PROMETHEUS_MULTIPROC_DIR` names a folder (`zonemap serve`
makes one for several workers), the sums of all workers are shown.
"""

import os

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram
from prometheus_client.exposition import generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from webapp.http.observer import RequestRecord
from webapp.settings.config import METRICS_FOLDER

KNOWN_METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
BUCKETS_S = (0.0001, 0.001, 0.01, 0.1, 1.0, 10.0)


class RequestMetrics:
    """Counter and histogram of the requests, in a registry of their own."""

    content_type = CONTENT_TYPE_LATEST

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "zonemap_requests", "Requests answered.", ("method", "status", "prepared"),
            registry=self.registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "zonemap_request_duration_seconds", "Time to answer.", ("prepared",),
            buckets=BUCKETS_S, registry=self.registry,
        )  # fmt: skip

    def count_request(self, record: RequestRecord) -> None:
        """Count one request; an unknown method counts as `other`, so that labels stay few."""
        method = record.method if record.method in KNOWN_METHODS else "other"
        prepared = "yes" if record.from_cache else "no"
        self._requests.labels(method, str(record.status), prepared).inc()
        self._seconds.labels(prepared).observe(record.duration_s)

    def to_text(self) -> bytes:
        """Return all counts in Prometheus' text format."""
        if METRICS_FOLDER not in os.environ:
            return generate_latest(self.registry)
        together = CollectorRegistry()
        MultiProcessCollector(together)  # type: ignore[no-untyped-call]
        return generate_latest(together)
