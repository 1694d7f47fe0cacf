"""Verified figures of a half year, a quarter or a one-off call; those of a year stand in YearFigures."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models

from cooperatives.models.cooperative import Cooperative
from cooperatives.models.form import Period
from cooperatives.models.scope import OfCooperative
from cooperatives.year_form import Answer, Figure


class PeriodFigure(models.Model):
    """Số đã xác minh của kỳ: what one cooperative answered to one question of a period, verified by staff.

    `amount` holds what can be added up, and 1 or 0 for Có and Không; `words` holds answers in words.
    """

    cooperative = models.ForeignKey(
        Cooperative, models.CASCADE, related_name="period_figures", verbose_name="hợp tác xã"
    )
    period = models.ForeignKey(Period, models.PROTECT, related_name="figures", verbose_name="đợt thu số liệu")
    key = models.CharField("mục", max_length=30)
    amount = models.DecimalField("số", max_digits=20, decimal_places=2, null=True, blank=True)
    words = models.CharField("chữ", max_length=300, blank=True)

    objects = OfCooperative.as_manager()

    class Meta:
        verbose_name = "số đã xác minh của kỳ"
        ordering = ("period", "id")
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative", "period", "key"],
                name="period_figure_once",
                violation_error_message="Mục này của kỳ đã có số đã xác minh.",
            ),
            models.CheckConstraint(
                condition=models.Q(amount__isnull=False) ^ ~models.Q(words=""),
                name="period_figure_says_one_thing",
                violation_error_message="Mỗi mục ghi số, hoặc ghi chữ.",
            ),
        ]
        indexes = [models.Index(fields=["period", "key"], name="period_figure_sums")]

    def __str__(self) -> str:
        return f"{self.key}, {self.period}"

    @classmethod
    def saying(cls, figure: Figure, value: Answer, **of: Any) -> PeriodFigure:
        """The row, not yet saved, that says this of a figure."""
        if isinstance(value, str):
            return cls(key=figure.key, words=value, **of)
        return cls(key=figure.key, amount=Decimal(str(int(value) if figure.is_yes_no else value)), **of)

    @property
    def value(self) -> Answer:
        """The answer as a form holds it."""
        if self.amount is None:
            return self.words
        return int(self.amount) if self.amount == int(self.amount) else float(self.amount)
