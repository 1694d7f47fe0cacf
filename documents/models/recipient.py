"""Who gets an outgoing paper."""

from __future__ import annotations

from typing import Any, Self

from django.db import models
from django.db.models import Q

from documents.enums.outgoing import SendWay
from documents.models.outgoing import Outgoing, doer
from lmhtx.base.constraints import both_or_neither


class OfOutgoing(models.QuerySet[Any]):
    """Rows that are seen as far as their paper is."""

    path = "outgoing"

    def visible_to(self, user: Any) -> Self:
        """Those of papers that the person sees."""
        return self.filter(**{f"{self.path}__in": Outgoing.objects.visible_to(user)})


class Recipient(models.Model):
    """Nơi nhận: one place that gets an outgoing paper, with how many copies, how and when it was sent and received."""

    outgoing = models.ForeignKey(
        Outgoing, models.CASCADE, related_name="recipients", verbose_name="văn bản đi"
    )
    agency = models.ForeignKey(
        "directory.Agency", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="cơ quan"
    )
    name = models.CharField("tên ghi ở nơi nhận", max_length=200)
    copies = models.PositiveSmallIntegerField("số bản", default=1)
    way = models.CharField("gửi qua", max_length=6, choices=SendWay.choices(), blank=True)
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)
    sent_by = doer("người gửi")
    received_on = models.DateField("ngày nhận", null=True, blank=True)
    received_note = models.CharField("ký nhận", max_length=150, blank=True)

    objects = OfOutgoing.as_manager()

    class Meta:
        verbose_name = "nơi nhận"
        ordering = ("pk",)
        constraints = [
            both_or_neither(
                "sent_at",
                "sent_by",
                name="recipient_sent_by_whom",
                message="Người gửi và lúc gửi phải cùng có.",
            ),
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | ~Q(way=""),
                name="recipient_sent_how",
                violation_error_message="Đã gửi thì phải ghi gửi qua đâu.",
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(sent_at__isnull=False),
                name="recipient_received_after_sent",
                violation_error_message="Chỉ ghi nhận cho nơi đã gửi.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
