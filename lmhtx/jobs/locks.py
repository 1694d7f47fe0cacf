"""A lock of the database by name, gone with the connection that holds it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


def lock_number(name: str) -> int:
    """The signed 64-bit number that stands for a name."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)


@contextmanager
def only_one(name: str) -> Iterator[bool]:
    """Whether this run holds the name alone; it is free again when the block or the process ends."""
    number = lock_number(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [number])
        is_free = bool(cursor.fetchone()[0])
    try:
        yield is_free
    finally:
        if is_free and connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [number])


def wait_for(name: str) -> None:
    """Wait until no other transaction holds the name, and hold it until this one ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [lock_number(name)])
