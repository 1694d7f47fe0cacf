"""A line to the database beside Django's: for locks that outlive a request, and for other databases."""

from __future__ import annotations

from typing import Any

import psycopg
from django.db import connection

ASKED = frozenset({"dbname", "user", "password", "host", "port"})


def own_line(database: str = "") -> psycopg.Connection[Any]:
    """An autocommitting connection to the portal's database, or to another one of the same server."""
    told = {key: value for key, value in connection.get_connection_params().items() if key in ASKED}
    if database:
        told["dbname"] = database
    return psycopg.connect(**told, autocommit=True, connect_timeout=5)
