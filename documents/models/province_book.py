"""What the province's system says of a register of ours, and why it differs where it does."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from documents.enums.catch_up import Side
from documents.models.scope import StaffQuerySet
from documents.models.series import Series
from documents.rules.numbers import number_text
from lmhtx.base import clock
from lmhtx.base.fields import year_field
from lmhtx.base.models import Signed

PERSON = settings.AUTH_USER_MODEL


class ProvinceEntry(Signed):
    """Dòng sổ Đồng Nai-S: a number of a register as the province's system lists it."""

    series = models.ForeignKey(
        Series, models.PROTECT, related_name="province_entries", verbose_name="sổ văn bản"
    )
    year = year_field("năm")
    number = models.PositiveIntegerField("số")
    suffix = models.CharField("chữ kèm số", max_length=2, blank=True)
    reference = models.CharField("số, ký hiệu", max_length=100, blank=True)
    dated_on = models.DateField("ngày", null=True, blank=True)
    subject = models.CharField("trích yếu", max_length=1000, blank=True)

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng sổ Đồng Nai-S"
        ordering = ("series", "year", "number", "suffix")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "number", "suffix"],
                name="province_entry_once",
                violation_error_message="Số này của Đồng Nai-S đã có.",
            )
        ]

    def __str__(self) -> str:
        return f"{number_text(self.number, self.suffix)} – {self.reference or self.subject}"


class ProvinceExplanation(models.Model):
    """Giải thích chênh lệch sổ: why a number stands at one side alone, or otherwise than at the other."""

    series = models.ForeignKey(Series, models.PROTECT, related_name="explanations", verbose_name="sổ văn bản")
    year = year_field("năm")
    number = models.PositiveIntegerField("số")
    suffix = models.CharField("chữ kèm số", max_length=2, blank=True)
    side = models.CharField("chênh lệch", max_length=8, choices=Side.choices())
    reason = models.CharField("lý do", max_length=300)
    explained_at = models.DateTimeField("ghi lúc", default=clock.now)
    explained_by = models.ForeignKey(PERSON, models.PROTECT, related_name="+", verbose_name="người ghi")

    objects = StaffQuerySet.as_manager()

    class Meta:
        verbose_name = "giải thích chênh lệch sổ"
        ordering = ("series", "year", "number", "suffix")
        constraints = [
            models.UniqueConstraint(
                fields=["series", "year", "number", "suffix", "side"],
                name="province_explanation_once",
                violation_error_message="Chênh lệch này đã có lý do.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="province_explanation_says_why",
                violation_error_message="Hãy ghi rõ lý do chênh lệch.",
            ),
        ]

    def __str__(self) -> str:
        return f"{number_text(self.number, self.suffix)}: {self.reason}"
