"""An upgrade that fails halfway returns by itself; one that succeeded returns by one command."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest
from django.db import connection

from lmhtx.base.line import own_line
from lmhtx.upkeep.postgres import MAINTENANCE, drop_database, table_counts
from tests.faults import office

UPGRADED = "lmhtx_nang_cap"
CODE = (
    "Procfile",
    "apt-packages.txt",
    "manage.py",
    "gunicorn.conf.py",
    "package.json",
    "package-lock.json",
    "bin",
)
APPS = ("lmhtx", "plans", "cooperatives", "documents", "hr", "emulation", "fund", "static", "templates")
HALF_WAY = """
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("upkeep", "{last}")]
    operations = [
        migrations.RunSQL("CREATE TABLE nua_chung (so int)"),
        migrations.RunSQL("DELETE FROM directory_agencyalias"),
        migrations.RunSQL("{end}"),
    ]
"""


@pytest.fixture
def portal(furnished, tmp_path):
    """A copy of the code with an office of its own on the database of the tests' server."""
    place = tmp_path / "cong"
    place.mkdir()
    skipped = shutil.ignore_patterns("__pycache__")
    for name in (*CODE, *APPS):
        source = office.ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, place / name, **({"ignore": skipped} if source.is_dir() else {}))
    (place / "requirements").mkdir()
    for name in (".venv", "node_modules"):
        (place / name).symlink_to(office.ROOT / name)
    ours = connection.settings_dict["NAME"]
    connection.close()
    drop_database(UPGRADED)
    with own_line(MAINTENANCE) as line:
        line.execute(f"CREATE DATABASE {UPGRADED} TEMPLATE {ours}")
    yield place
    with own_line(MAINTENANCE) as line:
        left = line.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{UPGRADED}%"])
        names = [row[0] for row in left]
    for name in names:
        drop_database(name)


def archive(place: Path, target: Path, *, end: str) -> Path:
    """The same code one version on: a word more, and a migration that ends as given."""
    newer = target.with_suffix("")
    shutil.copytree(
        place,
        newer,
        symlinks=True,
        ignore=shutil.ignore_patterns(".venv", "node_modules", "var", "__pycache__"),
    )
    migrations = newer / "lmhtx" / "upkeep" / "migrations"
    last = max(path.stem for path in migrations.glob("0*.py"))
    (migrations / "9999_half_way.py").write_text(HALF_WAY.format(last=last, end=end))
    (newer / "VERSION").write_text("ban-moi\n")
    with tarfile.open(target, "w") as packed:
        packed.add(newer, arcname="lmhtx-ban-moi")
    return target


def upgrade(place: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """bin/upgrade there."""
    environment = office.environment(place / "var")
    environment["DATABASE_URL"] = environment["DATABASE_URL"].rpartition("/")[0] + f"/{UPGRADED}"
    more = {"LMHTX_MACHINE": "ready", "LMHTX_STATIC_ROOT": str(place / "var" / "static")}
    return subprocess.run(
        ["bash", "bin/upgrade", *words],
        cwd=place,
        env={**environment, **more},
        check=False,
        capture_output=True,
        text=True,
        timeout=300,
    )


def counts() -> dict[str, int]:
    """The rows of the office; what upgrades write about themselves left out."""
    with own_line(UPGRADED) as line:
        found = table_counts(line)
    return {name: count for name, count in found.items() if name != "upkeep_backup"}


def test_an_upgrade_returns_by_itself_when_it_fails_and_by_one_command_when_it_does_not(portal, tmp_path):
    (portal / "var" / "static").mkdir(parents=True)
    before = counts()
    assert before["directory_agencyalias"] > 0

    broken = upgrade(portal, str(archive(portal, tmp_path / "hong.tar", end="SELECT 1/0")))
    after_broken, is_old = counts(), not (portal / "VERSION").exists()
    good = upgrade(portal, str(archive(portal, tmp_path / "tot.tar", end="SELECT 1")))
    after_good, is_new = counts(), (portal / "VERSION").exists()
    back = upgrade(portal, "--tro-lai")

    assert broken.returncode == 1
    assert "mã nguồn và dữ liệu đã trở về như trước khi nâng cấp" in broken.stderr
    assert (after_broken, is_old) == (before, True)
    assert not list(portal.glob("lmhtx/upkeep/migrations/9999*"))
    assert good.returncode == 0, good.stdout + good.stderr
    assert (after_good["directory_agencyalias"], after_good["nua_chung"], is_new) == (0, 0, True)
    assert back.returncode == 0, back.stdout + back.stderr
    assert (counts(), (portal / "VERSION").exists()) == (before, False)
