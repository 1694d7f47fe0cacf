"""Which reports the office wants without asking for them each time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import models
from django.urls import reverse

from lmhtx.base.constraints import in_order
from lmhtx.base.models import Signed, Versioned
from lmhtx.people.roles import STAFF
from lmhtx.reports.enums import Span, Window
from lmhtx.reports.periodic import kinds_for
from lmhtx.reports.rules import periods_closing
from lmhtx.vn.dates import Period


class ReportScheduleQuerySet(models.QuerySet["ReportSchedule"]):
    """Questions asked of the register of wanted reports."""

    def visible_to(self, user: Any) -> ReportScheduleQuerySet:
        """The Alliance's own staff; of some kinds those who may see what they are counted from."""
        if not (user.is_authenticated and user.has_role(*STAFF)):
            return self.none()
        return self.filter(report__in=[kind.key for kind in kinds_for(user)])


class ReportSchedule(Signed, Versioned):
    """Lịch báo cáo: a report that is drafted by itself after each close of its period."""

    report = models.CharField("loại báo cáo", max_length=60)
    subject_id = models.BigIntegerField("mã đối tượng", null=True, blank=True)
    subject_label = models.CharField("đối tượng", max_length=500, blank=True)
    span = models.CharField(
        "kỳ", max_length=12, choices=[one for one in Span.choices() if one[0] != Span.FREE]
    )
    window = models.CharField(
        "cách chốt số liệu", max_length=10, choices=Window.choices(), default=Window.DECREE
    )
    offset_days = models.PositiveSmallIntegerField(
        "lập dự thảo sau ngày chốt (ngày)",
        default=1,
        help_text="1 là sáng hôm sau ngày chốt số liệu.",
    )
    valid_from = models.DateField("áp dụng cho các kỳ chốt từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = ReportScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = "lịch báo cáo"
        ordering = ("report", "subject_label", "span", "id")
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="report_schedule_days_in_order",
                message="Ngày kết thúc phải sau ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=models.Q(offset_days__gte=1, offset_days__lte=60),
                name="report_schedule_offset_within_two_months",
                violation_error_message="Lập dự thảo từ 1 đến 60 ngày sau ngày chốt số liệu.",
            ),
            models.UniqueConstraint(
                fields=["report", "subject_id", "span", "window"],
                nulls_distinct=False,
                name="report_schedule_once",
                violation_error_message="Lịch báo cáo này đã có.",
            ),
        ]

    def __str__(self) -> str:
        return f"{Span(self.span).label} – {self.subject_label or 'tất cả kế hoạch'}"

    def get_absolute_url(self) -> str:
        """Where it is changed."""
        return reverse("report_schedule_update", args=[self.pk])

    def closing_between(self, first: date, last: date) -> list[Period]:
        """The wanted periods whose data close between two days, both included."""
        until = last if self.valid_to is None else min(last, self.valid_to)
        since = max(first, self.valid_from)
        if since > until:
            return []
        return periods_closing(Span(self.span), window=Window(self.window), first=since, last=until)

    def drafted_between(self, first: date, last: date) -> list[Period]:
        """The wanted periods whose draft falls due between two days."""
        offset = timedelta(days=self.offset_days)
        return self.closing_between(first - offset, last - offset)
