"""A report of a period, frozen when it is issued, and the records that its figures were counted from."""

from __future__ import annotations

from typing import Any

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse

from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.base.fields import FoldedField
from lmhtx.base.models import Signed, Versioned
from lmhtx.people.models import User
from lmhtx.people.roles import STAFF
from lmhtx.reports.enums import RunState, Span, Window
from lmhtx.reports.models.schedule import ReportSchedule
from lmhtx.reports.periodic import kinds_for
from lmhtx.reports.rules import Days, year_first

NOT_OF_ISSUED = """
IF EXISTS (
    SELECT 1 FROM {rows} AS touched JOIN reports_reportrun AS run ON run.id = touched.run_id
    WHERE run.state = 'issued'
) THEN
    RAISE EXCEPTION 'the figures of an issued report are frozen';
END IF;
RETURN NULL;
"""


class ReportRunQuerySet(models.QuerySet["ReportRun"]):
    """Questions asked of periodic reports."""

    def visible_to(self, user: Any) -> ReportRunQuerySet:
        """The Alliance's own staff: a draft is an inner paper, and what was issued is sent out, not shown here.

        Of some kinds only those who may see what they were counted from.
        """
        if not (user.is_authenticated and user.has_role(*STAFF)):
            return self.none()
        return self.filter(report__in=[kind.key for kind in kinds_for(user)])

    def kept(self) -> ReportRunQuerySet:
        """Those that were not dropped."""
        return self.exclude(state=RunState.DROPPED)


def _person(words: str) -> models.ForeignKey:
    return models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=words
    )


def _whom(step: str, words: str) -> Any:
    return both_or_neither(
        f"{step}_at",
        f"{step}_by",
        name=f"report_run_{step}_by_whom",
        message=f"Người {words} và lúc {words} phải cùng có.",
    )


class ReportRun(Signed, Versioned):
    """Báo cáo định kỳ: one report of one period; its figures stand still from the moment it is issued."""

    report = models.CharField("loại báo cáo", max_length=60)
    subject_id = models.BigIntegerField("mã đối tượng", null=True, blank=True)
    subject_label = models.CharField("đối tượng", max_length=500, blank=True)
    schedule = models.ForeignKey(
        ReportSchedule,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="runs",
        verbose_name="lịch báo cáo",
    )
    # A wish whose worker died after the report was there and before it could say so is not fulfilled twice.
    ticket = models.UUIDField("phiếu yêu cầu", null=True, blank=True, unique=True, editable=False)
    title = models.CharField("tên báo cáo", max_length=500)
    span = models.CharField("kỳ", max_length=12, choices=Span.choices())
    window = models.CharField("cách chốt số liệu", max_length=10, choices=Window.choices())
    period_label = models.CharField("kỳ báo cáo", max_length=60)
    first_on = models.DateField("số liệu từ ngày")
    last_on = models.DateField("số liệu đến ngày")
    base_first_on = models.DateField("cùng kỳ từ ngày")
    base_last_on = models.DateField("cùng kỳ đến ngày")
    figures = models.JSONField("số liệu", default=dict)
    texts = models.JSONField("lời văn", default=dict)
    edition = models.PositiveSmallIntegerField("phiên bản", default=1)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="corrections", verbose_name="thay cho"
    )
    correction_note = models.TextField("lý do lập phiên bản mới", blank=True)
    state = models.CharField("trạng thái", max_length=12, choices=RunState.choices(), default=RunState.DRAFT)
    built_at = models.DateTimeField("tổng hợp số liệu lúc")
    submitted_at = models.DateTimeField("trình lúc", null=True, blank=True)
    submitted_by = _person("người trình")
    checked_at = models.DateTimeField("kiểm tra lúc", null=True, blank=True)
    checked_by = _person("người kiểm tra")
    returned_at = models.DateTimeField("trả lại lúc", null=True, blank=True)
    returned_by = _person("người trả lại")
    return_note = models.TextField("lý do trả lại", blank=True)
    issued_at = models.DateTimeField("ban hành lúc", null=True, blank=True)
    issued_by = _person("người ban hành")
    number = models.CharField("số", max_length=20, blank=True)
    signed_on = models.DateField("ngày ký", null=True, blank=True)
    folded = FoldedField("chữ để tìm", of=("title", "subject_label", "period_label", "number"))

    objects = ReportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo định kỳ"
        ordering = ("-last_on", "-id")
        constraints = [
            in_order(
                "first_on",
                "last_on",
                name="report_run_days_in_order",
                message="Ngày cuối của số liệu không được trước ngày đầu.",
            ),
            _whom("submitted", "trình"),
            _whom("checked", "kiểm tra"),
            _whom("returned", "trả lại"),
            _whom("issued", "ban hành"),
            models.CheckConstraint(
                condition=Q(state=RunState.ISSUED, issued_at__isnull=False) | ~Q(state=RunState.ISSUED),
                name="report_run_issued_when",
                violation_error_message="Báo cáo đã ban hành phải có người và lúc ban hành.",
            ),
            models.UniqueConstraint(
                fields=["schedule", "first_on", "last_on"],
                condition=Q(edition=1),
                name="report_run_once_for_schedule",
                violation_error_message="Kỳ này của lịch báo cáo đã có dự thảo.",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=~Q(state=RunState.DROPPED),
                name="report_run_corrected_once",
                violation_error_message="Báo cáo này đã có phiên bản mới đang lập hoặc đã ban hành.",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "last_on"], name="report_run_state"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="issued_stands_still",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__state=RunState.ISSUED.value),
            )
        ]

    def __str__(self) -> str:
        edition = f" (phiên bản {self.edition})" if self.edition > 1 else ""
        return f"{self.title} {self.lower_label}{edition}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("report_run_detail", args=[self.pk])

    @property
    def lower_label(self) -> str:
        """The period inside a sentence: "quý II/2026"."""
        return self.period_label[:1].lower() + self.period_label[1:]

    def days(self, *, is_base: bool = False) -> Days:
        """The days it counts, or those of the year before that it is compared with."""
        first_on, last_on = self.first_on, self.last_on
        if is_base:
            first_on, last_on = self.base_first_on, self.base_last_on
        return Days(first_on, last_on, min(first_on, year_first(last_on, window=Window(self.window))))

    @property
    def is_issued(self) -> bool:
        """Whether its figures are frozen."""
        return self.state == RunState.ISSUED

    @property
    def is_draft(self) -> bool:
        """Whether words and figures may still be changed."""
        return self.state == RunState.DRAFT


class CountedRecord(models.Model):
    """Bản ghi đã tính: one record of an app as it stood at the close, the ground of every figure of the report."""

    run = models.ForeignKey(ReportRun, models.CASCADE, related_name="records", verbose_name="báo cáo định kỳ")
    record_id = models.BigIntegerField("mã bản ghi")
    is_base = models.BooleanField("của cùng kỳ năm trước", default=False)
    facts = models.JSONField("dữ kiện lúc chốt", default=dict)

    class Meta:
        verbose_name = "bản ghi đã tính"
        constraints = [
            models.UniqueConstraint(
                fields=["run", "is_base", "record_id"],
                name="counted_record_once",
                violation_error_message="Mỗi bản ghi chỉ được tính một lần trong một kỳ.",
            )
        ]
        indexes = [models.Index(fields=["record_id"], name="counted_record_of_thing")]
        triggers = [
            pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="none_added_to_issued",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                level=pgtrigger.Statement,
                referencing=pgtrigger.Referencing(new="new_rows"),
                func=NOT_OF_ISSUED.format(rows="new_rows"),
            ),
            pgtrigger.Trigger(
                name="none_taken_from_issued",
                operation=pgtrigger.Delete,
                when=pgtrigger.After,
                level=pgtrigger.Statement,
                referencing=pgtrigger.Referencing(old="old_rows"),
                func=NOT_OF_ISSUED.format(rows="old_rows"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run}: {self.record_id}"
