"""Taking a backup: the database in one snapshot, then the files it names, then what they are."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from lmhtx.base.line import own_line
from lmhtx.upkeep import manifest as told
from lmhtx.upkeep.manifest import DUMP, FILES, Manifest, Part
from lmhtx.upkeep.models import Backup, Occasion
from lmhtx.upkeep.postgres import Failed, Line, dump, table_counts
from lmhtx.upkeep.rules import kept
from lmhtx.upkeep.sealing import lock

NAME = "%Y-%m-%d-%H%M%S"
UNFINISHED = ".dang-ghi"


def take(root: Path, *, occasion: str = Occasion.BY_HAND) -> Backup:
    """A new folder under `root` holds database and files of this moment; its row is written.

    Files are named by their content, so what the snapshot names may be copied after it. A file that the newest
    backup holds already is linked, not copied.
    """
    # The machine's own moment: the day of a demonstration stands still.
    now = timezone.localtime()
    name = now.strftime(NAME)
    folder = root / f"{name}{UNFINISHED}"
    folder.mkdir(parents=True, mode=0o700)
    try:
        manifest = _filled(folder, now, newest(root))
        manifest.write(folder)
        folder.rename(root / name)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Backup.objects.create(
        name=name,
        occasion=occasion,
        taken_at=now,
        size_bytes=sum(path.stat().st_size for path in (root / name).rglob("*") if path.is_file()),
        row_count=manifest.row_count,
        file_count=len(manifest.files),
        missing_count=len(manifest.missing),
        is_encrypted=manifest.is_encrypted,
    )


def newest(root: Path) -> Path | None:
    """The folder of the newest whole backup."""
    return max(all_in(root), default=None, key=lambda path: path.name)


def all_in(root: Path) -> list[Path]:
    """The folders of whole backups."""
    return [path.parent for path in root.glob(f"*/{told.MANIFEST}") if _moment_of(path.parent) is not None]


@transaction.atomic
def prune(root: Path, *, daily: int, monthly: int) -> int:
    """Remove the backups that nobody needs any more; returns how many."""
    moments = {moment: path for path in all_in(root) if (moment := _moment_of(path))}
    gone = moments.keys() - kept(moments, daily=daily, monthly=monthly)
    for moment in gone:
        shutil.rmtree(moments[moment])
    Backup.objects.filter(name__in=[moments[moment].name for moment in gone]).delete()
    return len(gone)


def _moment_of(folder: Path) -> datetime | None:
    try:
        return datetime.strptime(folder.name, NAME)
    except ValueError:
        return None


def _filled(folder: Path, now: datetime, before: Path | None) -> Manifest:
    with _snapshot() as (line, snapshot):
        manifest = Manifest(
            taken_at=now.isoformat(),
            code=code_version(),
            postgres=str(line.info.server_version),
            migrations=[
                f"{app}.{name}"
                for app, name in line.execute("SELECT app, name FROM django_migrations ORDER BY id")
            ],
            tables=table_counts(line),
            is_encrypted=bool(settings.BACKUP_KEY),
        )
        dump(folder / DUMP, snapshot=snapshot)
        wanted = line.execute("SELECT stored_name, sha256, size_bytes FROM files_blob ORDER BY stored_name")
        blobs = wanted.fetchall()
    if manifest.is_encrypted:
        lock(folder / DUMP, folder / manifest.dump_name, key=settings.BACKUP_KEY)
        (folder / DUMP).unlink()
    manifest.dump_sha256 = told.sha256_of(folder / manifest.dump_name)
    held = _held(before, manifest.is_encrypted)
    for name, sha256, size_bytes in blobs:
        part = _kept(folder, name, sha256, size_bytes, held=held, before=before, ending=manifest.ending)
        if part is None:
            manifest.missing.append(name)
        else:
            manifest.files.append(part)
    return manifest


@contextmanager
def _snapshot() -> Iterator[tuple[Line, str]]:
    """A connection that sees one moment of the database, and the name by which pg_dump sees the same."""
    with own_line() as line:
        line.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        line.read_only = True
        with line.transaction():
            row = line.execute("SELECT pg_export_snapshot()").fetchone()
            yield line, str(row[0]) if row else ""


def _held(before: Path | None, is_encrypted: bool) -> dict[str, Part]:  # noqa: FBT001 - one of two kinds of backup
    """What the newest backup holds in the same form."""
    if before is None:
        return {}
    try:
        manifest = told.read(before)
    except Failed:
        return {}
    return {part.name: part for part in manifest.files} if manifest.is_encrypted == is_encrypted else {}


def _kept(
    folder: Path,
    name: str,
    sha256: str,
    size_bytes: int,
    *,
    held: dict[str, Part],
    before: Path | None,
    ending: str,
) -> Part | None:
    """One file of the store in the backup; None when the store has lost it or holds something else."""
    target = folder / FILES / (name + ending)
    target.parent.mkdir(parents=True, exist_ok=True)
    there = held.get(name)
    if before is not None and there is not None and there.sha256 == sha256:
        try:
            os.link(before / FILES / (name + ending), target)
        except OSError:  # gone from there, or on another disk
            target.unlink(missing_ok=True)
        else:
            return there
    if not _copied(name, sha256, target, is_encrypted=bool(ending)):
        return None
    return Part(name=name, sha256=sha256, size_bytes=size_bytes, lying_sha256=told.sha256_of(target))


def _copied(name: str, sha256: str, target: Path, *, is_encrypted: bool) -> bool:
    with TemporaryDirectory(prefix="lmhtx-") as aside:
        plain = Path(aside) / "tep" if is_encrypted else target
        digest = hashlib.sha256()
        try:
            with default_storage.open(name) as body, plain.open("wb") as copy:
                while part := body.read(told.PART_BYTES):
                    digest.update(part)
                    copy.write(part)
        except FileNotFoundError:
            plain.unlink(missing_ok=True)
            return False
        if digest.hexdigest() != sha256:
            plain.unlink()
            return False
        if is_encrypted:
            lock(plain, target, key=settings.BACKUP_KEY)
    return True


def code_version() -> str:
    """What the code is called: git's name for it, or what an archive says of itself."""
    written = settings.ROOT / "VERSION"
    if written.is_file():
        return written.read_text(encoding="utf-8").strip()
    git = shutil.which("git")
    if git is None or not (settings.ROOT / ".git").exists():
        return ""
    asked = [git, "-C", str(settings.ROOT), "describe", "--always", "--dirty"]
    ended = subprocess.run(asked, check=False, capture_output=True, text=True, timeout=20)
    return ended.stdout.strip()
