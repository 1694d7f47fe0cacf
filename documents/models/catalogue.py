"""How long papers are kept, and the list of files that the office expects to open in a year."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from documents.enums.archive import CatalogueNumbering, CatalogueState
from documents.models.scope import DatedQuerySet, StaffQuerySet
from documents.rules.archive import file_code, retention_text
from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.base.fields import FoldedField, year_field
from lmhtx.base.models import Signed, Versioned

PERSON = settings.AUTH_USER_MODEL
FOR_EVER = "Để trống: vĩnh viễn."


def years_kept(label: str = "thời hạn bảo quản (năm)", **options: Any) -> Any:
    """A number of years for which something is kept; none for ever."""
    return models.PositiveSmallIntegerField(label, null=True, blank=True, help_text=FOR_EVER, **options)


@pghistory.track(exclude=["folded"])
class RetentionRule(Signed, Versioned):
    """Thời hạn bảo quản: for how long one kind of file is kept, by which text, and whether that was checked."""

    group = models.CharField("nhóm hồ sơ, tài liệu", max_length=150)
    title = models.CharField("loại hồ sơ, tài liệu", max_length=300)
    years = years_kept()
    source = models.CharField("căn cứ", max_length=200)
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    is_doubtful = models.BooleanField("chưa kiểm chứng", default=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    folded = FoldedField("chữ để tìm", of=("group", "title", "source", "note"))

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "thời hạn bảo quản"
        ordering = ("group", "title", "pk")
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="retention_days_in_order",
                message="Ngày cuối phải từ ngày đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(years__isnull=True) | Q(years__gt=0),
                name="retention_above_zero",
                violation_error_message="Thời hạn bảo quản ít nhất một năm; để trống là vĩnh viễn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.text})"

    def get_absolute_url(self) -> str:
        """Where it is mended."""
        return reverse("retention_update", args=[self.pk])

    @property
    def text(self) -> str:
        """How long, as the lists write it."""
        return retention_text(self.years)


@pghistory.track()
class FileCatalogue(Signed, Versioned):
    """Danh mục hồ sơ: the list of files expected in a year, approved by the head and issued at its start."""

    year = year_field("năm", unique=True, error_messages={"unique": "Năm này đã có danh mục hồ sơ."})
    numbering = models.CharField(
        "cách đánh số",
        max_length=8,
        choices=CatalogueNumbering.choices(),
        default=CatalogueNumbering.THROUGH,
    )
    state = models.CharField(
        "tình trạng",
        max_length=10,
        choices=CatalogueState.choices(),
        default=CatalogueState.DRAFT,
        editable=False,
    )
    document = models.CharField("ban hành kèm theo văn bản", max_length=200, blank=True)
    issued_at = models.DateTimeField("ban hành lúc", null=True, blank=True, editable=False)
    issued_by = models.ForeignKey(
        PERSON,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name="người duyệt",
    )

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "danh mục hồ sơ"
        ordering = ("-year",)
        constraints = [
            both_or_neither(
                "issued_at",
                "issued_by",
                name="catalogue_issued_by_whom",
                message="Người duyệt và lúc ban hành phải cùng có.",
            ),
        ]

    def __str__(self) -> str:
        return f"Danh mục hồ sơ năm {self.year}"

    def get_absolute_url(self) -> str:
        """The list."""
        return reverse("catalogue_detail", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        """Whether it may still change."""
        return self.state == CatalogueState.DRAFT


class CatalogueHeading(models.Model):
    """Đề mục của danh mục hồ sơ: a big heading (I, II) with its short name, or a small one (1, 2) under it."""

    catalogue = models.ForeignKey(
        FileCatalogue, models.CASCADE, related_name="headings", verbose_name="danh mục hồ sơ"
    )
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name="thuộc đề mục",
        help_text="Để trống: đề mục lớn.",
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("tên đề mục", max_length=200)
    abbreviation = models.CharField(
        "chữ viết tắt", max_length=12, blank=True, help_text="Chỉ đề mục lớn, ví dụ TĐKT."
    )

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "đề mục của danh mục hồ sơ"
        ordering = ("position", "pk")
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) & ~Q(abbreviation="")
                | Q(parent__isnull=False, abbreviation=""),
                name="heading_abbreviation_of_big_ones",
                violation_error_message="Đề mục lớn phải có chữ viết tắt; đề mục nhỏ theo chữ của đề mục lớn.",
            ),
            models.UniqueConstraint(
                fields=["catalogue", "abbreviation"],
                condition=~Q(abbreviation=""),
                name="heading_abbreviation_once",
                violation_error_message="Chữ viết tắt này đã dùng cho đề mục khác.",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def big(self) -> CatalogueHeading:
        """The big heading: itself, or the one above."""
        return self.parent or self


class CatalogueLine(models.Model):
    """Hồ sơ dự kiến: one file that the list of a year expects, with title, retention and who shall make it."""

    catalogue = models.ForeignKey(
        FileCatalogue, models.CASCADE, related_name="lines", verbose_name="danh mục hồ sơ"
    )
    heading = models.ForeignKey(CatalogueHeading, models.CASCADE, related_name="lines", verbose_name="đề mục")
    position = models.PositiveSmallIntegerField("thứ tự", default=0, editable=False)
    code = models.CharField("số và ký hiệu hồ sơ", max_length=30, editable=False)
    title = models.CharField("tiêu đề hồ sơ", max_length=500)
    rule = models.ForeignKey(
        RetentionRule,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lines",
        verbose_name="theo mức bảo quản",
    )
    years = years_kept()
    unit = models.ForeignKey("directory.Agency", models.PROTECT, related_name="+", verbose_name="đơn vị lập")
    maker = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người lập hồ sơ"
    )
    note = models.CharField("ghi chú", max_length=200, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ dự kiến"
        ordering = ("position", "pk")
        constraints = [
            models.CheckConstraint(
                condition=Q(years__isnull=True) | Q(years__gt=0),
                name="catalogue_line_years_above_zero",
                violation_error_message="Thời hạn bảo quản ít nhất một năm; để trống là vĩnh viễn.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.title}"

    @property
    def retention(self) -> str:
        """How long it will be kept."""
        return retention_text(self.years)

    def coded(self, number: int) -> CatalogueLine:
        """The line with the code of its place."""
        self.code = file_code(number=number, heading=self.heading.big.abbreviation)
        return self
