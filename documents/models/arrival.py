"""The copies in which an incoming paper came."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models

from documents.enums.incoming import Channel
from documents.models.incoming import Incoming
from lmhtx.base import clock

PERSON = settings.AUTH_USER_MODEL


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    """Questions asked of copies."""

    def visible_to(self, user: Any) -> Self:
        """As far as the paper is seen."""
        return self.filter(incoming__in=Incoming.objects.visible_to(user))


class Arrival(models.Model):
    """Lần đến: one copy of an incoming paper by one way; the same paper by another way adds one and no number."""

    incoming = models.ForeignKey(
        Incoming, models.CASCADE, related_name="arrivals", verbose_name="văn bản đến"
    )
    channel = models.CharField("đến qua", max_length=6, choices=Channel.choices())
    at = models.DateTimeField("đến lúc", default=clock.now)
    by = models.ForeignKey(PERSON, models.PROTECT, null=True, related_name="+", verbose_name="người nhận")
    note = models.CharField("ghi chú", max_length=250, blank=True)

    objects = ArrivalQuerySet.as_manager()

    class Meta:
        verbose_name = "lần đến"
        ordering = ("at", "pk")
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=["incoming", "channel"],
                name="arrival_channel_once",
                violation_error_message="Văn bản này đã ghi đến qua kênh ấy.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}: {self.incoming}"
