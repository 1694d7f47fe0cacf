"""Keeps what the session furnished the database with, and puts it back after a test that emptied it.

A transactional test ends with every table flushed. Which tests follow it on the same worker is left to chance,
so the furniture must stand again before the next one. Copies lie in a schema of their own, which a flush spares.
"""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.backends.utils import CursorWrapper

ATTIC = "furniture"


def keep() -> None:
    """Copy every table that holds something."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {ATTIC} CASCADE; CREATE SCHEMA {ATTIC}")
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')
            if table != "django_migrations" and cursor.fetchone()[0]:
                cursor.execute(f'CREATE TABLE {ATTIC}."{table}" AS TABLE public."{table}"')


def put_back() -> None:
    """Fill the emptied tables from their copies, numbers going on where they stood; triggers stay silent."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = %s", [ATTIC])
        tables = [row[0] for row in cursor.fetchall()]
        if not tables:  # after the last test of all the database of the tests is gone already
            return
        cursor.execute("SET session_replication_role = replica")
        # A flush fills some tables by itself, under other numbers than those that the rest speaks of.
        names = ", ".join(f'public."{table}"' for table in tables)
        cursor.execute(f"TRUNCATE {names} CASCADE")
        for table in tables:
            cursor.execute(f'INSERT INTO public."{table}" SELECT * FROM {ATTIC}."{table}"')
            for column, sequence in _sequences(cursor, table):
                cursor.execute(
                    f'SELECT setval(%s, (SELECT max("{column}") FROM public."{table}"))', [sequence]
                )
        cursor.execute("SET session_replication_role = DEFAULT")
    ContentType.objects.clear_cache()


def _sequences(cursor: CursorWrapper, table: str) -> list[tuple[str, str]]:
    """The numbered columns of a table with their sequences."""
    found = connection.introspection.get_sequences(cursor, table)
    return [(one["column"], one["name"]) for one in found]
