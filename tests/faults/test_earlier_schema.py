"""An office of an earlier version, with its data, comes to the newest structure and works there.

data/office-2026-11.pgc is the dump of a backup of the demonstration office; docs/operations.md says how it is made.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lmhtx.base.line import own_line
from lmhtx.upkeep.postgres import create_database, drop_database, load, table_counts
from tests.faults import office

EARLIER = Path(__file__).parent / "data" / "office-2026-11.pgc"
DATABASE = "lmhtx_truoc_day"
OPEN_PAGES = """
import django; django.setup()
from django.test import Client
from lmhtx.people.models import User
client = Client(headers={"host": "localhost"})
client.force_login(User.objects.get(username="vanthu"), backend="lmhtx.account.backends.Backend")
print([client.get(page).status_code for page in ("/", "/ke-hoach/", "/ke-hoach/nhiem-vu/")])
"""


@pytest.fixture
def earlier(db, tmp_path):
    """The office of then; `earlier(*command)` runs a program of now on it."""
    create_database(DATABASE)
    load(EARLIER, database=DATABASE)
    (tmp_path / "static").mkdir()
    environment = office.environment(tmp_path)
    environment["DATABASE_URL"] = environment["DATABASE_URL"].rpartition("/")[0] + f"/{DATABASE}"

    def run(*words: str) -> str:
        ended = subprocess.run(
            [sys.executable, *words],
            cwd=office.ROOT,
            env={**os.environ, **environment},
            check=False,
            capture_output=True,
            text=True,
            timeout=180,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    yield run
    drop_database(DATABASE)


def counts() -> dict[str, int]:
    with own_line(DATABASE) as line:
        return table_counts(line)


def test_an_earlier_office_comes_to_the_newest_structure_with_its_data(earlier):
    before = counts()
    kept = ("people_user", "plans_plan", "plans_task", "audit_entry", "directory_agency")

    earlier("manage.py", "migrate", "--noinput", "--verbosity", "0")
    after = counts()
    opened = earlier("-c", OPEN_PAGES)

    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert before["plans_task"] > 20
    assert opened.strip() == "[200, 200, 200]"
