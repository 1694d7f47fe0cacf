"""PostgreSQL's own programs and questions asked of whole databases."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, LiteralString

import psycopg
from django.db import connection
from psycopg import sql

from lmhtx.base.line import own_line

MAINTENANCE = "postgres"
HOURS_2 = 7200
Line = psycopg.Connection[Any]


class Failed(Exception):
    """A backup or restore that did not succeed; the message is for the person in front of the terminal."""


def database_name() -> str:
    """The portal's database."""
    return str(connection.settings_dict["NAME"])


def dump(target: Path, *, snapshot: str) -> None:
    """The whole database as that snapshot sees it, in PostgreSQL's custom format."""
    wishes = ("--format=custom", "--compress=6", "--no-owner", "--no-privileges", "--no-comments")
    _run("pg_dump", *wishes, f"--snapshot={snapshot}", f"--file={target}", database=database_name())


def load(source: Path, *, database: str) -> None:
    """The dump goes into an empty database, whole or not at all."""
    wishes = ("--no-owner", "--no-privileges", "--no-comments", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *wishes, f"--dbname={database}", str(source), database=database)


def table_counts(line: Line) -> dict[str, int]:
    """The rows of each table of the portal."""
    names = [
        row[0]
        for row in line.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
            " ORDER BY relname"
        )
    ]
    counts: dict[str, int] = {}
    for name in names:
        row = line.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(name))).fetchone()
        counts[name] = int(row[0]) if row else 0
    return counts


def create_database(name: str) -> None:
    """A new, empty one; what a trial that was killed has left under the name goes first."""
    drop_database(name)
    _order("CREATE DATABASE {} TEMPLATE template0", name)


def drop_database(name: str) -> None:
    """It is gone, whoever was connected."""
    _order("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def exchange(*, fresh: str, put_aside_as: str) -> None:
    """The fresh database takes the portal's place; the old one is kept under another name."""
    ours = database_name()
    connection.close()
    with own_line(MAINTENANCE) as line:
        line.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = ANY(%s) AND pid <> pg_backend_pid()",
            [[ours, fresh]],
        )
        for old, new in ((ours, put_aside_as), (fresh, ours)):
            words = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            line.execute(words.format(sql.Identifier(old), sql.Identifier(new)))


def _order(words: LiteralString, name: str) -> None:
    with own_line(MAINTENANCE) as line:
        line.execute(sql.SQL(words).format(sql.Identifier(name)))


def _run(program: str, *arguments: str, database: str) -> None:
    if shutil.which(program) is None:
        raise Failed(f"Máy này không có {program}: hãy cài gói postgresql-client.")
    told = connection.settings_dict
    place = {
        "PGHOST": str(told["HOST"]),
        "PGPORT": str(told["PORT"]),
        "PGUSER": str(told["USER"]),
        "PGPASSWORD": str(told["PASSWORD"]),
        "PGDATABASE": database,
    }
    given = {key: value for key, value in place.items() if value}
    ended = subprocess.run(
        [program, *arguments],
        env={**os.environ, **given, "LC_ALL": "C"},
        check=False,
        capture_output=True,
        text=True,
        timeout=HOURS_2,
    )
    if ended.returncode:
        raise Failed(f"{program} hỏng: {ended.stderr.strip()[-800:]}")
