"""Days that are not like others: public holidays and working Saturdays, as the notices say."""

from __future__ import annotations

from django.db import models

from lmhtx.base.fields import year_field
from lmhtx.directory.models.scope import OpenQuerySet


class DayKind(models.TextChoices):
    """What a special day is."""

    REST = "rest", "ngày nghỉ"
    WORK = "work", "ngày làm bù"


class Certainty(models.TextChoices):
    """How far a day may be relied on."""

    SETTLED = "settled", "đã chốt"
    EXPECTED = "expected", "dự kiến"
    PENDING = "pending", "chờ xác nhận"


class SpecialDay(models.Model):
    """Ngày nghỉ, ngày làm bù: one day that a notice takes out of or puts into the working week."""

    day = models.DateField("ngày", unique=True)
    kind = models.CharField("loại", max_length=4, choices=DayKind)
    name = models.CharField("tên", max_length=150)
    certainty = models.CharField("mức chắc chắn", max_length=10, choices=Certainty, default=Certainty.SETTLED)
    source = models.CharField("căn cứ", max_length=250, blank=True)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = "ngày nghỉ, ngày làm bù"
        ordering = ("day",)

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}: {self.name}"


class DayNotice(models.Model):
    """Thông báo ngày nghỉ: whether a year's days are settled, and by which paper."""

    year = year_field("năm", unique=True)
    is_settled = models.BooleanField("đã chốt", default=False)
    source = models.CharField("căn cứ", max_length=250, blank=True)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = "thông báo ngày nghỉ"
        ordering = ("year",)

    def __str__(self) -> str:
        return f"Năm {self.year}"
