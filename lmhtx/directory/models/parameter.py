"""Dated values that an administrator enters beside the defaults of the law."""

from __future__ import annotations

import pghistory
from django.db import models

from lmhtx.base.models import Dated
from lmhtx.directory.models.scope import OpenQuerySet


@pghistory.track()
class ParameterValue(Dated):
    """Giá trị tham số: what a parameter is worth from a day on, with the paper that says so."""

    key = models.CharField("mã tham số", max_length=120)
    value = models.JSONField("giá trị")
    valid_from = models.DateField("áp dụng từ ngày")
    source = models.CharField("căn cứ", max_length=250)
    is_doubtful = models.BooleanField("chưa kiểm chứng", default=False)

    objects = OpenQuerySet.as_manager()

    class Meta:
        verbose_name = "giá trị tham số"
        ordering = ("key", "-valid_from")
        constraints = [
            models.UniqueConstraint(
                fields=["key", "valid_from"],
                name="parameter_value_once_a_day",
                violation_error_message="Tham số này đã có giá trị từ ngày đó; hãy chọn ngày khác.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} từ {self.valid_from:%d/%m/%Y}"
