"""What a target stood at on the last day of a month, as counted then."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q

from lmhtx.base import clock
from lmhtx.people.roles import STAFF
from lmhtx.vn.numbers import share_percent


class SnapshotQuerySet(models.QuerySet["IndicatorSnapshot"]):
    """Questions asked of kept figures."""

    def visible_to(self, user: Any) -> SnapshotQuerySet:
        """The Alliance's staff."""
        return self if user.is_authenticated and user.has_role(*STAFF) else self.none()


class IndicatorSnapshot(models.Model):
    """Số liệu chỉ tiêu: numerator and denominator of a target at a month's end, with a fingerprint of their rows."""

    key = models.CharField("chỉ tiêu", max_length=20)
    part = models.CharField("phần", max_length=20)
    on = models.DateField("ngày")
    numerator = models.PositiveIntegerField("tử số")
    denominator = models.PositiveIntegerField("mẫu số")
    target_percent = models.DecimalField("mức phải đạt", max_digits=5, decimal_places=2)
    definition_version = models.PositiveSmallIntegerField("lần định nghĩa")
    fingerprint = models.CharField("dấu của các dòng", max_length=64)
    made_at = models.DateTimeField("giữ lúc", default=clock.now)

    objects = SnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = "số liệu chỉ tiêu"
        ordering = ("key", "part", "on")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "part", "on"],
                name="indicator_snapshot_once",
                violation_error_message="Số liệu của ngày này đã được giữ.",
            ),
            models.CheckConstraint(
                condition=Q(numerator__lte=F("denominator")),
                name="indicator_part_within_whole",
                violation_error_message="Tử số không được lớn hơn mẫu số.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} đến {self.on:%d/%m/%Y}: {self.numerator}/{self.denominator}"

    @property
    def share(self) -> Decimal | None:
        """In percent, cut down to a tenth."""
        return share_percent(self.numerator, self.denominator)
