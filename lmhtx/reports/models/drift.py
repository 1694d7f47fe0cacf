"""Issued reports whose figures would be others by what is known now."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from lmhtx.base.constraints import both_or_neither
from lmhtx.people.models import User
from lmhtx.reports.models.run import ReportRun


class ReportDriftQuerySet(models.QuerySet["ReportDrift"]):
    """Questions asked of reports that would say something else now."""

    def visible_to(self, user: Any) -> ReportDriftQuerySet:
        """Those of the reports that the person sees."""
        return self.filter(run__in=ReportRun.objects.visible_to(user))

    def waiting(self) -> ReportDriftQuerySet:
        """Those of which nobody has said that they stay, and to which there is no new version yet."""
        corrected = ReportRun.objects.kept().filter(corrects__isnull=False).values("corrects")
        return self.filter(let_be_at__isnull=True).exclude(run__in=corrected)


class ReportDrift(models.Model):
    """Báo cáo nay có số khác: an issued report whose figures would be others now, until a person decides."""

    run = models.OneToOneField(
        ReportRun, models.CASCADE, related_name="drift", verbose_name="báo cáo định kỳ"
    )
    figure_count = models.PositiveIntegerField("số con số khác")
    record_count = models.PositiveIntegerField("số bản ghi làm khác")
    # Of what differs: when it is another difference, the report is asked about anew.
    mark = models.CharField("dấu của các chỗ khác", max_length=64)
    found_at = models.DateTimeField("thấy lúc")
    let_be_at = models.DateTimeField("quyết định giữ nguyên lúc", null=True, blank=True)
    let_be_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người quyết định"
    )
    let_be_note = models.TextField("lý do giữ nguyên", blank=True)

    objects = ReportDriftQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo nay có số khác"
        constraints = [
            both_or_neither(
                "let_be_at",
                "let_be_by",
                name="report_drift_let_be_by_whom",
                message="Người quyết định và lúc quyết định giữ nguyên phải cùng có.",
            ),
            models.CheckConstraint(
                condition=Q(let_be_at__isnull=True) | ~Q(let_be_note=""),
                name="report_drift_let_be_says_why",
                violation_error_message="Giữ nguyên báo cáo thì phải ghi lý do.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.figure_count} con số nay khác"
