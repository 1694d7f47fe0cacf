"""The way into the tables: COPY, with the triggers that write history asleep."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

TRIGGERED = (
    "plans_plan",
    "plans_task",
    "plans_assignment",
    "plans_report",
    "people_posting",
    "directory_agency",
)


def copy_rows(table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write the rows; columns by name, between spaces."""
    names = ", ".join(f'"{name}"' for name in columns.split())
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


@contextmanager
def without_history(tables: Iterable[str] = TRIGGERED) -> Iterator[None]:
    """History is written by triggers; generated rows have none."""
    with transaction.atomic():
        for table in tables:
            run_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            run_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def run_sql(statement: str) -> None:
    """One statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def count_of(table: str) -> int:
    """How many rows."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
        return int(cursor.fetchone()[0])


def last_of(table: str) -> int:
    """The greatest id, 0 when there is none."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")  # noqa: S608
        return int(cursor.fetchone()[0])
