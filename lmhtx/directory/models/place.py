"""Provinces and communes, the old ones leading to those of today."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.urls import reverse

from lmhtx.base.fields import FoldedField
from lmhtx.directory.models.scope import OpenQuerySet


class Province(models.Model):
    """Tỉnh, thành phố: a province or a city under the Centre, of today or of the past."""

    code = models.CharField("mã", max_length=10, unique=True)
    name = models.CharField("tên", max_length=100)
    kind = models.CharField("loại", max_length=30)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="tỉnh kế tiếp",
    )
    folded = FoldedField("tên không dấu", of=("name",))

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = "tỉnh, thành phố"
        ordering = ("name",)

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"

    def get_absolute_url(self) -> str:
        """The list of provinces, where it stands."""
        return reverse("province_list")


class Commune(models.Model):
    """Xã, phường: a commune of today, or one of the past with its district."""

    code = models.CharField("mã", max_length=10, blank=True)
    name = models.CharField("tên", max_length=100)
    kind = models.CharField("loại", max_length=30)
    province = models.ForeignKey(
        Province, models.PROTECT, related_name="communes", verbose_name="tỉnh, thành phố"
    )
    old_district = models.CharField("huyện cũ", max_length=100, blank=True)
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    folded = FoldedField("tên không dấu", of=("name", "old_district"))

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = "xã, phường"
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name", "old_district", "province"],
                name="commune_once",
                violation_error_message="Xã, phường này đã có.",
            )
        ]
        indexes = [GinIndex(fields=["folded"], name="commune_folded_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        place = f"{self.kind} {self.name}"
        return f"{place} ({self.old_district} cũ)" if self.old_district else place

    def get_absolute_url(self) -> str:
        """Its page: where it came from, what became of it."""
        return reverse("commune_detail", args=[self.pk])


class CommuneChange(models.Model):
    """Sắp xếp xã, phường: an old commune, or a part of it, that went into a new one."""

    old = models.ForeignKey(Commune, models.CASCADE, related_name="went_into", verbose_name="xã, phường cũ")
    new = models.ForeignKey(Commune, models.PROTECT, related_name="came_from", verbose_name="xã, phường mới")
    is_part = models.BooleanField("chỉ một phần", default=False)
    is_default = models.BooleanField("phần chính", default=True)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = "sắp xếp xã, phường"
        constraints = [
            models.UniqueConstraint(
                fields=["old", "new"],
                name="commune_change_once",
                violation_error_message="Việc sắp xếp này đã ghi.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"
