"""Reports on many tasks at once: what is being filled in, and what was sent under one letter."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from lmhtx.base.constraints import both_or_neither
from lmhtx.base.models import Signed
from lmhtx.people.models import User
from plans.batches.rows import Row, row_of
from plans.models.task import Task


class ReportBatchQuerySet(models.QuerySet["ReportBatch"]):
    """Questions asked of reports on many tasks."""

    def visible_to(self, user: Any) -> ReportBatchQuerySet:
        """One's own drafts; what was sent by one's agency or unit, or tells of tasks within one's reach."""
        if not user.is_authenticated:
            return self.none()
        sent = Q(sent_at__isnull=False)
        own = Q(created_by=user) | (sent & Q(agency__in=user.agency_ids))
        if user.is_by_link:
            return self.filter(own)
        tasks = Task.objects.visible_to(user).filter(reports__batch=models.OuterRef("pk"))
        return self.filter(own | (sent & models.Exists(tasks)))

    def open(self) -> ReportBatchQuerySet:
        """Those still being filled in."""
        return self.filter(sent_at__isnull=True)

    def sent(self) -> ReportBatchQuerySet:
        """Those handed in."""
        return self.filter(sent_at__isnull=False)


class ReportBatch(Signed):
    """Báo cáo chung: what an agency or unit tells of many tasks at once, under one official letter or none."""

    agency = models.ForeignKey(
        "directory.Agency",
        models.PROTECT,
        related_name="report_batches",
        verbose_name="cơ quan, đơn vị báo cáo",
    )
    is_on_behalf = models.BooleanField("nhập thay", default=False)
    paper_number = models.CharField("số, ký hiệu văn bản", max_length=100, blank=True)
    paper_on = models.DateField("ngày văn bản", null=True, blank=True)
    rows = models.JSONField("các dòng đang soạn", default=list)
    loose = models.JSONField("các dòng của biểu chưa ghép", default=list)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    sent_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người gửi"
    )

    objects = ReportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo chung"
        ordering = ("-sent_at", "-pk")
        constraints = [
            both_or_neither(
                "sent_at", "sent_by", name="batch_sent_by_whom", message="Người gửi và lúc gửi phải cùng có."
            ),
            models.CheckConstraint(
                condition=Q(paper_number="", paper_on__isnull=True)
                | (~Q(paper_number="") & Q(paper_on__isnull=False))
                | Q(sent_at__isnull=True),
                name="batch_letter_number_and_day",
                violation_error_message="Văn bản phải có cả số, ký hiệu và ngày.",
            ),
            models.UniqueConstraint(
                fields=["agency", "created_by"],
                condition=Q(sent_at__isnull=True),
                name="one_open_batch",
                violation_error_message="Anh/chị đang soạn dở một báo cáo chung của cơ quan này.",
            ),
        ]

    def __str__(self) -> str:
        return f"Báo cáo chung của {self.agency}"

    def get_absolute_url(self) -> str:
        """Its page: the grid while it is filled in, what was sent afterwards."""
        return reverse("batch_detail" if self.sent_at else "batch_edit", args=[self.pk])

    @property
    def paper(self) -> str:
        """The letter in one line, as it stands beside each report."""
        return (
            f"{self.paper_number} ngày {self.paper_on:%d/%m/%Y}"
            if self.paper_number and self.paper_on
            else ""
        )

    def told(self) -> dict[int, Row]:
        """The rows being filled in, by their task."""
        return {row.task: row for row in map(row_of, self.rows)}
