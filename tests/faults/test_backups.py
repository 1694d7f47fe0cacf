"""The office is saved, lost and restored: equal counts in every table, equal fingerprints of every file."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from lmhtx.base import clock
from lmhtx.base.line import own_line
from lmhtx.files.actions import store
from lmhtx.files.models import Blob
from lmhtx.jobs.running import GaveUp
from lmhtx.notices.models import Notice
from lmhtx.upkeep import actions, backup, manifest, restoring
from lmhtx.upkeep.models import Backup, Occasion
from lmhtx.upkeep.postgres import Failed, create_database, drop_database, table_counts
from tests.factories import plans as make
from tests.faults import office

EMPTY_OFFICE = "lmhtx_khoi_phuc"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """Where backups lie."""
    monkeypatch.setattr(settings, "BACKUP_ROOT", tmp_path / "backups")
    return settings.BACKUP_ROOT


@pytest.fixture
def full_office(person, var, root):
    """People, a directory, a plan with tasks and three papers, one of them held twice."""
    task = make.task(person=person("chuyenvien"), assigner=person("truongphong"))
    for body, name in (
        (b"%PDF-1.7 mot", "a.pdf"),
        (b"%PDF-1.7 mot", "b.pdf"),
        (os.urandom(300_000), "c.bin"),
    ):
        store(io.BytesIO(body), owner=task, kind="evidence", by=person("chuyenvien"), name=name)
    return task


@pytest.fixture
def elsewhere(var, tmp_path):
    """An empty database and an empty store: `elsewhere(command, …)` runs manage.py there."""
    create_database(EMPTY_OFFICE)
    place = tmp_path / "noi-khac"
    place.mkdir()
    (place / "static").mkdir()
    environment = office.environment(place)
    environment["DATABASE_URL"] = environment["DATABASE_URL"].rpartition("/")[0] + f"/{EMPTY_OFFICE}"

    def run(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*words],
            cwd=office.ROOT,
            env={**environment, "LMHTX_MACHINE": "ready", **more},
            check=False,
            capture_output=True,
            text=True,
            timeout=180,
        )

    run.place = place
    yield run
    drop_database(EMPTY_OFFICE)


def counts_in(database: str) -> dict[str, int]:
    with own_line(database) as line:
        return table_counts(line)


def fingerprints(folder: Path) -> dict[str, str]:
    """sha256 of each file under a folder by its name there."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_an_office_restored_elsewhere_is_the_same_table_by_table_and_file_by_file(
    full_office, root, elsewhere
):
    before = counts_in("")

    made = subprocess.run(
        ["bin/backup", "--thu-muc", str(root)],
        cwd=office.ROOT,
        env={**office.environment(Path(settings.MEDIA_ROOT).parent), "LMHTX_MACHINE": "ready"},
        check=True,
        capture_output=True,
        text=True,
        timeout=120,
    )
    folder = backup.newest(root)
    restored = elsewhere("bin/restore", str(folder))
    again = elsewhere("bin/restore", str(folder))

    assert f"vào:\n{folder}" in made.stdout
    assert restored.returncode == 0, restored.stderr
    assert "số dòng từng bảng và mã băm từng tệp đều khớp" in restored.stdout
    assert counts_in(EMPTY_OFFICE) == before
    assert sum(before.values()) > 500
    stored = {blob.stored_name: blob.sha256 for blob in Blob.objects.all()}
    assert fingerprints(elsewhere.place / "files") == stored
    assert len(stored) == 2
    # A second time the office is not empty any more.
    assert again.returncode == 1
    assert "Cơ sở dữ liệu không trống" in again.stderr
    assert counts_in(EMPTY_OFFICE) == before


def test_a_damaged_backup_is_refused_before_anything_is_touched(full_office, root, elsewhere):
    taken = backup.take(root)
    whole = root / taken.name
    damages = {
        "dump.pgc": "bản chụp cơ sở dữ liệu",
        f"files/{Blob.objects.first().stored_name}": "thiếu hoặc đã đổi",
        "manifest.json": "đã bị sửa",
    }

    for name, words in damages.items():
        bad = root / "hong"
        shutil.copytree(whole, bad)
        with (bad / name).open("r+b") as file:
            file.seek(2)
            file.write(b"?")
        with pytest.raises(Failed, match=words):
            manifest.read_checked(bad)
        shutil.rmtree(bad)
    with pytest.raises(Failed, match="không phải một bản sao lưu"):
        manifest.read(root)
    assert counts_in(EMPTY_OFFICE) == {}


def test_a_backup_of_another_form_is_not_guessed_at(full_office, root):
    folder = root / backup.take(root).name
    told = json.loads((folder / manifest.MANIFEST).read_text())
    body = json.dumps({**told, "form": 99}).encode()
    (folder / manifest.MANIFEST).write_bytes(body)
    (folder / manifest.SEAL).write_text(f"{hashlib.sha256(body).hexdigest()}  x\n")

    with pytest.raises(Failed, match="phiên bản cổng khác"):
        manifest.read(folder)


def test_the_second_backup_links_what_the_first_holds_and_the_trial_finds_it_whole(full_office, root):
    first = backup.take(root, occasion=Occasion.NIGHTLY)
    office.until(lambda: timezone.localtime().strftime(backup.NAME) != first.name)

    note = actions.back_up_nightly()
    second = Backup.objects.first()
    name = f"files/{Blob.objects.first().stored_name}"
    told = actions.try_newest()

    second.refresh_from_db()
    assert "2 tệp" in note
    assert (root / first.name / name).stat().st_ino == (root / second.name / name).stat().st_ino
    assert (second.is_trial_good, second.tried_at is not None) == (True, True)
    assert told.endswith("đều khớp.")
    assert counts_in("postgres") == {}


def test_a_missing_file_is_noted_and_the_rest_is_saved(full_office, root):
    lost = Blob.objects.first()
    default_storage.delete(lost.stored_name)

    taken = backup.take(root)

    assert (taken.missing_count, taken.file_count) == (1, 1)
    assert manifest.read_checked(root / taken.name).missing == [lost.stored_name]


def test_a_backup_encrypted_to_a_key_opens_only_with_the_other_half(
    full_office, root, elsewhere, tmp_path, monkeypatch
):
    ring = tmp_path / "g"
    ring.mkdir(mode=0o700)
    monkeypatch.setenv("GNUPGHOME", str(ring))
    quick = [
        "gpg",
        "--batch",
        "--quiet",
        "--passphrase",
        "",
        "--quick-generate-key",
        "keeper@vidu.vn",
        "rsa2048",
    ]
    subprocess.run([*quick, "encrypt", "never"], check=True, capture_output=True)
    key = tmp_path / "khoa.asc"
    key.write_bytes(subprocess.run(["gpg", "--armor", "--export"], check=True, capture_output=True).stdout)
    monkeypatch.setattr(settings, "BACKUP_KEY", str(key))

    taken = backup.take(root)
    folder = root / taken.name
    bare = tmp_path / "tay-khong"
    bare.mkdir(mode=0o700)
    refused = elsewhere("bin/restore", str(folder), GNUPGHOME=str(bare))
    restored = elsewhere("bin/restore", str(folder), GNUPGHOME=str(ring))

    assert taken.is_encrypted
    assert [
        path.suffix
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in {".json", ".sha256"}
    ] == [".gpg"] * 3
    assert (refused.returncode, "gpg không làm được" in refused.stderr) == (1, True)
    assert restored.returncode == 0, restored.stderr
    assert fingerprints(elsewhere.place / "files") == {
        blob.stored_name: blob.sha256 for blob in Blob.objects.all()
    }
    subprocess.run(["gpgconf", "--kill", "all"], check=False, env={**os.environ, "GNUPGHOME": str(ring)})


def test_a_late_backup_alarms_the_administrator_once_a_day(full_office, root, person):
    actions.watch_backups()
    actions.watch_backups()
    taken = backup.take(root)
    assert actions.watch_backups() == ""
    Backup.objects.filter(pk=taken.pk).update(taken_at=timezone.now() - timedelta(hours=27))
    again = actions.watch_backups()

    notices = Notice.objects.filter(reminder=actions.ALARM)
    assert [(notice.person, notice.line) for notice in notices] == [
        (person("quantri"), "Đã quá 26 giờ chưa có bản sao lưu mới. Chưa có bản nào.")
    ]
    assert again.startswith("Bản mới nhất chụp lúc")


def test_a_failed_trial_alarms_and_leaves_no_scratch_database(full_office, root, monkeypatch):
    taken = backup.take(root)
    folder = root / taken.name
    with (folder / manifest.DUMP).open("r+b") as file:
        file.truncate(1000)
    told = manifest.read(folder)
    told.dump_sha256 = manifest.sha256_of(folder / manifest.DUMP)
    told.write(folder)

    actions.try_newest()

    taken.refresh_from_db()
    assert (taken.is_trial_good, "pg_restore hỏng" in taken.trial_note) == (False, True)
    assert "không đạt" in Notice.objects.get(reminder=actions.ALARM).line
    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        own_line(f"{connection.settings_dict['NAME']}_thu")
    with pytest.raises(CommandError, match="KHÔNG đạt"):
        call_command("backup", "--thu", thu_muc=root)


def test_a_machine_without_the_programs_says_which(full_office, root, monkeypatch):
    with pytest.raises(GaveUp, match="Chưa có bản sao lưu nào để thử"):
        actions.try_newest()
    monkeypatch.setenv("PATH", "/nonexistent")

    with pytest.raises(GaveUp, match="hãy cài gói postgresql-client"):
        actions.back_up_nightly()
    assert list(root.iterdir()) == []


def test_going_back_keeps_what_was_there_aside(full_office, root, person):
    taken = backup.take(root)
    full_office.delete()
    connection.close()

    aside = restoring.go_back(root / taken.name)

    try:
        assert counts_in("")["plans_task"] == 1
        assert counts_in(aside)["plans_task"] == 0
    finally:
        connection.close()
        drop_database(aside)


def test_old_backups_go_with_their_rows(full_office, root):
    taken = backup.take(root)
    old = clock.local(timezone.now() - timedelta(days=3)).strftime(backup.NAME)
    shutil.copytree(root / taken.name, root / old)
    (root / "la").mkdir()
    (root / "la" / manifest.MANIFEST).touch()

    gone = backup.prune(root, daily=1, monthly=1)

    assert (gone, sorted(path.name for path in root.iterdir())) == (1, sorted([taken.name, "la"]))
    assert list(Backup.objects.values_list("name", flat=True)) == [taken.name]
