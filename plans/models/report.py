"""Reports on tasks: what was done, how far, and what the assigner said of it."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import Q

from lmhtx.base.constraints import both_or_neither
from lmhtx.base.models import Signed
from lmhtx.people.hands import InNameOf
from lmhtx.people.models import User
from plans.enums import ReportKind, ReportVerdict
from plans.models.task import Target, Task


class ReportQuerySet(models.QuerySet["Report"]):
    """Questions asked of reports."""

    def visible_to(self, user: Any) -> ReportQuerySet:
        """Those of the tasks that the person sees."""
        return self.filter(task__in=Task.objects.visible_to(user))

    def pending(self) -> ReportQuerySet:
        """Those that wait for a verdict."""
        return self.filter(state=ReportVerdict.PENDING)


@pghistory.track()
class Report(Signed):
    """Báo cáo: what the one who owes a task tells of it; a completion report asks for acceptance."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="reports", verbose_name="nhiệm vụ")
    kind = models.CharField("loại", max_length=10, choices=ReportKind.choices())
    agency = models.ForeignKey(
        "directory.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="thay mặt cơ quan, đơn vị",
    )
    text = models.TextField("nội dung", max_length=10_000)
    percent = models.PositiveSmallIntegerField("tiến độ (%)", default=0)
    batch = models.ForeignKey(
        "plans.ReportBatch",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name="báo cáo chung",
    )
    paper = models.CharField("văn bản kèm theo (số, ngày)", max_length=250, blank=True)
    submitted_at = models.DateTimeField("gửi lúc")
    state = models.CharField("kết quả xem xét", max_length=10, choices=ReportVerdict.choices())
    judged_at = models.DateTimeField("xem xét lúc", null=True, blank=True)
    judged_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xem xét"
    )
    verdict_note = models.TextField("ý kiến", blank=True)
    created_for = InNameOf("created_by", verbose_name="gửi thay cho")
    judged_for = InNameOf("judged_by", verbose_name="xem xét thay cho")

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo"
        ordering = ("-submitted_at", "-id")
        constraints = [
            both_or_neither(
                "judged_at",
                "judged_by",
                name="report_judged_by_whom",
                message="Người xem xét và lúc xem xét phải cùng có.",
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100),
                name="report_percent_within_hundred",
                violation_error_message="Tiến độ từ 0 đến 100 %.",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportVerdict.RETURNED) | ~Q(verdict_note=""),
                name="report_returned_says_why",
                violation_error_message="Trả lại thì phải ghi lý do.",
            ),
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(state=ReportVerdict.PENDING),
                name="one_pending_report",
                violation_error_message="Nhiệm vụ đã có một báo cáo đang chờ xem xét.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["submitted_at"],
                name="report_pending",
                condition=Q(state=ReportVerdict.PENDING.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{ReportKind(self.kind).label}: {self.task}"


class ReportedQuantity(models.Model):
    """Số lượng báo cáo: how much of a target had been reached in all when the report was sent."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="quantities", verbose_name="báo cáo")
    target = models.ForeignKey(Target, models.CASCADE, related_name="reported", verbose_name="chỉ tiêu")
    done = models.DecimalField("đã đạt", max_digits=14, decimal_places=2)

    class Meta:
        verbose_name = "số lượng báo cáo"
        constraints = [
            models.UniqueConstraint(
                fields=["report", "target"],
                name="reported_quantity_once",
                violation_error_message="Mỗi chỉ tiêu chỉ báo một lần trong một báo cáo.",
            ),
            models.CheckConstraint(
                condition=Q(done__gte=0),
                name="reported_quantity_not_negative",
                violation_error_message="Số lượng không được âm.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.done:f} / {self.target}"
