"""Calls to cooperatives from which the figures of a period have not come."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cooperatives.enums.calls import CallOutcome
from cooperatives.models.cooperative import Cooperative
from cooperatives.models.form import Period
from cooperatives.models.scope import OfCooperative
from lmhtx.base import clock
from lmhtx.base.models import Signed


class Call(Signed):
    """Cuộc gọi: somebody has called a cooperative for the figures of a period, and what came of it."""

    period = models.ForeignKey(Period, models.PROTECT, related_name="calls", verbose_name="đợt thu số liệu")
    cooperative = models.ForeignKey(
        Cooperative, models.PROTECT, related_name="calls", verbose_name="hợp tác xã"
    )
    outcome = models.CharField("kết quả", max_length=14, choices=CallOutcome.choices())
    called_on = models.DateField("gọi ngày", default=clock.today)
    again_on = models.DateField("hẹn gọi lại ngày", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = OfCooperative.as_manager()

    class Meta:
        verbose_name = "cuộc gọi thu số liệu"
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=CallOutcome.LATER, again_on__isnull=False)
                | (~Q(outcome=CallOutcome.LATER) & Q(again_on__isnull=True)),
                name="call_later_has_day",
                violation_error_message="Hẹn gọi lại thì ghi ngày hẹn; kết quả khác thì không.",
            ),
            models.CheckConstraint(
                condition=Q(again_on__isnull=True) | Q(again_on__gte=models.F("called_on")),
                name="call_again_not_before",
                violation_error_message="Ngày hẹn gọi lại không được trước ngày gọi.",
            ),
        ]
        indexes = [models.Index(fields=["cooperative", "period", "-id"], name="call_newest")]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}, {self.called_on:%d/%m/%Y}"
