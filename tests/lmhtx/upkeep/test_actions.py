"""The nightly backup, its monthly trial and the alarm, on the database of the tests."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from lmhtx.jobs.running import GaveUp
from lmhtx.notices.models import Notice
from lmhtx.upkeep import actions, backup, manifest
from lmhtx.upkeep.models import Backup, Occasion

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def root(tmp_path, settings):
    """Where backups lie."""
    settings.BACKUP_ROOT = tmp_path / "backups"
    return settings.BACKUP_ROOT


def alarms() -> list[tuple[str, str]]:
    told = Notice.objects.filter(reminder=actions.ALARM).order_by("pk")
    return list(told.values_list("person__username", "line"))


def test_tonights_backup_lies_there_and_old_ones_go(root, settings):
    settings.BACKUP_DAILY, settings.BACKUP_MONTHLY = 1, 0
    old = root / "2020-01-31-020000"
    old.mkdir(parents=True)
    (old / manifest.MANIFEST).write_text("{}", encoding="utf-8")

    said = actions.back_up_nightly()

    made = Backup.objects.get()
    assert (made.occasion, backup.newest(root)) == (Occasion.NIGHTLY, root / made.name)
    assert said.startswith(f"{made.row_count} dòng, 0 tệp, ")
    assert said.endswith("Xóa 1 bản cũ.")
    assert not old.exists()


def test_the_trial_of_the_month_says_how_it_went_and_alarms_when_it_failed(root, admin):
    taken = backup.take(root)

    assert actions.try_newest() == f"{taken.name}: {taken.row_count} dòng, 0 tệp, đều khớp."
    taken.refresh_from_db()
    assert (taken.is_trial_good, alarms()) == (True, [])

    (root / taken.name / taken_dump(root, taken)).write_bytes(b"hong")
    actions.try_newest()

    taken.refresh_from_db()
    assert taken.is_trial_good is False
    assert alarms() == [
        (admin.username, f"Thử khôi phục bản sao lưu {taken.name} không đạt: {taken.trial_note}")
    ]


def taken_dump(root, taken) -> str:
    return manifest.read(root / taken.name).dump_name


def test_a_machine_that_cannot_says_why(root, monkeypatch):
    with pytest.raises(GaveUp, match="Chưa có bản sao lưu nào để thử"):
        actions.try_newest()
    monkeypatch.setenv("PATH", "/nonexistent")

    with pytest.raises(GaveUp, match="postgresql-client"):
        actions.back_up_nightly()
    assert Backup.objects.count() == 0


def test_a_backup_that_does_not_come_is_told_once_a_day(admin):
    assert actions.watch_backups() == actions.watch_backups() == "Chưa có bản nào."
    assert alarms() == [
        (admin.username, "Đã quá 26 giờ chưa có bản sao lưu mới. Chưa có bản nào."),
    ]

    facts = {"size_bytes": 1, "row_count": 1, "file_count": 0}
    Backup.objects.create(name="a", taken_at=timezone.now() - timedelta(hours=27), **facts)
    assert actions.watch_backups().startswith("Bản mới nhất chụp lúc ")
    Backup.objects.create(name="b", taken_at=timezone.now(), **facts)
    assert actions.watch_backups() == ""
