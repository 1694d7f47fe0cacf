"""Many rows changed at once, each in its own way."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connections, models, router


def update_rows(rows: Collection[models.Model], names: Sequence[str]) -> None:
    """Write these fields of rows that stand in the database, in one statement that joins them by their key.

    `bulk_update` asks of each row which of all the others it is, so a thousand rows cost a million comparisons. Fields
    of several values (arrays) are not taken. Raises what the database raises: nothing of the statement stays then.
    """
    if not rows:
        return
    model = type(next(iter(rows)))
    connection = connections[router.db_for_write(model)]
    key = model._meta.pk
    fields: list[Any] = [key, *(model._meta.get_field(name) for name in names)]
    columns = [connection.ops.quote_name(field.column) for field in fields]
    values = [
        [field.get_db_prep_save(getattr(row, field.attname), connection) for row in rows] for field in fields
    ]
    table, first = connection.ops.quote_name(model._meta.db_table), columns[0]
    sets = ", ".join(f"{column} = said.{column}" for column in columns[1:])
    lists = ", ".join(f"%s::{_type(field, connection)}[]" for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            # Only names of our own models stand in it; every value is a parameter.
            f"UPDATE {table} SET {sets} FROM unnest({lists}) AS said ({', '.join(columns)})"  # noqa: S608
            f" WHERE {table}.{first} = said.{first}",
            values,
        )


def _type(field: Any, connection: Any) -> str:
    """Its type without a length: cast to one, a word too long would be cut and not refused."""
    kind = field.rel_db_type(connection) if field.primary_key else field.db_type(connection)
    return str(kind).partition("(")[0]
