"""Whether this machine may be sent visitors."""

from __future__ import annotations

from collections.abc import Callable

import redis
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

PROBE = "cua-kho"
WAIT_SECONDS = 1
OK, AWAY, OLD = "ok", "away", "migrations missing"


def readiness() -> dict[str, str]:
    """Each part with its state. Only the queue may be away without harm: pages and acts do without it."""
    database = _asked(_database)
    return {
        "database": database,
        "migrations": _asked(_migrations) if database == OK else AWAY,
        "storage": _asked(_storage),
        "queue": _asked(_queue),
    }


def is_ready(parts: dict[str, str]) -> bool:
    """Whether visitors are served well enough."""
    return all(state == OK for part, state in parts.items() if part != "queue")


def missing_migrations() -> list[str]:
    """What the code has and the database has not seen."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{step.app_label}.{step.name}" for step, is_backwards in plan if not is_backwards]


def _asked(ask: Callable[[], str]) -> str:
    try:
        return ask()
    except (DatabaseError, OSError, redis.RedisError):
        return AWAY


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def _migrations() -> str:
    return OLD if missing_migrations() else OK


def _storage() -> str:
    default_storage.exists(PROBE)
    return OK


def _queue() -> str:
    with redis.Redis.from_url(
        settings.REDIS_URL, socket_connect_timeout=WAIT_SECONDS, socket_timeout=WAIT_SECONDS
    ) as queue:
        queue.ping()
    return OK
