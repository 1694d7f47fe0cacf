"""Printed forms that come back: the files of one delivery, and each of their pages."""

from __future__ import annotations

from typing import Any, Self, cast

from django.db import models
from django.db.models import Q
from django.urls import reverse

from cooperatives.enums.scans import KNOWN, TO_ENTER, ScanState
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.form import Period, Submission
from cooperatives.models.scope import WHOLE
from lmhtx.base.models import Signed
from lmhtx.people.models import User


class OfBatch(models.QuerySet[Any]):
    """What was brought belongs to whoever brought it, and to the staff, who help each other out.

    A page may be of any cooperative until somebody has looked at it: others see it as figures only once it is entered.
    """

    path = ""

    def visible_to(self, user: Any) -> Self:
        """All for staff of the register, one's own for others."""
        if not user.is_authenticated:
            return self.none()
        return self if user.has_role(*WHOLE) else self.filter(**{f"{self.path}created_by": user})


class OfScanBatch(OfBatch):
    """Rows of a delivery."""

    path = "batch__"


class ScanBatch(Signed):
    """Lần nhập phiếu giấy: scans and photographs of printed forms for one call for figures, brought together."""

    period = models.ForeignKey(
        Period, models.PROTECT, related_name="scan_batches", verbose_name="đợt thu số liệu"
    )
    job = models.ForeignKey(
        "jobs.Job", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name="việc chạy nền"
    )
    read_at = models.DateTimeField("đọc xong lúc", null=True, blank=True)
    faults = models.JSONField("tệp không đọc được", default=list, blank=True, editable=False)

    objects = OfBatch.as_manager()

    class Meta:
        verbose_name = "lần nhập phiếu giấy"
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"Phiếu giấy {self.created_at:%d/%m/%Y} – {self.period}"

    def get_absolute_url(self) -> str:
        """Where its pages lie."""
        return reverse("scan_detail", args=[self.pk])

    @property
    def owner(self) -> User:
        """Whoever brought it."""
        return cast("User", self.created_by)


class ScanPage(models.Model):
    """Trang phiếu giấy: one page as it was read; `read` says what stood in its boxes where it was sure.

    `file_number` and `file_page` name the place in what was brought, so that reading twice keeps each page once.
    """

    batch = models.ForeignKey(
        ScanBatch, models.PROTECT, related_name="pages", verbose_name="lần nhập phiếu giấy"
    )
    period = models.ForeignKey(Period, models.PROTECT, related_name="+", verbose_name="đợt thu số liệu")
    file_number = models.BigIntegerField("tệp số")
    file_page = models.PositiveSmallIntegerField("trang trong tệp")
    file_name = models.CharField("tên tệp", max_length=200)
    state = models.CharField("trạng thái", max_length=10, choices=ScanState.choices())
    note = models.CharField("vì sao", max_length=300, blank=True)
    cooperative = models.ForeignKey(
        Cooperative,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="scan_pages",
        verbose_name="hợp tác xã",
    )
    form_page = models.PositiveSmallIntegerField("trang của phiếu", null=True, blank=True)
    is_straight = models.BooleanField("đã nắn thẳng", default=False)
    read = models.JSONField("đã đọc", default=dict, blank=True, editable=False)
    submission = models.ForeignKey(
        Submission, models.PROTECT, null=True, blank=True, related_name="scan_pages", verbose_name="phiếu"
    )

    objects = OfScanBatch.as_manager()

    class Meta:
        verbose_name = "trang phiếu giấy"
        ordering = ("file_number", "file_page")
        constraints = [
            models.UniqueConstraint(
                fields=["file_number", "file_page"],
                name="scan_page_once",
                violation_error_message="Trang này đã đọc.",
            ),
            models.UniqueConstraint(
                fields=["period", "cooperative", "form_page"],
                condition=Q(state__in=sorted(str(one) for one in TO_ENTER)),
                name="scan_page_waits_once",
                violation_error_message="Trang này của hợp tác xã đã có, đang chờ nhập.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(str(one) for one in KNOWN))
                | Q(cooperative__isnull=False, form_page__isnull=False),
                name="scan_page_known_whose",
                violation_error_message="Trang đã khớp phải ghi của hợp tác xã nào, trang mấy.",
            ),
            models.CheckConstraint(
                condition=Q(state=ScanState.ENTERED, submission__isnull=False)
                | (~Q(state=ScanState.ENTERED) & Q(submission__isnull=True)),
                name="scan_page_entered_into",
                violation_error_message="Trang đã nhập phải ghi vào phiếu nào.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file_name}, trang {self.file_page}"

    @property
    def waits(self) -> bool:
        """Whether its figures are still to be entered."""
        return self.state in TO_ENTER

    @property
    def may_be_matched(self) -> bool:
        """Whether a person may say whose it is."""
        return self.state not in KNOWN
