"""Who issues papers, and the short names that symbols bear."""

from __future__ import annotations

from datetime import date
from typing import Any

import pghistory
from django.db import models
from django.db.models import Q

from documents.enums.numbers import BodyKind
from documents.models.scope import DatedQuerySet
from lmhtx.base.constraints import in_order
from lmhtx.base.models import Versioned


@pghistory.track()
class IssuingBody(Versioned):
    """Chủ thể ban hành: the Alliance, a council that uses its seal, or a unit with a seal of its own."""

    name = models.CharField("tên", max_length=200)
    abbreviation = models.CharField("chữ viết tắt trong ký hiệu", max_length=20)
    kind = models.CharField("loại", max_length=10, choices=BodyKind.choices())
    unit = models.ForeignKey(
        "directory.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issuing_bodies",
        verbose_name="đơn vị",
        help_text="Đơn vị có con dấu riêng, hoặc đơn vị thường trực của hội đồng.",
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    decision = models.CharField("căn cứ", max_length=200, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "chủ thể ban hành"
        ordering = ("kind", "name")
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="issuing_body_days_in_order",
                message="Ngày cuối phải từ ngày đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["abbreviation"],
                condition=Q(valid_to__isnull=True),
                name="issuing_body_abbreviation_once",
                violation_error_message="Chữ viết tắt này đang là của chủ thể khác.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class UnitAbbreviation(models.Model):
    """Ký hiệu đơn vị: the short name of a unit in the symbols of công văn, fixed by the head between two days."""

    unit = models.ForeignKey(
        "directory.Agency", models.PROTECT, related_name="abbreviations", verbose_name="đơn vị"
    )
    abbreviation = models.CharField("chữ viết tắt", max_length=20)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "ký hiệu đơn vị"
        ordering = ("unit", "-valid_from")
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="unit_abbreviation_days_in_order",
                message="Ngày cuối phải từ ngày đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["unit"],
                condition=Q(valid_to__isnull=True),
                name="unit_abbreviation_once",
                violation_error_message="Đơn vị này đang có một ký hiệu.",
            ),
        ]

    def __str__(self) -> str:
        return self.abbreviation


def abbreviation_of(unit: Any, day: date) -> str:
    """The short name of a unit on a day; "" where none is fixed."""
    held = UnitAbbreviation.objects.on(day).filter(unit=unit).order_by("-valid_from")
    return held.values_list("abbreviation", flat=True).first() or ""
