"""The events of a cooperative's life; where it stands follows from them."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from cooperatives.enums.register import DISSOLVED, ENDED, Status
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.scope import DatedQuerySet, OfCooperative
from cooperatives.rules.statuses import Event
from lmhtx.base import clock
from lmhtx.base.models import Signed


class StatusEventQuerySet(OfCooperative):
    """Questions asked of events."""

    def counting(self) -> Self:
        """Those that no later event has put right."""
        return self.filter(~Exists(StatusEvent.objects.filter(corrects=OuterRef("pk"))))

    def effective_within(self, first: date, last: date) -> Self:
        """Those that took effect between two days, both included, whenever they were recorded."""
        return self.filter(effective_on__gte=first, effective_on__lte=last)


class StatusEvent(Signed):
    """Sự kiện tình trạng: what happened to a cooperative, from which day, recorded when, by which paper."""

    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="status_events", verbose_name="hợp tác xã"
    )
    status = models.CharField("tình trạng", max_length=20, choices=Status.choices())
    effective_on = models.DateField("có hiệu lực ngày")
    recorded_at = models.DateTimeField("ghi lúc", default=clock.now, editable=False)
    until_on = models.DateField("đến hết ngày", null=True, blank=True)
    document_number = models.CharField("số văn bản", max_length=60, blank=True)
    document_on = models.DateField("ngày văn bản", null=True, blank=True)
    issuer = models.CharField("cơ quan ra văn bản", max_length=200, blank=True)
    reason = models.CharField("lý do", max_length=500, blank=True)
    is_free = models.BooleanField("giải thể tự nguyện", null=True, blank=True)
    has_debts = models.BooleanField("còn nợ, tài sản", null=True, blank=True)
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name="đính chính sự kiện",
    )
    successors = models.ManyToManyField(
        Cooperative, blank=True, related_name="+", verbose_name="hợp tác xã kế tiếp"
    )

    objects = StatusEventQuerySet.as_manager()

    class Meta:
        verbose_name = "sự kiện tình trạng"
        ordering = ("effective_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.SUSPENDED, until_on__isnull=False)
                | (~Q(status=Status.SUSPENDED) & Q(until_on__isnull=True)),
                name="status_event_until_when_suspended",
                violation_error_message="Tạm ngừng kinh doanh phải ghi ngày hết hạn; tình trạng khác thì không.",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("effective_on")),
                name="status_event_in_order",
                violation_error_message="Ngày hết hạn tạm ngừng không được trước ngày bắt đầu.",
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True) | ~Q(reason=""),
                name="status_event_correction_has_reason",
                violation_error_message="Đính chính phải có lý do.",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[str(status) for status in sorted(DISSOLVED)])
                | Q(has_debts__isnull=False),
                name="status_event_dissolved_says_debts",
                violation_error_message="Giải thể phải ghi rõ còn hay không còn nợ, tài sản.",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                name="status_event_corrected_once",
                violation_error_message="Sự kiện này đã được đính chính.",
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative", "effective_on", "id"], name="status_event_order"),
            models.Index(fields=["status", "effective_on"], name="status_event_by_status"),
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} từ {self.effective_on:%d/%m/%Y}"

    @property
    def facts(self) -> Event:
        """What the rules must know of it."""
        return Event(
            number=self.pk or 0,
            status=Status(self.status),
            effective_on=self.effective_on,
            until_on=self.until_on,
            corrects=self.corrects_id,
        )


class OfStandingQuerySet(DatedQuerySet):
    """Dated rows that count as long as their cooperative stands."""

    def counting(self, day: date) -> Self:
        """Those that hold on the day, of cooperatives that had not come to an end by then."""
        gone = StatusEvent.objects.counting().filter(
            cooperative=OuterRef("cooperative"),
            effective_on__lte=day,
            status__in=[str(status) for status in ENDED],
        )
        return self.on(day).filter(~Exists(gone), cooperative__merged_into__isnull=True)
