"""Work files and the papers that lie in them."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse

from documents.enums.archive import IN_HAND, WorkFileState
from documents.models.catalogue import CatalogueLine, RetentionRule, years_kept
from documents.models.scope import WHOLE_OFFICE
from documents.rules.archive import kept_until, retention_text
from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.base.fields import FoldedField, year_field
from lmhtx.base.models import Signed, Versioned
from lmhtx.people.roles import STAFF

PERSON = settings.AUTH_USER_MODEL


def doer(label: str) -> Any:
    """A column that says who did something."""
    return models.ForeignKey(
        PERSON,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=label,
    )


def moment(label: str) -> Any:
    """A column that says when something was done."""
    return models.DateTimeField(label, null=True, blank=True, editable=False)


class WorkFileQuerySet(models.QuerySet["WorkFile"]):
    """Questions asked of work files."""

    def visible_to(self, user: Any) -> Self:
        """The office and its archive see all, others those of their units and those they make."""
        if not user.is_authenticated or not user.has_role(*STAFF):
            return self.none()
        if user.has_role(*WHOLE_OFFICE):
            return self
        return self.filter(Q(maker=user) | Q(unit__in=sorted(user.agency_ids)))

    def in_hand(self) -> Self:
        """Those that are still with their makers."""
        return self.filter(state__in=sorted(IN_HAND))

    def open(self) -> Self:
        """Those that papers may still be put into."""
        return self.filter(state=WorkFileState.OPEN)

    def that_must_go(self, least_years: int) -> Self:
        """Those kept long enough to have to go to the archive."""
        return self.filter(Q(years__isnull=True) | Q(years__gte=least_years))


@pghistory.track(exclude=["folded"])
class WorkFile(Signed, Versioned):
    """Hồ sơ công việc: the papers on one matter, kept together from its opening to the archive."""

    year = year_field("năm")
    line = models.ForeignKey(
        CatalogueLine,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="work_files",
        verbose_name="mục trong danh mục",
    )
    code = models.CharField("số và ký hiệu hồ sơ", max_length=30, help_text="Ví dụ 12.TĐKT.")
    title = models.CharField("tiêu đề hồ sơ", max_length=1000)
    rule = models.ForeignKey(
        RetentionRule,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="work_files",
        verbose_name="theo mức bảo quản",
    )
    years = years_kept()
    rights = models.CharField("chế độ sử dụng", max_length=30, blank=True, default="Nội bộ")
    unit = models.ForeignKey(
        "directory.Agency", models.PROTECT, related_name="work_files", verbose_name="đơn vị lập"
    )
    maker = models.ForeignKey(
        PERSON, models.PROTECT, related_name="work_files", verbose_name="người lập hồ sơ"
    )
    started_on = models.DateField("ngày bắt đầu")
    is_construction = models.BooleanField("hồ sơ xây dựng cơ bản", default=False)
    sheets = models.PositiveIntegerField("số tờ giấy", default=0)
    note = models.CharField("ghi chú", max_length=500, blank=True)
    state = models.CharField(
        "tình trạng",
        max_length=12,
        choices=WorkFileState.choices(),
        default=WorkFileState.OPEN,
        editable=False,
    )
    ended_on = models.DateField("ngày kết thúc công việc", null=True, blank=True, editable=False)
    closed_at = moment("kết thúc hồ sơ lúc")
    closed_by = doer("người kết thúc")
    due_on = models.DateField("hạn nộp lưu", null=True, blank=True, editable=False)
    longer_on = models.DateField("được giữ lại đến", null=True, blank=True, editable=False)
    longer_by = doer("người cho giữ lại")
    longer_reason = models.CharField("lý do giữ lại", max_length=500, blank=True, editable=False)
    archived_at = moment("lưu trữ nhận lúc")
    archived_by = doer("người nhận vào lưu trữ")
    shelf = models.CharField("hộp, cặp trong kho", max_length=60, blank=True, editable=False)
    destroyed_at = moment("hủy lúc")
    destroyed_by = doer("người ghi đã hủy")
    folded = FoldedField("chữ để tìm", of=("code", "title", "note"))

    objects = WorkFileQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ công việc"
        ordering = ("-year", "code", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["year", "code"],
                name="work_file_code_once",
                violation_error_message="Số và ký hiệu này đã dùng cho hồ sơ khác trong năm.",
            ),
            models.CheckConstraint(
                condition=Q(years__isnull=True) | Q(years__gt=0),
                name="work_file_years_above_zero",
                violation_error_message="Thời hạn bảo quản ít nhất một năm; để trống là vĩnh viễn.",
            ),
            in_order(
                "started_on",
                "ended_on",
                name="work_file_days_in_order",
                message="Ngày kết thúc công việc không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(state=WorkFileState.OPEN) | Q(ended_on__isnull=False, closed_at__isnull=False),
                name="work_file_closed_when",
                violation_error_message="Hồ sơ đã kết thúc phải có ngày kết thúc công việc.",
            ),
            models.CheckConstraint(
                condition=~Q(state=WorkFileState.ARCHIVED) | Q(archived_at__isnull=False),
                name="work_file_archived_when",
                violation_error_message="Hồ sơ đã nộp lưu phải có người và lúc lưu trữ nhận.",
            ),
            *(
                both_or_neither(
                    first,
                    second,
                    name=f"work_file_{word}_by_whom",
                    message="Người làm và lúc làm phải cùng có.",
                )
                for first, second, word in (
                    ("closed_at", "closed_by", "closed"),
                    ("longer_on", "longer_by", "longer"),
                    ("archived_at", "archived_by", "archived"),
                    ("destroyed_at", "destroyed_by", "destroyed"),
                )
            ),
        ]
        triggers: ClassVar[list[Any]] = [
            pgtrigger.Protect(
                name="frozen_in_archive",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="archived") & ~pgtrigger.Q(new__state="destroyed"),
            ),
            pgtrigger.Protect(
                name="destroyed_for_good",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state="destroyed", old__destroyed_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="only_open_ones_go",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state="open"),
            ),
        ]
        indexes = [
            GinIndex(fields=["folded"], name="work_file_folded_trigrams", opclasses=["gin_trgm_ops"]),
            models.Index(fields=["state", "due_on"], name="work_file_due"),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.title}"

    def get_absolute_url(self) -> str:
        """The file's own page."""
        return reverse("work_file_detail", args=[self.pk])

    @property
    def retention(self) -> str:
        """How long it is kept."""
        return retention_text(self.years)

    @property
    def is_open(self) -> bool:
        """Whether papers may still be put into it."""
        return self.state == WorkFileState.OPEN

    @property
    def kept_until_on(self) -> date | None:
        """The last day on which it is kept; None while the work goes on, or for ever."""
        if self.ended_on is None:
            return None
        return kept_until(ended_on=self.ended_on, retention_years=self.years)
