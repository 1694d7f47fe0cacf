"""Volumes of a book as they were printed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from documents.enums.numbers import PrintedBook
from documents.models.scope import StaffQuerySet
from documents.models.series import SeriesYear
from lmhtx.base.constraints import in_order
from lmhtx.base.models import Signed


class BookPrint(Signed):
    """Quyển sổ in: a range of numbers of one year of a book, set as one volume with cover and closing lines."""

    series_year = models.ForeignKey(
        SeriesYear, models.PROTECT, related_name="prints", verbose_name="năm của sổ"
    )
    book = models.CharField(
        "loại sổ",
        max_length=10,
        choices=PrintedBook.choices(),
        default=PrintedBook.REGISTER,
        db_default=PrintedBook.REGISTER,
    )
    volume = models.PositiveSmallIntegerField("quyển số", default=1)
    first_number = models.PositiveIntegerField("từ số")
    last_number = models.PositiveIntegerField("đến số")

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "quyển sổ in"
        ordering = ("-pk",)
        constraints = [
            in_order(
                "first_number",
                "last_number",
                name="book_print_numbers_in_order",
                message="Số cuối phải từ số đầu trở đi.",
            ),
            models.CheckConstraint(
                condition=Q(volume__gt=0),
                name="book_print_volume_above_zero",
                violation_error_message="Quyển số bắt đầu từ 1.",
            ),
        ]

    def __str__(self) -> str:
        return f"Quyển {self.volume}: {self.series_year}, số {self.first_number}–{self.last_number}"

    def get_absolute_url(self) -> str:
        """The book it is a part of, with the volumes that were printed."""
        year = self.series_year
        return f"{reverse('book_register', args=[year.series_id])}?nam={year.year}&so={self.book}"
