"""Registers that come in as workbooks: how their columns are read, a day's catch-up, a book begun elsewhere."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from documents.enums.catch_up import CatchUpState
from documents.models.incoming import Incoming
from documents.models.scope import WHOLE_OFFICE, StaffQuerySet
from documents.models.series import DocumentNumber, Series
from lmhtx.base.fields import year_field
from lmhtx.base.models import Signed


class OfficeQuerySet(models.QuerySet[Any]):
    """Rows that the office works with, and nobody else."""

    def visible_to(self, user: Any) -> Self:
        """All of them for the office."""
        return self if user.is_authenticated and user.has_role(*WHOLE_OFFICE) else self.none()


class SheetLayout(Signed):
    """Cách đọc cột của sổ: which heading of an exported register means what, told once and remembered."""

    fingerprint = models.CharField("các tiêu đề", max_length=64, unique=True)
    headings = models.JSONField("tiêu đề và mục")

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "cách đọc cột của sổ"

    def __str__(self) -> str:
        return ", ".join(self.headings)[:120]


class CatchUp(Signed):
    """Đợt nhập bù sổ: an exported register and downloaded files, dropped together and saved by one act."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="catch_ups", verbose_name="sổ văn bản")
    name = models.CharField("tệp sổ", max_length=200, blank=True)
    headings = models.JSONField("tiêu đề của sổ", default=list, blank=True)
    rows = models.JSONField("dòng của sổ", default=list, blank=True)
    files = models.JSONField("tệp kèm", default=list, blank=True)
    state = models.CharField(
        "tình trạng", max_length=8, choices=CatchUpState.choices(), default=CatchUpState.OPEN, editable=False
    )
    saved_count = models.PositiveIntegerField("số dòng đã lưu", default=0)

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "đợt nhập bù sổ"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"Nhập bù {self.series}: {self.name or 'chỉ có tệp'}"

    def get_absolute_url(self) -> str:
        """Its grid."""
        return reverse("catch_up_grid", args=[self.pk])


class BookImport(Signed):
    """Sổ cũ nhập vào: this year's own workbook of numbers, its numbers kept, what is remarkable in it listed."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="imports", verbose_name="sổ văn bản")
    year = year_field("năm của sổ")
    name = models.CharField("tệp sổ", max_length=200)
    rows = models.JSONField("dòng đã đọc", default=list, blank=True)
    findings = models.JSONField("điều cần biết", default=list, blank=True)
    last_number = models.PositiveIntegerField("số cuối", default=0)
    state = models.CharField(
        "tình trạng", max_length=8, choices=CatchUpState.choices(), default=CatchUpState.OPEN, editable=False
    )

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ cũ nhập vào"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.name}, năm {self.year}"

    def get_absolute_url(self) -> str:
        """What was read of it."""
        return reverse("book_import_detail", args=[self.pk])


class BookLine(models.Model):
    """Dòng của sổ cũ: one line of a book that was kept elsewhere, as it was written there, never renumbered."""

    source = models.ForeignKey(
        BookImport, models.PROTECT, related_name="lines", verbose_name="sổ cũ nhập vào"
    )
    row = models.PositiveIntegerField("dòng trong tệp")
    number = models.PositiveIntegerField("số")
    suffix = models.CharField("chữ kèm số", max_length=2, blank=True)
    facts = models.JSONField("nội dung dòng")
    given = models.OneToOneField(
        DocumentNumber,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="line",
        verbose_name="số văn bản đi",
    )
    incoming = models.OneToOneField(
        Incoming, models.PROTECT, null=True, blank=True, related_name="line", verbose_name="văn bản đến"
    )

    objects = OfficeQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng của sổ cũ"
        ordering = ("source", "row")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["source", "row"],
                name="book_line_once",
                violation_error_message="Dòng này của tệp đã có.",
            ),
            models.CheckConstraint(
                condition=Q(given__isnull=True) | Q(incoming__isnull=True),
                name="book_line_one_way",
                violation_error_message="Một dòng thuộc sổ đi hoặc sổ đến, không cả hai.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}{self.suffix}"
