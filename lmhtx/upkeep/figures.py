"""Figures for a monitoring machine, in Prometheus' words."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db.models import Min
from django.db.models.functions import Now
from django.http import HttpRequest
from prometheus_client import CollectorRegistry, generate_latest, multiprocess
from prometheus_client.core import REGISTRY, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from lmhtx.jobs.beat import is_beating
from lmhtx.jobs.models import Job, JobState
from lmhtx.outbox.models import WAITING, Message, MessageState


class Office(Collector):
    """What waits, and whether the clock of the house goes; asked of the database when somebody asks."""

    def collect(self) -> Iterator[Metric]:
        """The gauges."""
        queued = Job.objects.filter(state=JobState.QUEUED, run_after_at__lte=Now())
        oldest = queued.aggregate(waited=Now() - Min("run_after_at"))["waited"]
        yield _gauge("lmhtx_jobs_waiting", "jobs that are due and not taken", queued.count())
        yield _gauge(
            "lmhtx_jobs_oldest_seconds", "age of the oldest", oldest.total_seconds() if oldest else 0
        )
        yield _gauge("lmhtx_jobs_failed", "jobs given up", Job.objects.filter(state=JobState.FAILED).count())
        messages = Message.objects
        yield _gauge("lmhtx_messages_waiting", "to be sent", messages.filter(state__in=WAITING).count())
        yield _gauge("lmhtx_messages_failed", "given up", messages.filter(state=MessageState.FAILED).count())
        yield _gauge("lmhtx_beat_speaks", "1 while a beat holds the lock", int(is_beating()))


def figures() -> bytes:
    """All figures of this machine's web processes together, and the office's."""
    registry = CollectorRegistry()
    registry.register(Office())
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        multiprocess.MultiProcessCollector(registry)
        return generate_latest(registry)
    return generate_latest(REGISTRY) + generate_latest(registry)


def may_ask(request: HttpRequest) -> bool:
    """Who has the token, or comes straight from an inner address; the proxy in front marks its visitors."""
    if settings.METRICS_TOKEN:
        shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(shown.encode(), settings.METRICS_TOKEN.encode())
    if request.headers.get("X-Forwarded-For"):
        return False
    asking = ip_address(request.META["REMOTE_ADDR"])
    return any(asking in ip_network(net) for net in settings.METRICS_FROM if net)


def _gauge(name: str, words: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, words, value=value)
