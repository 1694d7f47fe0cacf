"""Restoring: into an empty office, into a scratch database as a trial, or in place of what is there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from lmhtx.base.line import own_line
from lmhtx.upkeep.manifest import FILES, PART_BYTES, Manifest, Part, read_checked
from lmhtx.upkeep.postgres import (
    Failed,
    create_database,
    database_name,
    drop_database,
    exchange,
    load,
    table_counts,
)
from lmhtx.upkeep.sealing import unlock


def restore(folder: Path) -> Manifest:
    """The empty portal holds what the backup held, row counts and fingerprints compared.

    Raises Failed before anything is touched when the backup is damaged or the portal is not empty.
    """
    manifest = read_checked(folder)
    _refuse_unless_empty()
    connection.close()
    with _dump_in_clear(folder, manifest) as dump:
        load(dump, database=database_name())
    _put_files(folder, manifest)
    _compare(manifest, database_name())
    if differing := files_differing(manifest):
        raise Failed(f"{len(differing)} tệp sau khi khôi phục không khớp mã băm: {', '.join(differing[:5])}.")
    return manifest


def try_out(folder: Path) -> Manifest:
    """The backup was restored into a scratch database and compared; nothing of it stays."""
    manifest = read_checked(folder)
    scratch = f"{database_name()}_thu"
    create_database(scratch)
    try:
        with _dump_in_clear(folder, manifest) as dump:
            load(dump, database=scratch)
        _compare(manifest, scratch)
    finally:
        drop_database(scratch)
    return manifest


def go_back(folder: Path) -> str:
    """The portal is again what the backup held; the database of before is kept and its name returned.

    Restored and compared beside it first, so that a failure leaves everything as it was.
    """
    manifest = read_checked(folder)
    fresh = f"{database_name()}_tro_lai"
    create_database(fresh)
    try:
        with _dump_in_clear(folder, manifest) as dump:
            load(dump, database=fresh)
        _compare(manifest, fresh)
    except BaseException:
        drop_database(fresh)
        raise
    _put_files(folder, manifest)
    aside = f"{database_name()}_bo_{timezone.localtime():%Y%m%d_%H%M%S}"
    exchange(fresh=fresh, put_aside_as=aside)
    return aside


def _refuse_unless_empty() -> None:
    with own_line() as line:
        counts = table_counts(line)
    if counts:
        people = counts.get("people_user", 0)
        raise Failed(
            f"Cơ sở dữ liệu không trống: đang có {len(counts)} bảng, {people} người dùng. Không ghi đè lên dữ liệu"
            " đang có. Hãy khôi phục vào nơi trống (LMHTX_VAR hoặc DATABASE_URL khác)."
        )


@contextmanager
def _dump_in_clear(folder: Path, manifest: Manifest) -> Iterator[Path]:
    if not manifest.is_encrypted:
        yield folder / manifest.dump_name
        return
    with TemporaryDirectory(prefix="lmhtx-") as aside:
        plain = Path(aside) / "dump.pgc"
        unlock(folder / manifest.dump_name, plain)
        yield plain


def _put_files(folder: Path, manifest: Manifest) -> None:
    for part in manifest.files:
        if _stored_sha256(part.name) == part.sha256:
            continue
        default_storage.delete(part.name)
        with _part_in_clear(folder, manifest, part) as plain, plain.open("rb") as body:
            default_storage.save(part.name, File(body))


@contextmanager
def _part_in_clear(folder: Path, manifest: Manifest, part: Part) -> Iterator[Path]:
    lying = folder / FILES / (part.name + manifest.ending)
    if not manifest.is_encrypted:
        yield lying
        return
    with TemporaryDirectory(prefix="lmhtx-") as aside:
        plain = Path(aside) / "tep"
        unlock(lying, plain)
        yield plain


def _compare(manifest: Manifest, database: str) -> None:
    with own_line(database) as line:
        counts = table_counts(line)
    names = sorted(counts.keys() | manifest.tables.keys())
    differ = [
        f"{name}: {manifest.tables.get(name)} → {counts.get(name)}"
        for name in names
        if counts.get(name) != manifest.tables.get(name)
    ]
    if differ:
        raise Failed(f"Số dòng sau khi khôi phục không khớp: {'; '.join(differ[:10])}.")


def files_differing(manifest: Manifest) -> list[str]:
    """The files of the store that are not what the backup held."""
    return [part.name for part in manifest.files if _stored_sha256(part.name) != part.sha256]


def _stored_sha256(name: str) -> str:
    if not default_storage.exists(name):
        return ""
    digest = hashlib.sha256()
    with default_storage.open(name) as body:
        while part := body.read(PART_BYTES):
            digest.update(part)
    return digest.hexdigest()
