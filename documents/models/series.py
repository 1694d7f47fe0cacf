"""Series of numbers, their years, and every number that was ever given."""

from __future__ import annotations

from typing import Any, ClassVar

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from documents.enums.numbers import Authority, Direction, NumberState
from documents.models.body import IssuingBody
from documents.models.kind import DocumentType
from documents.models.scope import DatedQuerySet, StaffQuerySet
from documents.rules.numbers import number_text
from lmhtx.base import clock
from lmhtx.base.constraints import both_or_neither, in_order
from lmhtx.base.fields import year_field
from lmhtx.base.models import Versioned
from lmhtx.people.hands import InNameOf

PERSON = settings.AUTH_USER_MODEL


@pghistory.track()
class Series(Versioned):
    """Sổ văn bản: one series of numbers of one body, beginning anew each year."""

    name = models.CharField("tên sổ", max_length=150)
    direction = models.CharField("chiều", max_length=4, choices=Direction.choices())
    body = models.ForeignKey(
        IssuingBody, models.PROTECT, related_name="series", verbose_name="chủ thể ban hành"
    )
    types = models.ManyToManyField(
        DocumentType,
        blank=True,
        related_name="series",
        verbose_name="loại văn bản",
        help_text="Để trống: sổ chung cho mọi loại không có sổ riêng.",
    )
    numbers_from = models.CharField(
        "số do đâu cấp", max_length=10, choices=Authority.choices(), default=Authority.PORTAL
    )
    directives_from = models.CharField(
        "bút phê ở đâu", max_length=10, choices=Authority.choices(), default=Authority.PORTAL
    )
    valid_from = models.DateField("từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=250, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "sổ văn bản"
        ordering = ("direction", "body", "name")
        constraints = [
            in_order(
                "valid_from",
                "valid_to",
                name="document_series_days_in_order",
                message="Ngày cuối phải từ ngày đầu trở đi.",
            ),
            models.UniqueConstraint(
                fields=["name", "body"],
                name="series_name_once",
                violation_error_message="Chủ thể này đã có sổ cùng tên.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The book of this year."""
        return reverse("book_detail", args=[self.pk])

    @property
    def is_ours(self) -> bool:
        """Whether the portal gives its numbers."""
        return self.numbers_from == Authority.PORTAL


class SeriesYear(models.Model):
    """Năm của sổ: how far the numbers of one series have come in one year; whoever gives the next one holds it."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="years", verbose_name="sổ")
    year = year_field("năm")
    last_number = models.PositiveIntegerField("số cuối", default=0)
    last_dated_on = models.DateField("ngày của số cuối", null=True, blank=True)
    closed_at = models.DateTimeField("khóa sổ lúc", null=True, blank=True)
    closed_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người khóa sổ"
    )

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "năm của sổ"
        ordering = ("-year",)
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year"],
                name="series_year_once",
                violation_error_message="Sổ này đã có năm ấy.",
            ),
            both_or_neither(
                "closed_at",
                "closed_by",
                name="series_year_closed_by_whom",
                message="Người khóa sổ và lúc khóa sổ phải cùng có.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series}, năm {self.year}"


class SeriesStart(models.Model):
    """Số bắt đầu: from which number on a book goes on in the middle of a year, set by two people."""

    series_year = models.OneToOneField(
        SeriesYear, models.PROTECT, related_name="start", verbose_name="năm của sổ"
    )
    last_number = models.PositiveIntegerField("số cuối đã dùng")
    last_dated_on = models.DateField("ngày của số cuối đã dùng")
    ground = models.CharField("căn cứ", max_length=250)
    proposed_at = models.DateTimeField("đề nghị lúc", default=clock.now)
    proposed_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="người đề nghị")
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)
    confirmed_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="người xác nhận"
    )

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "số bắt đầu"
        constraints = [
            both_or_neither(
                "confirmed_at",
                "confirmed_by",
                name="series_start_confirmed_by_whom",
                message="Người xác nhận và lúc xác nhận phải cùng có.",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="series_start_by_two",
                violation_error_message="Số bắt đầu phải do người thứ hai xác nhận.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.series_year}: sau số {self.last_number}"


@pghistory.track()
class DocumentNumber(models.Model):
    """Số văn bản: a number that was given, held or cancelled; it stays in the book for ever."""

    series_year = models.ForeignKey(
        SeriesYear, models.PROTECT, related_name="numbers", verbose_name="năm của sổ"
    )
    number = models.PositiveIntegerField("số")
    suffix = models.CharField("chữ kèm số", max_length=2, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60)
    dated_on = models.DateField("ngày văn bản")
    type = models.ForeignKey(
        DocumentType, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="loại văn bản"
    )
    state = models.CharField(
        "tình trạng", max_length=10, choices=NumberState.choices(), default=NumberState.GIVEN
    )
    reason = models.CharField("lý do", max_length=250, blank=True)
    given_at = models.DateTimeField("cấp lúc", default=clock.now)
    given_by = models.ForeignKey(
        PERSON, models.PROTECT, null=True, related_name="+", verbose_name="người cấp số"
    )
    given_for = InNameOf("given_by", verbose_name="cấp thay cho")

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "số văn bản"
        ordering = ("series_year", "number", "suffix")
        constraints = [
            models.UniqueConstraint(
                fields=["series_year", "number", "suffix"],
                name="document_number_once",
                violation_error_message="Số này đã được cấp trong sổ.",
            ),
            models.CheckConstraint(
                condition=Q(state=NumberState.GIVEN, suffix="") | ~Q(reason=""),
                name="document_number_says_why",
                violation_error_message="Giữ số, hủy số, số kèm chữ phải ghi lý do.",
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="document_number_above_zero",
                violation_error_message="Số văn bản bắt đầu từ 01.",
            ),
        ]
        triggers: ClassVar[list[Any]] = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.text}/{self.symbol}"

    def get_absolute_url(self) -> str:
        """The paper that bears it; where it stands in the book when the portal has no such paper."""
        paper = getattr(self, "outgoing", None)
        if paper is not None:
            address: str = paper.get_absolute_url()
            return address
        year = self.series_year
        return f"{reverse('book_register', args=[year.series_id])}?nam={year.year}"

    @property
    def text(self) -> str:
        """The number as printed."""
        return number_text(self.number, self.suffix)

    @property
    def is_in_force(self) -> bool:
        """Whether a paper bears it, or may yet."""
        return self.state != NumberState.CANCELLED
