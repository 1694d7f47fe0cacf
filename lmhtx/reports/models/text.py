"""Words of a report that were rewritten outside and came back."""

from __future__ import annotations

from typing import Any

from django.db import models

from lmhtx.base.models import Signed
from lmhtx.reports.models.run import ReportRun


class ReportTextQuerySet(models.QuerySet["ReportText"]):
    """Questions asked of texts that came back."""

    def visible_to(self, user: Any) -> ReportTextQuerySet:
        """Those of the reports that the person sees."""
        return self.filter(run__in=ReportRun.objects.visible_to(user))


class ReportText(Signed):
    """Bản lời văn: the Word file of a report as somebody rewrote it, and how it differs from the portal's own."""

    run = models.ForeignKey(
        ReportRun, models.CASCADE, related_name="versions", verbose_name="báo cáo định kỳ"
    )
    number = models.PositiveSmallIntegerField("lần")
    note = models.CharField("ghi chú", max_length=500, blank=True)
    differences = models.JSONField("khác với bản của cổng", default=dict)

    objects = ReportTextQuerySet.as_manager()

    class Meta:
        verbose_name = "bản lời văn"
        ordering = ("-number",)
        constraints = [
            models.UniqueConstraint(
                fields=["run", "number"],
                name="report_text_once",
                violation_error_message="Lần sửa này đã được ghi.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.run}, bản sửa lần {self.number}"

    def get_absolute_url(self) -> str:
        """The page of what differs."""
        return self.run.get_absolute_url()
