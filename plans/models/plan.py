"""Plans and the readings of them that people confirmed."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.urls import reverse

from lmhtx.base.constraints import in_order
from lmhtx.base.fields import FoldedField, year_field
from lmhtx.base.models import Signed, Versioned
from lmhtx.people.models import User
from lmhtx.people.roles import STAFF
from plans.enums import PlanKind, PlanState, VersionChange
from plans.models import seers


class PlanQuerySet(models.QuerySet["Plan"]):
    """Questions asked of plans."""

    def visible_to(self, user: Any) -> PlanQuerySet:
        """Staff see every plan; an agency's people the plans they keep or have a task in; others none."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_role(*STAFF):
            return self
        if not user.agency_ids:
            return self.none()
        own_task = Q(tasks__assignments__agency__in=user.agency_ids)
        inside = self.model.objects.filter(own_task).values("pk")
        return self.filter(Q(keeper__in=user.agency_ids) | Q(pk__in=inside)).exclude(state=PlanState.DRAFT)


@pghistory.track()
class Plan(Signed, Versioned):
    """Kế hoạch, văn bản giao việc: an official paper whose annex or words give tasks."""

    kind = models.CharField("loại văn bản", max_length=12, choices=PlanKind.choices(), default=PlanKind.PLAN)
    number = models.CharField("số", max_length=20, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    title = models.CharField("trích yếu", max_length=500)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    issuer = models.ForeignKey(
        "directory.Agency",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="issued_plans",
        verbose_name="cơ quan ban hành",
    )
    issuer_written = models.CharField("cơ quan ban hành (như in)", max_length=250, blank=True)
    keeper = models.ForeignKey(
        "directory.Agency",
        models.PROTECT,
        related_name="kept_plans",
        verbose_name="cơ quan theo dõi",
        help_text="Cơ quan theo dõi chung và báo cáo cả kế hoạch; có thể là cơ quan ngoài.",
    )
    followed_by = models.ForeignKey(
        "directory.Agency",
        models.PROTECT,
        related_name="followed_plans",
        verbose_name="đơn vị nhập và theo dõi",
    )
    year_from = year_field("từ năm", null=True, blank=True)
    year_to = year_field("đến năm", null=True, blank=True)
    state = models.CharField(
        "trạng thái", max_length=12, choices=PlanState.choices(), default=PlanState.ACTIVE
    )
    folded = FoldedField("chữ để tìm", of=("number", "symbol", "title", "issuer_written"))

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        ordering = ("-issued_on", "-id")
        constraints = [
            in_order(
                "year_from",
                "year_to",
                name="plan_years_in_order",
                message="Năm cuối không được trước năm đầu.",
            ),
            models.UniqueConstraint(
                fields=["number", "symbol", "issued_on"],
                condition=~Q(number=""),
                name="plan_paper_once",
                violation_error_message="Văn bản có số, ký hiệu và ngày này đã có trong danh sách kế hoạch.",
            ),
        ]
        indexes = [GinIndex(fields=["folded"], name="plan_folded_trigrams", opclasses=["gin_trgm_ops"])]
        triggers: ClassVar = [seers.of_plan()]

    def __str__(self) -> str:
        return f"{self.reference} – {self.title}" if self.reference else self.title

    def get_absolute_url(self) -> str:
        """The plan's own page."""
        return reverse("plan_detail", args=[self.pk])

    @property
    def reference(self) -> str:
        """Number and symbol as papers cite them; "" for a draft without both."""
        return f"{self.number}/{self.symbol}" if self.number and self.symbol else self.number or ""

    @property
    def is_ours(self) -> bool:
        """Whether the Alliance itself follows the whole plan, and so judges its reports."""
        return self.keeper.is_ours


class PlanVersion(models.Model):
    """Lần đọc đã xác nhận: one confirmed reading of a plan's paper."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="versions", verbose_name="kế hoạch")
    number = models.PositiveSmallIntegerField("lần")
    reading = models.OneToOneField(
        "plans.Reading", models.PROTECT, related_name="plan_version", verbose_name="lần đọc"
    )
    document = models.CharField("văn bản", max_length=250, blank=True)
    confirmed_at = models.DateTimeField("xác nhận lúc")
    confirmed_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="người xác nhận")

    class Meta:
        verbose_name = "lần đọc đã xác nhận"
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="plan_version_once",
                violation_error_message="Lần đọc này đã được ghi.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.plan} – lần {self.number}"


class VersionRow(models.Model):
    """Dòng của lần đọc: where a task stood in one reading, and what the reading did with it."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="rows", verbose_name="lần đọc")
    task = models.ForeignKey(
        "plans.Task", models.CASCADE, related_name="version_rows", verbose_name="nhiệm vụ"
    )
    change = models.CharField("thay đổi", max_length=8, choices=VersionChange.choices())
    position = models.PositiveIntegerField("thứ tự")
    group = models.CharField("nhóm", max_length=500, blank=True)
    stt = models.CharField("số thứ tự in", max_length=20, blank=True)
    page = models.PositiveIntegerField("trang", null=True, blank=True)
    row = models.PositiveIntegerField("dòng", null=True, blank=True)
    text = models.TextField("nội dung")
    deadline_text = models.CharField("thời hạn như in", max_length=500, blank=True)
    raw = models.JSONField("dòng như đọc", default=dict)

    class Meta:
        verbose_name = "dòng của lần đọc"
        ordering = ("position",)
        constraints = [
            models.UniqueConstraint(
                fields=["version", "task"],
                name="version_row_once",
                violation_error_message="Mỗi nhiệm vụ chỉ có một dòng trong một lần đọc.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.version}, dòng {self.position}"
