"""How the portal writes its log: a line for people at work, JSON in production, never a personal datum."""

from __future__ import annotations

import re
from typing import Any

import structlog

# PostgreSQL repeats the row that broke a rule; what people typed has no place in a log.
ROW_TOLD = re.compile(r"^(DETAIL|CONTEXT):.*$", re.MULTILINE)


def without_rows(_: Any, __: str, event: dict[str, Any]) -> dict[str, Any]:
    """Cut out the rows that a database error repeats."""
    for key in ("event", "exception"):
        if isinstance(event.get(key), str):
            event[key] = ROW_TOLD.sub(r"\1: …", event[key])
    return event


def log_settings(*, is_json: bool) -> dict[str, Any]:
    """Django's LOGGING; also makes structlog write through it."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=False),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.format_exc_info,
        without_rows,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    shown = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if is_json
        else structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "logger", "event"])
    )
    line = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, shown],
    }
    told = ("celery", "cooperatives", "lmhtx", "plans")
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": line},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {name: {"level": "INFO"} for name in told},
    }
