"""One paper put in to be read, with what was read and what the person made of it so far."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from lmhtx.base.fields import year_field
from lmhtx.base.models import Signed, Versioned
from lmhtx.vn.labels import Labelled


class ReadingState(Labelled):
    """Where a reading stands."""

    QUEUED = "queued", "Đang chờ đọc"
    READY = "ready", "Chờ xác nhận"
    FAILED = "failed", "Không đọc được"
    WRITTEN = "written", "Đã ghi vào kế hoạch"
    DISCARDED = "discarded", "Đã bỏ"


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Questions asked of readings."""

    def visible_to(self, user: Any) -> ReadingQuerySet:
        """Whoever may enter plans sees all papers in reading, so that a colleague can go on."""
        if user.is_authenticated and user.has_perm("plans.read_annex"):
            return self
        return self.none()


class Reading(Signed, Versioned):
    """Lần đọc phụ lục: a file or pasted text, read behind the page and confirmed by a person."""

    name = models.CharField("tên tệp", max_length=250)
    pasted = models.TextField("bảng dán vào", blank=True)
    year = year_field("năm của kế hoạch", null=True, blank=True)
    plan = models.ForeignKey(
        "plans.Plan",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="readings",
        verbose_name="đọc lại cho kế hoạch",
    )
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="việc chạy nền"
    )
    state = models.CharField(
        "trạng thái", max_length=10, choices=ReadingState.choices(), default=ReadingState.QUEUED
    )
    found = models.JSONField("đọc được", default=dict, blank=True)
    draft = models.JSONField("bản đang sửa", default=dict, blank=True)
    failure = models.TextField("lý do không đọc được", blank=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        verbose_name = "lần đọc phụ lục"
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ReadingState.FAILED) | ~Q(failure=""),
                name="failed_reading_says_why",
                violation_error_message="Lần đọc không thành phải ghi lý do.",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it waits, is confirmed, or tells what became of it."""
        return reverse("reading_detail", args=[self.pk])

    @property
    def page_count(self) -> int:
        """How many pages the source has, one until it is known."""
        return int(self.found.get("page_count") or 1)
