"""The sheet with which a week begins."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from lmhtx.base.models import Signed


class WeekSheetQuerySet(models.QuerySet["WeekSheet"]):
    """Questions asked of week sheets."""

    def visible_to(self, user: Any) -> WeekSheetQuerySet:
        """Whoever sees the office's board sees all; the head of a unit the sheets of his unit."""
        if not user.is_authenticated or not user.has_perm("plans.view_week_sheet"):
            return self.none()
        if user.has_perm("plans.view_office_board"):
            return self
        return self.filter(unit__in=user.headed_ids)

    def newest(self) -> WeekSheetQuerySet:
        """For each week and unit the one built last."""
        last = self.order_by("week_on", "unit_id", "-id").distinct("week_on", "unit_id")
        return self.filter(pk__in=last.values("pk"))


class WeekSheet(Signed):
    """Bảng việc đầu tuần: what a unit did, owes and asks as its week begins; a page on paper, frozen once built."""

    week_on = models.DateField("tuần bắt đầu ngày")
    unit = models.ForeignKey(
        "directory.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="week_sheets",
        verbose_name="đơn vị",
    )
    figures = models.JSONField("số liệu lúc lập", default=dict)

    objects = WeekSheetQuerySet.as_manager()

    class Meta:
        verbose_name = "bảng việc đầu tuần"
        ordering = ("-week_on", "-id")
        indexes = [models.Index(fields=["week_on", "unit", "-id"], name="week_sheet_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(week_on__iso_week_day=1),
                name="week_sheet_begins_on_monday",
                violation_error_message="Tuần bắt đầu từ thứ Hai.",
            )
        ]

    def __str__(self) -> str:
        whose = str(self.unit) if self.unit else "toàn Liên minh"
        return f"Bảng việc tuần từ {self.week_on:%d/%m/%Y}: {whose}"

    def get_absolute_url(self) -> str:
        """The sheet on the screen."""
        return reverse("week_sheet", args=[self.pk])
