"""Looking writes nothing: a guard around the database while a page is only read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

# Values travel apart from the statement, so words of a user are never mistaken for a write.
WRITE = re.compile(
    r'\b(INSERT\s+INTO|UPDATE\s+(?:ONLY\s+)?"|DELETE\s+FROM|MERGE\s+INTO|TRUNCATE|COPY\s+"|ALTER\s|DROP\s|CREATE\s)',
    re.IGNORECASE,
)
_notes: ContextVar[bool] = ContextVar("lmhtx_ui_notes", default=False)


class WroteWhileReading(RuntimeError):
    """A page that is only looked at tried to change the database."""


@contextmanager
def refusing_writes() -> Iterator[None]:
    """Let every statement pass that changes nothing; raise WroteWhileReading at the first that would."""
    with connection.execute_wrapper(_refuse):
        yield


@contextmanager
def may_note() -> Iterator[None]:
    """The one door through that guard: the access log, a last use, a row of a session."""
    token = _notes.set(True)
    try:
        yield
    finally:
        _notes.reset(token)


def _refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001
    if not _notes.get() and WRITE.search(str(sql)):
        raise WroteWhileReading(str(sql)[:200])
    return execute(sql, params, many, context)
