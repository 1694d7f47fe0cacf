"""Workbooks on their way: lists that somebody has asked for, filled registers that somebody has brought."""

from __future__ import annotations

from typing import Any, cast

from django.db import models
from django.db.models import Q
from django.urls import reverse

from lmhtx.base.models import Signed
from lmhtx.people.models import User
from lmhtx.vn.labels import Labelled


class OwnQuerySet(models.QuerySet):
    """Workbooks are their owner's alone: lists are narrowed to his reach, registers hold what he typed."""

    def visible_to(self, user: Any) -> OwnQuerySet:
        """One's own."""
        return self.filter(created_by=user) if user.is_authenticated else self.none()


class Export(Signed):
    """Bản xuất Excel: a long list that one person asked for, made behind the page and kept for some days."""

    title = models.CharField("danh sách", max_length=200)
    address = models.CharField("địa chỉ của danh sách", max_length=2000)
    row_count = models.PositiveIntegerField("số dòng")
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="việc chạy nền"
    )

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "bản xuất Excel"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Where it is waited for and fetched."""
        return reverse("export_detail", args=[self.pk])


class ImportState(Labelled):
    """Where a brought workbook stands."""

    CHECKING = "checking", "Đang kiểm tra"
    READY = "ready", "Chờ anh/chị xác nhận"
    FAULTY = "faulty", "Có lỗi cần sửa"
    WRITING = "writing", "Đang ghi"
    WRITTEN = "written", "Đã ghi"
    DROPPED = "dropped", "Đã bỏ"


class Import(Signed):
    """Lần nhập Excel: a filled workbook, checked first, written all or not at all once its owner has looked."""

    kind = models.CharField("loại dữ liệu", max_length=40)
    within = models.PositiveBigIntegerField("thuộc", null=True, blank=True)
    within_label = models.CharField("tên nơi thuộc về", max_length=300, blank=True)
    name = models.CharField("tên tệp", max_length=200)
    state = models.CharField(
        "trạng thái", max_length=10, choices=ImportState.choices(), default=ImportState.CHECKING
    )
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="việc chạy nền"
    )
    counts = models.JSONField("số dòng", default=dict, blank=True)
    faults = models.JSONField("lỗi", default=list, blank=True)
    changes = models.JSONField("thay đổi", default=list, blank=True)
    failure = models.CharField("lý do không nhận", max_length=500, blank=True)
    written_at = models.DateTimeField("ghi lúc", null=True, blank=True)

    objects = OwnQuerySet.as_manager()

    class Meta:
        verbose_name = "lần nhập Excel"
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="faulty") | ~Q(failure="") | ~Q(faults=[]),
                name="faulty_import_says_why",
                violation_error_message="Lần nhập có lỗi phải nói rõ lỗi.",
            ),
            models.CheckConstraint(
                condition=~Q(state="written") | Q(written_at__isnull=False),
                name="import_written_when",
                violation_error_message="Lần nhập đã ghi phải có lúc ghi.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Where it is waited for, looked at and confirmed."""
        return reverse("import_detail", args=[self.pk])

    @property
    def owner(self) -> User:
        """Whoever brought it: the only way in names him."""
        return cast("User", self.created_by)
