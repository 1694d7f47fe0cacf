"""The backups that were taken, and how their trial went."""

from __future__ import annotations

from typing import Any

from django.db import models

from lmhtx.base.constraints import both_or_neither
from lmhtx.people.roles import Role


class Occasion(models.TextChoices):
    """Why a backup was taken."""

    NIGHTLY = "nightly", "hằng đêm"
    BY_HAND = "by_hand", "chạy tay"
    UPGRADE = "upgrade", "trước khi nâng cấp"


class BackupQuerySet(models.QuerySet["Backup"]):
    """Questions asked of backups."""

    def visible_to(self, user: Any) -> BackupQuerySet:
        """The administrator looks after them, the office chief may see that they are there."""
        may = user.is_authenticated and user.has_role(Role.ADMIN, Role.OFFICE_CHIEF)
        return self if may else self.none()


class Backup(models.Model):
    """Bản sao lưu: database and files of one moment, lying in a folder of its own; its moments are the machine's."""

    name = models.CharField("tên thư mục", max_length=60, unique=True)
    occasion = models.CharField("dịp", max_length=10, choices=Occasion, default=Occasion.BY_HAND)
    taken_at = models.DateTimeField("chụp lúc")
    size_bytes = models.PositiveBigIntegerField("dung lượng (byte)")
    row_count = models.PositiveBigIntegerField("số dòng dữ liệu")
    file_count = models.PositiveIntegerField("số tệp")
    missing_count = models.PositiveIntegerField("số tệp thiếu", default=0)
    is_encrypted = models.BooleanField("đã mã hóa", default=False)
    tried_at = models.DateTimeField("thử khôi phục lúc", null=True, blank=True)
    is_trial_good = models.BooleanField("thử khôi phục đạt", null=True, blank=True)
    trial_note = models.CharField("kết quả thử", max_length=500, blank=True)

    objects = BackupQuerySet.as_manager()

    class Meta:
        verbose_name = "bản sao lưu"
        ordering = ("-taken_at",)
        constraints = [
            both_or_neither(
                "tried_at",
                "is_trial_good",
                name="backup_trial_with_outcome",
                message="Lúc thử và kết quả thử khôi phục phải cùng có.",
            )
        ]

    def __str__(self) -> str:
        return self.name
